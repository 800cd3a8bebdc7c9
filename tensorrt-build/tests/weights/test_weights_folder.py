from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from tensorrt_build import cli
from tensorrt_build.errors import BuildError
from tensorrt_build.repository.verify import problems_of_weights
from tensorrt_build.weights.folder import RECORD, Recorded, WeightsFolder
from tensorrt_build.weights.manifest import Weights
from tensorrt_build.weights.remove import remove

DATA = b"weights" * 100
SHA256 = hashlib.sha256(DATA).hexdigest()
LISTED = Weights("net", ("default",), "", "net.bin", len(DATA), SHA256, "MIT", ())
UNLISTED = replace(LISTED, groups=(), bytes=None, sha256=None, approximate_bytes=9)
RECORDED = Recorded(SHA256, len(DATA), "hub owner/name")


@pytest.fixture
def folder(tmp_path) -> WeightsFolder:
    return WeightsFolder(tmp_path)


def test_a_listed_hash_decides(folder):
    folder.file_of(LISTED).write_bytes(DATA)

    assert folder.checked_sha256(LISTED) == SHA256
    folder.file_of(LISTED).write_bytes(DATA[:-1] + b"?")
    with pytest.raises(BuildError, match=f"net.bin: expected SHA-256 {SHA256}, found .*pull net'"):
        folder.checked_sha256(LISTED)


def test_where_none_is_listed_the_recorded_hash_decides(folder):
    folder.file_of(UNLISTED).write_bytes(DATA)
    folder.record(UNLISTED, RECORDED)

    assert folder.checked_sha256(UNLISTED) == SHA256
    folder.file_of(UNLISTED).write_bytes(b"x" * len(DATA))
    with pytest.raises(BuildError, match="expected SHA-256"):
        folder.checked_sha256(UNLISTED)


def test_a_file_put_there_by_hand_is_not_trusted_silently(folder):
    folder.file_of(UNLISTED).write_bytes(DATA)

    with pytest.raises(BuildError, match="put here by hand and no hash of it is known.*--from"):
        folder.checked_sha256(UNLISTED)
    assert len(problems_of_weights([UNLISTED], folder)) == 1


def test_a_missing_file_names_the_command(folder):
    with pytest.raises(BuildError, match="net.bin is missing; run './chatbrush models pull net'"):
        folder.checked_sha256(LISTED)


def test_installed_means_there_at_its_size(folder):
    assert not folder.has(LISTED)
    folder.file_of(LISTED).write_bytes(DATA[:-1])
    assert not folder.has(LISTED)
    folder.file_of(LISTED).write_bytes(DATA)
    assert folder.has(LISTED)
    folder.record(UNLISTED, replace(RECORDED, bytes=5))
    assert not folder.has(UNLISTED)


def test_a_damaged_record_is_named(folder):
    (folder.path / RECORD).write_text("[1]")

    with pytest.raises(BuildError, match="weights.lock.json is damaged .*delete it"):
        folder.expected_sha256(UNLISTED)


def test_removes_files_and_unfinished_downloads(folder):
    folder.file_of(LISTED).write_bytes(DATA)
    (folder.path / ".partial").mkdir()
    (folder.path / ".partial" / "net.whl.part").write_bytes(b"x" * 1_000_000)

    said = remove([LISTED], folder, forget=False)

    assert said == [
        "net: net.bin removed, 0.0 MB free again",
        "unfinished downloads removed, 1.0 MB free again",
    ]
    assert remove([LISTED], folder, forget=False) == ["net: was not installed"]


def test_a_record_outlives_its_file_until_it_is_forgotten(folder):
    folder.record(UNLISTED, RECORDED)

    remove([UNLISTED], folder, forget=False)
    assert folder.expected_sha256(UNLISTED) == SHA256
    remove([UNLISTED], folder, forget=True)
    assert folder.expected_sha256(UNLISTED) is None


def test_the_command_removes_a_group(tmp_path, capsys):
    (tmp_path / "migan_pipeline_v2.onnx").write_bytes(DATA)

    assert cli.main(["remove", "erase", "--weights", str(tmp_path)]) == 0

    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("migan: migan_pipeline_v2.onnx removed")
    assert printed[1] == "big_lama: was not installed"
    assert not (tmp_path / "migan_pipeline_v2.onnx").exists()
