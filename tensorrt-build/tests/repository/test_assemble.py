from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from google.protobuf import text_format
from small_networks import MATRIX, make_source, make_weights
from tensorrt_build.errors import BuildError
from tensorrt_build.graph.onnx_from_weights import OnnxMaker
from tensorrt_build.repository import folder
from tensorrt_build.repository.assemble import Assembly
from tensorrt_build.repository.verify import problems_of_repository
from tensorrt_build.targets.onnx import CpuTarget
from tensorrt_build.weights.folder import WeightsFolder
from tritonclient.grpc import model_config_pb2


@pytest.fixture
def assembly(tmp_path) -> Assembly:
    source = make_source(tmp_path / "source")
    manifest = make_weights(tmp_path / "weights")
    maker = OnnxMaker(manifest, WeightsFolder(tmp_path / "weights"))
    return Assembly(maker, CpuTarget(maker), source, tmp_path / "models" / "cpu")


def run(assembly: Assembly, *only: str) -> list[str]:
    said: list[str] = []
    replace(assembly, say=said.append).run(only)
    return said


def snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    """All that Triton looks at to see whether a model changed."""
    stats = {str(p): p.stat() for p in [folder, *folder.rglob("*")]}
    return {name: (stat.st_mtime_ns, stat.st_ctime_ns) for name, stat in stats.items()}


def test_makes_networks_and_tools(assembly):
    said = run(assembly)

    assert said == ["filled: made", "tool: made", "whole: made"]
    files = [str(p.relative_to(assembly.output)) for p in folder.files_of(assembly.output)]
    assert files == [
        "filled/1/config.pbtxt",
        "filled/1/model.onnx",
        "filled/1/model.py",
        "filled/1/report.json",
        "filled/config.pbtxt",
        "tool/1/model.py",
        "tool/config.pbtxt",
        "whole/1/config.pbtxt",
        "whole/1/model.onnx",
        "whole/1/model.py",
        "whole/1/report.json",
        "whole/config.pbtxt",
    ]
    assert not (assembly.output / "tool" / "1" / "__pycache__").exists()


@pytest.mark.parametrize("name", ["whole", "filled"])
def test_the_graph_computes_with_the_weights(assembly, name):
    run(assembly)

    path = str(assembly.output / name / "1" / "model.onnx")
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    x = np.array([[1, 2, 3]], np.float32)
    np.testing.assert_array_equal(session.run(["y"], {"x": x})[0], x @ MATRIX)


def test_rewrites_the_configuration_for_the_cpu(assembly):
    run(assembly)

    text = (assembly.output / "whole" / "config.pbtxt").read_text()
    config = text_format.Parse(text, model_config_pb2.ModelConfig())
    assert (config.name, config.backend, config.platform) == ("whole", "python", "")
    assert [(g.kind, g.count) for g in config.instance_group] == [
        (model_config_pb2.ModelInstanceGroup.KIND_CPU, 1)
    ]
    assert list(config.input[0].dims) == [-1, 3]
    assert config.dynamic_batching.max_queue_delay_microseconds == 100
    parameters = {key: value.string_value for key, value in config.parameters.items()}
    assert parameters == {
        "chatbrush.role": "network",
        "chatbrush.nice": "5",
        "chatbrush.onnx_file": "model.onnx",
        "chatbrush.engine": "onnxruntime",
    }


def test_a_tool_is_told_what_its_networks_run_as(assembly):
    run(assembly)

    text = (assembly.output / "tool" / "config.pbtxt").read_text()
    config = text_format.Parse(text, model_config_pb2.ModelConfig())
    assert config.parameters["chatbrush.target"].string_value == "cpu"
    assert config.parameters["chatbrush.requires"].string_value == "whole"


def test_a_second_run_touches_nothing(assembly):
    run(assembly)
    before = snapshot(assembly.output)

    assert run(assembly) == ["3 models, up to date"]
    assert snapshot(assembly.output) == before


def test_only_what_changed_is_touched(assembly):
    run(assembly)
    before = {name: snapshot(assembly.output / name) for name in ("whole", "filled")}
    (assembly.source / "tool" / "1" / "model.py").write_text("class TritonPythonModel: pass\n")

    assert run(assembly) == ["tool: made"]
    assert (assembly.output / "tool" / "1" / "model.py").read_text().endswith("pass\n")
    for name, times in before.items():
        assert snapshot(assembly.output / name) == times


def test_removed_models_disappear_and_models_put_in_by_hand_stay(assembly):
    run(assembly)
    by_hand = assembly.output / "mine" / "config.pbtxt"
    by_hand.parent.mkdir()
    by_hand.write_text('name: "mine"')
    (assembly.source / "filled" / "config.pbtxt").unlink()

    assert run(assembly) == ["filled: removed"]
    assert not (assembly.output / "filled").exists()
    assert by_hand.exists()


