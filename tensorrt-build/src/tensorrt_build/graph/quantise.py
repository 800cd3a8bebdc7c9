"""Dynamic int8 of a finished ONNX model, for CPUs.

The weights of matrix products become int8, one scale a column; the other side is scaled anew at
each call. Convolutions stay: ONNX Runtime has no fast integer kernels for them. First the graph is
folded once, for a weight that passes a Transpose is no constant to the quantiser.
"""

from __future__ import annotations

import logging
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic

from tensorrt_build.graph.run_check import Arrays, random_inputs
from tensorrt_build.networks.catalogue import NETWORKS
from tensorrt_build.networks.specification import Specification

PRODUCTS = ["MatMul", "Gemm"]
RUNS = 3
LARGEST_TIME = 0.85  # of the FP32 model's CPU time, or int8 is not worth its loss


def quantise(model: Path, target: Path) -> None:
    """Write the int8 form of `model` at `target`."""
    with tempfile.TemporaryDirectory() as folder:
        folded = Path(folder, "folded.onnx")
        options = onnxruntime.SessionOptions()
        level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.graph_optimization_level = level
        options.optimized_model_filepath = str(folded)
        options.log_severity_level = 3
        onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        logging.disable(logging.WARNING)  # it advises what was done above
        try:
            quantize_dynamic(
                folded,
                target,
                op_types_to_quantize=PRODUCTS,
                per_channel=True,
                weight_type=QuantType.QInt8,
                extra_options={"MatMulConstBOnly": True},
            )
        finally:
            logging.disable(logging.NOTSET)


def int8_where_it_pays(network: str, model: Path, largest_loss: float) -> dict[str, Any]:
    """Replace `model` by its int8 form if that is faster and near enough; report both either way.

    largest_loss: of mean |FP32 - int8| over mean |FP32|, in the worst output.
    """
    specification = NETWORKS[network]
    small = model.with_name(f"int8.{model.name}")
    quantise(model, small)
    inputs = picture_inputs(specification)
    (expected, slow), (found, fast) = _measured(model, inputs), _measured(small, inputs)
    loss = max(_loss(expected[name], found[name]) for name in expected)
    taken = loss <= largest_loss and fast <= LARGEST_TIME * slow
    report = {
        "precision": "int8" if taken else "fp32",
        "loss": loss,
        "largest_loss": largest_loss,
        "cpu_seconds": {"fp32": round(slow, 3), "int8": round(fast, 3)},
        "bytes": {"fp32": model.stat().st_size, "int8": small.stat().st_size},
    }
    if taken:
        small.replace(model)
    else:
        small.unlink()
    return report


def picture_inputs(specification: Specification) -> Arrays:
    """Make inputs whose pictures are smooth with edges; noise would flatter no quantiser."""
    inputs = random_inputs(specification, specification.example)
    for tensor in specification.inputs:
        if tensor.data_type == "UINT8":
            inputs[tensor.name] = _picture(inputs[tensor.name].shape)
    return inputs


def _picture(shape: tuple[int, ...]) -> NDArray[np.uint8]:
    height, width, channels = shape
    y, x = np.mgrid[0:height, 0:width]
    waves = [np.sin(x / (40 + 9 * c)) + np.cos(y / (25 + 7 * c)) for c in range(channels)]
    picture = np.stack(waves, axis=-1) * 60 + 128
    picture[height // 4 : height // 2, width // 3 : width // 2] += 50
    rounded: NDArray[np.uint8] = picture.clip(0, 255).astype(np.uint8)
    return rounded


def _measured(model: Path, inputs: Arrays) -> tuple[Arrays, float]:
    """Return outputs, and the least CPU seconds of RUNS runs after a first one."""
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    outputs, least = session.run(names, inputs), float("inf")
    for _ in range(RUNS):
        begun = time.process_time()
        session.run(names, inputs)
        least = min(least, time.process_time() - begun)
    return dict(zip(names, outputs, strict=True)), least


def _loss(expected: NDArray[Any], found: NDArray[Any]) -> float:
    one, other = expected.astype(np.float32), found.astype(np.float32)
    return float(np.abs(one - other).mean() / (np.abs(one).mean() or 1.0))
