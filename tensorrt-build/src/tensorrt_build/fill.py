"""Makes a whole ONNX model of a weightless graph and a checkpoint, with NumPy and onnx alone.

A weightless graph keeps its initialisers by name, type and shape, marked as external data at the
location CHECKPOINT; `fill` puts the checkpoint's tensors of the same names in their place.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper

from tensorrt_build.errors import BuildError
from tensorrt_build.torch_archive import TorchArchive

CHECKPOINT = "checkpoint"


def strip_weights(model: onnx.ModelProto) -> onnx.ModelProto:
    """Turn `model` into its weightless graph, in place. The inverse of `fill`."""
    for tensor in model.graph.initializer:
        for field in ("raw_data", "float_data", "int32_data", "int64_data", "double_data"):
            tensor.ClearField(field)
        tensor.data_location = TensorProto.EXTERNAL
        del tensor.external_data[:]
        tensor.external_data.add(key="location", value=CHECKPOINT)
    return model


def fill(graph: Path, checkpoint: TorchArchive, target: Path) -> None:
    """Write the model at `target` (one file; below protobuf's limit of 2 GB).

    Errors: BuildError naming the tensor that is missing or of another shape or type.
    """
    model = onnx.load(graph, load_external_data=False)
    for tensor in model.graph.initializer:
        if _is_weightless(tensor):
            _put(tensor, checkpoint)
    onnx.save(model, target)


def _is_weightless(tensor: TensorProto) -> bool:
    places = {entry.key: entry.value for entry in tensor.external_data}
    return tensor.data_location == TensorProto.EXTERNAL and places.get("location") == CHECKPOINT


def _put(tensor: TensorProto, checkpoint: TorchArchive) -> None:
    values = checkpoint.read(tensor.name)
    expected = helper.tensor_dtype_to_np_dtype(tensor.data_type)
    if values.shape != tuple(tensor.dims) or values.dtype != expected:
        raise BuildError(
            f"tensor '{tensor.name}': the graph needs {expected} {list(tensor.dims)}, "
            f"the checkpoint has {values.dtype} {list(values.shape)}"
        )
    del tensor.external_data[:]
    tensor.ClearField("data_location")
    tensor.raw_data = values.astype(np.dtype(expected).newbyteorder("<"), copy=False).tobytes()
