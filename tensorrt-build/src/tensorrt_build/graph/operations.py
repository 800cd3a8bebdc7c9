"""How much a network computes, counted from its graph."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

from tensorrt_build.graph.memory import served_graph, shapes_of, with_shapes
from tensorrt_build.networks.specification import Specification


def operations_of(graph: Path, specification: Specification, sizes: Mapping[str, int]) -> int:
    """Count additions and multiplications of all products at these sizes of the named axes."""
    model = with_shapes(served_graph(graph, specification), specification.planned.shapes(sizes))
    shapes, count = shapes_of(model), 0
    for node in model.graph.node:
        if node.op_type in ("Conv", "ConvTranspose"):
            weight = shapes[node.input[1]][1]
            # Of a transposed one each input, else each output, meets its channels' filter once.
            places = node.input[0] if node.op_type == "ConvTranspose" else node.output[0]
            count += 2 * math.prod(shapes[places][1]) * math.prod(weight[1:])
        elif node.op_type in ("MatMul", "Gemm"):
            count += 2 * math.prod(shapes[node.output[0]][1]) * shapes[node.input[0]][1][-1]
    return count
