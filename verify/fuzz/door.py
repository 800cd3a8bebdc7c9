"""Sends broken pictures as uploads and as masks, and judges each answer."""

import http.client
import json
import threading
import urllib.parse
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pictures import Malformed

PROBLEMS = Path(
    Path(__file__).resolve().parents[2],
    "contracts/src/main/resources/dev/chatbrush/contracts/problems.json",
)
BOUNDARY = "chatbrush-fuzz"
PART = (
    f"--{BOUNDARY}\r\nContent-Disposition: form-data; "
    'name="image"; filename="a"\r\nContent-Type: application/octet-stream\r\n\r\n'
).encode()


@dataclass
class Judged:
    """What became of the pictures. Thread-safe by `lock`."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    sent: int = 0
    taken: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)


class Door:
    """One server's two doors for pictures. session: the path of one whose mask is sent."""

    def __init__(self, address: str, session: str) -> None:
        self.server = urllib.parse.urlsplit(address).netloc
        self.session = session
        self.problems: dict[str, Any] = json.loads(PROBLEMS.read_text())
        self.judged = Judged()

    def send(self, pictures: Iterable[Malformed], people: int) -> Judged:
        """Send each to one door, the next to the other, by so many people at once."""
        queue, lock = enumerate(pictures), threading.Lock()

        def work() -> None:
            while True:
                with lock:
                    index, picture = next(queue, (0, None))
                if picture is None:
                    return
                self._judge(picture, *self._one(index, picture))

        threads = [threading.Thread(target=work) for _ in range(people)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return self.judged

    def _one(self, index: int, picture: Malformed) -> tuple[int, str, bytes]:
        """Return status, type and body of the answer; status 0 where there is none."""
        if index % 2:
            body = PART + picture.content + f"\r\n--{BOUNDARY}--\r\n".encode()
            kind = f"multipart/form-data; boundary={BOUNDARY}"
            return self._call("POST", "/api/sessions", body, kind)
        return self._call("PUT", f"{self.session}/selection/mask.png", picture.content, "image/png")

    def _call(
        self, method: str, path: str, body: bytes | None, kind: str
    ) -> tuple[int, str, bytes]:
        connection = http.client.HTTPConnection(self.server, timeout=120)
        try:
            connection.request(method, path, body, {"Content-Type": kind} if kind else {})
            reply = connection.getresponse()
            return reply.status, reply.getheader("Content-Type", ""), reply.read()
        except (OSError, http.client.HTTPException) as failure:
            return 0, type(failure).__name__, b""
        finally:
            connection.close()

    def _judge(self, picture: Malformed, status: int, kind: str, body: bytes) -> None:
        fault, code = None, None
        if status in (200, 201):
            fault = self._not_to_be_seen(json.loads(body)) if status == 201 else None
        elif 400 <= status < 500:
            code, fault = self._problem(status, kind, body)
        else:
            fault = f"{status or kind} {body[:200]!r}"
        with self.judged.lock:
            self.judged.sent += 1
            self.judged.taken += status in (200, 201)
            if code:
                self.judged.refused[code] += 1
            if fault:
                name = "no answer" if status == 0 else "5xx" if status >= 500 else "wrong"
                self.judged.faults[name] += 1
                print(f"{name}: {picture.kind}, {len(picture.content)} bytes: {fault}", flush=True)

    def _problem(self, status: int, kind: str, body: bytes) -> tuple[str | None, str | None]:
        """Return the code of a refusal, and what is wrong with how it was said."""
        if not kind.startswith("application/problem+json"):
            return None, f"{status} as {kind}"
        problem = json.loads(body)
        code, known = problem.get("code"), self.problems.get(problem.get("code"), {})
        if known.get("status") != status or problem.get("status") != status:
            return code, f"{status} with the code {code}"
        return code, None

    def _not_to_be_seen(self, session: dict[str, Any]) -> str | None:
        """Return None where the picture that was taken can be looked at."""
        path = f"/api/sessions/{session['id']}/revisions/1/image?format=jpeg&maxSide=64"
        status, kind, body = self._call("GET", path, None, "")
        return (
            None if status == 200 else f"taken, but its picture is {status} {kind} {body[:200]!r}"
        )
