"""What the person reads: progress lines, marks, errors."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from launcher.errors import LauncherError

_thread = threading.local()  # .kept: the lines that this thread keeps back


def say(text: str = "") -> None:
    """Print one line now, even into a pipe."""
    kept = _kept()
    if kept is not None:
        kept.append(text)
    else:
        print(text, flush=True)


def complain(error: LauncherError) -> None:
    """Print an error with its remedy on standard error."""
    if _kept() is not None:
        say(f"✗ {error}")
    else:
        print(f"✗ {error}", file=sys.stderr, flush=True)


@contextmanager
def kept_together() -> Iterator[None]:
    """Keep back what this thread says and print it in one piece: the lines of two do not mix."""
    _thread.kept = []
    try:
        yield
    finally:
        lines, _thread.kept = _thread.kept, None
        print("\n".join(lines), flush=True)


def _kept() -> list[str] | None:
    return getattr(_thread, "kept", None)


def duration(seconds: float) -> str:
    """Seconds as people say them: 0.4 s, 12 s, 3 min 5 s."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{int(seconds) // 60} min {int(seconds) % 60} s"


class Step:
    """One line of progress: `[3/7] Python environment … 12 s`."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.result = ""
        self._live = sys.stdout.isatty() and _kept() is None
        self._began = time.monotonic()
        self._shown = ""
        self.detail("")

    def detail(self, text: str, minor: bool = False) -> None:
        """Say what is going on inside: rewrites the line on a terminal, adds one in a log.

        minor: a terminal only, it would fill a log.
        """
        line = f"{self.label} … {text}".rstrip()
        if self._live:
            seconds = duration(time.monotonic() - self._began)
            print(f"\r\033[K{line} {seconds}", end="", flush=True)
        elif text and not minor and line != self._shown:
            say(line)
        self._shown = line

    def release(self) -> None:
        """Leave the line, so that a tool can write its own progress."""
        if self._live:
            print("\r\033[K", end="", flush=True)

    def finish(self, word: str = "") -> None:
        """Print the final form of the line."""
        note = f" ({self.result})" if self.result else ""
        self.release()
        say(f"{self.label} … {word or duration(time.monotonic() - self._began)}{note}")


class Progress:
    """Numbers the steps of a command."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._index = 0

    @contextmanager
    def step(self, title: str) -> Iterator[Step]:
        """Run one step; a fault ends its line with `failed`."""
        self._index += 1
        step = Step(f"[{self._index}/{self._total}] {title}")
        try:
            yield step
        except BaseException:
            step.finish("failed")
            raise
        step.finish()
