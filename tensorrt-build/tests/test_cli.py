from __future__ import annotations

import json
from pathlib import Path

import pytest
from tensorrt_build import cli, commands
from tensorrt_build.adapters import ADAPTERS
from tensorrt_build.graph.operator_gate import operator_table, problems_of_file
from tensorrt_build.repository.model_config import read_config
from tensorrt_build.weights.manifest import Manifest, read_manifest
from tensorrt_build.weights.progress import JsonLines, PlainLines, TerminalBar


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_lists_weights_as_a_table_and_as_json(tmp_path, capsys):
    (tmp_path / "multistyle26.onnx").write_bytes(b"\0" * 751171)

    assert cli.main(["list", "--weights", str(tmp_path)]) == 0
    table = capsys.readouterr().out.splitlines()
    assert cli.main(["list", "--json", "--weights", str(tmp_path)]) == 0
    rows = json.loads(capsys.readouterr().out)

    assert [line.split()[0] for line in table[1:-1]] == [row["name"] for row in rows]
    assert table[-1] == "* asks to be accepted at the first download. ~ an estimate."
    assert {row["name"] for row in rows if row["installed"]} == {"multistyle26"}
    assert {row["name"] for row in rows if "default" in row["groups"]} == {
        "mobile_sam",
        "u2netp",
        "migan",
        "multistyle26",
        "clip_vocabulary",
        "ssdlite_mobilenet_v2",
        "text_detector",
        "text_recogniser",
        "hangul_recogniser",
        "face_detector",
    }
    assert {row["name"] for row in rows if not row["bytes_exact"]} == {
        "instruct_pix2pix_unet",
        "owlv2",
        "grounding_dino",
        "bert_vocabulary",
    }


def test_lists_how_exact_the_networks_on_the_weights_are(tmp_path, capsys, manifest):
    cli.main(["list", "--json", "--weights", str(tmp_path)])

    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    networks = rows["mobile_sam"]["networks"]
    assert networks.keys() == {"mobile_sam_encoder", "mobile_sam_decoder"}
    assert all(0 < worst < 2e-5 for worst in networks.values())
    assert rows["migan"]["networks"] == {"migan": None}


def test_verify_names_missing_and_damaged_default_weights(tmp_path, capsys):
    (tmp_path / "multistyle26.onnx").write_bytes(b"damaged")

    assert cli.main(["verify", "--weights", str(tmp_path)]) == 1

    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 10
    assert "mobile_sam.pt is missing; run './chatbrush models pull'" in lines[0]
    assert any("multistyle26.onnx: expected SHA-256 0a2a0c94" in line for line in lines)


def test_an_unknown_name_is_answered_with_the_known_ones(tmp_path, capsys):
    assert cli.main(["pull", "sam3", "--weights", str(tmp_path)]) == 1

    error = capsys.readouterr().err
    assert "'sam3' is neither weights nor a group nor a network." in error
    groups = "click, default, diffusion, erase, fast, grounding_dino, names, open_words, owlv2"
    assert f"Groups: {groups}, sam2_tiny, sd2, sentences, all." in error
    assert "Weights: mobile_sam, u2netp" in error


def test_ctrl_c_says_how_to_go_on(tmp_path, capsys, monkeypatch):
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "puller_for", stop)

    assert cli.main(["pull", "--weights", str(tmp_path)]) == 130
    assert "run the same command again and it goes on where it stopped" in capsys.readouterr().err


def test_a_group_selects_its_weights():
    manifest = read_manifest()

    assert [w.name for w in manifest.select(["sam2_tiny", "migan", "sam2_tiny_encoder"])] == [
        "sam2_tiny_encoder",
        "sam2_tiny_decoder",
        "migan",
    ]
    assert manifest.select(["all"]) == list(manifest.weights.values())


def test_a_network_selects_the_weights_it_runs_on(manifest: Manifest):
    assert [w.name for w in manifest.select(["mobile_sam_decoder"])] == ["mobile_sam"]


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("click", {"mobile_sam", "u2netp", "sam2_tiny_encoder", "sam2_tiny_decoder"}),
        ("erase", {"migan", "big_lama"}),
        (
            "diffusion",
            {
                "clip_vocabulary",
                "sd15_text_encoder",
                "sd15_vae",
                "instruct_pix2pix_unet",
                "sd15_inpaint_unet",
                "taesd",
            },
        ),
        ("fast", {"lcm_lora_sd15"}),
        ("sd2", {"sd2_text_encoder", "sd2_inpaint_unet"}),
    ],
)
def test_the_groups_hold_what_a_capability_needs(manifest: Manifest, group, names):
    assert {w.name for w in manifest.select([group])} == names


