"""Shows how far a download is: a bar on a terminal, a line every few seconds, or JSON lines."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Protocol, TextIO

MEGABYTE = 1_000_000
BAR_WIDTH = 30


class Progress(Protocol):
    """Hears about one run of `pull`; sizes in bytes, `total` None where the server hides it."""

    def update(self, name: str, received: int, total: int | None) -> None:
        """Report that `received` bytes of what holds `name` are on disk."""

    def finished(self, name: str, message: str) -> None:
        """Report that `name` is in place."""

    def failed(self, name: str, message: str) -> None:
        """Report that a source of `name`, or all of them, failed."""


class TerminalBar:
    """Redraws one line; for terminals. At most ten times a second."""

    def __init__(self, out: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._out = out
        self._clock = clock
        self._drawn_at = float("-inf")

    def update(self, name: str, received: int, total: int | None) -> None:
        """Redraw the bar."""
        now = self._clock()
        if now - self._drawn_at < 0.1 and received != total:
            return
        self._drawn_at = now
        share = min(received / total, 1.0) if total else 0.0
        filled = round(share * BAR_WIDTH)
        bar = "█" * filled + "·" * (BAR_WIDTH - filled)
        self._out.write(f"\r{name:<18} {bar} {_sizes(received, total)}\x1b[K")
        self._out.flush()

    def finished(self, name: str, message: str) -> None:
        """Replace the bar by a line that stays."""
        print(f"\r{name:<18} {message}\x1b[K", file=self._out, flush=True)

    def failed(self, name: str, message: str) -> None:
        """Replace the bar by the reason."""
        self.finished(name, message)


class PlainLines:
    """Prints a line every few seconds; for logs."""

    def __init__(
        self, out: TextIO, every: float = 5.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._out = out
        self._every = every
        self._clock = clock
        self._printed_at = clock()

    def update(self, name: str, received: int, total: int | None) -> None:
        """Print where we are, unless that was said moments ago."""
        now = self._clock()
        if now - self._printed_at >= self._every:
            self._printed_at = now
            print(f"{name}: {_sizes(received, total)}", file=self._out, flush=True)

    def finished(self, name: str, message: str) -> None:
        """Print the closing line of one file."""
        print(f"{name}: {message}", file=self._out, flush=True)

    def failed(self, name: str, message: str) -> None:
        """Print the reason."""
        self.finished(name, message)


class JsonLines:
    """Prints one JSON object a line: event (progress, done, failed), name, and its fields."""

    def __init__(self, out: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._out = out
        self._clock = clock
        self._printed_at = float("-inf")

    def update(self, name: str, received: int, total: int | None) -> None:
        """Print a `progress` event, at most four a second."""
        now = self._clock()
        if now - self._printed_at >= 0.25 or received == total:
            self._printed_at = now
            self._print(event="progress", name=name, received=received, total=total)

    def finished(self, name: str, message: str) -> None:
        """Print a `done` event."""
        self._print(event="done", name=name, message=message)

    def failed(self, name: str, message: str) -> None:
        """Print a `failed` event."""
        self._print(event="failed", name=name, message=message)

    def _print(self, **fields: object) -> None:
        print(json.dumps(fields, ensure_ascii=False), file=self._out, flush=True)


def progress_for(json_lines: bool, out: TextIO = sys.stdout) -> Progress:
    """Choose the form that fits where `out` goes."""
    if json_lines:
        return JsonLines(out)
    return TerminalBar(out) if out.isatty() else PlainLines(out)


def _sizes(received: int, total: int | None) -> str:
    done = f"{received / MEGABYTE:.1f}"
    return f"{done} of {total / MEGABYTE:.1f} MB" if total else f"{done} MB"
