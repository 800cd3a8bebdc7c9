"""Weights of the hub: hashes announced and recorded, offline, files from a folder."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from file_server import serving
from tensorrt_build import cli
from tensorrt_build.errors import BuildError, DiskFullError
from tensorrt_build.weights.download import Downloader
from tensorrt_build.weights.folder import RECORD, WeightsFolder
from tensorrt_build.weights.manifest import Source, Weights
from tensorrt_build.weights.progress import PlainLines
from tensorrt_build.weights.pull import Puller

DATA = b"weights" * 100_000
SHA256 = hashlib.sha256(DATA).hexdigest()
COMMIT = "0123456789abcdef0123456789abcdef01234567"
HUB = Source("hub", "owner/name", "unet/model.safetensors")
NET = Weights("net", (), "", "net.safetensors", None, None, "MIT", (HUB,), len(DATA))


@pytest.fixture
def hub(monkeypatch):
    with serving(DATA) as storage:
        headers = {"X-Repo-Commit": COMMIT, "X-Linked-ETag": f'"{SHA256}"'}
        with serving(b"", redirect=storage.url, headers=headers) as server:
            monkeypatch.setenv("HF_ENDPOINT", server.url.rsplit("/", 1)[0])
            monkeypatch.delenv("HF_TOKEN", raising=False)
            server.storage = storage
            yield server


def puller(folder: Path, **options: object) -> tuple[Puller, io.StringIO]:
    out = io.StringIO()
    downloader = Downloader(folder / ".partial", sleep=lambda seconds: None)
    return Puller(WeightsFolder(folder), PlainLines(out), downloader, **options), out


def pull(folder: Path, weights: Weights = NET, **options: object) -> str:
    pulling, out = puller(folder, **options)
    pulling.pull([weights])
    return out.getvalue()


def test_the_first_download_records_the_hash_and_the_commit(tmp_path, hub):
    said = pull(tmp_path)

    assert (tmp_path / "net.safetensors").read_bytes() == DATA
    assert said == (
        f"net: net.safetensors, 0.7 MB from hub owner/name {COMMIT}, "
        f"SHA-256 {SHA256[:12]}… recorded at this first download\n"
    )
    assert json.loads((tmp_path / RECORD).read_text()) == {
        "net": {"sha256": SHA256, "bytes": len(DATA), "origin": f"hub owner/name {COMMIT}"}
    }
    assert pull(tmp_path) == "net: net.safetensors is here, checked\n"


def test_a_download_unlike_the_announced_hash_is_refused(tmp_path, hub):
    hub.storage.content = b"other" * 100_000

    with pytest.raises(BuildError, match=f"expected SHA-256 {SHA256}, got"):
        pull(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == [".partial"]
    assert [p.name for p in (tmp_path / ".partial").iterdir()] == ["lock"]


def test_a_later_download_must_be_the_recorded_one(tmp_path, hub):
    pull(tmp_path)
    (tmp_path / "net.safetensors").unlink()
    changed = b"changed" * 100_000
    hub.storage.content = changed
    hub.headers["X-Linked-ETag"] = f'"{hashlib.sha256(changed).hexdigest()}"'
    hub.storage.requests.clear()

    with pytest.raises(BuildError, match="the hub announces .*; nothing was downloaded"):
        pull(tmp_path)
    assert hub.storage.requests == []


def test_a_listed_hash_is_held_against_the_announced_one(tmp_path, hub):
    listed = replace(NET, bytes=len(DATA), sha256="0" * 64)

    with pytest.raises(BuildError, match="net.safetensors: expected SHA-256 0000"):
        pull(tmp_path, listed)
    assert hub.storage.requests == []


def test_two_files_of_one_name_do_not_mix(tmp_path, hub):
    vae = replace(
        NET,
        name="vae",
        file="vae.safetensors",
        sources=(replace(HUB, member="vae/model.safetensors"),),
    )
    pulling, _ = puller(tmp_path)

    pulling.pull([NET, vae])

    assert (tmp_path / "vae.safetensors").read_bytes() == DATA
    assert len(hub.storage.requests) == 2


def test_offline_asks_no_source_and_says_what_is_missing(tmp_path, hub):
    with pytest.raises(BuildError, match="net: it is not here, and no source is asked offline"):
        pull(tmp_path, offline=True)
    assert hub.paths == []


def test_offline_is_content_with_what_is_here(tmp_path, hub):
    pull(tmp_path)
    hub.paths.clear()

    assert pull(tmp_path, offline=True) == "net: net.safetensors is here, checked\n"
    assert hub.paths == []


@pytest.mark.parametrize(
    ("arguments", "variable"), [(["--offline"], ""), ([], "1"), ([], "true"), ([], "ON")]
)
def test_the_command_is_offline_by_option_or_variable(
    tmp_path, hub, capsys, monkeypatch, arguments, variable
):
    monkeypatch.setenv("HF_HUB_OFFLINE", variable)

    assert cli.main(["pull", "taesd", *arguments, "--weights", str(tmp_path)]) == 1
    assert "taesd: it is not here, and no source is asked offline" in capsys.readouterr().err
    assert hub.paths == []


def test_files_can_come_from_a_folder(tmp_path, hub):
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "net.safetensors").write_bytes(DATA)
    folder = tmp_path / "weights"

    said = pull(folder, replace(NET, bytes=len(DATA), sha256=SHA256), offline=True, local=stick)

    assert said.endswith(f"from file {stick / 'net.safetensors'}, checked\n")
    assert (folder / "net.safetensors").read_bytes() == DATA
    assert (stick / "net.safetensors").exists()
    assert hub.paths == []


def test_a_wrong_file_of_a_folder_is_named_and_the_hub_is_asked(tmp_path, hub):
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / "net.safetensors").write_bytes(b"wrong")
    listed = replace(NET, bytes=len(DATA), sha256=SHA256)

    said = pull(tmp_path / "weights", listed, local=tmp_path / "stick")

    assert "stick/net.safetensors: net.safetensors.new: expected SHA-256" in said
    assert (tmp_path / "weights" / "net.safetensors").read_bytes() == DATA


def test_the_space_for_all_is_checked_before_the_first_byte(tmp_path, hub):
    pulling, _ = puller(tmp_path)
    small = replace(pulling.downloader, free_bytes=lambda folder: 65_000_000)
    other = replace(NET, name="other", file="other.safetensors")

    with pytest.raises(DiskFullError, match="net, other need about 69 MB, 65 MB are free"):
        replace(pulling, downloader=small).pull([replace(NET, approximate_bytes=1_000_000), other])
    assert hub.paths == []


def test_what_is_downloaded_already_counts_as_space(tmp_path, hub):
    (tmp_path / ".partial").mkdir(parents=True)
    (tmp_path / ".partial" / "begun.part").write_bytes(b"x" * 5_000_000)
    pulling, _ = puller(tmp_path)
    tight = replace(pulling.downloader, free_bytes=lambda folder: 68_000_000)

    replace(pulling, downloader=tight).pull([replace(NET, approximate_bytes=4_000_000)])

    assert (tmp_path / "net.safetensors").exists()
