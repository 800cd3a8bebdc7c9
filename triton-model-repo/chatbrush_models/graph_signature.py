"""Holds a graph's inputs and outputs against a model's config.pbtxt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from chatbrush_models.model_config import ModelConfig, TensorSpec

ONNX_OF_TRITON = {
    "TYPE_BOOL": "tensor(bool)",
    "TYPE_UINT8": "tensor(uint8)",
    "TYPE_INT8": "tensor(int8)",
    "TYPE_INT32": "tensor(int32)",
    "TYPE_INT64": "tensor(int64)",
    "TYPE_FP16": "tensor(float16)",
    "TYPE_FP32": "tensor(float)",
    "TYPE_FP64": "tensor(double)",
    "TYPE_STRING": "tensor(string)",
}


class GraphTensor(Protocol):
    """An input or output as the graph has it, in ONNX Runtime's terms."""

    @property
    def name(self) -> str:
        """Tell the name."""
        ...

    @property
    def type(self) -> str:
        """Tell the type, such as tensor(float)."""
        ...

    @property
    def shape(self) -> Sequence[object]:
        """Tell the number of each axis, anything else for any size; empty where none is known."""
        ...


class Graph(Protocol):
    """What tells its inputs and outputs."""

    def get_inputs(self) -> Sequence[GraphTensor]:
        """Tell what it takes."""
        ...

    def get_outputs(self) -> Sequence[GraphTensor]:
        """Tell what it gives."""
        ...


def check_signature(config: ModelConfig, graph: Graph) -> None:
    """Compare names, types and shapes of graph and config.pbtxt. Errors: ValueError."""
    for kind, specs, nodes in (
        ("input", config.inputs, graph.get_inputs()),
        ("output", config.outputs, graph.get_outputs()),
    ):
        found = {node.name: node for node in nodes}
        for spec in specs:
            if spec.name not in found:
                raise ValueError(
                    f"model '{config.name}': config.pbtxt has {kind} '{spec.name}', "
                    f"the graph has {sorted(found)}"
                )
            _check_node(config.name, kind, spec, found[spec.name])
        missing = set(found) - {spec.name for spec in specs}
        if kind == "input" and missing:
            raise ValueError(
                f"model '{config.name}': config.pbtxt lacks the graph's input {sorted(missing)}"
            )


def _check_node(model: str, kind: str, spec: TensorSpec, node: GraphTensor) -> None:
    # A symbolic dimension of the graph (text or None) takes any size; rank 0 = shape not recorded.
    shape = list(node.shape)
    same_shape = not shape or (
        len(shape) == len(spec.dims)
        and all(
            not isinstance(have, int) or want in (-1, have)
            for want, have in zip(spec.dims, shape, strict=True)
        )
    )
    if node.type != ONNX_OF_TRITON[spec.data_type] or not same_shape:
        raise ValueError(
            f"model '{model}': {kind} '{spec.name}' is {spec.data_type} {list(spec.dims)} in "
            f"config.pbtxt but {node.type} {shape} in the graph"
        )
