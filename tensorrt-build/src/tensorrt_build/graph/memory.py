"""How much memory of a GPU a network takes, computed from its graph: no GPU, no TensorRT.

A plan takes its weights, and one execution context takes what its largest shapes need in between:
the most bytes that live at one time when the graph's nodes run in their order, a result living
until its last reader is done. It is an estimate. Counted is that TensorRT computes an elementwise
operation where its input lies, if nobody else reads that, and fuses attention, so that no score is
written, where the scores are halves. The workspaces of its kernels are not: see MARGIN.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

from tensorrt_build.errors import BuildError
from tensorrt_build.graph.attention import attentions
from tensorrt_build.graph.batch_axis import with_batch_axis
from tensorrt_build.graph.guided import guided
from tensorrt_build.graph.halves import to_halves
from tensorrt_build.graph.simplify import simplify
from tensorrt_build.networks.specification import Specification

Shapes = dict[str, tuple[int, tuple[int, ...]]]  # element type and dims
VIEWS = ("Reshape", "Flatten", "Unsqueeze", "Squeeze", "Identity")
IN_PLACE = (
    *("Add", "Sub", "Mul", "Div", "Cast", "Sigmoid", "Relu", "Erf", "Tanh", "Sqrt", "Pow", "Clip"),
    *("Max", "Min", "Neg", "Floor", "Exp", "Where", "InstanceNormalization", "LayerNormalization"),
    *("Softmax",),
)
ROUNDS = 6  # of finding shapes; each makes constants of what the last one found
MARGIN = 1.5  # of what is counted, for workspaces and what TensorRT keeps by itself


@dataclass(frozen=True)
class Memory:
    """Bytes of one network on a GPU: of its weights, and of one context at its largest shapes."""

    weights: int
    context: int

    @property
    def total(self) -> int:
        """With the margin for what is not counted."""
        return self.weights + int(self.context * MARGIN)


def memory_of(graph: Path, specification: Specification) -> Memory:
    """Count a network at its profile's largest shapes. Errors: BuildError where one is open."""
    model = served_graph(graph, specification)
    model = with_shapes(model, specification.planned.shapes(specification.at(2)))
    weights = sum(_size(tensor.dims, tensor.data_type) for tensor in model.graph.initializer)
    return Memory(weights, _context(model))


def served_graph(graph: Path, specification: Specification) -> onnx.ModelProto:
    """Return the graph that a plan is built of, without its weights' numbers."""
    model = onnx.load(graph, load_external_data=False)
    if specification.guided:
        model = guided(model)
    if specification.planned is not specification:
        model = with_batch_axis(model, specification)
    return to_halves(model, specification) if specification.precision == "fp16" else model


def with_shapes(model: onnx.ModelProto, shapes: Mapping[str, tuple[int, ...]]) -> onnx.ModelProto:
    """Return the graph with every shape a number, from those of its inputs.

    Errors: BuildError naming a result whose shape stays open.
    """
    for value in model.graph.input:
        if value.name in shapes:
            tensor = value.type.tensor_type
            value.CopyFrom(
                helper.make_tensor_value_info(value.name, tensor.elem_type, shapes[value.name])
            )
    for value in model.graph.output:
        value.type.tensor_type.ClearField("shape")
    for _ in range(ROUNDS):
        model = onnx.shape_inference.infer_shapes(simplify(model), data_prop=True)
        if not _shapes_to_constants(model):
            break
    known = shapes_of(model)
    for node in model.graph.node:
        for name in node.output:
            if name and node.op_type != "Constant" and name not in known:
                raise BuildError(f"the shape of {name} ({node.op_type}) cannot be told")
    return model


def _shapes_to_constants(model: onnx.ModelProto) -> bool:
    """Put in place of each Shape node whose answer is known that answer; whether there was one."""
    shapes, found = shapes_of(model), False
    for node in model.graph.node:
        if node.op_type == "Shape" and node.input[0] in shapes:
            answer = np.array(shapes[node.input[0]][1], np.int64)
            constant = numpy_helper.from_array(answer)
            node.CopyFrom(helper.make_node("Constant", [], node.output, node.name, value=constant))
            found = True
    return found


def shapes_of(model: onnx.ModelProto) -> Shapes:
    """Type and shape of each value whose shape is known whole."""
    graph = model.graph
    known: Shapes = {}
    for value in (*graph.input, *graph.output, *graph.value_info):
        tensor = value.type.tensor_type
        dims = [dim.dim_value for dim in tensor.shape.dim]
        if tensor.HasField("shape") and all(d.HasField("dim_value") for d in tensor.shape.dim):
            known[value.name] = (tensor.elem_type, tuple(dims))
    known |= {t.name: (t.data_type, tuple(t.dims)) for t in graph.initializer}
    return known


def _context(model: onnx.ModelProto) -> int:
    """Return the most bytes of results that live at one time."""
    graph = model.graph
    nodes = [node for node in graph.node if node.op_type != "Constant"]
    fixed = {tensor.name for tensor in graph.initializer}
    fixed |= {node.output[0] for node in graph.node if node.op_type == "Constant"}
    inside = {name for found in attentions(graph) for name in (found.scores, found.shares)}
    last = {name: place for place, node in enumerate(nodes) for name in node.input}
    last |= {output.name: len(nodes) for output in graph.output}
    live = _Live(shapes_of(model), last)
    for value in graph.input:
        live.add(value.name, 0)
    for place, node in enumerate(nodes):
        inputs = [name for name in node.input if name and name not in fixed]
        for name in filter(None, node.output):
            if not inputs:
                fixed.add(name)  # made of weights alone, once, when the plan is built
            elif name not in inside:
                live.result(node, inputs, name, place)
        live.end(place)
    return live.most


class _Live:
    """The results that are held while nodes run, and the most bytes that they were."""

    def __init__(self, shapes: Shapes, last: Mapping[str, int]) -> None:
        self._shapes, self._last = shapes, last
        self._owner: dict[str, str] = {}  # in whose memory a result lies
        self._ends: dict[str, int] = {}
        self._now = self.most = 0

    def result(self, node: onnx.NodeProto, inputs: list[str], name: str, place: int) -> None:
        """Take memory for a node's result, unless it lies in that of an input."""
        for owner in [self._owner[given] for given in inputs if given in self._owner]:
            done = self._ends[owner] <= place and self._bytes(name) <= self._bytes(owner)
            if node.op_type in VIEWS or node.op_type in IN_PLACE and done:
                self._owner[name] = owner
                self._ends[owner] = max(self._ends[owner], self._last.get(name, place))
                return
        self.add(name, place)

    def add(self, name: str, place: int) -> None:
        """Take memory of its own for a result."""
        self._owner[name] = name
        self._ends[name] = self._last.get(name, place)
        self._now += self._bytes(name)
        self.most = max(self.most, self._now)

    def end(self, place: int) -> None:
        """Give back what no later node reads."""
        for name in [name for name, end in self._ends.items() if end <= place]:
            self._now -= self._bytes(name)
            del self._ends[name]
            self._owner = {one: own for one, own in self._owner.items() if own != name}

    def _bytes(self, name: str) -> int:
        kind, dims = self._shapes[name]
        return _size(dims, kind)


def _size(dims: Iterable[int], kind: int) -> int:
    width = np.dtype(helper.tensor_dtype_to_np_dtype(kind)).itemsize
    return math.prod(dims) * width
