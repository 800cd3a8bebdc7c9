"""Chooses the engine that computes a network on a CPU: the fastest that gives what FP32 gives.

ONNX Runtime in FP32 is the reference. OpenVINO is tried in FP32 and, where the processor has it, in
BF16; it is taken where its result is near enough (graph/fidelity.py) and its time below.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tensorrt_build.errors import BuildError
from tensorrt_build.graph.fidelity import Judge
from tensorrt_build.graph.run_check import Arrays

REFERENCE = "onnxruntime"
RUNS = 2
LARGEST_TIME = 0.9  # of ONNX Runtime's: two measurements of one engine differ by less
CPU_FLAGS = Path("/proc/cpuinfo")
Run = Callable[[Arrays], Arrays]


def engines_here() -> tuple[str, ...]:
    """Engines that this processor has a use for, the reference first."""
    flags = CPU_FLAGS.read_text(encoding="utf-8") if CPU_FLAGS.exists() else ""
    bf16 = ("openvino-bf16",) if "avx512_bf16" in flags or "amx_bf16" in flags else ()
    return (REFERENCE, "openvino-fp32", *bf16)


def choose_engine(model: Path, judge: Judge, engines: tuple[str, ...]) -> dict[str, Any]:
    """Measure every engine on the judge's inputs; `chosen` of the report is the one to take.

    Errors: BuildError when the model cannot be opened by one.
    """
    inputs = judge.inputs()
    runs = {engine: _opened(engine, model, inputs) for engine in engines}
    outputs = {engine: run(inputs) for engine, run in runs.items()}
    seconds = _least_cpu_seconds(runs, inputs)
    measured: dict[str, dict[str, Any]] = {}
    near = set()
    for engine in engines[1:]:
        fidelity = judge.compare(outputs[REFERENCE], outputs[engine])
        measured[engine] = fidelity.figures
        if fidelity.near:
            near.add(engine)
    worth = [engine for engine in near if seconds[engine] <= LARGEST_TIME * seconds[REFERENCE]]
    return {
        "chosen": min(worth, key=seconds.__getitem__, default=REFERENCE),
        "judged_by": judge.criterion,
        "near": sorted(near),
        "compared_with_fp32": measured,
        "cpu_seconds": {engine: round(seconds[engine], 3) for engine in engines},
    }


def open_reference(model: Path) -> Run:
    """Open a model under ONNX Runtime. Errors: BuildError with its words."""
    return _opened(REFERENCE, model, {})


def _opened(engine: str, model: Path, inputs: Arrays) -> Run:
    """Open a model for inputs of these shapes."""
    try:
        return _onnxruntime(model) if engine == REFERENCE else _openvino(engine, model, inputs)
    except Exception as error:  # each engine raises classes of its own
        raise BuildError(f"{model.name} cannot be opened by {engine}: {error}") from error


def _least_cpu_seconds(runs: dict[str, Run], inputs: Arrays) -> dict[str, float]:
    """Take turns, so that what else the machine does meets all of them."""
    least = dict.fromkeys(runs, float("inf"))
    for _ in range(RUNS):
        for engine, run in runs.items():
            begun = time.process_time()
            run(inputs)
            least[engine] = min(least[engine], time.process_time() - begun)
    return least


def _onnxruntime(model: Path) -> Run:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    return lambda inputs: dict(zip(names, session.run(names, inputs), strict=True))


def _openvino(engine: str, model: Path, inputs: Arrays) -> Run:
    import openvino

    graph = openvino.Core().read_model(model)
    graph.reshape({name: list(array.shape) for name, array in inputs.items()})
    precision = {"openvino-fp32": "f32", "openvino-bf16": "bf16"}[engine]
    options = {"INFERENCE_PRECISION_HINT": precision, "NUM_STREAMS": 1}
    compiled = openvino.compile_model(graph, "CPU", options)
    names = [output.get_any_name() for output in compiled.outputs]

    def run(inputs: Arrays) -> Arrays:
        outputs = compiled.create_infer_request().infer(inputs)
        return {name: outputs[name].copy() for name in names}

    return run