def test_leaves_out_what_lacks_its_weights_and_what_needs_that(assembly):
    (assembly.maker.weights.path / "whole.onnx").unlink()

    assert run(assembly) == [
        "whole: left out; './chatbrush models pull whole' brings its weights",
        "tool: left out, it needs whole",
        "filled: made",
    ]


def test_refuses_weights_with_another_hash_and_keeps_what_is_there(assembly):
    run(assembly)
    before = snapshot(assembly.output)
    (assembly.maker.weights.path / "net.pt").write_bytes(b"something else")
    (assembly.source / "tool" / "1" / "model.py").write_text("changed")

    with pytest.raises(BuildError, match="net.pt: expected SHA-256 .*, found .*models pull"):
        run(assembly)
    assert snapshot(assembly.output) == before


def test_a_configuration_unlike_its_graph_stops_all_of_it(assembly):
    run(assembly)
    before = snapshot(assembly.output)
    config = assembly.source / "whole" / "config.pbtxt"
    config.write_text(config.read_text().replace("dims: [ -1, 3 ]", "dims: [ -1, 4 ]"))
    (assembly.source / "filled" / "config.pbtxt").touch()

    with pytest.raises(BuildError, match=r"input 'x' is TYPE_FP32 \[-1, 4\] in config.pbtxt"):
        run(assembly)
    assert snapshot(assembly.output) == before


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('name: "whole"', 'name: "other"', "name must be 'whole' like its folder, got 'other'"),
        ("chatbrush.role", "role", "the parameter 'chatbrush.role' is missing"),
        ('name: "x"', 'name: "z"', r"has the inputs \['z'\], the graph has \['x'\]"),
        ("TYPE_FP32 dims: [ -1, 2 ]", "TYPE_FP16 dims: [ -1, 2 ]", "output 'y' is TYPE_FP16"),
    ],
)
def test_names_what_is_wrong_with_a_configuration(assembly, old, new, problem):
    config = assembly.source / "whole" / "config.pbtxt"
    config.write_text(config.read_text().replace(old, new))

    with pytest.raises(BuildError, match=problem):
        run(assembly)


def test_a_crash_before_the_stamp_is_made_good(assembly, monkeypatch):
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(folder.Stamp, "write", crash)
        with pytest.raises(KeyboardInterrupt):
            run(assembly)

    assert run(assembly) == ["filled: made", "tool: made", "whole: made"]
    assert problems_of_repository(assembly.output) == []


def test_swaps_in_two_steps_where_the_file_system_cannot_in_one(assembly, monkeypatch):
    monkeypatch.setattr(folder, "_exchange", lambda one, other: False)
    run(assembly)
    (assembly.source / "tool" / "1" / "model.py").write_text("changed")

    run(assembly)

    assert (assembly.output / "tool" / "1" / "model.py").read_text() == "changed"
    assert sorted(os.listdir(assembly.output.parent)) == [".cpu.lock", "cpu"]


def test_verify_names_a_changed_and_a_missing_file(assembly):
    run(assembly)
    assert problems_of_repository(assembly.output) == []

    (assembly.output / "tool" / "1" / "model.py").write_text("changed")
    (assembly.output / "filled" / "1" / "model.onnx").unlink()

    problems = problems_of_repository(assembly.output)
    assert len(problems) == 2
    assert "filled/1/model.onnx: expected SHA-256" in problems[0]
    assert problems[0].split("found ")[1].startswith("no file")
    assert "tool/1/model.py: expected SHA-256" in problems[1]


def test_says_that_a_folder_was_never_assembled(tmp_path):
    assert "was not assembled" in problems_of_repository(tmp_path)[0]


def test_says_that_the_source_is_no_repository(assembly, tmp_path):
    with pytest.raises(BuildError, match="holds no MODEL/config.pbtxt"):
        replace(assembly, source=tmp_path).run()
    with pytest.raises(BuildError, match="is no folder with a Triton repository"):
        replace(assembly, source=tmp_path / "x").run()


def test_a_tool_that_sends_pictures_elsewhere_is_left_out_until_somebody_says_where(assembly):
    config = assembly.source / "tool" / "config.pbtxt"
    endpoint = 'parameters {{ key: "chatbrush.endpoint" value: {{ string_value: "{}" }} }}\n'
    text = config.read_text()
    config.write_text(text + endpoint.format(""))

    said = run(assembly)

    assert "tool: left out, it needs 'chatbrush.endpoint' in its config.pbtxt" in said[0]
    assert not (assembly.output / "tool").exists()
    config.write_text(text + endpoint.format("https://host/v1/images/edits"))
    assert "tool: made" in run(assembly)
