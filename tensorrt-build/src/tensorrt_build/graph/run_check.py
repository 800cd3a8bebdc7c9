"""Runs a finished ONNX model once on the CPU: it must load, take its inputs and give numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
        name: {"shape": list(values.shape)} | _largest(values) for name, values in outputs.items()
    }


def check_warm_ups(
    network: str, samples: list[dict[str, tuple[int, ...]]], run: Callable[[Arrays], Arrays]
) -> None:
    """Run what the server will run when it loads the network: zeros in each sample's shapes.

    One that fails there is served all the same, or ends the server (2.51). Errors: BuildError.
    """
    specification = NETWORKS.get(network)
    if specification is None:
        return
    types = {tensor.name: tensor.dtype for tensor in specification.inputs}
    for shapes in samples:
        check_finite(network, run({name: np.zeros(at, types[name]) for name, at in shapes.items()}))


def _largest(values: NDArray[Any]) -> dict[str, float]:
    """Tell the largest number; nothing of texts."""
    return {} if values.dtype == object else {"largest": float(np.abs(values).max(initial=0))}


def check_finite(network: str, outputs: Arrays) -> None:
    """Errors: BuildError naming the output that holds NaN or infinity."""
    for name, values in outputs.items():
        if values.dtype != object and not np.isfinite(values).all():
            raise BuildError(f"{network}: output '{name}' holds numbers that are none (NaN, inf)")


def random_inputs(
    specification: Specification, sizes: Mapping[str, int], seed: int = SEED
) -> Arrays:
    """Make inputs as people send them; `sizes` gives each named axis its length."""
    random = np.random.default_rng(seed)
    return {tensor.name: tensor.example(random, sizes) for tensor in specification.inputs}


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
