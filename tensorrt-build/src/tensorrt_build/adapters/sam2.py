"""SAM 2, Hiera tiny (Ravi et al. 2024, arXiv:2408.00714): image encoder and mask decoder.

The picture's features go out and come back as float16: half the memory of an open picture, and the
masks stay the same to a pixel in ten thousand.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import helper

from tensorrt_build.adapters import graph_edit as edit
from tensorrt_build.errors import BuildError

SIDE = 1024
GRID = 256
FEATURES: dict[str, tuple[int, ...]] = {
    "image_embed": (1, 256, 64, 64),
    "high_res_feats_0": (1, 32, 256, 256),
    "high_res_feats_1": (1, 64, 128, 128),
}
# Inside the published decoder, before it cuts the single-mask token off: [1, 4, 256, 256], [1, 4].
ALL_MASKS = "/Reshape_8_output_0"
ALL_SCORES = "/iou_prediction_head/Sigmoid_output_0"
# Where tokens are attended to: [1, heads, queries, OUTPUT_TOKENS + points + 1].
OUTPUT_TOKENS = 6  # object score, IoU, four masks; then the points, then the graph's own padding
ATTENTIONS_TO_TOKENS = tuple(
    f"/transformer/layers.{layer}/{attention}/Softmax"
    for layer in (0, 1)
    for attention in ("self_attn", "cross_attn_image_to_token")
)
UNATTENDED = -1e4


def sam2_encoder(weights: Path) -> onnx.ModelProto:
    """`image` uint8 [1024, 1024, 3] → FEATURES as float16."""
    model = _from_ort(weights)
    graph = model.graph
    edit.rename(graph, "image", "picture")
    edit.constant(graph, "picture_scale", np.array(255, np.float32))
    edit.prepend(
        graph,
        [
            edit.cast("image", "picture_pixels", edit.FLOAT),
            *edit.picture_nodes(graph, SIDE, "picture"),
        ],
    )
    for name in FEATURES:
        edit.rename(graph, name, f"{name}_float")
        graph.node.append(edit.cast(f"{name}_float", name, edit.FLOAT16))
    edit.set_signature(
        graph,
        [("image", edit.UINT8, (SIDE, SIDE, 3))],
        [(name, edit.FLOAT16, dims) for name, dims in FEATURES.items()],
    )
    return model


def sam2_decoder(weights: Path) -> onnx.ModelProto:
    """Build the segment decoder: all four masks, points without a batch axis, float16 features."""
    model = onnx.load(weights)
    graph = model.graph
    _drop_makers(graph, ("masks", "iou_predictions"))
    _ignore_padding(graph)
    edit.prepend(
        graph, [*_decoder_features(graph), *_decoder_prompts(graph), *_padding_nodes(graph)]
    )
    edit.tap(graph, ALL_MASKS, (4, GRID, GRID), "low_res_masks")
    edit.tap(graph, ALL_SCORES, (4,), "iou_predictions")
    edit.set_signature(
        graph,
        [
            *((name, edit.FLOAT16, dims) for name, dims in FEATURES.items()),
            ("point_coords", edit.FLOAT, ("points", 2)),
            ("point_labels", edit.FLOAT, ("points",)),
            ("mask_input", edit.FLOAT, (1, GRID, GRID)),
            ("has_mask_input", edit.FLOAT, (1,)),
        ],
        [
            ("low_res_masks", edit.FLOAT, (4, GRID, GRID)),
            ("iou_predictions", edit.FLOAT, (4,)),
        ],
    )
    return model


def _decoder_features(graph: onnx.GraphProto) -> list[onnx.NodeProto]:
    for name in FEATURES:
        edit.rename(graph, name, f"{name}_float")
    return [edit.cast(name, f"{name}_float", edit.FLOAT) for name in FEATURES]


def _decoder_prompts(graph: onnx.GraphProto) -> list[onnx.NodeProto]:
    nodes = []
    for name, shape in (
        ("point_coords", (1, -1, 2)),
        ("point_labels", (1, -1)),
        ("mask_input", (1, 1, GRID, GRID)),
    ):
        edit.rename(graph, name, f"{name}_batch")
        nodes.append(edit.reshape(graph, name, shape, f"{name}_batch"))
    return nodes


def _padding_nodes(graph: onnx.GraphProto) -> list[onnx.NodeProto]:
    """Nodes from `point_labels` to `attention_bias` [OUTPUT_TOKENS + points + 1].

    The contract's padding point (label -1) is for graphs that do not pad; this one always does, so
    the caller's counts for nothing. Cutting it off would make a shape depend on values, which
    TensorRT cannot build.
    """
    edit.constant(graph, "padding_label", np.array(-1, np.float32))
    edit.constant(graph, "unattended", np.array(UNATTENDED, np.float32))
    edit.constant(graph, "attended_before", np.zeros(OUTPUT_TOKENS, np.float32))
    edit.constant(graph, "attended_after", np.zeros(1, np.float32))
    return [
        helper.make_node("Equal", ["point_labels", "padding_label"], ["is_padding"]),
        edit.cast("is_padding", "padding_share", edit.FLOAT),
        helper.make_node("Mul", ["padding_share", "unattended"], ["padding_bias"]),
        helper.make_node(
            "Concat",
            ["attended_before", "padding_bias", "attended_after"],
            ["attention_bias"],
            axis=0,
        ),
    ]


def _ignore_padding(graph: onnx.GraphProto) -> None:
    """Add `attention_bias` to the logits of every attention to tokens."""
    places = {node.name: place for place, node in enumerate(graph.node)}
    if not places.keys() >= set(ATTENTIONS_TO_TOKENS):
        raise BuildError(f"this is another network: it lacks {ATTENTIONS_TO_TOKENS[0]} or its like")
    for name in sorted(ATTENTIONS_TO_TOKENS, key=places.__getitem__, reverse=True):
        softmax = graph.node[places[name]]
        logits = softmax.input[0]
        softmax.input[0] = f"{name}/biased"
        bias = helper.make_node("Add", [logits, "attention_bias"], [f"{name}/biased"])
        graph.node.insert(places[name], bias)


def _drop_makers(graph: onnx.GraphProto, outputs: tuple[str, ...]) -> None:
    """Drop the nodes that make the published outputs: some of ours have the same names."""
    for node in list(graph.node):
        if set(node.output) & set(outputs):
            graph.node.remove(node)


def _from_ort(path: Path) -> onnx.ModelProto:
    """Read ONNX Runtime's own file format and write what it holds as ONNX, no kernel fused."""
    with tempfile.TemporaryDirectory() as folder:
        onnx_file = Path(folder) / "model.onnx"
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.optimized_model_filepath = str(onnx_file)
        options.add_session_config_entry("session.save_model_format", "ONNX")
        try:
            onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime's errors have no common base that it exports
            raise BuildError(f"{path}: ONNX Runtime cannot read it: {error}") from error
        model = onnx.load(onnx_file)
    used = {node.domain for node in model.graph.node}
    kept = [opset for opset in model.opset_import if opset.domain in used]
    del model.opset_import[:]
    model.opset_import.extend(kept)
    model.graph.name = path.name  # the format has no place for one; ONNX wants it
    return model
