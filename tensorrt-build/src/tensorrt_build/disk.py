"""Turns the system's "no space left" into a sentence."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from tensorrt_build.errors import DiskFullError

FULL = (errno.ENOSPC, errno.EDQUOT)


@contextlib.contextmanager
def saying_disk_full(folder: Path, kept: str) -> Iterator[None]:
    """Run the body; a full disk becomes DiskFullError. `kept` says what the next run still has."""
    try:
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise DiskFullError(
            f"the disk of {folder} is full. Free some space and run the same command again: {kept}."
        ) from error
