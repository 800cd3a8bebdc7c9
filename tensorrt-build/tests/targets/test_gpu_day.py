"""The script of the day of a GPU runs to its end, here against the stand-in for TensorRT."""

from __future__ import annotations

import importlib.util
import sys

import pytest
from tensorrt_build.targets.cards import EDITS
from tensorrt_build.weights.manifest import MODULE_FOLDER


@pytest.fixture
def day():
    file = MODULE_FOLDER.parent / "bench" / "gpu" / "day.py"
    specification = importlib.util.spec_from_file_location("day", file)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_prints_a_row_a_network(day, trt, cuda, monkeypatch):
    monkeypatch.setitem(sys.modules, "tensorrt", trt)
    lines = []

    day.main(["--networks", "mobile_sam_decoder", "--runs", "1"], lines.append)

    assert lines[0].startswith("NVIDIA L4, 24 GB, TensorRT 11.4.0.106")
    row = next(line for line in lines if line.startswith("| `mobile_sam_decoder`"))
    assert "| 0 of 2 | runs | 0.0e+00 of 1e-03 |" in row
    assert cuda.memory == {}


def test_a_network_that_fails_is_told_and_the_next_one_is_tried(day, trt, cuda, monkeypatch):
    monkeypatch.setitem(sys.modules, "tensorrt", trt)
    trt.builds = False
    lines = []

    day.main(["--networks", "mobile_sam_decoder", "--runs", "1"], lines.append)

    assert any("TensorRT builds no plan" in line for line in lines)


def test_edits_are_held_against_their_goals(day):
    every = {name: 1.0 for calls in EDITS.values() for name in calls}

    text = "\n".join(day.edits(every | {"sd_inpaint_unet": 9.0, "lama": 16.0}))

    assert "| inpaint, 20 steps, 512 x 512 | 183.0 | 200 | met |" in text
    assert "| erase with LaMa, 512 x 512 | 16.0 | 15 | **missed** |" in text
    assert "| fast inpaint, 4 steps, 512 x 512 | 7.0 | 60 | met |" in text
    assert len(day.edits({"lama": 1.0})) == 4


def test_each_network_of_the_day_has_a_graph(day):
    shared = day.graph_of("sd_inpaint_fast_unet")

    assert shared == day.graph_of("sd_inpaint_unet")
    assert all(day.graph_of(name).is_file() for name in day.DEFAULT)
