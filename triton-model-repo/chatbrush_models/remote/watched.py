"""Waiting for another server while looking whether anybody still waits for its answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TypeVar

from chatbrush_models.remote.line import Line

LOOK_EVERY = 0.2  # seconds between two looks
T = TypeVar("T")


def watched(
    ask: Callable[[], T],
    check: Callable[[], None],
    end: float,
    line: Line,
) -> T:
    """Wait for `ask` until `end`; where nobody waits any longer, its line is cut.

    So headers that drip end with the time, and who has gone leaves no request behind.
    """
    asked: Future[T] = Future()

    def run() -> None:
        try:
            asked.set_result(ask())
        except BaseException as error:  # raised again where it is waited for
            asked.set_exception(error)

    threading.Thread(target=run, daemon=True).start()  # whose end nobody's exit waits for
    try:
        while not wait((asked,), LOOK_EVERY).done:
            check()
            if time.monotonic() > end:
                raise TimeoutError
    except BaseException:
        line.cut()
        raise
    return asked.result()


def sleep(seconds: float, check: Callable[[], None]) -> None:
    """Sleep, and look all the while whether somebody still waits."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        check()
        time.sleep(min(left, LOOK_EVERY))
