"""Small files that are there whole or not at all, and can be written on a full disk."""

import os
from contextlib import suppress
from pathlib import Path

BLOCK = 16384  # more than any of them holds, so that a new one fits where an old one was


def replace(path: Path, text: str) -> None:
    """Put this in the place of what was there. Readable by this user only.

    The one before stays beside it as name.spare, and the next is written over that: it takes no
    space that is not there already.
    """
    spare, kept = path.with_suffix(".spare"), path.with_suffix(".kept")
    _fill(spare, text)
    kept.unlink(missing_ok=True)
    if not path.exists():
        _fill(kept, text)
    with suppress(OSError):  # a file system without links needs the space
        os.link(path, kept)
    spare.replace(path)
    if kept.exists():
        kept.replace(spare)


def remove(path: Path) -> None:
    """Remove it and what `replace` keeps beside it."""
    for one in (path, path.with_suffix(".spare"), path.with_suffix(".kept")):
        one.unlink(missing_ok=True)


def _fill(path: Path, text: str) -> None:
    raw = text.encode()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(raw.ljust(-(-len(raw) // BLOCK) * BLOCK))
        stream.truncate()
