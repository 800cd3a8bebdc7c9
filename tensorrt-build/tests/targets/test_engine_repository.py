"""A repository of plans, built by the stand-in for NVIDIA's packages: no GPU here."""

from __future__ import annotations

import json
from dataclasses import replace

import onnx
import pytest
from google.protobuf import text_format
from onnx import TensorProto, helper
from small_networks import SMALL, make_source, make_weights
from tensorrt_build.engine.from_onnx import EngineOptions
from tensorrt_build.engine.package import Gpu
from tensorrt_build.errors import BuildError
from tensorrt_build.graph.onnx_from_weights import OnnxMaker
from tensorrt_build.networks.catalogue import NETWORKS
from tensorrt_build.repository.assemble import Assembly
from tensorrt_build.repository.folder import files_of
from tensorrt_build.targets.tensorrt import TensorRtTarget
from tensorrt_build.weights.folder import WeightsFolder
from tritonclient.grpc import model_config_pb2

GPU = Gpu("NVIDIA H100 80GB HBM3", "9.0", 80 << 30)


@pytest.fixture
def assembly(tmp_path, trt, cuda, monkeypatch) -> Assembly:
    for name in ("filled", "whole"):
        monkeypatch.setitem(NETWORKS, name, replace(SMALL, name=name))
    source = make_source(tmp_path / "source")
    maker = OnnxMaker(make_weights(tmp_path / "weights"), WeightsFolder(tmp_path / "weights"))
    target = TensorRtTarget(maker, trt, GPU, EngineOptions(), tmp_path / "timing.cache")
    return Assembly(maker, target, source, tmp_path / "models" / "tensorrt", lambda line: None)


def test_a_repository_of_plans(assembly):
    assembly.run()

    files = {str(p.relative_to(assembly.output)) for p in files_of(assembly.output)}
    assert files == {
        "filled/config.pbtxt",
        "filled/1/config.pbtxt",
        "filled/1/filled.sm90.trt11.4.0.106.plan",
        "filled/1/report.json",
        "whole/config.pbtxt",
        "whole/1/config.pbtxt",
        "whole/1/report.json",
        "whole/1/whole.sm90.trt11.4.0.106.plan",
        "tool/config.pbtxt",
        "tool/1/model.py",
    }
    assert sorted(p.name for p in assembly.output.parent.iterdir() if p.suffix != ".lock") == [
        "tensorrt"
    ]


def test_the_configuration_names_the_plan_for_its_gpus(assembly):
    assembly.run()

    text = (assembly.output / "filled" / "config.pbtxt").read_text()
    config = text_format.Parse(text, model_config_pb2.ModelConfig())
    assert config.platform == "tensorrt_plan"
    assert dict(config.cc_model_filenames) == {"9.0": "filled.sm90.trt11.4.0.106.plan"}
    assert config.instance_group[0].kind == model_config_pb2.ModelInstanceGroup.KIND_GPU
    assert list(config.version_policy.specific.versions) == [1]
    assert config.dynamic_batching.max_queue_delay_microseconds == 100
    assert not config.optimization.cuda.graphs  # it says no sizes that callers send
    assert config.max_batch_size == 0


def test_a_network_without_a_batch_axis_gets_one_for_its_plan(assembly, monkeypatch):
    captured = replace(NETWORKS["filled"], captured=({"n": 2}, {"n": 3}))
    monkeypatch.setitem(NETWORKS, "filled", captured)

    assembly.run()

    text = (assembly.output / "filled" / "config.pbtxt").read_text()
    config = text_format.Parse(text, model_config_pb2.ModelConfig())
    assert config.max_batch_size == 1
    assert list(config.input[0].dims) == [-1, 3]
    assert [
        (spec.batch_size, list(spec.input["x"].dim)) for spec in config.optimization.cuda.graph_spec
    ] == [(1, [2, 3]), (1, [3, 3])]
    report = json.loads((assembly.output / "filled" / "1" / "report.json").read_text())
    assert report["checks"]["plan"]["profile"] == {"x": [[1, 1, 3], [1, 2, 3], [1, 4, 3]]}
    assert report["checks"]["parity"]["usual shape"]["y"]["relative"] == 0


