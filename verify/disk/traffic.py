"""What a person does, told by its status codes, and everything that was acknowledged."""

import hashlib
import http.client
import json
import os
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

Json = dict[str, Any]
SECONDS = 30
KEY_SECONDS = 0.03


def call(
    address: str, method: str, path: str, body: bytes | None = None, kind: str = "application/json"
) -> tuple[int, bytes]:
    """Return status and body; status 0 where there was no answer. Of a stream the begin only."""
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=SECONDS)
    headers = {"Accept": "text/event-stream" if path.endswith("/events") else "*/*"}
    if body is not None:
        headers["Content-Type"] = kind
    if path.endswith("/messages"):
        headers["Accept"] = "application/json"
    try:
        connection.request(method, path, body, headers)
        reply = connection.getresponse()
        return reply.status, b"" if path.endswith("/events") else reply.read()
    except (OSError, http.client.HTTPException):
        return 0, b""
    finally:
        connection.close()


@dataclass
class Person:
    """One who uses the gateway at `address` and remembers what it acknowledged."""

    address: str
    photo: Path
    pictures: dict[str, str] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    session: str = ""

    def upload(self) -> int:
        """Begin a session with a file that nobody has sent before."""
        # Bytes behind a JPEG's end are not looked at, and make it another file.
        form = _form(self.photo.read_bytes() + os.urandom(16))
        status, body = call(self.address, "POST", "/api/sessions", *form)
        if status == 201:
            view = json.loads(body)
            self.heads[view["id"]] = 1
            self._remember(view["revision"]["imageUrl"])
            self.session = view["id"]
        return status

    def _remember(self, url: str) -> None:
        status, body = call(self.address, "GET", url)
        if status == 200:
            self.pictures[url] = hashlib.sha256(body).hexdigest()

    def path(self, what: str = "") -> str:
        """Return the address of something of the last session."""
        return f"/api/sessions/{self.session}{what}"

    def select(self) -> int:
        """Box the middle."""
        drawing = {"box": {"x0": 60, "y0": 60, "x1": 160, "y1": 160}}
        return call(self.address, "PUT", self.path("/selection"), json.dumps(drawing).encode())[0]

    def stroke(self) -> int:
        """Select by a stroke, which needs no model."""
        drawing = {"strokes": [{"points": [[40, 40], [90, 90]], "radius": 12, "erase": False}]}
        return call(self.address, "PUT", self.path("/selection"), json.dumps(drawing).encode())[0]

    def edit(self) -> int:
        """Have the picture changed."""
        body = json.dumps({"text": "make it sepia"}).encode()
        status, reply = call(self.address, "POST", self.path("/messages"), body)
        if status == 200:
            outcome = json.loads(reply)
            for revision in outcome["revisions"]:
                self.heads[self.session] = outcome["head"]
                self._remember(revision["imageUrl"])
        return status

    def move(self, where: str) -> int:
        """Undo or redo."""
        status, reply = call(self.address, "POST", self.path(f"/{where}"), b"")
        if status == 200:
            self.heads[self.session] = json.loads(reply)["head"]
        return status

    def read(self) -> list[int]:
        """Look at all that there is to see."""
        looks = ("", "/revisions/1/image", "/revisions/1/image?format=webp&maxSide=200",
                 "/download", "/events")  # fmt: skip
        return [call(self.address, "GET", self.path(look))[0] for look in looks]

    def lost(self) -> int:
        """How much of what was acknowledged is not there or not the same."""
        missing = 0
        for session, head in self.heads.items():
            status, body = call(self.address, "GET", f"/api/sessions/{session}")
            missing += status != 200 or json.loads(body)["head"] != head
        for url, sha in self.pictures.items():
            status, body = call(self.address, "GET", url)
            missing += status != 200 or hashlib.sha256(body).hexdigest() != sha
        return missing


def _form(photo: bytes) -> tuple[bytes, str]:
    head = b'--part\r\nContent-Disposition: form-data; name="image"; filename="a.jpg"\r\n'
    kind = b"Content-Type: image/jpeg\r\n\r\n"
    return head + kind + photo + b"\r\n--part--\r\n", "multipart/form-data; boundary=part"


def storage(address: str) -> str:
    """Return what /api/status says of storage."""
    status, body = call(address, "GET", "/api/status")
    return str(json.loads(body)["parts"]["storage"]) if status == 200 else "no answer"


def seconds_until(wanted: Callable[[], bool], limit: float, pause: float = 0.05) -> float:
    """How long until `wanted()` is true; infinite after `limit` seconds."""
    begin = time.monotonic()
    while time.monotonic() - begin < limit:
        if wanted():
            return time.monotonic() - begin
        time.sleep(pause)
    return float("inf")


class Hammer(threading.Thread):
    """Undoes and redoes as fast as a person's key repeats, whatever happens to the disk."""

    def __init__(self, person: Person) -> None:
        super().__init__(daemon=True)
        self.person = person
        self.seen: Counter[int] = Counter()
        self._over = threading.Event()

    def run(self) -> None:
        """Go on until it is stopped."""
        while not self._over.is_set():
            head = self.person.heads[self.person.session]
            self.seen[self.person.move("undo" if head > 1 else "redo")] += 1
            time.sleep(KEY_SECONDS)

    def stop(self) -> None:
        """End it and wait for its last call."""
        self._over.set()
        self.join()
