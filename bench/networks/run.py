"""CPU cost of each full-size network: ONNX Runtime beside eager PyTorch, with the same weights.

Random weights (graph.random_weights), the sizes of a 512 x 512 picture. Each side runs in
a process of its own, so that its peak memory is its own. Wall and processor seconds are told apart:
on a busy machine only the latter compare. Needs the parity environment
(tensorrt-build/requirements-parity.txt), some 8 GB of memory and 4 GB of disk for a UNet.

Run: PYTHON bench/networks/run.py [NAME…] [--threads 2] [--json FILE]; --parity prints the parity
reports that are checked in as a table and measures nothing.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

BUILD = Path(__file__).resolve().parents[2] / "tensorrt-build"
sys.path.insert(0, str(BUILD / "src"))

from tensorrt_build.graph.random_weights import GRAPHS, RandomCheckpoint, random_model  # noqa: E402
from tensorrt_build.graph.run_check import random_inputs  # noqa: E402
from tensorrt_build.networks.catalogue import traced  # noqa: E402 (found just above)

SIZES = {
    "batch": 1,
    "height": 512,
    "width": 512,
    "latent_height": 64,
    "latent_width": 64,
    "points": 2,
}
SEED = 0
ENOUGH_SECONDS = 8.0  # of runs, after one that warms up; slow networks run once
Times = dict[str, float]


def measured(run: Callable[[], object]) -> Times:
    """Medians of a run's seconds, how many runs there were, and the process's peak memory in MB."""
    run()  # warms up
    wall, processor = [], []
    while not wall or sum(wall) + wall[-1] < ENOUGH_SECONDS and len(wall) < 20:
        began, busy = time.perf_counter(), time.process_time()
        run()
        wall.append(time.perf_counter() - began)
        processor.append(time.process_time() - busy)
    return {
        "wall": statistics.median(wall),
        "processor": statistics.median(processor),
        "runs": len(wall),
        "peak_mb": peak_mb(),
    }


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def onnx_worker(name: str, model: Path, threads: int) -> Times:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.enable_cpu_mem_arena = False  # as chatbrush_models/onnx_session.py has it
    options.log_severity_level = 3
    began = time.perf_counter()
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    load = time.perf_counter() - began
    inputs = random_inputs(traced(name), SIZES)
    return measured(lambda: session.run(None, inputs)) | {"load": load}


def torch_worker(name: str, threads: int) -> Times:
    import torch
    from tensorrt_build.networks.empty_weights import built_with
    from tensorrt_build.networks.full_size import MODULES
    from tensorrt_build.networks.published import published

    torch.set_num_threads(threads)
    checkpoint = RandomCheckpoint(GRAPHS / f"{name}.onnx", SEED)
    module = built_with(MODULES[name], checkpoint)
    run = module
    if "unet" in name or "vae" in name:  # with diffusers' own, faster attention
        eager = published(name, checkpoint, module)
        run = lambda *inputs: eager(inputs)  # noqa: E731
    arrays = random_inputs(traced(name), SIZES)
    inputs = [torch.from_numpy(arrays[tensor.name]) for tensor in traced(name).inputs]
    with torch.inference_mode():
        return measured(lambda: run(*inputs))


def filled(name: str, model: Path) -> Times:
    began = time.perf_counter()
    random_model(name, model, SEED, specification=traced(name))
    return {"wall": time.perf_counter() - began, "peak_mb": peak_mb()}


def in_process(*arguments: str) -> Times:
    command = [sys.executable, __file__, *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def compare(name: str, threads: int) -> dict[str, Times]:
    with tempfile.TemporaryDirectory() as folder:
        model, count = str(Path(folder, "model.onnx")), str(threads)
        return {
            "fill": in_process("--worker", "fill", name, model, count),
            "onnx": in_process("--worker", "onnx", name, model, count),
            "torch": in_process("--worker", "torch", name, model, count),
        }


HEADER = """\
| network | ONNX: CPU s | wall | PyTorch: CPU s | wall | ratio | ONNX MB | PyTorch MB | fill MB |
|---|---|---|---|---|---|---|---|---|"""


def row(name: str, found: dict[str, Times]) -> str:
    onnx, torch = found["onnx"], found["torch"]
    return (
        f"| `{name}` | {onnx['processor']:.2f} | {onnx['wall']:.2f} | {torch['processor']:.2f} | "
        f"{torch['wall']:.2f} | {torch['processor'] / onnx['processor']:.2f} | "
        f"{onnx['peak_mb']:.0f} | {torch['peak_mb']:.0f} | {found['fill']['peak_mb']:.0f} |"
    )


def parity_table() -> str:
    lines = ["| network | case | weights | module – published | ONNX – module | allowed |"]
    lines.append("|---|---|---|---|---|---|")
    for path in sorted(GRAPHS.glob("*.parity.json")):
        report = json.loads(path.read_text())
        for case, gaps in report["cases"].items():
            module, graph = gaps["module_to_published"], gaps["graph_to_module"]
            lines.append(
                f"| `{report['network']}` | {case} | {report['weights'].split(',')[0]} | "
                f"{module['relative']:.1e} | {graph['relative']:.1e} | {report['tolerance']:.0e} |"
            )
    return "\n".join(lines)


def main() -> None:
    known = sorted(path.stem for path in GRAPHS.glob("*.onnx"))
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", default=known, metavar="NAME", help=", ".join(known))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--parity", action="store_true")
    parser.add_argument("--worker", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        side, name, model, threads = options.worker
        workers = {
            "fill": lambda: filled(name, Path(model)),
            "onnx": lambda: onnx_worker(name, Path(model), int(threads)),
            "torch": lambda: torch_worker(name, int(threads)),
        }
        print(json.dumps(workers[side]()))
    elif options.parity:
        print(parity_table())
    else:
        results = {}
        print(HEADER, flush=True)
        for name in options.names:
            results[name] = compare(name, options.threads)
            print(row(name, results[name]), flush=True)
        if options.json:
            options.json.write_text(json.dumps(results, indent=2) + "\n")


if __name__ == "__main__":
    main()
