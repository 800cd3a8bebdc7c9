from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
from checkpoints import save_checkpoint
from google.protobuf import text_format
from small_networks import MATRIX, linear_model, make_source, make_weights
from tensorrt_build import cli
from tensorrt_build.errors import BuildError
from tensorrt_build.graph.onnx_from_weights import OnnxMaker
from tensorrt_build.hashing import sha256_of_file
from tensorrt_build.repository import versions
from tensorrt_build.repository.assemble import Assembly
from tensorrt_build.repository.verify import problems_of_repository
from tensorrt_build.repository.versions import roll_back
from tensorrt_build.targets.onnx import CpuTarget, OnnxRuntimeTarget
from tensorrt_build.weights.folder import WeightsFolder
from tritonclient.grpc import model_config_pb2


@pytest.fixture
def assembly(tmp_path) -> Assembly:
    source = make_source(tmp_path / "source")
    maker = OnnxMaker(make_weights(tmp_path / "weights"), WeightsFolder(tmp_path / "weights"))
    return Assembly(maker, CpuTarget(maker), source, tmp_path / "models" / "cpu", lambda line: None)


def run(assembly: Assembly, *only: str) -> list[str]:
    said: list[str] = []
    replace(assembly, say=said.append).run(only)
    return said


def change_weights(assembly: Assembly, factor: float) -> None:
    """Another checkpoint for `filled`, as a new line of models.toml would bring."""
    file = assembly.maker.weights.path / "net.pt"
    save_checkpoint(file, {"linear.weight": MATRIX * np.float32(factor)})
    weights = assembly.maker.manifest.weights
    weights["net"] = replace(weights["net"], sha256=sha256_of_file(file), bytes=file.stat().st_size)


def served(assembly: Assembly, name: str = "filled") -> int:
    text = (assembly.output / name / "config.pbtxt").read_text()
    config = text_format.Parse(text, model_config_pb2.ModelConfig())
    [version] = config.version_policy.specific.versions
    return version


def factor(assembly: Assembly, version: int) -> float:
    import onnxruntime

    path = str(assembly.output / "filled" / str(version) / "model.onnx")
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    x = np.ones((1, 3), np.float32)
    return float(session.run(["y"], {"x": x})[0].sum() / (x @ MATRIX).sum())


def test_new_weights_make_a_new_version_beside_the_old(assembly):
    run(assembly)
    change_weights(assembly, 2)

    assert run(assembly) == ["filled: made, version 2"]

    assert served(assembly) == 2
    assert [factor(assembly, version) for version in (1, 2)] == [1, 2]
    assert problems_of_repository(assembly.output) == []


def test_two_versions_are_kept(assembly):
    run(assembly)
    for number in (2, 3):
        change_weights(assembly, number)
        run(assembly)

    assert sorted(os.listdir(assembly.output / "filled")) == ["2", "3", "config.pbtxt"]
    assert served(assembly) == 3


def test_goes_back_to_the_version_before_and_stays_there(assembly):
    run(assembly)
    change_weights(assembly, 2)
    run(assembly)

    said = roll_back(assembly.output, "filled", None)

    assert said.startswith("filled: version 1 is served; 'models rollback filled --to newest'")
    assert served(assembly) == 1
    assert problems_of_repository(assembly.output) == []
    change_weights(assembly, 3)
    assert run(assembly) == [
        "filled: stays at version 1 (rolled back)",
        "3 models, up to date",
    ]
    assert served(assembly) == 1


def test_newest_lets_a_model_follow_again(assembly):
    run(assembly)
    change_weights(assembly, 2)
    run(assembly)
    roll_back(assembly.output, "filled", "1")

    assert roll_back(assembly.output, "filled", "newest") == "filled: version 2 is served"
    change_weights(assembly, 3)
    assert run(assembly) == ["filled: made, version 3"]


def test_a_roll_back_changes_nothing_but_the_served_version(assembly):
    run(assembly)
    change_weights(assembly, 2)
    run(assembly)
    before = (assembly.output / "filled" / "config.pbtxt").read_text()

    roll_back(assembly.output, "filled", None)

    after = (assembly.output / "filled" / "config.pbtxt").read_text()
    assert after == before.replace("versions: [2]", "versions: [1]")


@pytest.mark.parametrize(
    ("name", "to", "sentence"),
    [
        ("filled", None, "filled: there is nothing older than version 1; there is 1"),
        ("filled", "7", "filled: there is no version 7; there is 1"),
        ("filled", "x", "filled: there is no version x; there is 1"),
        ("other", None, "holds no assembled model 'other'"),
        ("tool", "1", "'tool' keeps no versions"),
    ],
)
def test_says_what_there_is_to_go_back_to(assembly, name, to, sentence):
    run(assembly)

    with pytest.raises(BuildError, match=sentence):
        roll_back(assembly.output, name, to)