def test_every_listed_file_has_a_source_and_a_size(manifest: Manifest):
    for weights in manifest.weights.values():
        assert weights.sources
        assert weights.size > 0
    assert len({w.file for w in manifest.weights.values()}) == len(manifest.weights)
    for recipe in manifest.recipes.values():
        assert recipe.graph is None or (manifest.graphs_folder / recipe.graph).exists()
        assert recipe.adapter is None or recipe.adapter in ADAPTERS


def test_every_listed_file_is_of_use(manifest: Manifest, repository_folder):
    configs = (repository_folder / "triton-model-repo").glob("*/config.pbtxt")
    used = {file for recipe in manifest.recipes.values() for file in recipe.files}
    used |= {name for path in configs for name in read_config(path).weights}
    assert used == manifest.weights.keys()


def test_only_the_hub_may_lack_a_hash_for_it_announces_one(manifest: Manifest):
    for weights in manifest.weights.values():
        if weights.sha256 is None:
            assert {source.kind for source in weights.sources} == {"hub"}
        else:
            assert len(weights.sha256) == 64
            assert int(weights.sha256, 16)
            assert weights.size


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('file = "mobile_sam.pt"', 'file = "../x.pt"', "weights.mobile_sam: file must be a plain"),
        ('licence = "MIT"', "", "an entry lacks the key 'licence'"),
        ('weights = "migan"', 'weights = "x"', "models.migan: weights 'x' are not listed"),
        ("pypi =", "ftp =", "a source names one of"),
        ("[weights.migan]", "[weights.migan", "is not valid TOML"),
    ],
)
def test_names_what_is_wrong_with_the_list(tmp_path, manifest, old, new, problem):
    text = (manifest.graphs_folder.parent / "models.toml").read_text()
    path = Path(tmp_path, "models.toml")
    path.write_text(text.replace(old, new))

    with pytest.raises(cli.BuildError) as caught:
        read_manifest(path)
    assert problem in str(caught.value)


def test_a_bar_is_redrawn_and_its_end_always_shown(capsys):
    clock = Clock()
    bar = TerminalBar(_stdout(), clock)
    for received in (0, 10, 50, 100):
        bar.update("net", received * 10**6, 100 * 10**6)
    clock.now = 1.0
    bar.update("net", 50 * 10**6, None)
    bar.finished("net", "done")

    lines = capsys.readouterr().out.split("\r")
    assert [line for line in lines if "of" in line] == [
        "net                ······························ 0.0 of 100.0 MB\x1b[K",
        "net                ██████████████████████████████ 100.0 of 100.0 MB\x1b[K",
    ]
    assert "50.0 MB" in lines[3]
    assert lines[4] == "net                done\x1b[K\n"


def test_a_log_gets_a_line_every_few_seconds(capsys):
    clock = Clock()
    lines = PlainLines(_stdout(), every=5.0, clock=clock)
    for second in range(11):
        clock.now = float(second)
        lines.update("net", second * 10**6, 10 * 10**6)

    assert capsys.readouterr().out == "net: 5.0 of 10.0 MB\nnet: 10.0 of 10.0 MB\n"


def test_json_progress_is_one_object_a_line(capsys):
    lines = JsonLines(_stdout(), Clock())
    lines.update("net", 5, 10)
    lines.update("net", 6, 10)
    lines.failed("net", "away")
    lines.finished("net", "완료")

    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {"event": "progress", "name": "net", "received": 5, "total": 10},
        {"event": "failed", "name": "net", "message": "away"},
        {"event": "done", "name": "net", "message": "완료"},
    ]


def _stdout():
    import sys

    return sys.stdout


def test_makes_a_network_of_random_weights(tmp_path, capsys):
    arguments = ["random", "taesd_decoder", "--output", str(tmp_path), "--seed", "3"]

    assert cli.main(arguments) == 0
    assert capsys.readouterr().out == (
        f"{tmp_path / 'taesd_decoder.onnx'}: random weights, seed 3, fp32\n"
    )
    assert problems_of_file(tmp_path / "taesd_decoder.onnx", operator_table()) == []
