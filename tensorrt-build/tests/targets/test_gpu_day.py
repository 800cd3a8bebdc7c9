"""The script of the day of a GPU runs to its end, here against the stand-in for TensorRT."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

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


def test_what_breaks_otherwise_is_told_too(day, trt, cuda, monkeypatch, capsys):
    def broken(*_):
        raise RuntimeError("engine exploded")

    monkeypatch.setattr(day, "random_model", broken)
    lines = []

    day.main(["--networks", "mobile_sam_decoder", "lama", "--runs", "1"], lines.append)

    assert sum("**RuntimeError: engine exploded**" in line for line in lines) == 2
    assert "engine exploded" in capsys.readouterr().err
    assert lines[-1].startswith("\n0 of 2 networks in ")


def test_the_script_runs_as_it_will_on_that_day(tmp_path):
    """day.sh itself, with the stand-ins as the packages of its Python and for nvidia-smi."""
    stand_in = "import sys\nfrom {0} import {1}\nsys.modules[__name__] = {1}()\n"
    bindings = tmp_path / "cuda" / "bindings"
    bindings.mkdir(parents=True)
    (tmp_path / "tensorrt.py").write_text(stand_in.format("fake_tensorrt", "FakeTensorRt"))
    (bindings / "runtime.py").write_text(stand_in.format("fake_cuda", "FakeCuda"))
    smi = tmp_path / "nvidia-smi"
    smi.write_text("#!/bin/sh\necho asked: $*\n")
    smi.chmod(0o755)
    tests = Path(__file__).parents[1]
    script = MODULE_FOLDER.parent / "bench" / "gpu" / "day.sh"

    done = subprocess.run(
        [script, "--networks", "mobile_sam_decoder", "--runs", "1", "--effort", "0"],
        env={
            "PATH": f"{tmp_path}:/usr/bin:/bin",
            "PYTHON": sys.executable,
            "PYTHONPATH": f"{tmp_path}:{tests}",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "asked: --query-gpu=name,driver_version,memory.total,memory.used" in done.stdout
    assert "| `mobile_sam_decoder` |" in done.stdout and "| runs | 0.0e+00 of" in done.stdout
    assert "1 of 1 networks in" in done.stdout


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
