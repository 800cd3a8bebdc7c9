"""A real HTTP server that answers what a test wrote down, and remembers what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Asked:
    """One request."""

    line: str
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Answer:
    """One reply; cut: bytes after which the line breaks off."""

    body: bytes = b"{}"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None


def answer(body: Any, status: int = 200, **headers: str) -> Answer:
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    kind = "application/problem+json" if status >= 400 else "application/json"
    return Answer(json.dumps(body).encode(), status, {"Content-Type": kind} | named)


def events(*told: tuple[str, Any], cut: int | None = None) -> Answer:
    text = "".join(f"event: {name}\ndata: {json.dumps(data)}\n\n" for name, data in told)
    return Answer(text.encode(), 200, {"Content-Type": "text/event-stream"}, cut)


class ScriptedServer:
    """Answers by method and path; several answers to one are given in turn, the last again."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.answers: dict[str, list[Answer | Callable[[Asked], Answer]]] = {}
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                asked = Asked(
                    f"{self.command} {self.path}",
                    {name.lower(): text for name, text in self.headers.items()},
                    self.rfile.read(length),
                )
                outer.asked.append(asked)
                outer.reply(self, asked)

            do_GET = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815 (its names)

            def log_message(self, *_: Any) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_address[1]}"
        self.thread = threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def reply(self, handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        wanted = self.answers.get(asked.line)
        if not wanted:
            found: Answer = answer({"title": "Not scripted", "code": "NOT_FOUND"}, 404)
        else:
            one = wanted.pop(0) if len(wanted) > 1 else wanted[0]
            found = one if isinstance(one, Answer) else one(asked)
        handler.send_response(found.status)
        for name, text in found.headers.items():
            handler.send_header(name, text)
        handler.send_header("Content-Length", str(len(found.body)))
        handler.end_headers()
        handler.wfile.write(found.body if found.cut is None else found.body[: found.cut])
        handler.close_connection = handler.close_connection or found.cut is not None

    def on(self, line: str, *answers: Answer | Callable[[Asked], Answer]) -> None:
        self.answers[line] = list(answers)

    def lines(self) -> list[str]:
        return [asked.line for asked in self.asked]

    def close(self) -> None:
        self.http.shutdown()
        self.http.server_close()
        self.thread.join(5)
