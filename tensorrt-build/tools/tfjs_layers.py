"""Writes layers of a published TensorFlow.js graph as ONNX nodes, their numbers left to `fill`.

Only what SSDLite needs. Channels are the first axis here, the last there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import ArrayLike
from onnx import TensorProto, helper, numpy_helper
from tensorrt_build.graph.fill import CHECKPOINT

Attribute = int | float | str | Sequence[int]
BYTES = {"float32": 4, "int32": 4}


class GraphWriter:
    """Collects nodes and initialisers; each method returns the name of what it makes.

    first: the layer at which the published graph is entered; widths: of the rows that each
    concatenation joins. The caller makes the constants `zero`, `six`, `channel_shape` and
    `rows_of_WIDTH`.
    """

    def __init__(self, published: dict[str, Any], first: str, widths: dict[str, int]) -> None:
        self.first, self.widths = first, widths
        self.layers = {node["name"]: node for node in published["modelTopology"]["node"]}
        self.places = _places(published["weightsManifest"])
        self.nodes: list[onnx.NodeProto] = []
        self.weights: dict[str, TensorProto] = {}

    def add(self, operator: str, inputs: list[str], output: str, **attributes: Attribute) -> str:
        """Append a node."""
        self.nodes.append(helper.make_node(operator, inputs, [output], name=output, **attributes))
        return output

    def constant(self, name: str, values: ArrayLike, kind: type) -> str:
        """Append a small constant."""
        tensor = numpy_helper.from_array(np.array(values, kind), name)
        self.nodes.append(helper.make_node("Constant", [], [name], value=tensor))
        return name

    def weight(self, name: str) -> str:
        """Append an initialiser that waits for its numbers."""
        if name not in self.weights:
            offset, shape = self.places[name]
            tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=shape)
            tensor.data_location = TensorProto.EXTERNAL
            for key, value in (("location", CHECKPOINT), ("offset", str(offset))):
                tensor.external_data.add(key=key, value=value)
            self.weights[name] = tensor
        return name

    def layer(self, name: str) -> str:
        """Append the published layer `name` after those that it needs; channels come first here."""
        if name in self.places:
            return self.weight(name)
        if name == self.first or any(name in node.output for node in self.nodes):
            return name
        node = self.layers[name]
        needed = {"ConcatV2": node["input"][:-1], "Reshape": []}.get(node["op"], node["input"])
        inputs = [self.layer(each) for each in needed]
        return getattr(self, f"_{node['op']}")(node, inputs)

    def _Conv2D(self, node: dict[str, Any], inputs: list[str]) -> str:  # noqa: N802
        return self._convolution(node, inputs, (3, 2, 0, 1), 1)

    def _DepthwiseConv2dNative(self, node: dict[str, Any], inputs: list[str]) -> str:  # noqa: N802
        return self._convolution(node, inputs, (2, 3, 0, 1), self.places[inputs[1]][1][2])

    def _convolution(
        self, node: dict[str, Any], inputs: list[str], order: tuple[int, ...], groups: int
    ) -> str:
        shape = self.places[inputs[1]][1]
        filters = self.add("Transpose", [inputs[1]], f"{inputs[1]}/filters", perm=order)
        strides = [int(step) for step in node["attr"]["strides"]["list"]["i"][1:3]]
        return self.add(
            "Conv",
            [inputs[0], filters],
            node["name"],
            kernel_shape=shape[:2],
            strides=strides,
            auto_pad="SAME_UPPER",
            group=groups,
        )

    def _Relu6(self, node: dict[str, Any], inputs: list[str]) -> str:  # noqa: N802
        return self.add("Clip", [inputs[0], "zero", "six"], node["name"])

    def _FusedBatchNorm(self, node: dict[str, Any], inputs: list[str]) -> str:  # noqa: N802
        epsilon = node["attr"]["epsilon"]["f"]
        return self.add("BatchNormalization", inputs, node["name"], epsilon=epsilon)

    def _BiasAdd(self, node: dict[str, Any], inputs: list[str]) -> str:  # noqa: N802
        return self._elementwise("Add", node, inputs)

    def _Add(self, node: dict[str, Any], inputs: list[str]) -> str:  # noqa: N802
        return self._elementwise("Add", node, inputs)

    _AddN = _BiasAdd

    def _Mul(self, node: dict[str, Any], inputs: list[str]) -> str:  # noqa: N802
        return self._elementwise("Mul", node, inputs)

    def _elementwise(self, operator: str, node: dict[str, Any], inputs: list[str]) -> str:
        return self.add(operator, [self._by_channel(each) for each in inputs], node["name"])

    def _by_channel(self, name: str) -> str:
        if name not in self.weights:
            return name
        made = f"{name}/by_channel"
        if not any(made in node.output for node in self.nodes):
            self.add("Reshape", [name, "channel_shape"], made)
        return made

    def _ConcatV2(self, node: dict[str, Any], inputs: list[str]) -> str:  # noqa: N802
        width = self.widths[node["name"]]
        return self.add(
            "Concat", [self._head(each, width) for each in inputs], node["name"], axis=1
        )

    def _head(self, reshape: str, width: int) -> str:
        predicted = self.layer(self.layers[reshape]["input"][0])
        last = self.add("Transpose", [predicted], f"{reshape}/last", perm=(0, 2, 3, 1))
        return self.add("Reshape", [last, f"rows_of_{width}"], reshape)

    def _Reshape(self, node: dict[str, Any], inputs: list[str]) -> str:  # noqa: N802
        return str(node["name"])  # made by the concatenation, which knows its width


def _places(manifest: list[dict[str, Any]]) -> dict[str, tuple[int, list[int]]]:
    """Offset in the joined shards, bytes, and shape of each tensor."""
    places, offset = {}, 0
    for entry in (entry for group in manifest for entry in group["weights"]):
        places[entry["name"]] = (offset, entry["shape"])
        offset += math.prod(entry["shape"]) * BYTES[entry["dtype"]]
    return places