def test_the_report_lies_beside_the_plan(assembly):
    assembly.run()

    report = json.loads((assembly.output / "filled" / "1" / "report.json").read_text())
    checks = report["checks"]
    assert checks["operators"] == "all of them are on the list of TensorRT 10.15"
    assert checks["parity"]["usual shape"]["y"]["relative"] == 0
    assert checks["plan"]["architecture"] == "sm90"
    assert checks["plan"]["profile"] == {"x": [[1, 3], [2, 3], [4, 3]]}
    assert checks["context_bytes"] == 1000
    assert list(report["files"]) == ["filled.sm90.trt11.4.0.106.plan"]


def test_a_plan_that_computes_something_else_is_not_published(assembly, trt):
    assembly.run(["whole"])
    before = {p: p.read_bytes() for p in files_of(assembly.output)}
    trt.spoils = 1.01

    with pytest.raises(BuildError, match=r"filled: output 'y' differs by 1.0e-02 .* 1.0e-03"):
        assembly.run()
    assert {p: p.read_bytes() for p in files_of(assembly.output)} == before


def test_a_plan_that_gives_no_numbers_is_not_published(assembly, trt):
    trt.spoils = float("nan")

    with pytest.raises(BuildError, match="'y' holds numbers that are none"):
        assembly.run()
    assert not assembly.output.exists()


def test_a_plan_that_does_not_run_at_its_largest_shape_is_not_published(assembly, trt):
    trt.memory = 3 * 3

    with pytest.raises(BuildError, match="the plan that was just built does not run"):
        assembly.run()
    assert not assembly.output.exists()


def test_a_plan_that_the_server_could_not_warm_up_is_not_published(assembly, trt):
    trt.memory = 4 * 3
    config = assembly.source / "filled" / "config.pbtxt"
    sample = 'inputs { key: "x" value { data_type: TYPE_FP32 dims: [ 5, 3 ] zero_data: true } }'
    config.write_text(
        f'{config.read_text()}model_warmup [ {{ name: "w" batch_size: 1 {sample} }} ]'
    )
    assembly.run(["whole"])

    with pytest.raises(BuildError, match="the plan that was just built does not run"):
        assembly.run()
    assert not (assembly.output / "filled").exists()


def test_another_gpu_version_or_option_makes_another_plan(assembly, trt):
    assembly.run()
    for target in (
        replace(assembly.target, gpu=Gpu("NVIDIA L4", "8.9", 24 << 30)),
        replace(assembly.target, options=EngineOptions(refit=True)),
    ):
        said: list[str] = []
        replace(assembly, target=target, say=said.append).run(["filled"])
        assert said[0].startswith("filled: made, version")
    names = {p.name for p in assembly.output.glob("filled/*/*.plan")}
    assert names == {"filled.sm89.trt11.4.0.106.plan", "filled.sm90.trt11.4.0.106.plan"}


def test_what_tensorrt_cannot_take_stops_before_the_build(assembly, trt):
    graph = assembly.maker.manifest.graphs_folder / "filled.onnx"
    model = onnx.load(graph, load_external_data=False)
    model.graph.node[0].output[0] = "product"
    both = helper.make_tensor("both", TensorProto.BOOL, [2], [True, True])
    model.graph.initializer.append(both)
    odd = helper.make_node("Compress", ["product", "both"], ["y"], name="odd", axis=1)
    model.graph.node.append(odd)
    onnx.save(model, graph)

    with pytest.raises(BuildError, match="Compress 'odd': TensorRT 10.15 does not take this"):
        assembly.run()
    assert trt.config is None
    assert not assembly.output.exists()


def test_a_network_that_tensorrt_cannot_take_runs_under_onnx_runtime(assembly):
    recipes = assembly.maker.manifest.recipes
    recipes["whole"] = replace(recipes["whole"], tensorrt=False)

    assembly.run()

    text = (assembly.output / "whole" / "config.pbtxt").read_text()
    assert text_format.Parse(text, model_config_pb2.ModelConfig()).platform == "onnxruntime_onnx"
    assert (assembly.output / "whole" / "1" / "model.onnx").exists()
