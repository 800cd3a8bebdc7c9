"""Small edits of an ONNX graph: other names, a picture as input, fewer outputs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from tensorrt_build.errors import BuildError

UINT8, FLOAT, FLOAT16 = TensorProto.UINT8, TensorProto.FLOAT, TensorProto.FLOAT16
IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_STD = (0.229, 0.224, 0.225)


def rename(graph: onnx.GraphProto, old: str, new: str) -> None:
    """Give the tensor `old` the name `new` wherever a node makes or takes it.

    Errors: BuildError if no node does.
    """
    found = False
    for node in graph.node:
        for names in (node.input, node.output):
            for place, name in enumerate(names):
                if name == old:
                    names[place] = new
                    found = True
    if not found:
        raise _other_network(old)


def constant(graph: onnx.GraphProto, name: str, values: npt.NDArray[np.generic]) -> str:
    """Add an initialiser and return its name."""
    graph.initializer.append(numpy_helper.from_array(values, name))
    return name


def prepend(graph: onnx.GraphProto, nodes: Iterable[onnx.NodeProto]) -> None:
    """Put nodes before all others; a graph lists its nodes in the order they can run."""
    rest = list(graph.node)
    del graph.node[:]
    graph.node.extend([*nodes, *rest])


def picture_nodes(graph: onnx.GraphProto, side: int, target: str) -> list[onnx.NodeProto]:
    """Nodes from `image`, uint8 [side, side, 3] RGB, to float32 [1, 3, side, side].

    `picture_scale` (a tensor that the caller makes) divides the pixels before ImageNet's mean and
    standard deviation are taken off them.
    """
    constant(graph, "picture_mean", np.array(IMAGENET_MEAN, np.float32))
    constant(graph, "picture_std", np.array(IMAGENET_STD, np.float32))
    constant(graph, "picture_shape", np.array([1, 3, side, side], np.int64))
    return [
        helper.make_node("Div", ["picture_pixels", "picture_scale"], ["picture_unit"]),
        helper.make_node("Sub", ["picture_unit", "picture_mean"], ["picture_centred"]),
        helper.make_node("Div", ["picture_centred", "picture_std"], ["picture_normal"]),
        helper.make_node("Transpose", ["picture_normal"], ["picture_planes"], perm=[2, 0, 1]),
        helper.make_node("Reshape", ["picture_planes", "picture_shape"], [target]),
    ]


def cast(source: str, target: str, data_type: int) -> onnx.NodeProto:
    """Make a node that changes a tensor's type."""
    return helper.make_node("Cast", [source], [target], to=data_type)


def reshape(
    graph: onnx.GraphProto, source: str, shape: tuple[int, ...], target: str
) -> onnx.NodeProto:
    """Make a node that changes a tensor's dims; one of `shape` may be -1."""
    dims = constant(graph, f"{target}_shape", np.array(shape, np.int64))
    return helper.make_node("Reshape", [source, dims], [target])


def tap(graph: onnx.GraphProto, source: str, shape: tuple[int, ...], target: str) -> None:
    """Append an output `target` that is the tensor `source` in another shape.

    Errors: BuildError if no node makes it.
    """
    if not any(source in node.output for node in graph.node):
        raise _other_network(source)
    graph.node.append(reshape(graph, source, shape, target))


def set_signature(
    graph: onnx.GraphProto,
    inputs: Sequence[tuple[str, int, Sequence[int | str]]],
    outputs: Sequence[tuple[str, int, Sequence[int | str]]],
) -> None:
    """Replace the graph's inputs and outputs (name, ONNX type, dims) and drop idle nodes."""
    del graph.input[:], graph.output[:], graph.value_info[:]
    graph.input.extend(helper.make_tensor_value_info(*each) for each in inputs)
    graph.output.extend(helper.make_tensor_value_info(*each) for each in outputs)
    _drop_idle(graph)


def _drop_idle(graph: onnx.GraphProto) -> None:
    needed = {output.name for output in graph.output}
    kept = []
    for node in reversed(graph.node):
        if needed.intersection(node.output):
            needed.update(node.input)
            kept.append(node)
    weights = [tensor for tensor in graph.initializer if tensor.name in needed]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(reversed(kept))
    graph.initializer.extend(weights)


def _other_network(name: str) -> BuildError:
    return BuildError(f"this is another network: no node has the tensor '{name}'")
