"""A client as the documentation asks for: each call has a key and is made until answered."""

import io
import json
import random
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections import Counter
from collections.abc import Callable
from typing import Any

from verify.load import Album

AGAIN = {429, 502, 503, 504}  # refused for now: nothing was changed
PATIENCE = 240.0  # seconds
# Never the whole picture: a mask leaves out what is excluded.
POINTS = [
    {"x": 120, "y": 110, "label": "include"},
    {"x": 300, "y": 250, "label": "exclude"},
]
Json = dict[str, Any]


class FailedError(Exception):
    """An answer that no repetition mends, or none for too long."""


class Client:
    """Asks whichever gateway answers; `gateways` gives the addresses of those there should be."""

    def __init__(self, gateways: Callable[[], list[str]], seed: int) -> None:
        self._gateways = gateways
        self._chance = random.Random(seed)
        self.repeated = 0

    def call(
        self, method: str, path: str, body: bytes | None = None, kind: str = "application/json"
    ) -> tuple[Json, dict[str, str]]:
        """Return the reply and its headers. FailedError where it is refused for good."""
        key = str(uuid.uuid4())
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return self._once(method, path, body, kind, key)
            except urllib.error.HTTPError as error:
                text = error.read().decode(errors="replace")
                # With the edit's number in it, it is the edit's end and the key's answer.
                if error.code not in AGAIN or '"editId"' in text:
                    raise FailedError(f"{method} {path}: {error.code} {text[:300]}") from error
                missed = f"{error.code} {text[:200]}"
            except (OSError, ValueError) as error:
                missed = repr(error)
            if time.monotonic() > end:
                raise FailedError(
                    f"{method} {path}: not answered in {PATIENCE:.0f} s, last {missed}"
                )
            self.repeated += 1
            time.sleep(self._chance.uniform(0.3, 1.0))

    def _once(
        self, method: str, path: str, body: bytes | None, kind: str, key: str
    ) -> tuple[Json, dict[str, str]]:
        address = self._chance.choice(self._gateways())
        request = urllib.request.Request(address + path, data=body, method=method)
        request.add_header("Accept", "application/json")
        if body is not None:
            request.add_header("Content-Type", kind)
        if method == "POST":
            request.add_header("Idempotency-Key", key)
        with urllib.request.urlopen(request, timeout=100) as reply:
            headers = {name.lower(): value for name, value in reply.headers.items()}
            return json.loads(reply.read() or b"{}"), headers

    def upload(self, photo: bytes) -> str:
        """Open a photo and return its session's path."""
        boundary = uuid.uuid4().hex
        body = io.BytesIO()
        body.write(f"--{boundary}\r\nContent-Disposition: form-data; ".encode())
        body.write(b'name="image"; filename="photo.jpg"\r\nContent-Type: image/jpeg\r\n\r\n')
        body.write(photo + f"\r\n--{boundary}--\r\n".encode())
        kind = f"multipart/form-data; boundary={boundary}"
        view, _ = self.call("POST", "/api/sessions", body.getvalue(), kind)
        return f"/api/sessions/{view['id']}"

    def edit(self, session: str, text: str) -> Json:
        """Have something done; return its outcome."""
        body = json.dumps({"text": text}).encode()
        reply, headers = self.call("POST", f"{session}/messages", body)
        end = time.monotonic() + PATIENCE
        while not reply.get("outcome"):  # 202: it goes on
            if time.monotonic() > end:
                raise FailedError(f"{text}: no outcome in {PATIENCE:.0f} s")
            time.sleep(0.5)
            told, _ = self.call("GET", headers["location"])
            reply = told.get("outcome") or {}
        return reply


class Work:
    """People who click and edit until they are told to stop, and what became of it."""

    def __init__(self, gateways: Callable[[], list[str]], people: int) -> None:
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._album = Album(11)
        self.asked = 0
        self.seconds: list[float] = []
        self.failures: Counter[str] = Counter()
        self.clients = [Client(gateways, seed) for seed in range(people)]
        self._threads = [threading.Thread(target=self._live, args=(c,)) for c in self.clients]

    def begin(self) -> None:
        """Let all of them work."""
        for thread in self._threads:
            thread.start()

    def finish(self) -> None:
        """Wait until each has ended what it is at."""
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _live(self, client: Client) -> None:
        session = ""
        edits = 0  # of this session
        while not self._over.is_set():
            try:
                if not session or edits == 5:
                    session = client.upload(self._album.photo(0.2))
                    edits = 0
                edits += 1
                self._edit(client, session, edits + 1)
            except FailedError as failure:
                with self._lock:
                    self.failures[str(failure)] += 1
                session = ""

    def _edit(self, client: Client, session: str, head: int) -> None:
        client.call("PUT", f"{session}/selection", json.dumps({"points": POINTS}).encode())
        with self._lock:
            self.asked += 1
        began = time.monotonic()
        outcome = client.edit(session, "erase this")
        with self._lock:
            self.seconds.append(time.monotonic() - began)
        if outcome.get("outcome") != "completed":
            raise FailedError(json.dumps(outcome)[:300])
        if outcome["head"] != head:  # each makes one revision, however often it is asked for
            raise FailedError(f"revision {head} was to come, came {outcome['head']}")
