"""Writes graphs/coco_objects.onnx: SSDLite on MobileNetV2 (Sandler et al. 2018, arXiv:1801.04381).

The published TensorFlow.js graph says which layer follows which and where each tensor lies in the
shards; this graph has the same layers in ONNX's terms, from a whole picture to the things in it.

Run: PYTHONPATH=src python tools/coco_objects.py --model-json FILE --output graphs/coco_objects.onnx
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper
from tensorrt_build.networks.coco_names import COCO_NAMES
from tfjs_layers import GraphWriter

SIDE, ANCHORS, CLASSES = 300, 1917, 91  # class 0 is the background
LEAST_SCORE, OVERLAP, MOST_OF_A_CLASS = 0.2, 0.6, 20
# Windows of the picture that are looked at, as shares of it: y0, x0, y1, x1. The whole first; four
# of 0.6 and nine of 0.4 find what is small in it.
WINDOWS = (
    (0, 0, 1, 1),
    *((y, x, y + 0.6, x + 0.6) for y in (0, 0.4) for x in (0, 0.4)),
    *((y, x, y + 0.4, x + 0.4) for y in (0, 0.3, 0.6) for x in (0, 0.3, 0.6)),
)
EDGE, BEYOND = 0.015, 10  # shares of a window
FIRST, BOXES, SCORES = "Preprocessor/sub", "concat", "concat_1"
PIXEL_SCALE, PIXEL_SHIFT = "Preprocessor/mul/x", "Preprocessor/sub/y"
CENTRE_SCALE = "ConstantFolding/Postprocessor/Decode/div_recip"
SIZE_SCALE = "ConstantFolding/Postprocessor/Decode/div_2_recip"
ANCHOR_BOXES = "Postprocessor/ExpandDims"


def _picture(to: GraphWriter) -> None:
    """`image` to the network's input: stretched as TensorFlow's ResizeBilinear does, -1 to 1."""
    to.add("Cast", ["image"], "pixels", to=TensorProto.FLOAT)
    to.add("Transpose", ["pixels"], "planes", perm=(2, 0, 1))
    to.add("Unsqueeze", ["planes", "first_axis"], "picture")
    to.add("Shape", ["image"], "image_shape")
    to.add("Gather", ["image_shape", "height_width"], "sides")
    to.add("Cast", ["sides"], "side_lengths", to=TensorProto.FLOAT)
    views = [_view(to, number, window) for number, window in enumerate(WINDOWS)]
    to.add("Concat", views, "resized", axis=0)
    to.add("Mul", ["resized", to.weight(PIXEL_SCALE)], "scaled")
    to.add("Sub", ["scaled", to.weight(PIXEL_SHIFT)], FIRST)


def _view(to: GraphWriter, number: int, window: tuple[float, ...]) -> str:
    """Cut a window out and stretch it to the network's input."""
    edges = []
    for name, values in (("first", window[:2]), ("last", window[2:])):
        to.constant(f"{name}_share_{number}", values, np.float32)
        to.add("Mul", ["side_lengths", f"{name}_share_{number}"], f"{name}_place_{number}")
        edge = f"{name}_pixel_{number}"
        edges.append(to.add("Cast", [f"{name}_place_{number}"], edge, to=TensorProto.INT64))
    to.add("Slice", ["picture", *edges, "picture_axes"], f"window_{number}")
    return to.add(
        "Resize",
        [f"window_{number}", "", "", "input_size"],
        f"view_{number}",
        mode="linear",
        coordinate_transformation_mode="asymmetric",
    )


def _decoded(to: GraphWriter) -> None:
    """Bring offsets from the anchors to y0, x0, y1, x1.

    `view_boxes` [WINDOWS, ANCHORS, 4] are shares of each window, `all_boxes`
    [1, WINDOWS * ANCHORS, 4] of the picture.
    """
    to.add("Split", [ANCHOR_BOXES, "halves"], "anchor_low", axis=2)
    to.nodes[-1].output.append("anchor_high")
    to.add("Sub", ["anchor_high", "anchor_low"], "anchor_sizes")
    to.add("Mul", ["anchor_sizes", "half"], "anchor_halves")
    to.add("Add", ["anchor_low", "anchor_halves"], "anchor_centres")
    to.add("Split", [BOXES, "halves"], "centre_offsets", axis=2)
    to.nodes[-1].output.append("size_offsets")
    to.add("Mul", ["centre_offsets", to.weight(CENTRE_SCALE)], "centre_steps")
    to.add("Mul", ["centre_steps", "anchor_sizes"], "centre_moves")
    to.add("Add", ["centre_moves", "anchor_centres"], "centres")
    to.add("Mul", ["size_offsets", to.weight(SIZE_SCALE)], "size_logs")
    to.add("Exp", ["size_logs"], "size_factors")
    to.add("Mul", ["size_factors", "anchor_halves"], "half_sizes")
    to.add("Sub", ["centres", "half_sizes"], "low")
    to.add("Add", ["centres", "half_sizes"], "high")
    to.add("Concat", ["low", "high"], "view_boxes", axis=2)
    to.add("Mul", ["view_boxes", "window_sizes"], "window_steps")
    to.add("Add", ["window_steps", "window_corners"], "picture_boxes")
    to.add("Reshape", ["picture_boxes", "all_rows_of_4"], "all_boxes")


