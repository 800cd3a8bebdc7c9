"""A client of `POST /v1/images/edits`: picture, mask and prompt as a form, a picture in JSON back.

Only what an operator configured is ever asked. A redirect is not followed and an address in the
reply is not fetched: both would let the other server choose whom this one talks to.
Source: OpenAI, API reference, "Create image edit"; RFC 7578 for the form.
"""

from __future__ import annotations

import base64
import binascii
import http.client
import json
import secrets
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from chatbrush_models.edit_contract import EditError
from chatbrush_models.remote.line import Line
from chatbrush_models.remote.watched import sleep, watched

LARGEST_REPLY = 96 << 20  # bytes: a picture of 64 megapixels, in base64
RETRIED = (429, 500, 502, 503, 504)
LONGEST_WORDS = 300  # characters of the other server's words that are passed on
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 20.0  # seconds between two tries
Answer = tuple[int, float | None, bytes]
"""Status, seconds of Retry-After, reply."""


@dataclass(frozen=True)
class Server:
    """One configured server. key: sent as a bearer token, empty for none; seconds: of all tries."""

    address: str
    model: str
    key: str = field(repr=False)
    seconds: float
    fields: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Errors: ValueError for an address that is none, and a key that no header can carry."""
        if not (self.key.isascii() and (self.key.isprintable() or not self.key)):
            raise ValueError("the key holds characters that no header can carry")
        try:
            parts = urlsplit(self.address)
            good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:  # a port that is no number
            good = None
        if not good:
            raise ValueError(
                f"parameter 'chatbrush.endpoint' must be an address such as "
                f"https://host/v1/images/edits, got '{self.address.rpartition('@')[2]}'"
            )

    @property
    def host(self) -> str:
        """Host and port, as people may read them: without a name and password before them."""
        return urlsplit(self.address).netloc.rpartition("@")[2]

    def edit(
        self, picture: bytes, mask: bytes | None, prompt: str, check: Callable[[], None]
    ) -> bytes:
        """Return the edited picture as it came, PNG, JPEG or WebP.

        picture: PNG; mask: PNG, transparent where to edit. check: called before each try, raises
        where nobody waits any longer. Errors: EditError MODEL_UNAVAILABLE, OVERLOADED,
        EDIT_REFUSED, MODEL_FAILED.
        """
        body, kind = _form(self._parts(picture, mask, prompt))
        end, pause = time.monotonic() + self.seconds, FIRST_PAUSE
        while True:
            check()
            try:
                line = Line(self._connection(end - time.monotonic()))
                ask = partial(self._ask, line, body, kind, end)
                status, after, reply = watched(ask, check, end, line)
            except TimeoutError as error:
                raise _too_late(self.seconds) from error
            except (OSError, http.client.HTTPException) as error:
                status, after, reply = 0, None, str(error).encode()
            if status == 200:
                return _picture(reply)
            pause = min(pause if after is None else after, LONGEST_PAUSE)
            if status and status not in RETRIED or time.monotonic() + pause > end:
                raise self._refusal(status, reply)
            sleep(pause, check)
            pause *= 2

    def _parts(self, picture: bytes, mask: bytes | None, prompt: str) -> list[tuple[str, Any]]:
        fields: list[tuple[str, Any]] = [("model", self.model), ("prompt", prompt), ("n", "1")]
        fields += [*self.fields, ("image", picture)]
        return [*fields, ("mask", mask)] if mask is not None else fields

    def _connection(self, left: float) -> http.client.HTTPConnection:
        parts = urlsplit(self.address)
        secure = parts.scheme == "https"
        connect = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        return connect(parts.hostname or "", parts.port, timeout=max(left, 0.1))

    def _ask(self, line: Line, body: bytes, kind: str, end: float) -> Answer:
        """Ask once, before `end`."""
        parts = urlsplit(self.address)
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        headers = {"Content-Type": kind, "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        try:
            connected = line.connect()
            line.connection.request("POST", path, body, headers)
            response = line.connection.getresponse()
            after = response.getheader("Retry-After", "")
            seconds = float(after) if after.isdigit() else None
            return response.status, seconds, _all_of(response, connected, end)
        finally:
            line.connection.close()

    def _refusal(self, status: int, reply: bytes) -> EditError:
        words, host = _words(reply), self.host
        if status == 0:
            return EditError(
                "MODEL_UNAVAILABLE", f"the editor at {host} cannot be reached: {words}"
            )
        if status in (401, 403):
            return EditError(
                "MODEL_UNAVAILABLE",
                f"the editor at {host} does not take this key (HTTP {status}); its operator must "
                "set another one",
            )
        if status in RETRIED:
            return EditError(
                "OVERLOADED", f"the editor at {host} is busy (HTTP {status}: {words}); try again"
            )
        if 300 <= status < 400:
            return EditError("MODEL_FAILED", f"the editor at {host} sends elsewhere; not followed")
        return EditError("EDIT_REFUSED", f"the editor at {host} refused (HTTP {status}): {words}")


def _all_of(response: http.client.HTTPResponse, connected: socket.socket, end: float) -> bytes:
    """Read a reply, of bounded size, before `end`: one that drips must not last forever."""
    found = bytearray()
    while True:
        left = end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        if not response.isclosed():
            connected.settimeout(left)
        part = response.read1(1 << 16)
        if not part:
            if response.length:
                raise http.client.IncompleteRead(bytes(found), response.length)
            return bytes(found)
        found += part
        if len(found) > LARGEST_REPLY:
            raise EditError(
                "MODEL_FAILED", f"the editor's reply is larger than {LARGEST_REPLY >> 20} MiB"
            )


def _form(parts: list[tuple[str, Any]]) -> tuple[bytes, str]:
    """Write a form; bytes are PNG files. Returns the body and its content type."""
    border = secrets.token_hex(16)
    lines = bytearray()
    for name, value in parts:
        lines += f'--{border}\r\nContent-Disposition: form-data; name="{name}"'.encode()
        if isinstance(value, bytes):
            lines += f'; filename="{name}.png"\r\nContent-Type: image/png'.encode()
        lines += b"\r\n\r\n" + (value if isinstance(value, bytes) else value.encode()) + b"\r\n"
    lines += f"--{border}--\r\n".encode()
    return bytes(lines), f"multipart/form-data; boundary={border}"


def _picture(reply: bytes) -> bytes:
    """Return the picture in a reply. Errors: EditError MODEL_FAILED."""
    try:
        entry = json.loads(reply)["data"][0]
        encoded = entry.get("b64_json")
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise EditError("MODEL_FAILED", "the editor answered without a picture") from error
    if not isinstance(encoded, str):
        raise EditError(
            "MODEL_FAILED",
            "the editor answered with an address in place of the picture; its operator adds "
            "response_format=b64_json to 'chatbrush.fields'",
        )
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise EditError("MODEL_FAILED", "the editor's picture is no base64") from error


def _words(reply: bytes) -> str:
    """Return what the other server says, short and on one line."""
    text = reply.decode("utf-8", "replace")
    try:
        error = json.loads(text)["error"]
        text = str(error["message"] if isinstance(error, dict) else error)
    except (ValueError, LookupError, TypeError):
        pass  # it said so in its own form
    line = " ".join(text.split()) or "no reason given"
    return line if len(line) <= LONGEST_WORDS else f"{line[:LONGEST_WORDS]}…"


def _too_late(seconds: float) -> EditError:
    return EditError("OVERLOADED", f"the editor did not answer within {seconds:g} s; try again")
