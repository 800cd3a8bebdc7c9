"""Adapters of open vocabularies on small stand-ins with the published inputs and outputs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper
from tensorrt_build.adapters import adapt, open_words
from tensorrt_build.errors import BuildError

TEXT = ("input_ids", "attention_mask")


def value(name: str, kind: int, *dims: int | str) -> onnx.ValueInfoProto:
    """Declare an input or output."""
    return helper.make_tensor_value_info(name, kind, dims)


def save_stand_in(
    path: Path, side: int, texts: tuple[str, ...], width: int, opset: int, mask: bool = False
) -> Path:
    """Save a network that finds two things and tells by them what it was given.

    The first box's middle is the red of the first pixel and of the last, and its logits are the
    sums of each text input; the second is a tenth of the picture in its middle.
    """
    nodes = [
        helper.make_node("Gather", ["pixel_values", "zero"], ["seen"], axis=0),
        helper.make_node("Slice", ["seen", "starts", "ends", "axes"], ["first"]),
        helper.make_node("Slice", ["seen", "last_starts", "last_ends", "axes"], ["last"]),
        helper.make_node("Reshape", ["first", "one"], ["first_red"]),
        helper.make_node("Reshape", ["last", "one"], ["last_red"]),
        helper.make_node("Concat", ["first_red", "last_red", "sizes"], ["first_box"], axis=0),
        helper.make_node("Concat", ["first_box", "second_box"], ["both"], axis=0),
        helper.make_node("Reshape", ["both", "boxes_shape"], ["pred_boxes"]),
    ]
    sums = []
    for name in texts:
        nodes.append(helper.make_node("Cast", [name], [f"{name}_float"], to=TensorProto.FLOAT))
        nodes.append(helper.make_node("Mul", [f"{name}_float", "little"], [f"{name}_part"]))
        nodes.append(helper.make_node("Reshape", [f"{name}_part", "one"], [f"{name}_flat"]))
        sums.append(f"{name}_flat")
    nodes.append(helper.make_node("Concat", [*sums, "filler"], ["said"], axis=0))
    nodes.append(helper.make_node("Slice", ["said", "none", "logits_end", "none"], ["row"]))
    nodes.append(helper.make_node("Reshape", ["row", "logits_shape"], ["logits"]))
    numbers = {
        "zero": np.array(0), "starts": np.array([0, 0, 0]), "ends": np.array([1, 1, 1]),
        "last_starts": np.array([0, side - 1, side - 1]), "last_ends": np.array([1, side, side]),
        "axes": np.array([0, 1, 2]), "one": np.array([-1]), "none": np.array([0]),
        "logits_end": np.array([2 * width]),
        "boxes_shape": np.array([1, 2, 4]), "logits_shape": np.array([1, 2, width]),
        "sizes": np.array([0.2, 0.1], np.float32), "little": np.array(0.001, np.float32),
        "second_box": np.array([0.5, 0.5, 0.1, 0.1], np.float32),
        "filler": np.full(2 * width, -9, np.float32),
    }  # fmt: skip
    inputs = [value("pixel_values", TensorProto.FLOAT, 1, 3, side, side)]
    inputs += [value(name, TensorProto.INT64, 1, "length") for name in texts]
    if mask:
        inputs.append(value("pixel_mask", TensorProto.INT64, 1, side, side))
        nodes.append(helper.make_node("Identity", ["pixel_mask"], ["mask_seen"]))
    graph = helper.make_graph(
        nodes,
        "stand-in",
        inputs,
        [
            value("logits", TensorProto.FLOAT, 1, 2, width),
            value("pred_boxes", TensorProto.FLOAT, 1, 2, 4),
        ],
        [numpy_helper.from_array(each, name) for name, each in numbers.items()],
    )
    opsets = [helper.make_opsetid("", opset)]
    onnx.save(helper.make_model(graph, opset_imports=opsets, ir_version=7), path)
    return path


def run(path: Path, image: np.ndarray, tokens: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Run an adapted network."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    assert [output.name for output in session.get_outputs()] == ["boxes", "scores"]
    feed = {"image": image, "tokens": np.array(tokens, np.int64)}
    boxes, scores = session.run(["boxes", "scores"], feed)
    return boxes, scores


def sure(logit: float) -> float:
    """Return the logistic function."""
    return float(1 / (1 + np.exp(-logit)))


@pytest.mark.parametrize("opset", [12, 17])
def test_owlv2_sees_a_square_and_counts_boxes_by_it(tmp_path, opset):
    published = save_stand_in(tmp_path / "owl.onnx", open_words.OWL_SIDE, TEXT, 1, opset)
    adapt("owlv2", published, tmp_path / "model.onnx")
    image = np.zeros((100, 200, 3), np.uint8)
    image[:8, :8, 0] = 255

    boxes, scores = run(tmp_path / "model.onnx", image, [700, 0])

    red = (1 - open_words.CLIP_MEAN[0]) / open_words.CLIP_STD[0]
    grey = (0.5 - open_words.CLIP_MEAN[0]) / open_words.CLIP_STD[0]  # below it: the square's ground
    np.testing.assert_allclose(
        boxes[0], np.array([red - 0.1, grey - 0.05, red + 0.1, grey + 0.05]) * 200, atol=0.05
    )
    np.testing.assert_allclose(boxes[1], [90, 90, 110, 110], atol=1e-3)
    np.testing.assert_allclose(scores, [sure(0.7), sure(0)], atol=1e-5)


def test_owlv2s_padding_is_no_word(tmp_path):
    texts = ("attention_mask", "input_ids")
    published = save_stand_in(tmp_path / "owl.onnx", open_words.OWL_SIDE, texts, 1, 12)
    adapt("owlv2", published, tmp_path / "model.onnx")

    _, scores = run(tmp_path / "model.onnx", np.zeros((9, 9, 3), np.uint8), [5, 0])

    np.testing.assert_allclose(scores, [sure(0.001), sure(0)], atol=1e-5)


@pytest.mark.parametrize("opset", [12, 17])
def test_grounding_dino_sees_the_picture_stretched_and_takes_its_best_token(tmp_path, opset):
    texts = ("input_ids", "attention_mask", "token_type_ids")
    side = open_words.DINO_SIDE
    published = save_stand_in(tmp_path / "dino.onnx", side, texts, 4, opset, mask=True)
    adapt("grounding_dino", published, tmp_path / "model.onnx")
    image = np.zeros((100, 200, 3), np.uint8)
    image[-8:, -8:, 0] = 255

    boxes, scores = run(tmp_path / "model.onnx", image, [101, 300, 250, 102])

    black, red = ((share - 0.485) / 0.229 for share in (0, 1))
    expected = np.array([black - 0.1, red - 0.05, black + 0.1, red + 0.05]) * [200, 100, 200, 100]
    np.testing.assert_allclose(boxes[0], expected, atol=0.05)
    np.testing.assert_allclose(boxes[1], [90, 45, 110, 55], atol=1e-3)
    np.testing.assert_allclose(scores, [sure(0.3), sure(0.001)], atol=1e-5)


@pytest.mark.parametrize("name", ["owlv2", "grounding_dino"])
def test_another_network_is_told_what_it_lacks(tmp_path, name):
    side = open_words.OWL_SIDE
    published = save_stand_in(tmp_path / "other.onnx", side, ("words",), 1, 12)

    with pytest.raises(BuildError, match="another network: it has no input"):
        adapt(name, published, tmp_path / "model.onnx")
