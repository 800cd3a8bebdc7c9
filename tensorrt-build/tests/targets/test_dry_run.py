from __future__ import annotations

import re

import pytest
from small_networks import make_source, make_weights
from tensorrt_build import cli
from tensorrt_build.engine.from_onnx import EngineOptions
from tensorrt_build.graph.onnx_from_weights import OnnxMaker
from tensorrt_build.targets.dry_run import plan_of_work, work_of
from tensorrt_build.weights.folder import WeightsFolder


@pytest.fixture
def maker(tmp_path) -> OnnxMaker:
    return OnnxMaker(make_weights(tmp_path / "weights"), WeightsFolder(tmp_path / "weights"))


def described(maker: OnnxMaker, source, target: str, *names: str) -> dict[str, list[str]]:
    """Lines of each network by its name."""
    text = plan_of_work(maker, target, source, names, EngineOptions(refit=True))
    blocks = [block.splitlines() for block in text.split("\n\n")[1:]]
    return {block[0]: block[1:] for block in blocks}


def test_tells_what_a_target_without_plans_gets(maker, tmp_path):
    lines = described(maker, make_source(tmp_path / "source"), "cpu")

    assert lines["filled"] == [
        "  weights   net, 0 MB, installed",
        "  model     graphs/filled.onnx filled with the weights",
        "  result    model.onnx for the Python backend, FP32, 0 MB",
    ]
    assert lines["whole"][1] == "  model     the published graph as it is"
    assert list(lines) == ["filled", "whole"]


def test_only_the_named_networks_are_told_of(maker, tmp_path):
    assert list(described(maker, make_source(tmp_path / "source"), "cpu", "whole")) == ["whole"]


def test_tells_profiles_operators_size_and_time_of_a_plan(manifest, repository_folder, tmp_path):
    maker = OnnxMaker(manifest, WeightsFolder(tmp_path))
    source = repository_folder / "triton-model-repo"

    lines = described(maker, source, "tensorrt", "taesd_decoder")["taesd_decoder"]

    assert lines[0] == "  weights   taesd, 10 MB, to be pulled"
    assert lines[2].startswith("  precision FP16, FP32 for ")
    assert lines[3] == "  profile   latent 1x4x50x50..2x4x88x88, tuned for 1x4x64x64"
    assert lines[-2] == "  operators all on the list (TensorRT 10.15)"
    assert lines[-1].startswith("  result    a plan of about 2 MB, built in about ")


def test_tells_what_meets_a_captured_graph_and_why_the_rest_does_not(
    manifest, repository_folder, tmp_path
):
    maker = OnnxMaker(manifest, WeightsFolder(tmp_path))
    source = repository_folder / "triton-model-repo"
    names = ("mobile_sam_encoder", "mobile_sam_decoder", "fast_styles")

    found = described(maker, source, "tensorrt", *names)

    told = {
        name: next(line for line in found[name] if line.startswith("  graphs")) for name in names
    }
    assert told["mobile_sam_encoder"] == "  graphs    1 captured"
    assert told["mobile_sam_decoder"].startswith("  graphs    9 captured; without one: more clicks")
    assert told["fast_styles"].startswith("  graphs    none captured; without one: a painted style")


def test_tells_the_memory_and_the_smallest_card_that_holds_it(
    manifest, repository_folder, tmp_path
):
    maker = OnnxMaker(manifest, WeightsFolder(tmp_path))
    source = repository_folder / "triton-model-repo"
    names = ("sd_inpaint_unet", "vae_encoder", "vae_decoder", "clip_text_encoder")

    text = plan_of_work(maker, "tensorrt", source, names, EngineOptions())

    (row,) = (line for line in text.splitlines() if line.startswith("  sd_inpaint_unet   "))
    weights, margin, context, total = (float(n) for n in re.findall(r"[\d.]+", row[25:]))
    assert weights == pytest.approx(1719, abs=1)  # MB of its weights in halves
    assert total == pytest.approx(weights + margin * context, abs=2)
    assert "the smallest is a T4, 16 GB" in text
    (times,) = (line for line in text.splitlines() if "inpaint, 20 steps" in line)
    t4, a10, l40s, h100 = (float(n) for n in times.split("512 x 512")[1].split())
    assert t4 > a10 > l40s > h100 > 10


def test_a_network_left_to_onnx_runtime_is_told_of(manifest, repository_folder, tmp_path):
    maker = OnnxMaker(manifest, WeightsFolder(tmp_path))
    source = repository_folder / "triton-model-repo"

    lines = described(maker, source, "tensorrt", "migan")["migan"]

    assert lines[-1] == "  result    model.onnx for the ONNX Runtime backend, FP32"


def test_counts_weights_that_are_not_there(manifest):
    work = work_of(manifest.graphs_folder / "mobile_sam_decoder.onnx")

    assert 3_500_000 < work.numbers < 4_500_000
    assert work.products > 40


def test_the_command_touches_nothing(tmp_path, repository_folder, capsys):
    source = repository_folder / "triton-model-repo"
    arguments = ["assemble", "--dry-run", "--target", "tensorrt", "--source", str(source)]
    arguments += ["--weights", str(tmp_path / "w"), "--output", str(tmp_path / "models")]

    assert cli.main(arguments) == 0

    assert "Target tensorrt. Nothing is done. Options: effort 3." in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
