"""Puts classifier-free guidance around a UNet's graph: one latent in, one guided prediction out.

A published UNet predicts for each condition by itself, so that a loop stacks latents, mask and
picture of every branch, and weighs the predictions, at each step. In the graph all of that is a few
small operations beside the UNet's own, and what passes between loop and network is a third.

B: pictures, G: branches of each, the one with the text first; C: channels of the condition.
latent [B,4,h,w], timestep [B,1], condition [B,C,h,w], encoder_hidden_states [B,G,77,D], branches
[B,G,2] (weight in the sum; share of the condition that it sees), rescale [B,1] -> noise_pred
[B,4,h,w]. All float32.

Sources: every guidance is a weighted sum of the branches (Ho & Salimans 2022, arXiv:2207.12598,
eq. 6; Brooks et al. 2023, arXiv:2211.09800, eq. 3); rescale: Lin et al. 2023, arXiv:2305.08891,
eq. 14 to 16.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

from tensorrt_build.errors import BuildError

PREFIX = "/guidance/"  # of all nodes; they stay FP32
PLAIN_INPUTS = ("sample", "timestep", "encoder_hidden_states")
OUTPUT = "noise_pred"
LATENTS = 4
SMALLEST_DEVIATION = 1e-12


def guided(model: onnx.ModelProto) -> onnx.ModelProto:
    """Wrap a UNet, in place, and return it. Errors: BuildError where it is none."""
    graph = model.graph
    found = {value.name: value for value in graph.input}
    if not set(PLAIN_INPUTS) <= set(found) or [o.name for o in graph.output] != [OUTPUT]:
        raise BuildError(f"guidance goes around {PLAIN_INPUTS} -> {OUTPUT}, got {sorted(found)}")
    channels = _dims(found["sample"])[1]
    tokens, width = _dims(found["encoder_hidden_states"])[1:]
    _rename(graph)
    nodes = [*_before(channels, tokens, width), *graph.node, *_after()]
    del graph.node[:]
    graph.node.extend(nodes)
    others = [value for value in graph.input if value.name not in PLAIN_INPUTS]
    del graph.input[:]
    inputs: Sequence[tuple[str, list[str | int | None]]] = (
        ("latent", ["batch", LATENTS, "latent_height", "latent_width"]),
        ("timestep", ["batch", 1]),
        ("condition", ["batch", channels - LATENTS, "latent_height", "latent_width"]),
        ("encoder_hidden_states", ["batch", "branches", tokens, width]),
        ("branches", ["batch", "branches", 2]),
        ("rescale", ["batch", 1]),
    )
    for name, dims in inputs:
        graph.input.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, dims))
    graph.input.extend(others)  # weights that wait for a checkpoint
    del graph.output[:]
    graph.output.append(helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, inputs[0][1]))
    del graph.value_info[:]
    return model


def _dims(value: onnx.ValueInfoProto) -> list[int]:
    return [dim.dim_value for dim in value.type.tensor_type.shape.dim]


def _inner(name: str) -> str:
    return f"{PREFIX}{name}"


def _rename(graph: onnx.GraphProto) -> None:
    """Give the UNet's own inputs and output names of their own."""
    names = {name: _inner(name) for name in (*PLAIN_INPUTS, OUTPUT)}
    for node in graph.node:
        node.input[:] = [names.get(name, name) for name in node.input]
        node.output[:] = [names.get(name, name) for name in node.output]


