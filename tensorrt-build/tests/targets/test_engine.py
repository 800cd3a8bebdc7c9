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
from tensorrt_build.engine.runner import LoadedPlan
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


def built(trt, model, options=None, profile=None) -> bytes:
    options = options or EngineOptions()
    return build_engine(trt, model, profile, options, model.with_name("timing.cache"))


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


def test_a_plan_has_one_profile_from_least_to_most(trt, model):
    built(trt, model, profile=SMALL.profile)

    assert [profile.shapes for profile in trt.config.profiles] == [{"x": ((1, 3), (2, 3), (4, 3))}]


def test_a_plan_tells_of_its_layers(trt, model):
    trt.layers = [
        "a name alone",
        {"Name": "_gemm_mha_v2_myl0_17", "TacticName": "_gemm_mha_v2_0x957a"},
        {"Name": "/mha/MatMul", "LayerType": "gemm", "Metadata": "[ONNX Layer: /encoder/_mha]"},
    ]

    plan = LoadedPlan(trt, built(trt, model))

    assert trt.config.profiling_verbosity == trt.ProfilingVerbosity.DETAILED
    assert plan.fused_attentions() == 1
    assert plan.context_bytes == 1000


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

    with pytest.raises(BuildError, match="refuses the profile of model.onnx"):
        built(trt, model, profile=Profile({"x": ((4, 3), (2, 3), (1, 3))}))


def test_a_plan_runs_with_arrays_and_frees_its_memory(trt, cuda, model):
    x = np.arange(6, dtype=np.float32).reshape(2, 3)

    outputs = LoadedPlan(trt, model.read_bytes()).outputs({"x": x})

    np.testing.assert_array_equal(outputs["y"], x @ MATRIX)
    assert cuda.memory == {}


def test_an_error_of_cuda_is_named(trt, cuda, model):
    cuda.status = cuda.cudaError_t.cudaErrorMemoryAllocation

    with pytest.raises(BuildError, match="cudaErrorMemoryAllocation"):
        LoadedPlan(trt, model.read_bytes()).outputs({"x": np.ones((1, 3), np.float32)})


def test_graphs_of_a_unet_are_captured_at_each_size_for_one_and_two_pictures():
    shapes = graph_shapes(NETWORKS["pix2pix_unet"])

    assert [shape.batch for shape in shapes] == [1, 2] * 7
    assert shapes[0].dims == {
        "latent": (4, 50, 88),
        "timestep": (1,),
        "condition": (4, 50, 88),
        "encoder_hidden_states": (3, 77, 768),
        "branches": (3, 2),
        "rescale": (1,),
    }


def test_the_sizes_of_the_graphs_lie_in_the_profile():
    for name, specification in NETWORKS.items():
        for sizes in specification.captured:
            for axis, size in sizes.items():
                least, _, most = specification.sizes[axis]
                assert least <= size <= most, (name, sizes)


def test_says_where_to_get_the_package(monkeypatch):
    monkeypatch.setitem(sys.modules, "tensorrt", None)

    with pytest.raises(BuildError, match="build in NVIDIA's container nvcr.io/nvidia/tensorrt"):
        package.load_tensorrt()


def test_says_where_to_get_cuda_python(trt, model, monkeypatch):
    monkeypatch.setitem(sys.modules, "cuda.bindings.runtime", None)

    with pytest.raises(BuildError, match="pip install cuda-python"):
        LoadedPlan(trt, model.read_bytes()).outputs({})


def test_the_gpu_is_cudas_current_device(cuda):
    found = package.find_gpu()

    assert found == Gpu("NVIDIA L4", "8.9", 23034 << 20)
    assert found.architecture == "sm89"


def test_says_that_there_is_no_gpu(cuda):
    cuda.status = cuda.cudaError_t.cudaErrorMemoryAllocation

    with pytest.raises(BuildError, match="no NVIDIA GPU answers: .*CUDA_VISIBLE_DEVICES"):
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
    assert 1e-6 < checks["parity"]["usual shape"]["images"]["relative"] < 3e-2
    assert checks["attention"] == {"graph": 0, "fused": 0}
    assert checks["plan"]["precision"] == "fp16"
    parsed = text_format.Parse(text, model_config_pb2.ModelConfig())
    assert [s.batch_size for s in parsed.optimization.cuda.graph_spec] == [1, 2] * 7