def test_an_old_version_that_is_not_whole_is_dropped(assembly):
    run(assembly)
    (assembly.output / "filled" / "1" / "model.onnx").unlink()
    change_weights(assembly, 2)

    run(assembly)

    assert sorted(os.listdir(assembly.output / "filled")) == ["2", "config.pbtxt"]


def test_versions_are_copied_where_links_cannot_be_made(assembly, monkeypatch):
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(versions.os, "link", refuse)
    run(assembly)
    change_weights(assembly, 2)
    run(assembly)

    assert [factor(assembly, version) for version in (1, 2)] == [1, 2]


def test_the_command_rolls_back(assembly, capsys):
    run(assembly)
    change_weights(assembly, 2)
    run(assembly)

    assert cli.main(["rollback", "filled", "--output", str(assembly.output)]) == 0
    assert capsys.readouterr().out.startswith("filled: version 1 is served")


def test_only_the_named_networks_are_built(assembly):
    assert run(assembly, "filled") == ["filled: made"]
    assert sorted(p.name for p in assembly.output.iterdir() if p.is_dir()) == ["filled"]
    with pytest.raises(BuildError, match="there is no model 'x'; there is filled, tool, whole"):
        run(assembly, "x")


def test_a_network_without_its_weights_cannot_be_built(assembly):
    (assembly.maker.weights.path / "net.pt").unlink()

    with pytest.raises(BuildError, match="filled cannot be built: './chatbrush models pull net'"):
        run(assembly, "filled")


def test_the_report_says_of_what_and_by_what_a_network_was_made(assembly):
    run(assembly)

    report = json.loads((assembly.output / "filled" / "1" / "report.json").read_text())
    assert report["target"] == "cpu"
    assert report["made_of"].keys() == {"weights", "graph"}
    assert report["checks"]["signature"] == "equals config.pbtxt"
    model = assembly.output / "filled" / "1" / "model.onnx"
    assert report["files"]["model.onnx"]["sha256"] == sha256_of_file(model)
    assert report["tools"]["numpy"] == np.__version__


def test_the_containers_target_uses_tritons_own_backend(assembly, tmp_path):
    target = OnnxRuntimeTarget(assembly.maker)
    run(replace(assembly, target=target, output=tmp_path / "models" / "onnxruntime"))

    folder = tmp_path / "models" / "onnxruntime" / "filled"
    assert sorted(os.listdir(folder / "1")) == ["config.pbtxt", "model.onnx", "report.json"]
    text = (folder / "config.pbtxt").read_text()
    config = text_format.Parse(text, model_config_pb2.ModelConfig())
    assert (config.platform, config.backend) == ("onnxruntime_onnx", "")
    assert [group.kind for group in config.instance_group] == [
        model_config_pb2.ModelInstanceGroup.KIND_GPU
    ]
    assert config.dynamic_batching.max_queue_delay_microseconds == 100


def test_a_tool_gets_the_weights_that_it_reads_itself(assembly):
    config = assembly.source / "tool" / "config.pbtxt"
    parameter = 'parameters { key: "chatbrush.weights" value: { string_value: "net" } }\n'
    config.write_text(config.read_text() + parameter)
    run(assembly)

    copy = assembly.output / "tool" / "1" / "net.pt"
    assert copy.read_bytes() == (assembly.maker.weights.path / "net.pt").read_bytes()
    change_weights(assembly, 2)
    assert run(assembly) == ["filled: made, version 2", "tool: made"]
    (assembly.maker.weights.path / "net.pt").unlink()
    assert "tool: left out, it needs net" in run(assembly)


def test_a_network_that_gives_no_numbers_is_not_published(assembly, monkeypatch):
    from tensorrt_build.networks.catalogue import NETWORKS
    from tensorrt_build.networks.specification import Specification, TensorSpecification

    network = Specification(
        "filled",
        inputs=(TensorSpecification("x", "FP32", ("n", 3)),),
        outputs=(TensorSpecification("y", "FP32", ("n", 2)),),
        example={"n": 2},
    )
    monkeypatch.setitem(NETWORKS, "filled", network)
    change_weights(assembly, float("nan"))

    with pytest.raises(BuildError, match="filled: output 'y' holds numbers that are none"):
        run(assembly)
    assert not assembly.output.exists()


def test_a_published_graph_is_copied(assembly, tmp_path: Path):
    run(assembly)

    copied = onnx.load(assembly.output / "whole" / "1" / "model.onnx")
    assert copied.graph == linear_model(MATRIX).graph
