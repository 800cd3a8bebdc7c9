"""A small HTTP server that serves one content and misbehaves on request."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class FileServer:
    """`cuts`: for each coming reply, how many bytes go out before the connection closes.

    `stall_after`: bytes after which a reply goes silent; `content_range`: a lie about the range.
    """

    content: bytes
    etag: str | None = '"1"'
    cuts: list[int] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    ignore_range: bool = False
    redirect: str | None = None
    stall_after: int | None = None
    content_range: str | None = None
    moved: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    requests: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    url: str = ""


@contextmanager
def serving(content: bytes, name: str = "package.whl", **options: object) -> Iterator[FileServer]:
    state = FileServer(content, **options)
    stopped = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:  # noqa: N802 - the library's name
            self._remember()
            if self.path in state.moved:
                self.send_response(307)
                self.send_header("Location", state.moved[self.path])
                self.end_headers()
                return
            if state.statuses:
                self.send_error(state.statuses.pop(0))
                return
            self.send_response(302 if state.redirect else 200)
            self._send_headers()
            self.end_headers()

        def do_GET(self) -> None:  # noqa: N802 - the library's name
            self._remember()
            if state.redirect:
                self.send_response(302)
                self._send_headers()
                self.end_headers()
                return
            if state.statuses:
                self.send_error(state.statuses.pop(0))
                return
            start = self._start()
            if start > len(state.content):
                self.send_error(416)
                return
            body = state.content[start:]
            self.send_response(206 if start else 200)
            if start:
                last, size = len(state.content) - 1, len(state.content)
                right = f"bytes {start}-{last}/{size}"
                self.send_header("Content-Range", state.content_range or right)
            if state.etag:
                self.send_header("ETag", state.etag)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if state.stall_after is not None:
                self.wfile.write(body[: state.stall_after])
                self.wfile.flush()
                stopped.wait()
                return
            self.wfile.write(body[: state.cuts.pop(0)] if state.cuts else body)

        def _remember(self) -> None:
            state.requests.append(dict(self.headers))
            state.paths.append(f"{self.command} {self.path}")

        def _send_headers(self) -> None:
            for name, value in state.headers.items():
                self.send_header(name, value)
            if state.redirect:
                self.send_header("Location", state.redirect)

        def _start(self) -> int:
            wanted, condition = self.headers.get("Range"), self.headers.get("If-Range")
            if wanted is None or state.ignore_range or (condition and condition != state.etag):
                return 0
            return int(wanted.removeprefix("bytes=").removesuffix("-"))

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_port}/{name}"
    try:
        yield state
    finally:
        stopped.set()
        server.shutdown()
        thread.join()
        server.server_close()
