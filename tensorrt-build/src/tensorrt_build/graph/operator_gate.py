"""Holds an ONNX graph against the operators and types that TensorRT's parser takes.

Needs neither TensorRT nor a GPU: the list is data (operators/*.toml), with its source and version.
What passes here can still be refused by a later TensorRT; what is refused here would not build.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import onnx
from onnx import AttributeProto, GraphProto, NodeProto, TensorProto

from tensorrt_build.graph.operator_restrictions import restrictions_of
from tensorrt_build.toml_file import read_toml
from tensorrt_build.weights.manifest import MODULE_FOLDER

TABLE = MODULE_FOLDER / "operators" / "tensorrt-10.15.toml"
TYPE_NAMES: dict[int, str] = {
    TensorProto.FLOAT: "FP32",
    TensorProto.FLOAT16: "FP16",
    TensorProto.BFLOAT16: "BF16",
    TensorProto.DOUBLE: "FP64",
    TensorProto.INT8: "INT8",
    TensorProto.INT32: "INT32",
    TensorProto.INT64: "INT64",
    TensorProto.UINT8: "UINT8",
    TensorProto.BOOL: "BOOL",
    TensorProto.STRING: "STRING",
}
STANDARD_DOMAINS = ("", "ai.onnx")


@dataclass(frozen=True)
class OperatorTable:
    """One version's list: of each operator the types that it is taken with."""

    version: str
    types: dict[str, frozenset[str]]
    opsets: range
    data_dependent: frozenset[str]
    casts: frozenset[str]
    typed_by_output: frozenset[str]


def operator_table(path: Path = TABLE) -> OperatorTable:
    """Read a list of operators."""
    document = read_toml(path)
    types: dict[str, frozenset[str]] = {}
    for group in document["operators"]:
        for name in group["names"]:
            types[name] = types.get(name, frozenset()) | frozenset(group["types"])
    return OperatorTable(
        version=document["version"],
        types=types,
        opsets=range(document["least_opset"], document["largest_opset"] + 1),
        data_dependent=frozenset(document["data_dependent"]),
        casts=frozenset(document["casts"]),
        typed_by_output=frozenset(document["typed_by_output"]),
    )


def problems_of_file(path: Path, table: OperatorTable) -> list[str]:
    """One sentence for each node that TensorRT would refuse; weights are not read."""
    return problems_of_model(onnx.load(path, load_external_data=False), table)


def problems_of_model(model: onnx.ModelProto, table: OperatorTable) -> list[str]:
    """One sentence for each node that TensorRT would refuse, equal ones once."""
    problems = []
    for opset in model.opset_import:
        if opset.domain in STANDARD_DOMAINS and opset.version not in table.opsets:
            problems.append(
                f"opset {opset.version}: the parser takes {table.opsets[0]} to {table.opsets[-1]}"
            )
    try:
        inferred = onnx.shape_inference.infer_shapes(model)
    except onnx.shape_inference.InferenceError as error:
        problems.append(f"the types of its tensors cannot be told: {error}")
        inferred = model
    types = dict(_types(inferred.graph))
    constants = set(_constants(inferred.graph))
    for node in _nodes(inferred.graph):
        problems += _problems_of_node(node, types, table)
        problems += [f"{node.op_type} '{node.name}': {r}" for r in restrictions_of(node, constants)]
    return list(dict.fromkeys(problems))


def _problems_of_node(
    node: NodeProto, types: dict[str, str], table: OperatorTable
) -> Iterator[str]:
    where = f"{node.op_type} '{node.name}'"
    if node.domain not in STANDARD_DOMAINS:
        yield f"{where}: it is an operator of {node.domain}, not of ONNX"
        return
    if node.op_type not in table.types:
        yield f"{where}: TensorRT {table.version} does not take this operator"
        return
    if node.op_type in table.data_dependent:
        yield f"{where}: the size of its output depends on the data"
    for tensor in _typed_tensors(node, table):
        found = types.get(tensor, "")
        if found and found not in table.types[node.op_type]:
            allowed = ", ".join(sorted(table.types[node.op_type]))
            yield f"{where}: its tensor '{tensor}' is {found}, taken are {allowed}"


def _typed_tensors(node: NodeProto, table: OperatorTable) -> list[str]:
    """Tensors whose type the table speaks of; the others are sizes, indices and conditions."""
    if node.op_type in table.typed_by_output:
        return list(node.output[:1])
    if node.op_type in table.casts:
        return [*node.input[:1], *node.output[:1]]
    return list(node.input[:1])


def _graphs(graph: GraphProto) -> Iterator[GraphProto]:
    yield graph
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.type == AttributeProto.GRAPH:
                yield from _graphs(attribute.g)


def _nodes(graph: GraphProto) -> Iterator[NodeProto]:
    for inner in _graphs(graph):
        yield from inner.node


def _types(graph: GraphProto) -> Iterator[tuple[str, str]]:
    for inner in _graphs(graph):
        for value in (*inner.value_info, *inner.input, *inner.output):
            kind = value.type.tensor_type.elem_type
            yield value.name, TYPE_NAMES.get(kind, "")
        for tensor in inner.initializer:
            yield tensor.name, TYPE_NAMES.get(tensor.data_type, f"type {tensor.data_type}")


def _constants(graph: GraphProto) -> Iterator[str]:
    """Names of tensors that are known when the plan is built."""
    for inner in _graphs(graph):
        yield from (tensor.name for tensor in inner.initializer)
        for node in inner.node:
            if node.op_type == "Constant":
                yield from node.output
