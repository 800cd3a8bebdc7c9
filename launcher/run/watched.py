"""One process of a part: ends a wait when it dies, and says whether it answers."""

import os
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from launcher.run import web
from launcher.run.state import PartState

LONGEST_PAUSE = 60.0
STEADY_SECONDS = 20.0  # a part that answered that long is started at once when it dies
ASK_EVERY = 5.0
ASK_SOON = 0.2
HUNG_SECONDS = 45.0
HUNG_ASKS = 5  # of them in a row: time alone passes too while this process itself is stopped
START_SECONDS = 300.0  # a slow machine that loads every model


@dataclass
class Pause:
    """When a part may be started: 1, 2, 4, … 60 s after its last start, at once after a calm."""

    seconds: float = 1.0
    not_before: float = 0.0

    def note(self, now: float) -> None:
        """Record a start."""
        self.not_before = now + self.seconds
        self.seconds = min(2 * self.seconds, LONGEST_PAUSE)

    def reset(self) -> None:
        """Forget the starts."""
        self.seconds, self.not_before = 1.0, 0.0


class Watched:
    """Asks without ever waiting for the answer. Times are those of time.monotonic."""

    def __init__(self, part: PartState, now: float) -> None:
        self.part = part
        self.descriptor = _open(part.identity.pid)
        self.answers_since: float | None = None
        self._silent_since = now
        self._silent_asks = 0
        self._asked: Future[bool] | None = None
        self._next = now

    def close(self) -> None:
        """Let go of the process."""
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None

    def ask(self, pool: ThreadPoolExecutor, now: float) -> None:
        """Take in the last answer, and ask again when it is time."""
        if self._asked is not None and self._asked.done():
            self._silent_asks += 1
            if self._asked.result():
                self.answers_since = self.answers_since or now
                self._silent_since, self._silent_asks = now, 0
            self._asked = None
            self._next = now + (ASK_SOON if self.answers_since is None else ASK_EVERY)
        if self._asked is None and now >= self._next:
            self._asked = pool.submit(web.answers, self.part.live)

    def hangs(self, now: float) -> bool:
        """Return True when it lives and has not answered for longer than a slow machine needs."""
        longest = START_SECONDS if self.answers_since is None else HUNG_SECONDS
        return self._silent_asks >= HUNG_ASKS and now - self._silent_since > longest

    def steady(self, now: float) -> bool:
        """Return True when it has answered for a while."""
        return self.answers_since is not None and now - self.answers_since > STEADY_SECONDS


def _open(pid: int) -> int | None:
    try:
        return os.pidfd_open(pid)
    except OSError:
        return None  # gone meanwhile, or a kernel without them: looking often finds it
