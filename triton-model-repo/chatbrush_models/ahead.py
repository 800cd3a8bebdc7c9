"""Work that a step would wait for, done in another thread while a network computes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Sent = TypeVar("Sent")


class Outbox(Generic[Sent]):
    """Sends one thing while the next is made, in their order, never more than one at a time.

    What goes wrong while sending is raised by the next `put`, or by `close`.
    """

    def __init__(self, send: Callable[[Sent], None]) -> None:
        self._send = send
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="outbox")
        self._last: Future[None] | None = None

    def put(self, thing: Sent) -> None:
        """Have it sent; nobody may write to it any more."""
        self._wait()
        self._last = self._thread.submit(self._send, thing)

    def close(self) -> None:
        """Wait until all is sent."""
        try:
            self._wait()
        finally:
            self._thread.shutdown()

    def _wait(self) -> None:
        last, self._last = self._last, None
        if last is not None:
            last.result()


class NoiseAhead:
    """Normal numbers of one generator, the next of the same shape drawn before they are asked for.

    They are those of the generator as long as nobody else draws from it and the shape stays.
    """

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="noise")
        self._next: tuple[tuple[int, ...], Future[NDArray[np.float32]]] | None = None

    def standard_normal(
        self, size: tuple[int, ...], dtype: type[np.float32] = np.float32
    ) -> NDArray[np.float32]:
        """Draw. Errors: ValueError for another shape than before."""
        if self._next is None:
            numbers = self._rng.standard_normal(size, dtype)
        else:
            shape, coming = self._next
            if shape != size:
                raise ValueError(f"noise of shape {shape} was drawn ahead, {size} is asked for")
            numbers = coming.result()
        self._next = size, self._thread.submit(self._rng.standard_normal, size, dtype)
        return numbers

    def close(self) -> None:
        """End the thread."""
        self._thread.shutdown()
