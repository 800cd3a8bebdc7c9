"""Sends a step's response in another thread, while the network computes the next."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

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
