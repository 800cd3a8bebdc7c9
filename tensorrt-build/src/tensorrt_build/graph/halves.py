"""Turns a weightless FP32 graph into one that computes in halves, with casts at the borders.

TensorRT's strongly typed networks take each operation's type from the graph, so what must stay
FP32 is said here: by operators and parts of node names in the network's specification.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import NodeProto, TensorProto, helper, numpy_helper, shape_inference

from tensorrt_build.errors import BuildError
from tensorrt_build.networks.specification import Specification

FLOAT, HALF = TensorProto.FLOAT, TensorProto.FLOAT16
# Operators whose float results do not follow their inputs' types, or whose inputs are no data.
ALWAYS_FULL = ("Range", "ConstantOfShape", "Cast", "RandomNormal")
FIRST_INPUT_ONLY = ("Resize",)  # its other inputs are sizes and scales


def to_halves(model: onnx.ModelProto, specification: Specification | None) -> onnx.ModelProto:
    """Return the graph with halves wherever the specification allows; inputs and outputs stay.

    Errors: BuildError for a network whose specification says FP32.
    """
    if specification is None or specification.precision != "fp16":
        name = specification.name if specification else "this network"
        raise BuildError(f"{name} stays in FP32: halves change its results; build it in fp32")
    return _Halver(model, specification).run()


class _Halver:
    """One conversion. A value that both kinds of node read exists once in each type."""

    def __init__(self, model: onnx.ModelProto, specification: Specification) -> None:
        self._model = shape_inference.infer_shapes(model)
        self._specification = specification
        self._types = _float_types(self._model.graph)
        self._casts: set[str] = set()
        self._nodes: list[NodeProto] = []

    def run(self) -> onnx.ModelProto:
        graph = self._model.graph
        nodes = list(graph.node)
        halves = {id(node) for node in nodes if self._may_be_half(node)}
        self._halve_weights(nodes, halves)
        for node in nodes:
            kind = HALF if id(node) in halves else FLOAT
            if node.op_type == "Constant" or id(node) not in halves and node.op_type == "Cast":
                self._nodes.append(node)
                continue
            for place in self._float_inputs(node):
                node.input[place] = self._as(node.input[place], kind)
            self._nodes.append(node)
            for name in node.output:
                if name in self._types:
                    self._types[name] = kind
        self._restore_outputs()
        del graph.node[:]
        graph.node.extend(self._nodes)
        del graph.value_info[:]
        return self._model

    def _may_be_half(self, node: NodeProto) -> bool:
        rules = self._specification
        if not any(name in self._types for name in (*node.input, *node.output)):
            return False
        if node.op_type in (*ALWAYS_FULL, *rules.float32_operators):
            return False
        if rules.float16_operators and node.op_type not in rules.float16_operators:
            return False
        return not any(part in node.name for part in rules.float32_nodes)

    def _halve_weights(self, nodes: list[NodeProto], halves: set[int]) -> None:
        """Store as halves the weights that only halves read."""
        full = {name for node in nodes if id(node) not in halves for name in node.input}
        for tensor in self._model.graph.initializer:
            if tensor.data_type == FLOAT and tensor.name not in full:
                tensor.data_type = HALF
                self._types[tensor.name] = HALF

    def _float_inputs(self, node: NodeProto) -> list[int]:
        places = range(1 if node.op_type in FIRST_INPUT_ONLY else len(node.input))
        return [place for place in places if node.input[place] in self._types]

    def _as(self, name: str, kind: int) -> str:
        """Return the name of a value in the type `kind`, with a Cast before it if need be."""
        if self._types[name] == kind:
            return name
        other = f"{name}.{'half' if kind == HALF else 'full'}"
        if other not in self._casts:
            self._casts.add(other)
            self._nodes.append(helper.make_node("Cast", [name], [other], f"{other}/Cast", to=kind))
        return other

    def _restore_outputs(self) -> None:
        """Give each of the graph's outputs its declared type."""
        for output in self._model.graph.output:
            declared = output.type.tensor_type.elem_type
            if self._types.get(output.name, declared) == declared:
                continue
            inner = f"{output.name}.computed"
            for node in self._nodes:
                for place, name in enumerate(node.input):
                    node.input[place] = inner if name == output.name else name
                for place, name in enumerate(node.output):
                    node.output[place] = inner if name == output.name else name
            self._nodes.append(helper.make_node("Cast", [inner], [output.name], to=declared))


def _float_types(graph: onnx.GraphProto) -> dict[str, int]:
    """Names of all float values, with their types. Errors: BuildError where one is not known."""
    known = {
        value.name: value.type.tensor_type.elem_type
        for value in (*graph.input, *graph.output, *graph.value_info)
    }
    known |= {tensor.name: tensor.data_type for tensor in graph.initializer}
    for node in graph.node:
        if node.op_type == "Constant":
            values = numpy_helper.to_array(node.attribute[0].t)
            known[node.output[0]] = FLOAT if values.dtype == np.float32 else TensorProto.INT64
        unknown = [name for name in node.output if not known.get(name)]
        if unknown:
            raise BuildError(f"the type of {unknown[0]} ({node.op_type}) is not known")
    return {name: kind for name, kind in known.items() if kind in (FLOAT, HALF)}
