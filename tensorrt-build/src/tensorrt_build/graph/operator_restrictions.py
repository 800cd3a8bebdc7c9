"""What TensorRT's parser wants of an operator beside its types (column "Restrictions" there)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onnx import NodeProto, helper

Constants = set[str]
Rule = Callable[[NodeProto, Constants], Iterator[str]]

RESIZE_MODES = ("nearest", "linear")
RESIZE_POSITIONS = (
    "half_pixel",
    "pytorch_half_pixel",
    "tf_half_pixel_for_nn",
    "asymmetric",
    "align_corners",
)


def restrictions_of(node: NodeProto, constants: Constants) -> Iterator[str]:
    """Say what of a node the parser refuses. constants: tensors known when the plan is built."""
    rule = RULES.get(node.op_type)
    if rule is not None:
        yield from rule(node, constants)


def _attribute(node: NodeProto, name: str, default: object) -> object:
    for attribute in node.attribute:
        if attribute.name == name:
            value = helper.get_attribute_value(attribute)
            return value.decode() if isinstance(value, bytes) else value
    return default


def _input_constant(place: int, meaning: str) -> Rule:
    def rule(node: NodeProto, constants: Constants) -> Iterator[str]:
        name = node.input[place] if len(node.input) > place else ""
        if name and name not in constants:
            yield f"its {meaning} ('{name}') must be known when the plan is built"

    return rule


def _only_first_output(meaning: str) -> Rule:
    def rule(node: NodeProto, constants: Constants) -> Iterator[str]:
        if any(node.output[1:]):
            yield f"its further output ({meaning}) is not taken"

    return rule


def _resize(node: NodeProto, constants: Constants) -> Iterator[str]:
    mode = _attribute(node, "mode", "nearest")
    if mode not in RESIZE_MODES:
        yield f"mode {mode} is not taken, {' and '.join(RESIZE_MODES)} are"
    position = _attribute(node, "coordinate_transformation_mode", "half_pixel")
    if position not in RESIZE_POSITIONS:
        yield f"coordinate_transformation_mode {position} is not taken"
    if _attribute(node, "antialias", 0):
        yield "antialias is not taken"
    if _attribute(node, "keep_aspect_ratio_policy", "stretch") != "stretch":
        yield "keep_aspect_ratio_policy must be stretch"


def _pool(node: NodeProto, constants: Constants) -> Iterator[str]:
    if any(step != 1 for step in _as_list(_attribute(node, "dilations", []))):
        yield "dilations must all be 1"
    if any(node.output[1:]):
        yield "its further output (Indices) is not taken"


def _scatter(node: NodeProto, constants: Constants) -> Iterator[str]:
    if _attribute(node, "reduction", "none") != "none":
        yield "reduction must be none"


def _as_list(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


RULES: dict[str, Rule] = {
    "AveragePool": _pool,
    "CumSum": _input_constant(1, "axis"),
    "LayerNormalization": _only_first_output("mean, deviation"),
    "LpPool": _pool,
    "MaxPool": _pool,
    "OneHot": _input_constant(1, "depth"),
    "Resize": _resize,
    "ScatterND": _scatter,
    "Squeeze": _input_constant(1, "axes"),
    "TopK": _input_constant(1, "K"),
    "Unsqueeze": _input_constant(1, "axes"),
    **{
        f"Reduce{kind}": _input_constant(1, "axes")
        for kind in (
            "L1",
            "L2",
            "LogSum",
            "LogSumExp",
            "Max",
            "Mean",
            "Min",
            "Prod",
            "Sum",
            "SumSquare",
        )
    },
}
