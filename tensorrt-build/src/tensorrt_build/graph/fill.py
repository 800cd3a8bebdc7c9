"""Makes a whole ONNX model of a weightless graph and a checkpoint, with NumPy and onnx alone.

A weightless graph keeps its initialisers by name, type and shape, marked as external data at the
location CHECKPOINT; `fill` puts the checkpoint's tensors in their place, one after the other, so
that it needs the memory of the largest tensor and not of the network.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper

from tensorrt_build.errors import BuildError
from tensorrt_build.graph.guided import guided
from tensorrt_build.graph.halves import to_halves
from tensorrt_build.graph.tensor_names import match_tensors
from tensorrt_build.networks.specification import Specification
from tensorrt_build.weights.checkpoint import Checkpoint
from tensorrt_build.weights.raw_tensors import Place

CHECKPOINT = "checkpoint"
LARGEST_SINGLE_FILE = 128 * 1024 * 1024  # bytes of weights; more go into a file of their own
DATA_SUFFIX = ".data"
ALIGNMENT = 4096  # so that ONNX Runtime can map each tensor into memory
PRECISIONS = ("fp32", "fp16")


def weightless(model: onnx.ModelProto) -> list[TensorProto]:
    """List the initialisers of a graph that wait for a checkpoint."""
    return [tensor for tensor in model.graph.initializer if _is_weightless(tensor)]


def places(graph: Path) -> dict[str, Place]:
    """Say where the graph expects each tensor in a file without names; empty where by its name."""
    model = onnx.load(graph, load_external_data=False)
    found = {}
    for tensor in weightless(model):
        keys = {entry.key: entry.value for entry in tensor.external_data}
        if "offset" in keys:
            found[tensor.name] = Place(int(keys["offset"]), tuple(tensor.dims))
    return found


def fill(
    graph: Path,
    checkpoint: Checkpoint,
    target: Path,
    precision: str = "fp32",
    specification: Specification | None = None,
) -> list[str]:
    """Write the model at `target`, and what is large at `target` + ".data"; return extra tensors.

    precision: fp16 makes the halves that the specification allows; inputs and outputs stay.
    Returns the names of the checkpoint's tensors that nothing in the graph is made of.
    Errors: BuildError that lists every tensor that is missing or misshapen.
    """
    if precision not in PRECISIONS:
        raise BuildError(f"precision must be one of {', '.join(PRECISIONS)}, got '{precision}'")
    model = onnx.load(graph, load_external_data=False)
    names = match_tensors(weightless(model), checkpoint, specification)
    if specification is not None and specification.guided:
        model = guided(model)
    if precision == "fp16":
        model = to_halves(model, specification)
    tensors = weightless(model)
    large = sum(map(_byte_count, tensors)) > LARGEST_SINGLE_FILE

    def values_of(tensor: TensorProto) -> NDArray[Any]:
        return _converted(tensor, checkpoint.read(names.keys_of[tensor.name]))

    (_write_beside if large else _write_inside)(tensors, values_of, target)
    onnx.save(model, target)
    return names.extra


def _write_inside(
    tensors: list[TensorProto], values_of: Callable[[TensorProto], NDArray[Any]], target: Path
) -> None:
    target.with_name(target.name + DATA_SUFFIX).unlink(missing_ok=True)
    for tensor in tensors:
        del tensor.external_data[:]
        tensor.ClearField("data_location")
        tensor.raw_data = values_of(tensor).tobytes()


def _write_beside(
    tensors: list[TensorProto], values_of: Callable[[TensorProto], NDArray[Any]], target: Path
) -> None:
    data = target.with_name(target.name + DATA_SUFFIX)
    with data.open("wb") as stream:
        for tensor in tensors:
            offset = -(-stream.tell() // ALIGNMENT) * ALIGNMENT
            stream.seek(offset)
            values_of(tensor).tofile(stream)
            del tensor.external_data[:]
            for key, value in (
                ("location", data.name),
                ("offset", str(offset)),
                ("length", str(_byte_count(tensor))),
            ):
                tensor.external_data.add(key=key, value=value)


def _converted(tensor: TensorProto, values: NDArray[Any]) -> NDArray[Any]:
    """Bring numbers to the graph's type. Errors: BuildError where a half cannot hold one."""
    kind = _kind(tensor)
    with np.errstate(over="ignore"):
        converted = values.astype(kind, copy=False)
    if kind.itemsize < values.itemsize and not np.isfinite(converted).all():
        raise BuildError(
            f"tensor '{tensor.name}' holds numbers that {kind.name} does not reach; "
            "build this network in fp32"
        )
    return np.ascontiguousarray(converted)


def _is_weightless(tensor: TensorProto) -> bool:
    places = {entry.key: entry.value for entry in tensor.external_data}
    return tensor.data_location == TensorProto.EXTERNAL and places.get("location") == CHECKPOINT


def _kind(tensor: TensorProto) -> np.dtype[Any]:
    return np.dtype(helper.tensor_dtype_to_np_dtype(tensor.data_type)).newbyteorder("<")


def _byte_count(tensor: TensorProto) -> int:
    return int(math.prod(tensor.dims) * _kind(tensor).itemsize)
