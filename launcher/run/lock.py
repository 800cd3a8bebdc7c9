"""One launcher at a time changes a stack: a file lock that ends with its process."""

import fcntl
import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from launcher.errors import LauncherError
from launcher.layout import Layout
from launcher.shell import wait_until


class LockBusyError(LauncherError):
    """Another launcher works on the same stack."""


@contextmanager
def held(layout: Layout, purpose: str, patience: float = 0.0, name: str = "lock") -> Iterator[None]:
    """Hold a lock of this stack; a LockBusyError says who has it after `patience` seconds."""
    with _open(layout, name) as file:
        if not wait_until(lambda: _take(file), patience):
            raise LockBusyError(
                f"{_holder(file) or 'Another ./chatbrush'} is working on {layout.home} right now.",
                "wait until it is done, or stop it, then run this command again",
            )
        file.truncate(0)
        with suppress(OSError):  # on a full disk nobody learns who has it; it is held all the same
            os.write(file.fileno(), f"./chatbrush {purpose} (pid {os.getpid()})".encode())
        try:
            yield
        finally:
            file.truncate(0)


def interrupt_holder(layout: Layout, purpose: str) -> None:
    """Ask a launcher with this purpose that holds the lock to stop; nothing when it is free."""
    with _open(layout, "lock") as file:
        if _take(file):
            return
        match = re.fullmatch(rf"\./chatbrush {purpose} \(pid (\d+)\)", _holder(file))
    if match:  # whoever holds the lock lives, so this pid is not a recycled one
        os.kill(int(match.group(1)), signal.SIGTERM)


def _open(layout: Layout, name: str) -> TextIO:
    try:
        layout.run.mkdir(parents=True, exist_ok=True)
        return (layout.run / name).open("a+")
    except OSError as error:
        raise LauncherError(
            f"Nothing can be written in {layout.home}: {error.strerror}.",
            "make it writable, or name another folder in CHATBRUSH_HOME",
        ) from error


def _take(file: TextIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(file: TextIO) -> str:
    file.seek(0)
    return file.read().strip()
