"""A picture that is being edited: point, say, fetch."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from chatbrush_client.errors import ChatbrushError, ProblemError, UnreachableError
from chatbrush_client.wire import File, Json, Wire

Point = tuple[float, float]
Listener = Callable[[str, Json], None]
"""Told of each event of an edit as it comes: its name (docs/api.md) and its data."""

FEWEST_SECONDS, MOST_SECONDS = 0.2, 5.0  # between two questions after an edit whose line broke off
PATIENCE = 30.0  # seconds that a server may be away while its edit is asked after
AWAY = (502, 503, 504)


@dataclass(frozen=True)
class Outcome:
    """How an edit ended.

    outcome: completed, question, answered, cancelled or failed. text: what the assistant said.
    revision: number of the new picture, None where there is none. problem: why it failed, None
    where it did not. body: the whole JSON.
    """

    outcome: str
    text: str
    revision: int | None
    problem: ProblemError | None
    body: Json

    @classmethod
    def of(cls, body: Json) -> Outcome:
        """Read the server's JSON."""
        problem = body.get("problem")
        revisions = body.get("revisions") or []
        return cls(
            outcome=str(body["outcome"]),
            text=str((body.get("message") or {}).get("text", "")),
            revision=int(revisions[-1]["number"]) if revisions else None,
            problem=ProblemError(problem, 0) if problem else None,
            body=body,
        )


class Picture:
    """One session of the server. Errors of every call: ProblemError, UnreachableError."""

    def __init__(self, wire: Wire, state: Json) -> None:
        self._wire = wire
        self.id = str(state["id"])
        self.state = state
        self._path = f"/api/sessions/{self.id}"
        self._edit: str | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels, as of the last `refresh`."""
        head = next(r for r in self.state["revisions"] if r["number"] == self.state["head"])
        return int(head["width"]), int(head["height"])

    def refresh(self) -> Json:
        """Read the whole state anew: head, revisions, selection, messages."""
        self.state = self._wire.call("GET", self._path).json()
        return self.state

    def select(
        self,
        points: Sequence[Point] = (),
        exclude: Sequence[Point] = (),
        box: tuple[float, float, float, float] | None = None,
        **more: Any,  # noqa: ANN401 (JSON)
    ) -> Json:
        """Select what the points and the box show; return the mask as COCO run lengths.

        points, exclude: in pixels, on the thing and beside it. box: x0, y0, x1, y1. more: further
        members of the selection, such as text="cup", which="leftmost", subject="background",
        strokes=[…], refine={…} (docs/api.md).
        """
        places = [_point(each, "include") for each in points]
        places += [_point(each, "exclude") for each in exclude]
        selection: Json = dict(more)
        if places:
            selection["points"] = places
        if box is not None:
            selection["box"] = dict(zip(("x0", "y0", "x1", "y1"), box, strict=True))
        return self._wire.call("PUT", f"{self._path}/selection", selection).json()

    def select_mask(self, png: bytes) -> Json:
        """Select what is white in an 8-bit gray PNG of the picture's size."""
        return self._wire.put_file(f"{self._path}/selection/mask.png", png, "image/png")

    def clear_selection(self) -> None:
        """Select nothing."""
        self._wire.call("DELETE", f"{self._path}/selection")

    def say(self, text: str, listener: Listener | None = None, **options: Any) -> Outcome:  # noqa: ANN401
        """Say what should happen and wait until it has.

        options: seed, variations, previewEvery, and those of the tools. A line that breaks off
        loses nothing: the edit is then asked after. Ctrl-C cancels it.
        """
        told = listener or (lambda _name, _data: None)
        try:
            return self._said({"text": text, "options": options}, told)
        except KeyboardInterrupt:
            with suppress(ChatbrushError):  # it may have ended by itself
                self.cancel()
            raise
        finally:
            self._edit = None

    def _said(self, body: Json, told: Listener) -> Outcome:
        try:
            for name, data in self._wire.events(f"{self._path}/messages", body, uuid.uuid4().hex):
                self._edit = self._edit or str(data["editId"])
                told(name, data)
        except UnreachableError:
            if self._edit is None:
                raise
        if self._edit is None:
            raise UnreachableError(f"{self._wire.address} began to answer and said nothing")
        return self._ended(self._edit)

    def cancel(self) -> None:
        """Stop the edit that runs, from another thread or a listener; nothing of it is stored."""
        if self._edit is not None:
            self._wire.call("POST", f"{self._path}/edits/{self._edit}/cancel")

    def undo(self) -> Json:
        """Go back to the picture before; return the state."""
        return self._moved("undo")

    def redo(self) -> Json:
        """Take an undo back; return the state."""
        return self._moved("redo")

    def download(
        self, format: str | None = None, quality: int | None = None, revision: int | None = None
    ) -> File:
        """Fetch the newest picture, or another revision, with all that its file held.

        format: png, jpeg or webp; by default the one it came in. quality: 1 to 100.
        """
        asked = {"format": format, "quality": quality, "revision": revision}
        query = urlencode({name: value for name, value in asked.items() if value is not None})
        return self._wire.file(f"{self._path}/download" + (f"?{query}" if query else ""))

    def mask(self) -> File:
        """Fetch the selection as 8-bit gray PNG of the picture's size."""
        return self._wire.file(f"{self._path}/selection/mask.png", "image/png")

    def _moved(self, way: str) -> Json:
        self.state = self._wire.call("POST", f"{self._path}/{way}").json()
        return self.state

    def _ended(self, edit: str) -> Outcome:
        """Ask after an edit until it has ended, also while its server is started anew."""
        wait = FEWEST_SECONDS
        heard = time.monotonic()
        while True:
            try:
                body = self._wire.call(
                    "GET", f"{self._path}/edits/{edit}", headers={"Prefer": "wait=20"}
                ).json()
                heard = time.monotonic()
            except (UnreachableError, ProblemError) as error:
                away = isinstance(error, UnreachableError) or error.status in AWAY
                if not away or time.monotonic() - heard > PATIENCE:
                    raise
                body = {}
            if body.get("outcome"):
                self.refresh()
                return Outcome.of(body["outcome"])
            time.sleep(wait)
            wait = min(MOST_SECONDS, 2 * wait)


def _point(point: Point, label: str) -> Json:
    x, y = point
    return {"x": x, "y": y, "label": label}
