"""How many edits run at once, how many wait for that, and in which order."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

LOOK_SECONDS = 0.1


class Place:
    """One request's place: in the queue until `turn` is set, then in a slot."""

    def __init__(self) -> None:
        self.turn = threading.Event()


class Admission:
    """A bounded number of slots and a bounded queue before them, first come first served.

    slots: edits at once; places: requests that may wait; watch: told how many wait whenever that
    changes. Thread-safe.
    """

    def __init__(self, slots: int, places: int, watch: Callable[[int], None]) -> None:
        self._slots, self._places, self._watch = slots, places, watch
        self._running = 0
        self._waiting: deque[Place] = deque()
        self._changed = threading.Condition()

    def enter(self) -> Place | None:
        """Take a slot, or a place in the queue; None where both are full."""
        with self._changed:
            place = Place()
            if self._running < self._slots:
                self._running += 1
                place.turn.set()
            elif len(self._waiting) < self._places:
                self._waiting.append(place)
                self._watch(len(self._waiting))
            else:
                return None
            return place

    def wait(self, place: Place, check: Callable[[], None]) -> bool:
        """Return when it is the place's turn: whether it was not yet.

        `check` raises where nobody waits for it any more.
        """
        waited = not place.turn.is_set()
        while not place.turn.wait(LOOK_SECONDS):
            check()
        return waited

    def leave(self, place: Place) -> None:
        """Give a place up, from the queue or from a slot; the oldest one that waits moves up."""
        with self._changed:
            if not place.turn.is_set():
                self._waiting.remove(place)
            elif self._waiting:
                self._waiting.popleft().turn.set()
            else:
                self._running -= 1
            self._watch(len(self._waiting))
            self._changed.notify_all()

    def wait_until_idle(self) -> None:
        """Return when nobody runs and nobody waits."""
        with self._changed:
            self._changed.wait_for(lambda: not self._running and not self._waiting)
