from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from small_networks import make_source, make_weights
from tensorrt_build.graph import quantise as module
from tensorrt_build.graph.onnx_from_weights import OnnxMaker
from tensorrt_build.graph.quantise import int8_where_it_pays, picture_inputs, quantise
from tensorrt_build.graph.run_check import onnx_outputs, random_inputs
from tensorrt_build.networks.catalogue import NETWORKS
from tensorrt_build.networks.specification import Specification, TensorSpecification
from tensorrt_build.repository.assemble import Assembly
from tensorrt_build.targets.onnx import CpuTarget
from tensorrt_build.weights.folder import WeightsFolder

WIDTH = 256
DENSE = Specification(
    "dense",
    inputs=(TensorSpecification("x", "FP32", ("n", WIDTH)),),
    outputs=(TensorSpecification("y", "FP32", ("n", WIDTH)),),
    example={"n": 64},
)


@pytest.fixture
def model(tmp_path, monkeypatch) -> Path:
    """y = x @ weights^T, the weights behind a Transpose as a graph filled from a checkpoint."""
    monkeypatch.setitem(NETWORKS, "dense", DENSE)
    weights = np.random.default_rng(1).normal(0, 0.1, (WIDTH, WIDTH)).astype(np.float32)
    graph = helper.make_graph(
        [
            helper.make_node("Transpose", ["weight"], ["turned"], perm=[1, 0]),
            helper.make_node("MatMul", ["x", "turned"], ["y"]),
        ],
        "dense",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", WIDTH])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", WIDTH])],
        [numpy_helper.from_array(weights, "weight")],
    )
    opset = [helper.make_opsetid("", 17)]
    onnx.save(helper.make_model(graph, opset_imports=opset, ir_version=8), tmp_path / "model.onnx")
    return tmp_path / "model.onnx"


def times(monkeypatch, *seconds: float) -> None:
    """Let the FP32 and then the int8 model take these CPU seconds."""
    measured, left = module._measured, list(seconds)
    monkeypatch.setattr(
        module, "_measured", lambda path, inputs: (measured(path, inputs)[0], left.pop(0))
    )


def test_weights_behind_a_transpose_become_int8(model, tmp_path):
    small = tmp_path / "small.onnx"

    quantise(model, small)

    types = {t.data_type for t in onnx.load(small).graph.initializer if len(t.dims) == 2}
    assert types == {TensorProto.INT8}
    assert small.stat().st_size < model.stat().st_size / 3
    inputs = random_inputs(DENSE, DENSE.example)
    expected, found = (onnx_outputs(path, inputs)["y"] for path in (model, small))
    assert 0 < np.abs(expected - found).mean() / np.abs(expected).mean() < 0.03


def test_int8_is_taken_where_it_is_faster_and_near(model, monkeypatch):
    before = model.read_bytes()
    times(monkeypatch, 1.0, 0.5)

    report = int8_where_it_pays("dense", model, largest_loss=0.05)

    assert report["precision"] == "int8"
    assert report["cpu_seconds"] == {"fp32": 1.0, "int8": 0.5}
    assert report["bytes"]["int8"] == model.stat().st_size < len(before)
    assert 0 < report["loss"] < 0.05


@pytest.mark.parametrize(("seconds", "loss"), [((1.0, 0.9), 0.05), ((1.0, 0.5), 0.001)])
def test_fp32_stays_where_int8_is_slow_or_far_off(model, monkeypatch, seconds, loss):
    before = model.read_bytes()
    times(monkeypatch, *seconds)

    report = int8_where_it_pays("dense", model, loss)

    assert report["precision"] == "fp32"
    assert model.read_bytes() == before
    assert [path.name for path in model.parent.iterdir()] == ["model.onnx"]


def test_pictures_are_made_for_networks_that_take_them():
    picture = picture_inputs(NETWORKS["u2netp"])["image"]

    assert picture.shape == (320, 320, 3)
    assert picture.dtype == np.uint8
    assert picture.std() > 20


def test_the_choice_is_in_the_report(tmp_path, monkeypatch):
    maker = OnnxMaker(make_weights(tmp_path / "weights"), WeightsFolder(tmp_path / "weights"))
    recipes = maker.manifest.recipes
    recipes["filled"] = replace(recipes["filled"], int8_loss=0.5)
    asked = []

    def chosen(network: str, model: Path, largest_loss: float) -> dict:
        asked.append((network, model.name, largest_loss))
        return {"precision": "fp32"}

    monkeypatch.setattr("tensorrt_build.targets.onnx.int8_where_it_pays", chosen)
    source, output = make_source(tmp_path / "source"), tmp_path / "models" / "cpu"
    Assembly(maker, CpuTarget(maker), source, output, lambda line: None).run()

    assert asked == [("filled", "model.onnx", 0.5)]
    report = json.loads((output / "filled" / "1" / "report.json").read_text())
    assert report["checks"]["int8"] == {"precision": "fp32"}
