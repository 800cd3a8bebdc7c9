"""Goes on without the terminal: the command that was typed returns, its work stays behind."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from launcher import shell

Detach = Callable[[Path], None]
GONE_ON = b"1"


def in_a_child() -> Detach:
    """Go on in a child, whose parent waits and ends as the child does.

    Returns what the child calls when it is ready: the parent then ends with 0, and the child goes
    on in a session of its own with its output in a log. So what the child started has a parent
    that learns how it ends.
    """
    sys.stdout.flush()
    reading, writing = os.pipe()
    child = os.fork()
    if child != 0:
        os.close(writing)
        sys.exit(_outcome(child, reading))
    os.close(reading)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt_once)
    return lambda log: _leave(log, writing)


def _outcome(child: int, reading: int) -> int:
    try:
        with os.fdopen(reading, "rb") as told:
            if told.read(1) == GONE_ON:
                return 0
    except KeyboardInterrupt:
        os.kill(child, signal.SIGTERM)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _interrupt_once(_number: int, _frame: FrameType | None) -> None:
    """Interrupt, and let the second signal pass: a terminal's Ctrl-C comes from the parent too."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def _leave(log: Path, writing: int) -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    os.setsid()
    shell.rotate(log)
    sys.stdout.flush()
    nothing = os.open(os.devnull, os.O_RDONLY)
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for source, target in ((nothing, 0), (output, 1), (output, 2)):
        os.dup2(source, target)
    os.write(writing, GONE_ON)
    os.close(writing)
