"""Finds attention in a graph: the three operations that TensorRT computes as one."""

from __future__ import annotations

from dataclasses import dataclass

import onnx


@dataclass(frozen=True)
class Attention:
    """Scores and their softmax, by the names of these results."""

    scores: str
    shares: str


def attentions(graph: onnx.GraphProto) -> list[Attention]:
    """List each MatMul whose only reader is a Softmax whose only reader is a MatMul.

    A Cast between them, as where the softmax alone is FP32, breaks what TensorRT looks for.
    """
    makers = {name: node for node in graph.node for name in node.output}
    readers: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)
    found = []
    for node in graph.node:
        if node.op_type != "Softmax":
            continue
        scores, shares = node.input[0], node.output[0]
        before, after = makers.get(scores), readers.get(shares, [])
        alone = len(readers[scores]) == len(after) == 1
        if alone and before is not None and before.op_type == after[0].op_type == "MatMul":
            found.append(Attention(scores, shares))
    return found
