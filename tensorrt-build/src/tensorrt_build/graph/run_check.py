"""Runs a finished ONNX model once on the CPU: it must load, take its inputs and give numbers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from tensorrt_build.errors import BuildError
from tensorrt_build.networks.catalogue import NETWORKS
from tensorrt_build.networks.specification import Specification

Arrays = dict[str, NDArray[Any]]
SEED = 5
TYPES: Mapping[str, type] = {
    "FP32": np.float32,
    "FP16": np.float16,
    "UINT8": np.uint8,
    "INT32": np.int32,
    "INT64": np.int64,
}
TOKEN_LIMIT = 400  # below the vocabulary of any text encoder, tiny ones included


def check_run(network: str, model: Path) -> dict[str, Any]:
    """Run `model` on its specification's example; return each output's shape and largest value.

    A network without a specification is left to its listed hash.
    Errors: BuildError when it does not run, or gives NaN or infinity.
    """
    specification = NETWORKS.get(network)
    if specification is None:
        return {"skipped": "networks/catalogue.py does not specify this network"}
    outputs = onnx_outputs(model, random_inputs(specification, specification.example))
    check_finite(network, outputs)
    return {
        name: {"shape": list(values.shape), "largest": float(np.abs(values).max(initial=0))}
        for name, values in outputs.items()
    }


def check_finite(network: str, outputs: Arrays) -> None:
    """Errors: BuildError naming the output that holds NaN or infinity."""
    for name, values in outputs.items():
        if not np.isfinite(values).all():
            raise BuildError(f"{network}: output '{name}' holds numbers that are none (NaN, inf)")


def random_inputs(specification: Specification, sizes: Mapping[str, int]) -> Arrays:
    """Make inputs from a fixed seed; `sizes` gives each named axis its length."""
    random = np.random.default_rng(SEED)
    inputs: Arrays = {}
    for tensor in specification.inputs:
        shape, kind = tensor.shape(sizes), TYPES[tensor.data_type]
        if np.issubdtype(kind, np.integer):
            limit = 256 if kind is np.uint8 else TOKEN_LIMIT
            inputs[tensor.name] = random.integers(0, limit, shape).astype(kind)
        else:
            inputs[tensor.name] = random.normal(0, 1, shape).astype(kind)
    return inputs


def onnx_outputs(model: Path, inputs: Arrays) -> Arrays:
    """Run an ONNX model on the CPU. Errors: BuildError with ONNX Runtime's words."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False
    try:
        session = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )
        names = [output.name for output in session.get_outputs()]
        return dict(zip(names, session.run(names, inputs), strict=True))
    except Exception as error:  # ONNX Runtime raises classes of its own that share no other base
        raise BuildError(f"{model.name} does not run: {error}") from error
