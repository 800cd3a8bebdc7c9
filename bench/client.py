"""A client of the REST interface for scripts, standard library only."""

import json
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path
from typing import Any

Json = dict[str, Any]


class Editor:
    """One Chatbrush server. Every call raises RuntimeError with the server's problem."""

    def __init__(self, address: str = "http://127.0.0.1:8080", timeout: float = 600) -> None:
        self.address = address.rstrip("/")
        self.timeout = timeout

    def call(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        content_type: str = "application/json",
        accept: str = "application/json",
        headers: dict[str, str] | None = None,
    ) -> tuple[bytes, dict[str, str]]:
        """Return the reply's body and headers (names in lower case)."""
        request = urllib.request.Request(self.address + path, data=body, method=method)
        for name, value in (headers or {}).items():
            request.add_header(name, value)
        request.add_header("Accept", accept)
        if body is not None:
            request.add_header("Content-Type", content_type)
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as reply:
                return reply.read(), {k.lower(): v for k, v in reply.headers.items()}
        except urllib.error.HTTPError as error:
            text = error.read().decode("utf-8", "replace")
            raise RuntimeError(f"{method} {path}: {error.code} {text}") from error

    def open(self, photo: Path) -> "Session":
        """Upload a photo's file and return its session."""
        return self.upload(photo.read_bytes(), photo.name)

    def upload(self, photo: bytes, name: str) -> "Session":
        """Upload a photo and return its session."""
        boundary = uuid.uuid4().hex
        body = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="image"; '
            f'filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'
        ).encode()
        body += photo + f"\r\n--{boundary}--\r\n".encode()
        reply, _ = self.call(
            "POST", "/api/sessions", body, f"multipart/form-data; boundary={boundary}"
        )
        return Session(self, json.loads(reply))


class Session:
    """A picture being edited."""

    def __init__(self, editor: Editor, view: Json) -> None:
        self.editor = editor
        self.view = view
        self.path = f"/api/sessions/{view['id']}"

    def select(self, **selection: Any) -> tuple[Json, dict[str, float]]:  # noqa: ANN401 (JSON)
        """Return the selection's reply and the milliseconds of its parts, `client` among them."""
        start = time.perf_counter()
        reply, headers = self.editor.call(
            "PUT", f"{self.path}/selection", json.dumps(selection).encode()
        )
        parts = server_timing(headers.get("server-timing", ""))
        parts["client"] = (time.perf_counter() - start) * 1000
        return json.loads(reply), parts

    def say(self, text: str, **options: Any) -> Json:  # noqa: ANN401 (JSON)
        """Send a message, wait for the edit however long it takes, and return its outcome."""
        body = json.dumps({"text": text, "options": options}).encode()
        reply, headers = self.editor.call("POST", f"{self.path}/messages", body)
        outcome = json.loads(reply)
        while not outcome.get("outcome") and "location" in headers:  # 202: it goes on
            time.sleep(float(headers.get("retry-after", "1")))
            outcome = json.loads(self.editor.call("GET", headers["location"])[0])
            outcome = outcome.get("outcome") or outcome
        return outcome

    def image(self, revision: int, query: str = "format=png") -> bytes:
        """Return a revision's encoded picture."""
        path = f"{self.path}/revisions/{revision}/image?{query}"
        return self.editor.call("GET", path, accept="image/*")[0]

    def mask(self) -> bytes:
        """Return the selection as 8-bit gray PNG."""
        return self.editor.call("GET", f"{self.path}/selection/mask.png", accept="image/png")[0]


def server_timing(header: str) -> dict[str, float]:
    """Read a Server-Timing header (W3C): milliseconds by part."""
    parts = {}
    for entry in filter(None, (piece.strip() for piece in header.split(","))):
        name, *parameters = (piece.strip() for piece in entry.split(";"))
        for parameter in parameters:
            if parameter.startswith("dur="):
                parts[name] = float(parameter[4:])
    return parts
