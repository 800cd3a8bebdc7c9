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
    edit.prepend(graph, [*_decoder_features(graph), *_decoder_prompts(graph)])
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
