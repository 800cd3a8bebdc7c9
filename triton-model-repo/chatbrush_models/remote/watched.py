"""Waiting for another server while looking whether anybody still waits for its answer."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from typing import TypeVar

LOOK_EVERY = 0.2  # seconds between two looks
T = TypeVar("T")


def watched(
    ask: Callable[[], T],
    check: Callable[[], None],
    end: float,
    connection: http.client.HTTPConnection,
) -> T:
    """Wait for `ask` until `end`; where nobody waits any longer, its connection is shut.

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
        _shut(connection)
        raise
    return asked.result()


def _shut(connection: http.client.HTTPConnection) -> None:
    """End what another thread waits for there."""
    connected = connection.sock
    if connected is not None:
        with suppress(OSError):  # it is closed already, which is what is wanted
            connected.shutdown(socket.SHUT_RDWR)


def sleep(seconds: float, check: Callable[[], None]) -> None:
    """Sleep, and look all the while whether somebody still waits."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        check()
        time.sleep(min(left, LOOK_EVERY))
