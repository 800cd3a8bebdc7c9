"""Resumable HTTP download of one file into a partial that outlives every kind of stop.

`NAME.part` holds the bytes so far and `NAME.etag` what they are a part of. A later call asks for
the rest with `Range` and `If-Range` (RFC 9110, sections 13.1.5 and 14.2): a server whose file has
changed answers with the whole of it, and we start over.
"""

from __future__ import annotations

import contextlib
import http.client
import re
import shutil
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tensorrt_build.disk import saying_disk_full
from tensorrt_build.errors import DiskFullError, SourceError
from tensorrt_build.weights.http_client import Opener, open_request, unreachable
from tensorrt_build.weights.remote_file import RemoteFile

CHUNK = 256 * 1024
FRUITLESS_TRIES = 4
DISK_RESERVE = 64 * 1024 * 1024
CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")
RETRIED_STATUSES = {408, 425, 429, 500, 502, 503, 504}
OnBytes = Callable[[int, "int | None"], None]


class _CutError(Exception):
    """The connection ended before the file did."""


@dataclass(frozen=True)
class Downloader:
    """Downloads into one folder. `free_bytes` and `sleep` are replaced in tests."""

    folder: Path
    opener: Opener = open_request
    free_bytes: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free
    sleep: Callable[[float], None] = time.sleep

    def fetch(self, remote: RemoteFile, on_bytes: OnBytes, extra_space: int = 0) -> Path:
        """Download `remote` and return the finished file in the folder.

        `on_bytes(received, total)` hears of progress; `extra_space` bytes must stay free for what
        the caller makes of the file. Tries again after a cut, waiting 1, 2, 4 seconds, and gives up
        after four tries in a row that brought nothing.
        Errors: SourceError, NoNetworkError, DiskFullError. The partial stays for the next call.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        whole = self.folder / remote.file_name
        if whole.exists():
            return whole
        part = whole.with_name(whole.name + ".part")
        fruitless = 0
        while True:
            before = _size(part)
            try:
                self._transfer(remote, part, on_bytes, extra_space)
                break
            except _CutError as error:
                fruitless = fruitless + 1 if _size(part) <= before else 0
                if fruitless >= FRUITLESS_TRIES:
                    raise SourceError(f"the connection broke again and again: {error}") from error
                self.sleep(2.0 ** max(fruitless - 1, 0))
        part.rename(whole)
        _etag_file(part).unlink(missing_ok=True)
        return whole

    def discard(self, remote: RemoteFile) -> None:
        """Remove what was downloaded of `remote`, whole or in part."""
        whole = self.folder / remote.file_name
        part = whole.with_name(whole.name + ".part")
        for path in (whole, part, _etag_file(part)):
            path.unlink(missing_ok=True)

    def _transfer(
        self, remote: RemoteFile, part: Path, on_bytes: OnBytes, extra_space: int
    ) -> None:
        with _open(self.opener, _request(remote, part)) as response:
            start, total = _extent(response, _size(part))
            self._check_space(part, (total or 0) - start, extra_space)
            _remember_etag(response, part)
            received = start
            on_bytes(received, total)
            with part.open("r+b" if part.exists() else "wb") as out:
                out.truncate(start)
                out.seek(start)
                while chunk := _read(response):
                    _write(out, chunk, self.folder)
                    received += len(chunk)
                    on_bytes(received, total)
        if total is not None and received != total:
            raise _CutError(f"{received} of {total} bytes came")

    def _check_space(self, part: Path, missing: int, extra_space: int) -> None:
        needed, free = missing + extra_space + DISK_RESERVE, self.free_bytes(self.folder)
        if needed > free:
            raise DiskFullError(
                f"not enough space in {self.folder}: {needed / 1e6:.0f} MB are needed, "
                f"{free / 1e6:.0f} MB are free. "
                "Free some and run the same command again: it goes on where it stopped."
            )


def _request(remote: RemoteFile, part: Path) -> urllib.request.Request:
    headers = {"User-Agent": "chatbrush", "Accept-Encoding": "identity", **remote.headers}
    have, etag_file = _size(part), _etag_file(part)
    if have:
        headers["Range"] = f"bytes={have}-"
        if etag_file.exists():
            headers["If-Range"] = etag_file.read_text(encoding="utf-8")
    return urllib.request.Request(remote.url, headers=headers)


@contextlib.contextmanager
def _open(opener: Opener, request: urllib.request.Request) -> Any:  # noqa: ANN401
    try:
        response = opener(request)
    except urllib.error.HTTPError as error:
        if error.code == 416:  # what we have does not fit what the server has: start over
            response = opener(_without_range(request))
        elif error.code in RETRIED_STATUSES:
            raise _CutError(f"HTTP {error.code} {error.reason}") from error
        else:
            raise SourceError(
                f"{request.host} answered HTTP {error.code} {error.reason}"
            ) from error
    except urllib.error.URLError as error:
        raise unreachable(request.host, error.reason) from error
    except (http.client.HTTPException, ConnectionError, TimeoutError) as error:
        raise _CutError(str(error)) from error
    with contextlib.closing(response):
        yield response


def _without_range(request: urllib.request.Request) -> urllib.request.Request:
    headers = {k: v for k, v in request.header_items() if k.lower() not in ("range", "if-range")}
    return urllib.request.Request(request.full_url, headers=headers)


def _extent(response: Any, have: int) -> tuple[int, int | None]:  # noqa: ANN401
    """Where this response starts in the file, and the file's whole size if it says so."""
    if response.status == 206:
        match = CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
        if match is None or int(match.group(1)) != have:
            raise SourceError("the server answered with another range than asked for")
        return have, None if match.group(2) == "*" else int(match.group(2))
    length = response.headers.get("Content-Length")
    return 0, int(length) if length else None


def _remember_etag(response: Any, part: Path) -> None:  # noqa: ANN401
    etag = response.headers.get("ETag", "")
    if etag and not etag.startswith("W/"):  # a weak one may not be used with If-Range
        _etag_file(part).write_text(etag, encoding="utf-8")
    else:
        _etag_file(part).unlink(missing_ok=True)


def _read(response: Any) -> bytes:  # noqa: ANN401
    try:
        return bytes(response.read(CHUNK))
    except (http.client.HTTPException, ConnectionError, TimeoutError, ssl.SSLError) as error:
        raise _CutError(str(error) or type(error).__name__) from error


def _write(out: Any, chunk: bytes, folder: Path) -> None:  # noqa: ANN401
    with saying_disk_full(folder, "it goes on where it stopped"):
        out.write(chunk)
        out.flush()


def _etag_file(part: Path) -> Path:
    return part.with_suffix(".etag")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
