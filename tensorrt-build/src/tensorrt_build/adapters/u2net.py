"""U2-Net, small (Qin et al. 2020, arXiv:2005.09007): a picture to its salient object."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import helper

from tensorrt_build.adapters import graph_edit as edit

SIDE = 320
FUSED_MAP = "1959"  # the published graph's first output; the other six are its side outputs


def u2netp(weights: Path) -> onnx.ModelProto:
    """`image` uint8 [320, 320, 3] → `saliency` float32 [320, 320], 0..1.

    As the published code does, the picture is divided by its brightest value, then ImageNet's mean
    and standard deviation are taken off.
    """
    model = onnx.load(weights)
    graph = model.graph
    edit.rename(graph, "input.1", "picture")
    edit.constant(graph, "one", np.array(1, np.float32))
    edit.prepend(
        graph,
        [
            edit.cast("image", "picture_pixels", edit.FLOAT),
            helper.make_node("ReduceMax", ["picture_pixels"], ["brightest"], keepdims=0),
            helper.make_node("Max", ["brightest", "one"], ["picture_scale"]),  # black: not by zero
            *edit.picture_nodes(graph, SIDE, "picture"),
        ],
    )
    edit.tap(graph, FUSED_MAP, (SIDE, SIDE), "saliency")
    edit.set_signature(
        graph,
        [("image", edit.UINT8, (SIDE, SIDE, 3))],
        [("saliency", edit.FLOAT, (SIDE, SIDE))],
    )
    return model
