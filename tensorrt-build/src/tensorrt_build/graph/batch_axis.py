"""Puts a batch axis of length 1 around a network that has none, for its plan.

Triton captures a network's CUDA graphs under the batch sizes of its config.pbtxt, and looks one
up under the number of pictures in the run. Without a batch axis these are 0 and 1, and none is ever
found (tensorrt_backend, src/instance_state.cc: SetCudaGraphShape and Run). With max_batch_size 1 it
takes a plan whose first axis is fixed at 1 (src/tensorrt_utils.cc: CompareDimsSupported).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
from onnx import NodeProto, helper, numpy_helper

from tensorrt_build.errors import BuildError
from tensorrt_build.networks.specification import Dim, Specification

PREFIX = "/batch/"
CAST_AT_ONCE = "UINT8"  # TensorRT takes it as an input alone, and only to make it another type


def put_batch_axis(file: Path, specification: Specification) -> None:
    """Change a model's file, unless the network has the axis or needs none.

    specification: as the network is without it. Errors: those of `with_batch_axis`.
    """
    if specification.planned is not specification:
        model = onnx.load(file, load_external_data=False)
        onnx.save(with_batch_axis(model, specification), file)


def with_batch_axis(model: onnx.ModelProto, specification: Specification) -> onnx.ModelProto:
    """Give all inputs and outputs an axis of 1 in front, in place, and return the model.

    specification: as the network is without it. Errors: BuildError where a tensor has two open
    axes, or TensorRT could not read the input.
    """
    nodes = list(model.graph.node)
    for tensor in specification.inputs:
        if tensor.data_type == CAST_AT_ONCE:
            _enter_behind_casts(nodes, tensor.name, tensor.dims)
        else:
            _rename(nodes, tensor.name, inputs=True)
            nodes[:0] = _reshape(tensor.name, PREFIX + tensor.name, tensor.dims)
    for tensor in specification.outputs:
        _rename(nodes, tensor.name, inputs=True, outputs=True)
        nodes += _reshape(PREFIX + tensor.name, tensor.name, tensor.of_one.dims)
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    _declare(model.graph.input, {each.name: each.of_one.dims for each in specification.inputs})
    _declare(model.graph.output, {each.name: each.of_one.dims for each in specification.outputs})
    return model


def _enter_behind_casts(nodes: list[NodeProto], name: str, dims: tuple[Dim, ...]) -> None:
    for reader in [node for node in nodes if name in node.input]:
        if reader.op_type != "Cast":
            raise BuildError(
                f"TensorRT only casts a {CAST_AT_ONCE} input, and '{name}' goes into "
                f"{reader.op_type} '{reader.name}'; cast it first"
            )
        result = reader.output[0]
        reader.output[0] = PREFIX + result
        place = nodes.index(reader) + 1
        nodes[place:place] = _reshape(PREFIX + result, result, dims)


def _reshape(source: str, result: str, dims: tuple[Dim, ...]) -> list[NodeProto]:
    """Return the nodes that give `source` these dims."""
    shape = [dim if isinstance(dim, int) else -1 for dim in dims]
    if shape.count(-1) > 1:
        raise BuildError(f"'{source}' has more than one axis of any size: {list(dims)}")
    name = f"{PREFIX}shape_of_{result.removeprefix(PREFIX)}"
    values = numpy_helper.from_array(np.array(shape, np.int64))
    return [
        helper.make_node("Constant", [], [name], name, value=values),
        helper.make_node("Reshape", [source, name], [result], f"{PREFIX}{result}_reshaped"),
    ]


def _rename(nodes: list[NodeProto], name: str, inputs: bool = False, outputs: bool = False) -> None:
    """Give a tensor inside the network a name of its own."""
    for node in nodes:
        if inputs:
            node.input[:] = [PREFIX + name if each == name else each for each in node.input]
        if outputs:
            node.output[:] = [PREFIX + name if each == name else each for each in node.output]


def _declare(values: list[onnx.ValueInfoProto], dims: Mapping[str, tuple[Dim, ...]]) -> None:
    for value in values:
        if value.name in dims:
            kind = value.type.tensor_type.elem_type
            value.CopyFrom(helper.make_tensor_value_info(value.name, kind, dims[value.name]))
