"""The TensorRT target against a stand-in for NVIDIA's packages (fake_tensorrt.py): no GPU here."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
from google.protobuf import text_format
from onnx import TensorProto
from small_networks import MATRIX, SMALL, linear_model
from tensorrt_build.engine import package
from tensorrt_build.engine.from_onnx import EngineOptions, build_engine
from tensorrt_build.engine.package import Gpu
from tensorrt_build.engine.runner import engine_outputs
from tensorrt_build.errors import BuildError
from tensorrt_build.graph.onnx_from_weights import OnnxMaker
from tensorrt_build.graph.random_weights import random_model
from tensorrt_build.networks.catalogue import NETWORKS
from tensorrt_build.networks.specification import Profile
from tensorrt_build.repository.model_config import read_config
from tensorrt_build.targets.tensorrt import TensorRtTarget, graph_shapes
from tensorrt_build.weights.folder import WeightsFolder
from tritonclient.grpc import model_config_pb2

GPU = Gpu("NVIDIA H100 80GB HBM3", "9.0", 80 << 30)


@pytest.fixture
def model(tmp_path) -> Path:
    onnx.save(linear_model(MATRIX), tmp_path / "model.onnx")
    return tmp_path / "model.onnx"


def built(trt, model, options=None, profiles=()) -> bytes:
    options = options or EngineOptions()
    return build_engine(trt, model, profiles, options, model.with_name("timing.cache"))


def test_a_network_is_strongly_typed_and_without_tf32(trt, model):
    built(trt, model)

    assert trt.network_flags == 1 << trt.NetworkDefinitionCreationFlag.STRONGLY_TYPED
    assert trt.config.flags == set()
    assert trt.config.builder_optimization_level == 3


def test_options_become_flags(trt, model):
    built(trt, model, EngineOptions(refit=True, weight_streaming=True, tf32=True, effort=5))

    flag = trt.BuilderFlag
    assert trt.config.flags == {flag.REFIT, flag.WEIGHT_STREAMING, flag.TF32}
    assert trt.config.builder_optimization_level == 5


def test_each_bucket_is_a_profile(trt, model):
    built(trt, model, profiles=SMALL.profiles)

    assert [profile.shapes for profile in trt.config.profiles] == [
        {"x": ((1, 3), (2, 3), (4, 3))},
        {"x": ((1, 3), (8, 3), (16, 3))},
    ]


def test_timings_are_kept_for_the_next_build(trt, model):
    built(trt, model)
    built(trt, model)

    assert model.with_name("timing.cache").read_bytes() == b"+timed+timed"


def test_timings_of_another_gpu_are_not_used(trt, model):
    model.with_name("timing.cache").write_bytes(b"other GPU")

    built(trt, model)

    assert model.with_name("timing.cache").read_bytes() == b"+timed"


def test_the_parsers_words_are_passed_on(trt, model):
    trt.refuses = ["node 3 [DFT]: no importer", "node 9 [Resize]: cubic"]

    with pytest.raises(BuildError, match=r"refuses model.onnx:\n  node 3 .*\n  node 9"):
        built(trt, model)


def test_the_builders_last_error_is_passed_on(trt, model):
    trt.builds = False

    with pytest.raises(BuildError, match="builds no plan of model.onnx: out of memory"):
        built(trt, model)
    assert not model.with_name("timing.cache").exists()


def test_an_impossible_profile_is_named(trt, model):
    trt.profile_index = -1

    with pytest.raises(BuildError, match="refuses profile 'wrong' of model.onnx"):
        built(trt, model, profiles=[Profile("wrong", {"x": ((4, 3), (2, 3), (1, 3))})])


def test_a_plan_runs_with_arrays_and_frees_its_memory(trt, cuda, model):
    x = np.arange(6, dtype=np.float32).reshape(2, 3)

    outputs = engine_outputs(trt, model.read_bytes(), 0, {"x": x})

    np.testing.assert_array_equal(outputs["y"], x @ MATRIX)
    assert cuda.memory == {}


def test_an_error_of_cuda_is_named(trt, cuda, model):
    cuda.status = cuda.cudaError_t.cudaErrorMemoryAllocation

    with pytest.raises(BuildError, match="cudaErrorMemoryAllocation"):
        engine_outputs(trt, model.read_bytes(), 0, {"x": np.ones((1, 3), np.float32)})


def test_graphs_of_a_unet_are_captured_for_one_two_and_four_users():
    shapes = graph_shapes(NETWORKS["pix2pix_unet"])

    assert [shape.batch for shape in shapes] == [3, 6, 12] * 3
    assert shapes[3].dims == {
        "sample": (8, 88, 88),
        "timestep": (1,),
        "encoder_hidden_states": (77, 768),
    }
    assert graph_shapes(NETWORKS["mobile_sam_encoder"]) == ()


def test_says_where_to_get_the_package(monkeypatch):
    monkeypatch.setitem(sys.modules, "tensorrt", None)

    with pytest.raises(BuildError, match="build in NVIDIA's container nvcr.io/nvidia/tensorrt"):
        package.load_tensorrt()


def test_says_where_to_get_cuda_python(trt, model, monkeypatch):
    monkeypatch.setitem(sys.modules, "cuda.bindings.runtime", None)

    with pytest.raises(BuildError, match="pip install cuda-python"):
        engine_outputs(trt, model.read_bytes(), 0, {})


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("echo 'NVIDIA L4, 8.9, 23034'", Gpu("NVIDIA L4", "8.9", 23034 << 20)),
        ("echo 'No devices were found'; exit 6", "no NVIDIA GPU answers: No devices were found"),
        ("echo 'strange'", "nvidia-smi answered 'strange'"),
    ],
)
def test_asks_nvidia_smi_for_the_gpu(tmp_path, monkeypatch, script, found):
    client = tmp_path / "nvidia-smi"
    client.write_text(f"#!/bin/sh\n{script}\n")
    client.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    if isinstance(found, Gpu):
        assert package.find_gpu() == found
        assert found.architecture == "sm89"
    else:
        with pytest.raises(BuildError, match=found):
            package.find_gpu()


def test_says_that_there_is_no_gpu(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(BuildError, match="no NVIDIA GPU: nvidia-smi is not on the PATH"):
        package.find_gpu()


class RandomMaker(OnnxMaker):
    """Gives a network random weights of full size in place of a checkpoint's."""

    def make(self, network: str, target: Path, precision: str = "fp32") -> None:
        random_model(network, target, 1, precision)


def test_the_plan_of_a_network_in_halves_is_built_of_halves(
    tmp_path, trt, cuda, manifest, repository_folder
):
    maker = RandomMaker(manifest, WeightsFolder(tmp_path))
    target = TensorRtTarget(maker, trt, GPU, EngineOptions(), tmp_path / "timing.cache")
    config = read_config(repository_folder / "triton-model-repo/taesd_decoder/config.pbtxt")
    (tmp_path / "1").mkdir()

    text, checks = target.make(config, 1, tmp_path / "1")

    [plan] = (tmp_path / "1").iterdir()
    tensors = onnx.load_from_string(plan.read_bytes()).graph.initializer
    halves = sum(tensor.data_type == TensorProto.FLOAT16 for tensor in tensors)
    assert halves > len(tensors) / 2
    assert 1e-6 < checks["parity"]["images"]["relative"] < 3e-2
    assert checks["plan"]["precision"] == "fp16"
    parsed = text_format.Parse(text, model_config_pb2.ModelConfig())
    assert list(parsed.instance_group[0].profile) == ["0", "1", "2"]
    assert [s.batch_size for s in parsed.optimization.cuda.graph_spec] == [1, 2, 4] * 3
