"""A network that holds memory only while somebody uses it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from numpy.typing import NDArray

from chatbrush_models.cpu_network import Runs
from chatbrush_models.freed_memory import Rest, give_back


class IdleNetwork:
    """Opens with the first run and closes when none came for `seconds`. Thread-safe.

    Its graph was held against config.pbtxt when it was assembled, and is again when it opens: a
    fault that came later is then the run's.
    """

    def __init__(self, open_it: Callable[[], Runs], seconds: float) -> None:
        self._open_it = open_it
        self._network: Runs | None = None
        self._rest = Rest(seconds, self.close)
        self._lock = threading.Lock()

    @property
    def is_open(self) -> bool:
        """Whether it holds its network now."""
        return self._network is not None

    def run(self, names: Sequence[str], feed: Mapping[str, NDArray[Any]]) -> list[NDArray[Any]]:
        """Return the named outputs. Errors: those of opening and of running."""
        with self._lock:
            self._rest.put_off()
            try:
                if self._network is None:
                    self._network = self._open_it()
                return self._network.run(names, feed)
            finally:
                self._rest.begin()

    def close(self) -> None:
        """Give its memory back; the next run opens it anew."""
        with self._lock:
            self._rest.put_off()
            self._network = None
            give_back()
