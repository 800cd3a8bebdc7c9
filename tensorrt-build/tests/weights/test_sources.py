from __future__ import annotations

import socket
import zipfile
from pathlib import Path

import pytest
from file_server import serving
from tensorrt_build.errors import NoNetworkError, SourceError
from tensorrt_build.weights.download import Downloader
from tensorrt_build.weights.manifest import Source
from tensorrt_build.weights.remote_file import RemoteFile
from tensorrt_build.weights.sources import resolve


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


def fake_npm(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    npm = folder / "npm"
    npm.write_text(f"#!/bin/sh\n{script}\n")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_pip_tells_where_a_wheel_is(tmp_path, monkeypatch):
    wheel = tmp_path / "little_net-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as package:
        metadata = "Metadata-Version: 2.1\nName: little-net\nVersion: 1.0\n"
        package.writestr("little_net-1.0.dist-info/METADATA", metadata)
        wheel_file = "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        package.writestr("little_net-1.0.dist-info/WHEEL", wheel_file)
        package.writestr("little_net-1.0.dist-info/RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))

    remote = resolve(Source("pypi", "little-net==1.0", "net.onnx"))

    assert remote == RemoteFile(wheel.as_uri(), "net.onnx")
    copied = Downloader(tmp_path / "partial").fetch(remote, lambda received, total: None)
    assert copied.read_bytes() == wheel.read_bytes()


def test_says_that_pip_reaches_nobody(monkeypatch, closed_port):
    monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{closed_port}/simple")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)

    with pytest.raises(NoNetworkError, match="pip cannot reach its registry"):
        resolve(Source("pypi", "little-net==1.0", "net.onnx"))


def test_says_why_pip_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))

    with pytest.raises(SourceError, match="pip said: .*little-net==1.0") as caught:
        resolve(Source("pypi", "little-net==1.0", "net.onnx"))
    assert not isinstance(caught.value, NoNetworkError)


def test_npm_tells_where_a_package_is(tmp_path, monkeypatch):
    fake_npm(tmp_path, monkeypatch, """test "$2" = net@1.0 && echo '"http://host/net-1.0.tgz"'""")

    remote = resolve(Source("npm", "net@1.0", "package/net.onnx"))

    assert remote == RemoteFile("http://host/net-1.0.tgz", "package/net.onnx")
    assert remote.file_name == "net-1.0.tgz"


def test_says_that_npm_reaches_nobody(tmp_path, monkeypatch):
    fake_npm(tmp_path, monkeypatch, "echo 'npm error code ECONNREFUSED' >&2; exit 1")

    with pytest.raises(NoNetworkError, match="npm cannot reach its registry"):
        resolve(Source("npm", "net@1.0", "package/net.onnx"))


def test_says_that_npm_is_missing(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(SourceError, match="npm is not on the PATH"):
        resolve(Source("npm", "net@1.0", "package/net.onnx"))


def test_a_plain_address_is_taken_as_it_is():
    assert resolve(Source("url", "http://host/net.pt")) == RemoteFile("http://host/net.pt", None)


def test_the_token_does_not_follow_a_redirect_to_another_host(tmp_path):
    with serving(b"data") as storage:
        with serving(b"", redirect=storage.url) as hub:
            remote = RemoteFile(hub.url, None, {"Authorization": "Bearer secret"})
            path = Downloader(tmp_path).fetch(remote, lambda received, total: None)

        assert path.read_bytes() == b"data"
        assert hub.requests[0]["Authorization"] == "Bearer secret"
        assert "Authorization" not in storage.requests[0]
