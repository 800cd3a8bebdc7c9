"""Random weights: the same for the same seed, and such that a whole network stays finite."""

from __future__ import annotations

import numpy as np
import pytest
from tensorrt_build.errors import BuildError
from tensorrt_build.graph.random_weights import GRAPHS, RandomCheckpoint, random_model
from tensorrt_build.graph.run_check import check_run

LAMA = GRAPHS / "lama.onnx"


def test_a_tensor_depends_on_its_name_and_the_seed_alone():
    one, again, other = (RandomCheckpoint(LAMA, seed) for seed in (1, 1, 2))
    first, *_, last = one.names()

    values = one.read(last)
    again.read(first)

    np.testing.assert_array_equal(values, again.read(last))
    assert not np.array_equal(values, other.read(last))


def test_filters_keep_the_size_of_what_they_filter_and_variances_are_positive():
    checkpoint = RandomCheckpoint(LAMA, 0)
    for name in checkpoint.names():
        values = checkpoint.read(name)
        assert values.dtype == np.float32
        if name.endswith("running_var"):
            assert values.min() >= 1
        elif values.ndim == 4:
            assert 0.3 < np.linalg.norm(values.reshape(len(values), -1), axis=1).mean() < 3


@pytest.mark.parametrize("precision", ["fp32", "fp16"])
def test_a_random_network_runs_and_stays_finite(tmp_path, precision):
    random_model("taesd_decoder", tmp_path / "new" / "model.onnx", 0, precision)

    report = check_run("taesd_decoder", tmp_path / "new" / "model.onnx")

    assert report["images"]["shape"] == [1, 3, 72, 64]
    assert 0.1 < report["images"]["largest"] < 100


def test_names_the_networks_that_there_are(tmp_path):
    with pytest.raises(BuildError, match="'dream' has no weightless graph; .*lama, mobile_sam"):
        random_model("dream", tmp_path / "model.onnx")
