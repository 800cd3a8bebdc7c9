from __future__ import annotations

import errno
import socket
from pathlib import Path

import pytest
from file_server import serving
from tensorrt_build.errors import DiskFullError, NoNetworkError, SourceError
from tensorrt_build.weights import download
from tensorrt_build.weights.download import Downloader
from tensorrt_build.weights.remote_file import RemoteFile

CONTENT = bytes(range(256)) * 8192  # 2 MB, eight chunks


def fetch(folder: Path, url: str, **options: object) -> Path:
    waits: list[float] = []
    downloader = Downloader(folder, sleep=waits.append, **options)
    return downloader.fetch(RemoteFile(url, None), lambda received, total: None)


def test_downloads_and_reports_every_byte(tmp_path):
    seen: list[tuple[int, int | None]] = []

    with serving(CONTENT) as server:
        path = Downloader(tmp_path).fetch(
            RemoteFile(server.url, None), lambda received, total: seen.append((received, total))
        )

    assert path.read_bytes() == CONTENT
    assert seen[0] == (0, len(CONTENT))
    assert seen[-1] == (len(CONTENT), len(CONTENT))
    assert [p.name for p in tmp_path.iterdir()] == ["package.whl"]


def test_goes_on_after_a_cut_connection(tmp_path):
    with serving(CONTENT, cuts=[500_000, 700_000]) as server:
        path = fetch(tmp_path, server.url)

        assert path.read_bytes() == CONTENT
        starts = [r.get("Range") for r in server.requests]
        assert starts == [None, "bytes=500000-", "bytes=1200000-"]
        assert server.requests[1]["If-Range"] == '"1"'


def test_resumes_what_an_earlier_run_left(tmp_path):
    (tmp_path / "package.whl.part").write_bytes(CONTENT[:1000])
    (tmp_path / "package.whl.etag").write_text('"1"')

    with serving(CONTENT) as server:
        path = fetch(tmp_path, server.url)

        assert path.read_bytes() == CONTENT
        assert server.requests[0]["Range"] == "bytes=1000-"


def test_starts_over_when_the_file_has_changed(tmp_path):
    (tmp_path / "package.whl.part").write_bytes(b"other bytes")
    (tmp_path / "package.whl.etag").write_text('"0"')

    with serving(CONTENT) as server:
        assert fetch(tmp_path, server.url).read_bytes() == CONTENT


def test_starts_over_when_the_server_knows_no_ranges(tmp_path):
    (tmp_path / "package.whl.part").write_bytes(b"x" * 5000)

    with serving(CONTENT, ignore_range=True) as server:
        assert fetch(tmp_path, server.url).read_bytes() == CONTENT


def test_starts_over_when_the_partial_is_longer_than_the_file(tmp_path):
    (tmp_path / "package.whl.part").write_bytes(b"x" * (len(CONTENT) + 1))

    with serving(CONTENT) as server:
        assert fetch(tmp_path, server.url).read_bytes() == CONTENT


def test_gives_up_after_four_tries_that_brought_nothing(tmp_path):
    with serving(CONTENT, cuts=[0] * 10) as server:
        with pytest.raises(SourceError, match="again and again: 0 of 2097152 bytes came"):
            fetch(tmp_path, server.url)

        assert len(server.requests) == download.FRUITLESS_TRIES


def test_tries_again_after_a_busy_server(tmp_path):
    with serving(CONTENT, statuses=[503, 429]) as server:
        assert fetch(tmp_path, server.url).read_bytes() == CONTENT


def test_does_not_repeat_a_request_that_was_refused(tmp_path):
    with serving(CONTENT, statuses=[404]) as server:
        with pytest.raises(SourceError, match="answered HTTP 404"):
            fetch(tmp_path, server.url)

        assert len(server.requests) == 1


def test_says_that_a_server_cannot_be_reached(tmp_path):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]

        with pytest.raises(NoNetworkError, match=f"127.0.0.1:{port} cannot be reached"):
            fetch(tmp_path, f"http://127.0.0.1:{port}/package.whl")


def test_checks_the_space_before_it_downloads(tmp_path):
    with serving(CONTENT) as server:
        with pytest.raises(DiskFullError, match="69 MB are needed, 10 MB are free"):
            fetch(tmp_path, server.url, free_bytes=lambda folder: 10_000_000)

        assert not (tmp_path / "package.whl.part").exists()


def test_says_that_the_disk_filled_up_and_keeps_the_partial(tmp_path, monkeypatch):
    written: list[int] = []

    def write(out, chunk, folder, real=download._write):
        if sum(written) > 500_000:
            raise_full = OSError(errno.ENOSPC, "No space left on device")
            out = type("Full", (), {"write": lambda self, data: _raise(raise_full)})()
        real(out, chunk, folder)
        written.append(len(chunk))

    monkeypatch.setattr(download, "_write", write)
    with serving(CONTENT) as server, pytest.raises(DiskFullError, match="goes on where it stopped"):
        fetch(tmp_path, server.url)

    assert (tmp_path / "package.whl.part").stat().st_size == sum(written)


def test_a_stop_in_the_middle_leaves_what_came(tmp_path):
    def stop(received: int, total: int | None) -> None:
        if received > 600_000:
            raise KeyboardInterrupt

    with serving(CONTENT) as server:
        with pytest.raises(KeyboardInterrupt):
            Downloader(tmp_path).fetch(RemoteFile(server.url, None), stop)
        left = (tmp_path / "package.whl.part").stat().st_size

        assert left > 600_000
        assert fetch(tmp_path, server.url).read_bytes() == CONTENT
        assert server.requests[1]["Range"] == f"bytes={left}-"


def _raise(error: Exception) -> None:
    raise error
