"""What becomes of freed memory: at hand while a process works, the system's while it rests.

glibc asks the system anew for each large block, and every page of it faults when it is first
touched: 8,000 faults and 12 of the 37 ms of a MobileSAM decoder's run, more than half of the time
of a look. The variables that the server is started with have it give large blocks back at once.
"""

from __future__ import annotations

import ctypes
import gc
import threading
from collections.abc import Callable
from contextlib import suppress

# mallopt(3): the largest block that may come from what is kept (its limit on 64 bits), and how much
# may be kept at the heap's end.
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
LARGEST_KEPT, MOST_KEPT = 32 << 20, 256 << 20

REST_SECONDS = 20.0  # without work, until a process gives back what its work freed


def keep_freed() -> None:
    """Keep what this process frees for the next time, until `give_back`."""
    with suppress(AttributeError):  # another C library has its own ways
        library = ctypes.CDLL(None)
        library.mallopt(M_MMAP_THRESHOLD, LARGEST_KEPT)
        library.mallopt(M_TRIM_THRESHOLD, MOST_KEPT)


def give_back() -> None:
    """Return memory that was freed to the system."""
    gc.collect()
    with suppress(AttributeError):  # another C library keeps what was freed
        ctypes.CDLL(None).malloc_trim(0)


class Rest:
    """Does something once when nothing was done for a while. For callers that hold a lock."""

    def __init__(self, seconds: float, then: Callable[[], None]) -> None:
        self._seconds = seconds
        self._then = then
        self._timer: threading.Timer | None = None

    def put_off(self) -> None:
        """Wait: something is being done."""
        if self._timer is not None:
            self._timer.cancel()

    def begin(self) -> None:
        """Let the while begin: it was done."""
        self.put_off()
        self._timer = threading.Timer(self._seconds, self._then)
        self._timer.daemon = True
        self._timer.start()


class AtHand:
    """Keeps what this process frees while something is done in it, and for some seconds after.

    What is larger than LARGEST_KEPT, such as a whole large picture, is the system's at once.
    Thread-safe: `with` it for each thing that is done.
    """

    def __init__(self, seconds: float) -> None:
        keep_freed()
        self._lock = threading.Lock()
        self._uses = 0
        self._rest = Rest(seconds, give_back)

    def __enter__(self) -> None:
        with self._lock:
            self._uses += 1
            self._rest.put_off()

    def __exit__(self, *failure: object) -> None:
        with self._lock:
            self._uses -= 1
            if self._uses == 0:
                self._rest.begin()
