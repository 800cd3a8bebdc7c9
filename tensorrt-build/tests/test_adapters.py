"""Adapters on small stand-ins that have the tensor names of the published graphs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper
from tensorrt_build.adapters import adapt, sam2, u2net
from tensorrt_build.errors import BuildError


def run(path: Path, feed: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Run a graph and return its outputs by name."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(names, feed), strict=True))


def save_red_plane(path: Path, output: str = u2net.FUSED_MAP) -> Path:
    """Save a stand-in of u2netp: its map is the red plane of what it is given."""
    side = u2net.SIDE
    nodes = [
        helper.make_node("Split", ["input.1"], [output, "green", "blue"], axis=1),
        helper.make_node("Sigmoid", ["green"], ["1960"]),
    ]
    graph = helper.make_graph(
        nodes,
        "stand-in",
        [helper.make_tensor_value_info("input.1", TensorProto.FLOAT, [1, 3, side, side])],
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 1, side, side])
            for name in (output, "1960")
        ],
    )
    opsets = [helper.make_opsetid("", 11)]
    onnx.save(helper.make_model(graph, opset_imports=opsets, ir_version=6), path)
    return path


@pytest.fixture
def saliency(tmp_path):
    adapt("u2netp", save_red_plane(tmp_path / "published.onnx"), tmp_path / "model.onnx")
    return tmp_path / "model.onnx"


def test_the_picture_is_normalised_as_u2net_was_trained(saliency):
    picture = np.zeros((320, 320, 3), np.uint8)
    picture[10, 20] = (150, 20, 200)  # the brightest value is 200

    found = run(saliency, {"image": picture})["saliency"]

    assert found.shape == (320, 320)
    assert found[10, 20] == pytest.approx((150 / 200 - 0.485) / 0.229, abs=1e-5)
    assert found[0, 0] == pytest.approx(-0.485 / 0.229, abs=1e-5)


def test_a_black_picture_is_not_divided_by_zero(saliency):
    found = run(saliency, {"image": np.zeros((320, 320, 3), np.uint8)})["saliency"]

    assert np.isfinite(found).all()


def test_what_only_the_side_outputs_need_is_dropped(saliency):
    nodes = onnx.load(saliency).graph.node

    assert "Sigmoid" not in {node.op_type for node in nodes}


def test_another_network_is_named_as_such(tmp_path):
    published = save_red_plane(tmp_path / "other.onnx", output="something_else")

    with pytest.raises(BuildError, match="another network: no node has the tensor '1959'"):
        adapt("u2netp", published, tmp_path / "model.onnx")


def test_an_unknown_adapter_is_answered_with_those_there_are(tmp_path):
    known = "grounding_dino, owlv2, sam2_decoder, sam2_encoder, u2netp"
    with pytest.raises(BuildError, match=f"no adapter 'sam9'; there are {known}"):
        adapt("sam9", tmp_path / "x", tmp_path / "y")


def tensor(name: str, *dims: int | str) -> onnx.ValueInfoProto:
    """Declare a float32 input or output."""
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, dims)


def save(path: Path, nodes: list, inputs: list, outputs: list, weights: tuple = ()) -> Path:
    """Save a graph of opset 17."""
    graph = helper.make_graph(nodes, "stand-in", inputs, outputs, list(weights))
    opsets = [helper.make_opsetid("", 17)]
    onnx.save(helper.make_model(graph, opset_imports=opsets, ir_version=8), path)
    return path


def save_sam2_decoder(path: Path) -> Path:
    """Save a stand-in: mask k is k + the prompt's sums + the features' means + the attention.

    Its attentions give the same share to all tokens: six, one a point, and the padding.
    """
    sums = [
        helper.make_node("ReduceSum", [name], [f"{name}_sum"], keepdims=0)
        for name in ("point_coords", "point_labels", "mask_input", "has_mask_input")
    ]
    means = [
        helper.make_node("ReduceMean", [name], [f"{name}_mean"], keepdims=0)
        for name in sam2.FEATURES
    ]
    attention = [
        helper.make_node("Mul", ["point_labels", "zero"], ["point_tokens"]),
        helper.make_node("Concat", ["six", "point_tokens", "one"], ["tokens"], axis=1),
        *(
            helper.make_node("Softmax", ["tokens"], [f"{name}_share"], name=name)
            for name in sam2.ATTENTIONS_TO_TOKENS
        ),
        *(
            helper.make_node("ReduceMax", [f"{name}_share"], [f"{name}_most"], keepdims=0)
            for name in sam2.ATTENTIONS_TO_TOKENS
        ),
    ]
    parts = [node.output[0] for node in (*sums, *means, *attention[-4:])]
    nodes = [
        *sums,
        *means,
        *attention,
        helper.make_node("Sum", parts, ["total"]),
        helper.make_node("Add", ["numbers", "total"], [sam2.ALL_MASKS]),
        helper.make_node(
            "ReduceMean", [sam2.ALL_MASKS], [sam2.ALL_SCORES], axes=[2, 3], keepdims=0
        ),
        helper.make_node("Identity", [sam2.ALL_MASKS], ["masks"]),
        helper.make_node("Identity", [sam2.ALL_SCORES], ["iou_predictions"]),
    ]
    numbers = np.broadcast_to(np.arange(4, dtype=np.float32)[:, None, None], (1, 4, 256, 256))
    inputs = [tensor(name, *dims) for name, dims in sam2.FEATURES.items()]
    inputs += [
        tensor("point_coords", 1, "n", 2),
        tensor("point_labels", 1, "n"),
        tensor("mask_input", 1, 1, 256, 256),
        tensor("has_mask_input", 1),
    ]
    outputs = [tensor("masks", 1, 4, 256, 256), tensor("iou_predictions", 1, 4)]
    weights = (
        numpy_helper.from_array(np.ascontiguousarray(numbers), "numbers"),
        numpy_helper.from_array(np.zeros((1, 6), np.float32), "six"),
        numpy_helper.from_array(np.zeros((1, 1), np.float32), "one"),
        numpy_helper.from_array(np.float32(0).reshape(()), "zero"),
    )
    return save(path, nodes, inputs, outputs, weights)


def test_sam2_decoder_takes_the_segment_contract_and_gives_all_four_masks(tmp_path):
    adapt("sam2_decoder", save_sam2_decoder(tmp_path / "published.onnx"), tmp_path / "model.onnx")
    feed = {name: np.full(dims, 0.5, np.float16) for name, dims in sam2.FEATURES.items()}
    feed |= {
        "point_coords": np.array([[3, 4], [5, 6]], np.float32),
        "point_labels": np.array([1, -1], np.float32),
        "mask_input": np.zeros((1, 256, 256), np.float32),
        "has_mask_input": np.ones(1, np.float32),
    }

    found = run(tmp_path / "model.onnx", feed)

    attended = 6 + 1 + 1  # the padding point that the prompt brings counts for nothing
    total = 18 + 0 + 0 + 1 + 3 * 0.5 + 4 / attended
    assert found["low_res_masks"].shape == (4, 256, 256)
    np.testing.assert_allclose(found["low_res_masks"][:, 7, 9], np.arange(4) + total, rtol=1e-4)
    np.testing.assert_allclose(found["iou_predictions"], np.arange(4) + total, rtol=1e-4)


def save_sam2_encoder(folder: Path) -> Path:
    """Save a stand-in in ONNX Runtime's own format: each feature is the picture's mean."""
    nodes = [helper.make_node("ReduceMean", ["image"], ["mean"], keepdims=0)]
    weights = []
    for name, dims in sam2.FEATURES.items():
        weights.append(numpy_helper.from_array(np.array(dims, np.int64), f"{name}_dims"))
        nodes.append(helper.make_node("Expand", ["mean", f"{name}_dims"], [name]))
    outputs = [tensor(name, *dims) for name, dims in sam2.FEATURES.items()]
    published = save(
        folder / "encoder.onnx", nodes, [tensor("image", 1, 3, 1024, 1024)], outputs, weights
    )
    options = onnxruntime.SessionOptions()
    options.optimized_model_filepath = str(folder / "encoder.ort")
    options.add_session_config_entry("session.save_model_format", "ORT")
    onnxruntime.InferenceSession(str(published), options, providers=["CPUExecutionProvider"])
    return folder / "encoder.ort"


def test_sam2_encoder_takes_bytes_and_gives_half_precision_features(tmp_path):
    adapt("sam2_encoder", save_sam2_encoder(tmp_path), tmp_path / "model.onnx")
    gray = np.full((1024, 1024, 3), 128, np.uint8)

    found = run(tmp_path / "model.onnx", {"image": gray})

    mean, std = np.array([0.485, 0.456, 0.406]), np.array([0.229, 0.224, 0.225])
    expected = ((128 / 255 - mean) / std).mean()
    assert {name: array.shape for name, array in found.items()} == sam2.FEATURES
    assert {array.dtype for array in found.values()} == {np.dtype(np.float16)}
    for array in found.values():
        np.testing.assert_allclose(array, expected, atol=1e-3)


def test_a_file_that_onnx_runtime_cannot_read_is_named(tmp_path):
    (tmp_path / "broken.ort").write_bytes(b"no model")

    with pytest.raises(BuildError, match="broken.ort: ONNX Runtime cannot read it"):
        adapt("sam2_encoder", tmp_path / "broken.ort", tmp_path / "model.onnx")
