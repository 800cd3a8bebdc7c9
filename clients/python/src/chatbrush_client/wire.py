"""The calls themselves: one HTTP request each, JSON or a file in, JSON, a file or events out."""

from __future__ import annotations

import http.client
import json
import re
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote, urlsplit

from chatbrush_client.errors import ProblemError, UnreachableError

Json = dict[str, Any]
JSON, EVENTS = "application/json", "text/event-stream"


@dataclass(frozen=True)
class File:
    """A file that the server sent: its bytes, a good name for it, its media type."""

    data: bytes
    name: str
    media_type: str

    def save(self, target: str | Path) -> Path:
        """Write it whole or not at all. target: a file's path, or a folder for its own name."""
        path = Path(target)
        path = path / self.name if path.is_dir() else path
        part = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.part")
        try:
            part.write_bytes(self.data)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        return path


@dataclass(frozen=True)
class Reply:
    """What came back: the body, and the headers by their names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Json:
        """Read the body as a JSON object."""
        return cast(Json, json.loads(self.body))


class Wire:
    """Calls one server. Errors of every call: ProblemError, UnreachableError."""

    def __init__(self, address: str, key: str | None, timeout: float) -> None:
        self.address = address.rstrip("/")
        # This machine is asked directly, whatever proxy the environment names.
        host = urlsplit(self.address).hostname or ""
        near = host == "localhost" or host.startswith("127.") or host == "::1"
        proxies = (urllib.request.ProxyHandler({}),) if near else ()
        self._opener = urllib.request.build_opener(*proxies)
        self._key = key
        self._timeout = timeout

    def call(
        self,
        method: str,
        path: str,
        body: Json | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Send JSON, or nothing."""
        data = None if body is None else json.dumps(body).encode()
        return self._read(method, path, data, {"Content-Type": JSON} | dict(headers or {}))

    def upload(self, path: str, data: bytes, name: str) -> Json:
        """Send a picture as the part `image` of a form (RFC 7578), and read JSON."""
        boundary = uuid.uuid4().hex
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="image"; '
            f'filename="{_escaped(name)}"\r\nContent-Type: application/octet-stream\r\n\r\n'
        )
        form = head.encode() + data + f"\r\n--{boundary}--\r\n".encode()
        kind = f"multipart/form-data; boundary={boundary}"
        headers = {"Content-Type": kind, "Idempotency-Key": uuid.uuid4().hex}
        return self._read("POST", path, form, headers).json()

    def put_file(self, path: str, data: bytes, media_type: str) -> Json:
        """Send a file as it is, and read JSON."""
        return self._read("PUT", path, data, {"Content-Type": media_type}).json()

    def file(self, path: str, accept: str = "image/*") -> File:
        """Fetch a file."""
        reply = self._read("GET", path, None, {"Accept": accept})
        name = _file_name(reply.headers.get("content-disposition", ""))
        return File(
            reply.body,
            name or path.split("?")[0].split("/")[-1],
            reply.headers.get("content-type", ""),
        )

    def events(self, path: str, body: Json, key: str) -> Iterator[tuple[str, Json]]:
        """Send JSON and yield each event as it comes: its name and its data.

        Source: HTML standard, 9.2 server-sent events. Ends with the answer; a line that breaks off
        raises UnreachableError.
        """
        headers = {"Content-Type": JSON, "Accept": EVENTS, "Idempotency-Key": key}
        with self._open("POST", path, json.dumps(body).encode(), headers) as reply:
            name, data = "message", []
            try:
                for raw in reply:
                    line = raw.decode().rstrip("\r\n")
                    if line.startswith("event:"):
                        name = line[6:].strip()
                    elif line.startswith("data:"):
                        data.append(line[5:].removeprefix(" "))
                    elif not line and data:
                        yield name, json.loads("\n".join(data))
                        name, data = "message", []
            except (OSError, http.client.HTTPException) as error:
                raise self._unreachable(error) from error

    def _read(
        self, method: str, path: str, data: bytes | None, headers: Mapping[str, str]
    ) -> Reply:
        """Call, and read the answer whole."""
        with self._open(method, path, data, headers) as reply:
            try:
                return Reply(reply.status, _headers(reply), reply.read())
            except (OSError, http.client.HTTPException) as error:
                raise self._unreachable(error) from error

    def _open(
        self, method: str, path: str, data: bytes | None, headers: Mapping[str, str]
    ) -> http.client.HTTPResponse:
        request = urllib.request.Request(
            self.address + path, data, {"Accept": JSON} | dict(headers), method=method
        )
        if self._key:
            request.add_unredirected_header("Authorization", f"Bearer {self._key}")
        try:
            return cast(http.client.HTTPResponse, self._opener.open(request, timeout=self._timeout))
        except urllib.error.HTTPError as error:
            raise _problem(error) from error
        except (OSError, http.client.HTTPException) as error:
            raise self._unreachable(error) from error

    def _unreachable(self, error: Exception) -> UnreachableError:
        reason = getattr(error, "reason", None) or error
        return UnreachableError(f"{self.address} does not answer: {reason}")


def _escaped(name: str) -> str:
    """Escape a file's name for a form (HTML standard, multipart form data)."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _headers(reply: http.client.HTTPResponse) -> dict[str, str]:
    return {name.lower(): value for name, value in reply.headers.items()}


def _problem(error: urllib.error.HTTPError) -> ProblemError:
    text = error.read().decode("utf-8", "replace")
    try:
        body = json.loads(text)
    except ValueError:  # a proxy's page, not the server's own answer
        body = {"detail": text[:200]}
    return ProblemError(body if isinstance(body, dict) else {}, error.code)


def _file_name(disposition: str) -> str:
    """Read the name out of a Content-Disposition (RFC 6266); never a path."""
    encoded = re.search(r"filename\*=UTF-8''([^;]+)", disposition, re.IGNORECASE)
    plain = re.search(r'filename="([^"]*)"', disposition)
    name = unquote(encoded[1]) if encoded else plain[1] if plain else ""
    return Path(name.replace("\\", "/")).name