class _Nodes(list[NodeProto]):
    """Collects nodes; each gives one result, named after the node."""

    def __init__(self, part: str) -> None:
        super().__init__()
        self._part = part

    def add(
        self,
        operator: str,
        inputs: Sequence[str],
        result: str = "",
        **options: Any,  # noqa: ANN401 - an ONNX attribute
    ) -> str:
        name = f"{PREFIX}{self._part}/{operator}_{len(self)}"
        result = result or f"{name}_output"
        self.append(helper.make_node(operator, list(inputs), [result], name, **options))
        return result

    def constant(self, *numbers: int) -> str:
        return self._constant(np.array(numbers, np.int64))

    def number(self, value: float) -> str:
        return self._constant(np.array(value, np.float32))

    def _constant(self, values: NDArray[Any]) -> str:
        return self.add("Constant", [], value=numpy_helper.from_array(values))

    def size(self, tensor: str, axis: int) -> str:
        """Return the length of one axis, int64 [1]."""
        shape = self.add("Shape", [tensor])
        return self.add("Slice", [shape, self.constant(axis), self.constant(axis + 1)])

    def column(self, tensor: str, number: int) -> str:
        """Return [B,G,1,1,1] of [B,G,2]."""
        where = [self.constant(n) for n in (number, number + 1, 2)]
        part = self.add("Slice", [tensor, *where])
        return self.add("Unsqueeze", [part, self.constant(3, 4)])

    def joined(self, *sizes: str) -> str:
        return self.add("Concat", sizes, axis=0)


def _before(channels: int, tokens: int, width: int) -> list[NodeProto]:
    """Branches into the batch axis."""
    nodes = _Nodes("before")
    one, all_ = nodes.constant(1), nodes.constant(-1)
    count = nodes.size("branches", 1)
    height, side = nodes.size("latent", 2), nodes.size("latent", 3)
    # 1. The same latents for every branch, and the condition for those that see it.
    alone = nodes.add("Unsqueeze", ["latent", one])
    repeated = nodes.add("Expand", [alone, nodes.joined(one, count, one, one, one)])
    picture = nodes.add("Unsqueeze", ["condition", one])
    seen = nodes.add("Mul", [picture, nodes.column("branches", 1)])
    both = nodes.add("Concat", [repeated, seen], axis=2)
    # 2. One row a branch.
    rows = nodes.joined(all_, nodes.constant(channels), height, side)
    nodes.add("Reshape", [both, rows], _inner("sample"))
    text = nodes.constant(-1, tokens, width)
    nodes.add("Reshape", ["encoder_hidden_states", text], _inner("encoder_hidden_states"))
    times = nodes.add("Expand", ["timestep", nodes.joined(one, count)])
    nodes.add("Reshape", [times, nodes.constant(-1, 1)], _inner("timestep"))
    return nodes


def _after() -> list[NodeProto]:
    """Weighted sum of the branches; its contrast brought back where that is asked for."""
    nodes = _Nodes("after")
    pictures, count = nodes.size("branches", 0), nodes.size("branches", 1)
    height, side = nodes.size("latent", 2), nodes.size("latent", 3)
    shape = nodes.joined(pictures, count, nodes.constant(LATENTS), height, side)
    predictions = nodes.add("Reshape", [_inner(OUTPUT), shape])
    weighed = nodes.add("Mul", [predictions, nodes.column("branches", 0)])
    merged = nodes.add("ReduceSum", [weighed, nodes.constant(1)], keepdims=0)
    ends = [nodes.constant(n) for n in (0, 1, 1)]
    text = nodes.add("Slice", [predictions, *ends])
    text = nodes.add("Squeeze", [text, nodes.constant(1)])
    # share * std(text) / std(merged) + (1 - share), as one factor of the sum
    ratio = nodes.add("Div", [_deviation(nodes, text), _deviation(nodes, merged)])
    share = nodes.add("Unsqueeze", ["rescale", nodes.constant(2, 3)])
    rest = nodes.add("Sub", [nodes.number(1.0), share])
    factor = nodes.add("Add", [nodes.add("Mul", [share, ratio]), rest])
    nodes.add("Mul", [merged, factor], OUTPUT)
    return nodes


def _deviation(nodes: _Nodes, values: str) -> str:
    """Return the standard deviation over all but the batch axis, [B,1,1,1], above zero."""
    mean = nodes.add("ReduceMean", [values], axes=[1, 2, 3])
    off = nodes.add("Sub", [values, mean])
    variance = nodes.add("ReduceMean", [nodes.add("Mul", [off, off])], axes=[1, 2, 3])
    return nodes.add("Max", [nodes.add("Sqrt", [variance]), nodes.number(SMALLEST_DEVIATION)])
