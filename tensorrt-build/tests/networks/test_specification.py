"""Every network is said once; what is checked in agrees with it."""

from __future__ import annotations

import re
import subprocess
import sys

import numpy as np
import pytest
from tensorrt_build.networks.catalogue import NETWORKS
from tensorrt_build.repository.model_config import cpu_config, read_config
from tensorrt_build.targets.config_check import config_problems
from tensorrt_build.weights.manifest import MODULE_FOLDER, read_manifest

REPOSITORY = MODULE_FOLDER.parent / "triton-model-repo"
CONFIGS = {
    path.parent.name: config
    for path in sorted(REPOSITORY.glob("*/config.pbtxt"))
    if (config := read_config(path)).is_network
}
RECIPES = read_manifest().recipes


@pytest.mark.parametrize("name", CONFIGS)
def test_a_checked_in_config_agrees_with_the_specification(name):
    assert name in NETWORKS, f"networks/catalogue.py lacks {name}"

    assert config_problems(NETWORKS[name], CONFIGS[name]) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("max_batch_size: 2", "max_batch_size: 8", "max_batch_size is 8 in config.pbtxt, 2"),
        ('"timestep" data_type: TYPE_FP32', '"timestep" data_type: TYPE_INT64', "TYPE_INT64"),
        (
            "[ -1, 77, 768 ]",
            "[ -1, 77, 1024 ]",
            r"\[ -1, 77, 1024 \] in config.pbtxt, TYPE_FP32 \[ -1, 77, 768 \]",
        ),
        ('"noise_pred"', '"latent"', "output 'latent' is TYPE_FP32 .*, absent in"),
    ],
)
def test_a_config_that_disagrees_is_told_in_what(tmp_path, old, new, problem):
    text = (REPOSITORY / "pix2pix_unet" / "config.pbtxt").read_text()
    assert old in text
    path = tmp_path / "pix2pix_unet" / "config.pbtxt"
    path.parent.mkdir()
    path.write_text(text.replace(old, new))

    problems = config_problems(NETWORKS["pix2pix_unet"], read_config(path))

    assert any(re.search(problem, found) for found in problems), problems


def test_a_profile_gives_whole_shapes():
    shapes = NETWORKS["pix2pix_unet"].profile.shapes

    assert shapes["latent"] == ((1, 4, 50, 50), (1, 4, 64, 64), (2, 4, 88, 88))
    assert shapes["encoder_hidden_states"] == ((1, 1, 77, 768), (1, 3, 77, 768), (2, 3, 77, 768))
    assert shapes["timestep"] == ((1, 1), (1, 1), (2, 1))


def test_networks_of_fixed_shape_have_no_profile():
    assert NETWORKS["mobile_sam_encoder"].profile is None
    assert NETWORKS["mobile_sam_encoder"].largest_batch == 0


def test_a_unet_never_computes_more_than_six_branches_nor_the_autoencoder_more_than_two_pictures():
    for name, specification in NETWORKS.items():
        if name.endswith("_unet"):
            assert specification.largest_batch * specification.sizes["branches"][2] == 6
        if "vae" in name or "taesd" in name:
            assert specification.largest_batch == 2


def test_inputs_are_like_those_of_the_loop():
    random = np.random.default_rng(0)
    unet, decoder = NETWORKS["sd_inpaint_unet"], NETWORKS["vae_decoder"]

    latent = decoder.inputs[0].example(random, decoder.at(1))
    found = {tensor.name: tensor.example(random, unet.at(1)) for tensor in unet.inputs}

    assert latent.std() == pytest.approx(5.5, rel=0.05)
    assert set(np.unique(found["condition"][:, 0])) == {0, 1}
    assert all(values.dtype == np.float32 for values in found.values())
    times = [unet.inputs[1].example(random, unet.at(1)).item() for _ in range(50)]
    assert min(times) < 100 and max(times) > 900


@pytest.mark.parametrize("name", [name for name in CONFIGS if RECIPES[name].tensorrt])
def test_every_plan_is_warmed_up_with_all_of_its_inputs(name):
    samples = CONFIGS[name].warm_ups

    assert samples, "a plan's first run is slow"
    for sample in samples:
        assert sample.keys() == {tensor.name for tensor in NETWORKS[name].inputs}
        for tensor in NETWORKS[name].inputs:
            fixed = [want for want in tensor.dims if isinstance(want, int)]
            given = [
                at
                for at, want in zip(sample[tensor.name], tensor.dims, strict=True)
                if isinstance(want, int)
            ]
            assert given == fixed
            assert 0 not in sample[tensor.name], "Triton leaves out a sample of batch 0"


def test_a_cpu_warms_up_nothing():
    assert "model_warmup" not in cpu_config(CONFIGS["lama"], 1, "model.onnx", "onnxruntime")


def test_the_specifications_need_no_torch():
    code = "import sys, tensorrt_build.networks.catalogue; sys.exit('torch' in sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(MODULE_FOLDER / "src")}
    )

    assert done.returncode == 0
