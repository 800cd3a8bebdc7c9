"""Networks that find what words name: a picture and the words' tokens to boxes and scores.

OWLv2 (Minderer et al. 2023, arXiv:2306.09683) and Grounding DINO (Liu et al. 2023,
arXiv:2303.05499), as they were exported for Transformers.js. Their pictures are prepared and their
boxes brought to pixels inside the graph; what turns words into tokens is the detector's
(`chatbrush_models/words`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper

from tensorrt_build.adapters import graph_edit as edit
from tensorrt_build.errors import BuildError

CLIP_MEAN = (0.48145466, 0.4578275, 0.40821073)
CLIP_STD = (0.26862954, 0.26130258, 0.27577711)
OWL_SIDE, DINO_SIDE = 960, 800
GREY = 127.5  # beside a picture that is made a square
# Middle, width and height to two corners.
CORNERS = ((1, 0, 1, 0), (0, 1, 0, 1), (-0.5, 0, 0.5, 0), (0, -0.5, 0, 0.5))


def owlv2(weights: Path) -> onnx.ModelProto:
    """`image` uint8 [H,W,3] and `tokens` int64 [T] → `boxes` x0 y0 x1 y1 in pixels, `scores`.

    The picture becomes a square, grey below it or to its right, whose sides the boxes count by.
    """
    model = onnx.load(weights)
    graph = model.graph
    nodes = [
        *_planes(graph),
        helper.make_node("ReduceMax", ["sides"], ["longest"], keepdims=1),
        helper.make_node("Sub", ["longest", "sides"], ["missing"]),
        helper.make_node("Concat", ["no_pads", "missing"], ["pads"], axis=0),
        helper.make_node("Pad", ["planes", "pads", "grey"], ["square"]),
        *_resized(graph, "square", OWL_SIDE, CLIP_MEAN, CLIP_STD),
        helper.make_node("Greater", ["tokens", "padding"], ["is_word"]),
        *_as_input(graph, "is_word", "attention_mask"),
        *_as_input(graph, "tokens", "input_ids"),
        edit.cast("longest", "box_scale", edit.FLOAT),
    ]
    edit.constant(graph, "no_pads", np.zeros(6, np.int64))
    edit.constant(graph, "grey", np.array(GREY, np.float32))
    edit.constant(graph, "padding", np.array(0, np.int64))
    edit.prepend(graph, nodes)
    graph.node.append(helper.make_node("Sigmoid", ["logits"], ["shares"]))
    return _signed(model, "shares")


def grounding_dino(weights: Path) -> onnx.ModelProto:
    """Bring it to what `owlv2` gives. The export wants the picture stretched to a square.

    A box is as sure as the token that it fits best.
    """
    model = onnx.load(weights)
    graph = model.graph
    nodes = [
        *_planes(graph),
        *_resized(graph, "planes", DINO_SIDE, edit.IMAGENET_MEAN, edit.IMAGENET_STD),
        *_as_input(graph, "tokens", "input_ids"),
        helper.make_node("Equal", ["tokens", "tokens"], ["all_words"]),
        *_as_input(graph, "all_words", "attention_mask"),
        helper.make_node("Sub", ["tokens", "tokens"], ["one_sentence"]),
        *_as_input(graph, "one_sentence", "token_type_ids"),
        *_as_input(graph, "whole_picture", "pixel_mask", (1, DINO_SIDE, DINO_SIDE)),
        helper.make_node("Gather", ["sides", "x_before_y"], ["sides_of_box"]),
        edit.cast("sides_of_box", "box_scale", edit.FLOAT),
    ]
    edit.constant(graph, "whole_picture", np.ones(DINO_SIDE * DINO_SIDE, np.int64))
    edit.constant(graph, "x_before_y", np.array([1, 0, 1, 0], np.int64))
    edit.prepend(graph, nodes)
    graph.node.append(helper.make_node("GlobalMaxPool", ["logits"], ["best_logit"]))
    graph.node.append(helper.make_node("Sigmoid", ["best_logit"], ["shares"]))
    return _signed(model, "shares")


def _planes(graph: onnx.GraphProto) -> list[onnx.NodeProto]:
    """Nodes from `image` to `planes` float32 [1,3,H,W] and its `sides`, height and width."""
    edit.constant(graph, "height_width", np.array([0, 1], np.int64))
    edit.constant(graph, "one_picture", np.array([1, 3], np.int64))
    return [
        helper.make_node("Shape", ["image"], ["image_shape"]),
        helper.make_node("Gather", ["image_shape", "height_width"], ["sides"]),
        helper.make_node("Concat", ["one_picture", "sides"], ["planes_shape"], axis=0),
        edit.cast("image", "pixels", edit.FLOAT),
        helper.make_node("Transpose", ["pixels"], ["pixel_planes"], perm=[2, 0, 1]),
        helper.make_node("Reshape", ["pixel_planes", "planes_shape"], ["planes"]),
    ]


def _resized(
    graph: onnx.GraphProto, source: str, side: int, mean: Sequence[float], std: Sequence[float]
) -> list[onnx.NodeProto]:
    """Nodes from planes to what the network was trained on."""
    _declared(graph, "pixel_values")
    edit.constant(graph, "nothing", np.zeros(0, np.float32))  # older operator sets want it said
    edit.constant(graph, "input_size", np.array([1, 3, side, side], np.int64))
    shift, scale = (
        255 * np.array(values, np.float32).reshape(1, 3, 1, 1) for values in (mean, std)
    )
    edit.constant(graph, "picture_mean", shift)
    edit.constant(graph, "picture_std", scale)
    return [
        helper.make_node(
            "Resize",
            [source, "nothing", "nothing", "input_size"],
            ["view"],
            mode="linear",
            coordinate_transformation_mode="half_pixel",
        ),
        helper.make_node("Sub", ["view", "picture_mean"], ["centred"]),
        helper.make_node("Div", ["centred", "picture_std"], ["pixel_values"]),
    ]


def _as_input(
    graph: onnx.GraphProto, source: str, name: str, shape: tuple[int, ...] = (1, -1)
) -> list[onnx.NodeProto]:
    """Nodes that make the published input `name`, in its own type."""
    kind = _declared(graph, name)
    return [
        edit.cast(source, f"{name}_row", kind),
        edit.reshape(graph, f"{name}_row", shape, name),
    ]


def _declared(graph: onnx.GraphProto, name: str) -> int:
    for given in graph.input:
        if given.name == name:
            return int(given.type.tensor_type.elem_type)
    raise BuildError(f"this is another network: it has no input '{name}'")


def _signed(model: onnx.ModelProto, shares: str) -> onnx.ModelProto:
    """Append boxes in pixels and scores, and give the graph its signature."""
    graph = model.graph
    edit.constant(graph, "corners", np.array(CORNERS, np.float32))
    edit.tap(graph, "pred_boxes", (-1, 4), "middles")
    graph.node.append(helper.make_node("MatMul", ["middles", "corners"], ["box_shares"]))
    graph.node.append(helper.make_node("Mul", ["box_shares", "box_scale"], ["boxes"]))
    edit.tap(graph, shares, (-1,), "scores")
    edit.set_signature(
        graph,
        [
            ("image", edit.UINT8, ("height", "width", 3)),
            ("tokens", TensorProto.INT64, ("tokens",)),
        ],
        [("boxes", edit.FLOAT, ("things", 4)), ("scores", edit.FLOAT, ("things",))],
    )
    return model
