"""The folder of pictures: FOLDER/ab/abcdef…, each named by the SHA-256 of its bytes."""

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

NAME = re.compile(r"[0-9a-f]{64}")


def found(folder: Path) -> Iterator[Path]:
    """All pictures; what is being written or removed is none."""
    for shelf in sorted(folder.glob("[0-9a-f][0-9a-f]")):
        yield from sorted(file for file in shelf.iterdir() if NAME.fullmatch(file.name))


def copy(source: Path, target: Path) -> int:
    """Copy what `target` lacks, with each file's time. Returns how many.

    A picture that is removed meanwhile is left out: no row names it any more.
    """
    copied = 0
    for file in found(source):
        place = target / file.parent.name / file.name
        if place.exists():
            continue
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial = place.with_suffix(".partial")
        try:
            shutil.copy2(file, partial)
        except FileNotFoundError:
            continue
        os.replace(partial, place)
        copied += 1
    return copied


def mend(source: Path, target: Path) -> list[str]:
    """Put the source's picture in the place of each damaged one; return what stays damaged.

    One that the source has no more is removed: where a row still names it, it is missing.
    """
    spoilt = damaged(target)
    for name in spoilt:
        (target / name[:2] / name).unlink()
    if spoilt:
        copy(source, target)
    places = [target / name[:2] / name for name in spoilt]
    return [file.name for file in places if file.exists() and digest(file) != file.name]


def damaged(folder: Path) -> list[str]:
    """Names of pictures whose bytes are not those that they are named by."""
    return [file.name for file in found(folder) if digest(file) != file.name]


def digest(file: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
