"""Which engine a network gets on a CPU, and by what it is judged."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from small_networks import make_source, make_weights
from tensorrt_build.errors import BuildError
from tensorrt_build.graph import cpu_engine as module
from tensorrt_build.graph import fidelity
from tensorrt_build.graph.cpu_engine import choose_engine, engines_here, open_reference
from tensorrt_build.graph.fidelity import (
    DecoderJudge,
    EncoderJudge,
    Fidelity,
    PictureJudge,
    clicks,
    mosaic,
)
from tensorrt_build.graph.onnx_from_weights import OnnxMaker
from tensorrt_build.repository.assemble import Assembly
from tensorrt_build.targets.onnx import CpuTarget, judge_of
from tensorrt_build.weights.folder import WeightsFolder

ENGINES = ("onnxruntime", "openvino-fp32", "openvino-bf16")


@dataclass(frozen=True)
class Stub:
    """Judges by the largest difference."""

    limit: float = 1.0
    criterion: str = "difference"

    def inputs(self):
        return {"x": np.random.default_rng(1).normal(0, 1, (32, 64)).astype(np.float32)}

    def compare(self, expected, found):
        difference = float(np.abs(expected["y"] - found["y"]).max())
        return Fidelity(difference <= self.limit, {"difference": difference})


@pytest.fixture
def model(tmp_path) -> Path:
    weights = np.random.default_rng(2).normal(0, 0.1, (64, 64)).astype(np.float32)
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["x", "weight"], ["y"])],
        "dense",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 64])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", 64])],
        [numpy_helper.from_array(weights, "weight")],
    )
    opset = [helper.make_opsetid("", 17)]
    onnx.save(helper.make_model(graph, opset_imports=opset, ir_version=8), tmp_path / "model.onnx")
    return tmp_path / "model.onnx"


def times(monkeypatch, *seconds: float) -> None:
    """Let the engines take these CPU seconds, in their order."""
    monkeypatch.setattr(
        module, "_least_cpu_seconds", lambda runs, inputs: dict(zip(runs, seconds, strict=True))
    )


@pytest.mark.parametrize(
    ("seconds", "limit", "chosen"),
    [
        ((1.0, 0.6, 0.3), 1.0, "openvino-bf16"),
        ((1.0, 0.6, 0.3), 1e-4, "openvino-fp32"),
        ((1.0, 0.6, 0.3), -1.0, "onnxruntime"),
        ((1.0, 0.95, 0.92), 1.0, "onnxruntime"),
        ((1.0, 0.5, 0.6), 1.0, "openvino-fp32"),
    ],
    ids=["fastest", "near enough", "none is near", "none is worth it", "not by its digits"],
)
def test_the_fastest_that_is_near_enough_is_taken(model, monkeypatch, seconds, limit, chosen):
    if "openvino-bf16" not in engines_here() and limit == 1e-4:
        chosen = "openvino-bf16"  # which is FP32 on this processor
    times(monkeypatch, *seconds)

    report = choose_engine(model, Stub(limit), ENGINES)

    assert report["chosen"] == chosen
    assert report["cpu_seconds"] == dict(zip(ENGINES, seconds, strict=True))
    assert set(report["compared_with_fp32"]) == set(ENGINES[1:])


def test_times_are_measured(model):
    report = choose_engine(model, Stub(), ENGINES[:2])

    assert all(0 <= seconds < 5 for seconds in report["cpu_seconds"].values())


def test_a_broken_model_names_the_engine(tmp_path):
    (tmp_path / "model.onnx").write_bytes(b"no graph")

    with pytest.raises(BuildError, match="model.onnx cannot be opened by onnxruntime"):
        choose_engine(tmp_path / "model.onnx", Stub(), ENGINES)


@pytest.mark.parametrize(
    ("flags", "engines"),
    [("avx2", 2), ("avx512f avx512_bf16", 3), ("amx_bf16 amx_tile", 3)],
)
def test_bf16_is_tried_where_the_processor_has_it(tmp_path, monkeypatch, flags, engines):
    (tmp_path / "cpuinfo").write_text(f"flags : fpu {flags}\n")
    monkeypatch.setattr(module, "CPU_FLAGS", tmp_path / "cpuinfo")

    assert len(engines_here()) == engines


def test_pictures_are_judged_by_their_noise():
    judge = PictureJudge(64)
    inputs = judge.inputs()
    assert inputs["image"].shape == (1, 3, 64, 64)
    assert set(np.unique(inputs["mask"])) == {0, 255}
    same, one, ten = (inputs["image"] // 2 + np.uint8(grey) for grey in (0, 1, 10))

    assert judge.compare({"result": same}, {"result": same}).near
    assert judge.compare({"result": same}, {"result": one}).near
    far = judge.compare({"result": same}, {"result": ten})
    assert not far.near
    assert far.figures["psnr"] == pytest.approx(28.1, abs=0.1)


def squares(embedding: int, click) -> dict:
    """Stand in for a decoder: a square at the click, as wide as the embedding says."""
    x, y = (click["point_coords"][0] / 4).astype(int)
    masks = np.full((4, 256, 256), -1, np.float32)
    masks[2, max(0, y - embedding) : y + embedding, max(0, x - embedding) : x + embedding] = 1
    return {"low_res_masks": masks, "iou_predictions": np.array([0, 0, 0.9, 0.5], np.float32)}


@pytest.mark.parametrize(("wide", "near"), [(30, True), (29, False)])
def test_an_encoder_is_judged_by_the_masks_of_its_clicks(wide, near):
    judge = EncoderJudge(lambda feed: squares(feed["embedding"], feed))

    fidelity = judge.compare({"embedding": 30}, {"embedding": wide})

    assert fidelity.near is near
    assert fidelity.figures["mean_iou"] == pytest.approx((wide / 30) ** 2, abs=0.02)


@pytest.mark.parametrize(("wide", "near"), [(30, True), (28, False)])
def test_a_decoder_is_judged_by_its_own_masks(wide, near):
    judge = DecoderJudge(lambda feed: {"embedding": feed["image"].shape[0]})
    assert judge.inputs()["embedding"] == 1024
    click = clicks()[0]

    assert judge.compare(squares(30, click), squares(wide, click)).near is near


def test_the_mosaic_is_made_of_photos():
    picture = mosaic(64)

    assert picture.shape == (64, 64, 3)
    tiles = [picture[y : y + 32, x : x + 32] for y in (0, 32) for x in (0, 32)]
    assert min(tile.std() for tile in tiles) > 20
    assert len({round(float(tile.mean()), 3) for tile in tiles}) == 4


def test_a_missing_photo_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(fidelity, "PHOTOS", tmp_path)

    with pytest.raises(BuildError, match="lacks one of coffee.jpg, dandelion.jpg"):
        mosaic(64)


def small_maker(tmp_path, **recipe) -> OnnxMaker:
    maker = OnnxMaker(make_weights(tmp_path / "weights"), WeightsFolder(tmp_path / "weights"))
    maker.manifest.recipes["filled"] = replace(maker.manifest.recipes["filled"], **recipe)
    return maker


def test_the_choice_is_in_the_report_and_in_the_configuration(tmp_path, monkeypatch):
    maker = small_maker(tmp_path, judge="picture")
    monkeypatch.setattr("tensorrt_build.targets.onnx.judge_of", lambda *_: Stub())
    monkeypatch.setattr(
        "tensorrt_build.targets.onnx.choose_engine", lambda *_: {"chosen": "openvino-fp32"}
    )
    source, output = make_source(tmp_path / "source"), tmp_path / "models" / "cpu"

    Assembly(maker, CpuTarget(maker), source, output, lambda line: None).run()

    report = json.loads((output / "filled" / "1" / "report.json").read_text())
    assert report["checks"]["engine"] == {"chosen": "openvino-fp32"}
    text = (output / "filled" / "config.pbtxt").read_text()
    assert 'key: "chatbrush.engine"' in text
    assert 'string_value: "openvino-fp32"' in text


def test_another_processor_has_the_choice_made_again(tmp_path, monkeypatch):
    maker = small_maker(tmp_path, judge="picture")
    forms = set()
    for engines in (ENGINES, ENGINES[:2]):
        monkeypatch.setattr("tensorrt_build.targets.onnx.engines_here", lambda e=engines: e)
        forms.add(CpuTarget(maker).form("filled"))

    assert len(forms) == 2


def test_a_network_without_a_judge_stays_with_the_reference(tmp_path):
    assert judge_of(small_maker(tmp_path), "filled", tmp_path) is None


@pytest.mark.parametrize("recipe", [{"judge": "jury"}, {"judge": "encoder"}])
def test_a_judge_that_does_not_exist_is_named(tmp_path, recipe):
    with pytest.raises(BuildError, match=f"models.toml has no such judge: {recipe['judge']}"):
        judge_of(small_maker(tmp_path, **recipe), "filled", tmp_path)


@pytest.mark.weights
def test_the_judge_sees_what_bf16_costs_a_segmenter(manifest, weights_folder, tmp_path):
    """An embedding with eight bits for each number, as BF16 has, is told from the whole one."""
    maker = OnnxMaker(manifest, WeightsFolder(weights_folder))
    judge = judge_of(maker, "mobile_sam_encoder", tmp_path)
    encoder = tmp_path / "encoder.onnx"
    maker.make("mobile_sam_encoder", encoder)
    embedding = open_reference(encoder)(judge.inputs())
    noise = np.random.default_rng(5).normal(0, 0.02, embedding["image_embeddings"].shape)
    spoilt = {"image_embeddings": (embedding["image_embeddings"] * (1 + noise)).astype(np.float32)}

    assert judge.compare(embedding, embedding).near
    assert judge.compare(embedding, spoilt).figures["mean_iou"] < 1
