"""Every network is said once; what is checked in agrees with it."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from tensorrt_build.networks.catalogue import NETWORKS
from tensorrt_build.repository.model_config import read_config
from tensorrt_build.targets.config_check import config_problems
from tensorrt_build.weights.manifest import MODULE_FOLDER

REPOSITORY = MODULE_FOLDER.parent / "triton-model-repo"
# Models of these roles are Python that computes by itself or asks networks.
WITHOUT_GRAPH = ("tool", "sentence-encoder")
CONFIGS = {
    path.parent.name: config
    for path in sorted(REPOSITORY.glob("*/config.pbtxt"))
    if (config := read_config(path)).parameters["chatbrush.role"] not in WITHOUT_GRAPH
}


@pytest.mark.parametrize("name", CONFIGS)
def test_a_checked_in_config_agrees_with_the_specification(name):
    assert name in NETWORKS, f"networks/catalogue.py lacks {name}"

    assert config_problems(NETWORKS[name], CONFIGS[name]) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("max_batch_size: 12", "max_batch_size: 8", "max_batch_size is 8 in config.pbtxt, 12"),
        ('"timestep" data_type: TYPE_FP32', '"timestep" data_type: TYPE_INT64', "TYPE_INT64"),
        ("[ 77, 768 ]", "[ 77, 1024 ]", r"\[ 77, 1024 \] in config.pbtxt, TYPE_FP32 \[ 77, 768 \]"),
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


def test_profiles_give_whole_shapes():
    profiles = {profile.name: profile for profile in NETWORKS["pix2pix_unet"].profiles}

    assert list(profiles) == ["512", "704", "768"]
    assert profiles["704"].shapes["sample"] == ((1, 8, 8, 8), (3, 8, 88, 88), (12, 8, 88, 88))
    assert profiles["512"].shapes["timestep"] == ((1, 1), (3, 1), (12, 1))


def test_networks_of_fixed_shape_have_no_profile():
    assert NETWORKS["mobile_sam_encoder"].profiles == ()
    assert NETWORKS["mobile_sam_encoder"].largest_batch == 0


def test_the_specifications_need_no_torch():
    code = "import sys, tensorrt_build.networks.catalogue; sys.exit('torch' in sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(MODULE_FOLDER / "src")}
    )

    assert done.returncode == 0