def _uncut(to: GraphWriter) -> None:
    """Make `view_scores` [WINDOWS, ANCHORS, CLASSES - 1], and `all_scores` of them.

    The latter are 0 where a window's edge within the picture cuts the thing: another window shows
    all of it.
    """
    to.add("Sigmoid", [SCORES], "scores_and_nothing")
    to.add("Slice", ["scores_and_nothing", "second", "last_class", "class_axis"], "view_scores")
    to.add("Less", ["low", "near_low"], "beyond_low")
    to.add("Greater", ["high", "near_high"], "beyond_high")
    to.add("Concat", ["beyond_low", "beyond_high"], "beyond", axis=2)
    to.add("Cast", ["beyond"], "beyond_share", to=TensorProto.FLOAT)
    to.add("ReduceMax", ["beyond_share"], "cut", axes=[2], keepdims=1)
    to.add("Sub", ["one", "cut"], "whole")
    to.add("Mul", ["view_scores", "whole"], "whole_scores")
    to.add("Reshape", ["whole_scores", "rows_of_classes"], "all_scores")


def _things(to: GraphWriter) -> None:
    """Choose the best of what overlaps, by class: `boxes` in pixels, `scores`, `labels`."""
    to.add("Transpose", ["all_scores"], "scores_by_class", perm=(0, 2, 1))
    to.add(
        "NonMaxSuppression",
        ["all_boxes", "scores_by_class", "most_of_a_class", "overlap", "least_score"],
        "kept",
    )
    to.add("Gather", ["kept", "class_column"], "kept_classes", axis=1)
    to.add("Gather", ["kept", "box_column"], "kept_anchors", axis=1)
    to.add("Gather", ["names", "kept_classes"], "labels")
    to.add("GatherND", ["scores_by_class", "kept"], "scores")
    to.add("Squeeze", ["all_boxes", "first_axis"], "boxes_of_one")
    to.add("Gather", ["boxes_of_one", "kept_anchors"], "kept_boxes")
    to.add("Clip", ["kept_boxes", "zero", "one"], "clipped")
    to.add("Gather", ["clipped", "x_before_y"], "turned", axis=1)
    to.add("Gather", ["side_lengths", "width_height_twice"], "scale")
    to.add("Mul", ["turned", "scale"], "boxes")


def _constants(to: GraphWriter) -> None:
    for name, values in (
        ("zero", 0), ("one", 1), ("six", 6), ("half", 0.5),
        ("overlap", [OVERLAP]), ("least_score", [LEAST_SCORE]),
        ("window_corners", [[[y, x, y, x]] for y, x, _, _ in WINDOWS]),
        ("window_sizes", [[[h - y, w - x] * 2] for y, x, h, w in WINDOWS]),
        ("near_low", [[[EDGE if side > 0 else -BEYOND for side in w[:2]]] for w in WINDOWS]),
        ("near_high", [[[1 - EDGE if side < 1 else BEYOND for side in w[2:]]] for w in WINDOWS]),
    ):  # fmt: skip
        to.constant(name, values, np.float32)
    for name, values in (
        ("first_axis", [0]), ("class_axis", [2]), ("second", [1]), ("last_class", [CLASSES]),
        ("halves", [2, 2]), ("input_size", [1, 3, SIDE, SIDE]), ("channel_shape", [1, -1, 1, 1]),
        ("rows_of_4", [len(WINDOWS), -1, 4]), ("all_rows_of_4", [1, -1, 4]),
        ("rows_of_classes", [1, -1, CLASSES - 1]),
        (f"rows_of_{CLASSES}", [len(WINDOWS), -1, CLASSES]),
        ("picture_axes", [2, 3]), ("height_width", [0, 1]),
        ("most_of_a_class", [MOST_OF_A_CLASS]), ("class_column", 1), ("box_column", 2),
        ("x_before_y", [1, 0, 3, 2]), ("width_height_twice", [1, 0, 1, 0]),
    ):  # fmt: skip
        to.constant(name, values, np.int64)
    names = helper.make_tensor("names", TensorProto.STRING, [CLASSES - 1], COCO_NAMES)
    to.nodes.append(helper.make_node("Constant", [], ["names"], value=names))


def weightless(published: dict[str, Any]) -> onnx.ModelProto:
    """Write the published network as a graph without its numbers."""
    to = GraphWriter(published, FIRST, {BOXES: 4, SCORES: CLASSES})
    _constants(to)
    _picture(to)
    to.layer(BOXES)
    to.layer(SCORES)
    to.weight(ANCHOR_BOXES)
    _decoded(to)
    _uncut(to)
    _things(to)
    graph = helper.make_graph(
        to.nodes,
        "coco_objects",
        [helper.make_tensor_value_info("image", TensorProto.UINT8, ["height", "width", 3])],
        [
            helper.make_tensor_value_info("boxes", TensorProto.FLOAT, ["things", 4]),
            helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["things"]),
            helper.make_tensor_value_info("labels", TensorProto.STRING, ["things"]),
        ],
        list(to.weights.values()),
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    model.producer_name = "chatbrush"
    return model


def main() -> None:
    """Write the graph."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model-json", type=Path, required=True, metavar="FILE")
    parser.add_argument("--output", type=Path, required=True, metavar="FILE")
    options = parser.parse_args()
    published = json.loads(options.model_json.read_text(encoding="utf-8"))
    onnx.save(weightless(published), options.output)


if __name__ == "__main__":
    main()
