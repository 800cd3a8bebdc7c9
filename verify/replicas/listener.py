"""A page's ear: a session's events, taken up where a line breaks off."""

from __future__ import annotations

import contextlib
import http.client
import json
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bench.client import Editor

SILENCE = 40.0  # seconds; a comment comes every 15
PAUSE = 0.2


@dataclass(frozen=True)
class Event:
    """One event: its number (None without one), name, data, and when it was heard."""

    number: int | None
    name: str
    data: dict[str, Any]
    heard: float


class Listener:
    """Follows a session. Where the line breaks it connects anew, to the gateway that `where` names.

    All events lie in `heard`; `broken` counts the lines that were taken up.
    """

    def __init__(
        self, where: Editor | Callable[[], Editor], session: str, last: int | None = None
    ) -> None:
        self._where = where if callable(where) else lambda: where
        self._path = f"{session}/events"
        self.last = last
        self.heard: list[Event] = []
        self.broken = 0
        self._new: queue.Queue[Event] = queue.Queue()
        self._over = threading.Event()
        self._line: http.client.HTTPConnection | None = None
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()

    def __enter__(self) -> Listener:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def closed(self) -> bool:
        """Whether it listens no more."""
        return self._over.is_set()

    def close(self) -> None:
        """Listen no more."""
        self._over.set()
        line = self._line
        if line is not None and line.sock is not None:
            with contextlib.suppress(OSError):
                line.sock.shutdown(2)
        self._thread.join(timeout=5)

    def until(self, name: str, patience: float = 20.0, **data: object) -> Event:
        """Return the next event of that name with those data; RuntimeError without one in time."""
        end = time.monotonic() + patience
        while True:
            try:
                event = self._new.get(timeout=max(0.001, end - time.monotonic()))
            except queue.Empty:
                seen = [event.name for event in self.heard]
                raise RuntimeError(f"no event {name} in {patience} s, but {seen}") from None
            if event.name == name and all(event.data.get(key) == data[key] for key in data):
                return event

    def _follow(self) -> None:
        while not self._over.is_set():
            with contextlib.suppress(OSError, http.client.HTTPException, ValueError):
                self._read()
            if not self._over.wait(PAUSE):
                self.broken += 1

    def _read(self) -> None:
        """Follow one line to its end."""
        self._line = http.client.HTTPConnection(
            urlsplit(self._where().address).netloc, timeout=SILENCE
        )
        headers = {"Accept": "text/event-stream"}
        if self.last is not None:
            headers["Last-Event-ID"] = str(self.last)
        self._line.request("GET", self._path, headers=headers)
        reply = self._line.getresponse()
        if reply.status != 200:
            raise http.client.HTTPException(f"{reply.status}")
        fields: dict[str, str] = {}
        for raw in reply:
            line = raw.decode().rstrip("\r\n")
            name, colon, value = line.partition(":")
            if colon and name:
                fields[name] = value.removeprefix(" ")
            elif not line:
                self._take(fields)
                fields = {}

    def _take(self, fields: dict[str, str]) -> None:
        if "data" not in fields:
            return
        number = int(fields["id"]) if "id" in fields else None
        event = Event(number, fields["event"], json.loads(fields["data"]), time.monotonic())
        if number is not None:
            self.last = number
        elif event.name == "reset":
            self.last = int(event.data["last"])  # 0: there was no event yet
        self.heard.append(event)
        self._new.put(event)
