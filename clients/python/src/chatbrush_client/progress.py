"""A line that tells how far many edits are."""

from __future__ import annotations

import shutil
import time
from types import TracebackType
from typing import TextIO

from chatbrush_client.wire import Json

WIDTH = 24  # characters of the bar
WORDS = {"accepted": "waiting", "plan": "planned"}


class Progress:
    """Draws `[3/20] cup.jpg ▓▓▓▓░░░░ step 4 of 20`; where nobody watches, a line a photo."""

    def __init__(self, count: int, stream: TextIO) -> None:
        self._count = count
        self._stream = stream
        self._live = stream.isatty()
        self._number = 0
        self._name = ""
        self._begun = time.monotonic()

    def __enter__(self) -> Progress:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave a clean line."""
        self._wipe()

    def begin(self, name: str) -> None:
        """Go on to the next photo."""
        self._number += 1
        self._name = name
        self._begun = time.monotonic()
        self._draw("uploading", 0.0)

    def hear(self, event: str, data: Json) -> None:
        """Show what an edit tells."""
        if event == "progress":
            step, total = int(data["step"]), max(1, int(data["totalSteps"]))
            self._draw(f"step {step} of {total}", step / total)
        elif event in WORDS:
            self._draw(WORDS[event], 0.0)

    def note(self, fault: str | None) -> None:
        """Tell that the photo is done, or why it is not."""
        self._wipe()
        if fault:
            print(fault, file=self._stream, flush=True)
        elif not self._live:
            seconds = time.monotonic() - self._begun
            line = f"[{self._number}/{self._count}] {self._name} {seconds:.1f} s"
            print(line, file=self._stream, flush=True)

    def _draw(self, words: str, share: float) -> None:
        if not self._live:
            return
        full = round(WIDTH * share)
        bar = "▓" * full + "░" * (WIDTH - full)
        line = f"[{self._number}/{self._count}] {self._name} {bar} {words}"
        columns = shutil.get_terminal_size().columns
        self._stream.write("\r\x1b[2K" + line[: columns - 1])
        self._stream.flush()

    def _wipe(self) -> None:
        if self._live:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()
