"""Makes a traced graph small: computes what is constant, joins what is equal, drops what is unused.

Weights are never touched: they are inputs or initialisers, and only Constant nodes are constants.
"""

from __future__ import annotations

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from onnx.reference import ReferenceEvaluator

LARGEST_CONSTANT = 4096  # elements; a larger result is computed at run time, not stored


def simplify(model: onnx.ModelProto) -> onnx.ModelProto:
    """Simplify `model` in place and return it. Its inputs, outputs and weights stay."""
    graph = model.graph
    outputs = {output.name for output in graph.output}
    opsets = list(model.opset_import)
    constants: dict[str, NDArray] = {}
    known: dict[bytes, list[str]] = {}  # what a node computes, to the names of its results
    same: dict[str, str] = {}
    nodes: list[onnx.NodeProto] = []
    for traced in graph.node:
        for place, name in enumerate(traced.input):
            traced.input[place] = same.get(name, name)
        node = _folded(traced, constants, opsets)
        if node.op_type == "Constant":
            constants[node.output[0]] = numpy_helper.to_array(node.attribute[0].t)
        twin = known.setdefault(_meaning(node), list(node.output))
        if twin != list(node.output) and not outputs.intersection(node.output):
            same.update(zip(node.output, twin, strict=True))
        else:
            nodes.append(node)
    kept = _used(nodes, outputs)
    del graph.node[:]
    graph.node.extend(kept)
    del graph.value_info[:]
    return model


def _folded(
    node: onnx.NodeProto, constants: dict[str, NDArray], opsets: list[onnx.OperatorSetIdProto]
) -> onnx.NodeProto:
    """Return a Constant node in place of one whose inputs are all known."""
    inputs: list[str] = [name for name in node.input if name]
    if node.op_type == "Identity" and inputs[0] in constants:
        return _constant(node.output[0], constants[inputs[0]])
    if not inputs or len(node.output) > 1 or not all(name in constants for name in inputs):
        return node
    graph = helper.make_graph(
        [node],
        "one",
        [_untyped(name, constants[name]) for name in dict.fromkeys(inputs)],
        [onnx.ValueInfoProto(name=node.output[0])],
    )
    one = helper.make_model(graph, opset_imports=opsets)
    results = list(ReferenceEvaluator(one).run(None, {name: constants[name] for name in inputs}))
    result = np.asarray(results[0])
    return _constant(node.output[0], result) if result.size <= LARGEST_CONSTANT else node


def _constant(name: str, values: NDArray) -> onnx.NodeProto:
    return helper.make_node("Constant", [], [name], value=numpy_helper.from_array(values))


def _untyped(name: str, values: NDArray) -> onnx.ValueInfoProto:
    kind = helper.np_dtype_to_tensor_dtype(values.dtype)
    return helper.make_tensor_value_info(name, kind, values.shape)


def _meaning(node: onnx.NodeProto) -> bytes:
    """Operator, inputs and attributes, without the names of the node and its results."""
    bare = onnx.NodeProto()
    bare.CopyFrom(node)
    bare.ClearField("name")
    bare.ClearField("output")
    bare.ClearField("doc_string")
    if node.op_type == "Constant":
        bare.attribute[0].t.ClearField("name")
    return bare.SerializeToString(deterministic=True)


def _used(nodes: list[onnx.NodeProto], outputs: set[str]) -> list[onnx.NodeProto]:
    """Nodes that an output depends on, in their order."""
    wanted, kept = set(outputs), []
    for node in reversed(nodes):
        if wanted.intersection(node.output):
            kept.append(node)
            wanted.update(node.input)
    return kept[::-1]
