"""Pictures, each named by the SHA-256 of its bytes: in a folder as ab/abcdef… below it."""

import functools
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

NAME = re.compile(r"[0-9a-f]{64}")


class Pictures(Protocol):
    """Where pictures are kept."""

    def names(self) -> Iterator[str]:
        """All of them; what is being written or removed is none."""

    def fetch(self, name: str, target: Path) -> None:
        """Write one into a file; FileNotFoundError where it was removed meanwhile."""

    def keep(self, name: str, source: Path) -> None:
        """Add one."""


@dataclass(frozen=True)
class Folder:
    """A folder of pictures, a gateway's or a copy's."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)

    def names(self) -> Iterator[str]:
        """See Pictures."""
        return (file.name for file in found(self.path))

    def fetch(self, name: str, target: Path) -> None:
        """See Pictures. Its time is kept."""
        shutil.copy2(place(self.path, name), target)

    def keep(self, name: str, source: Path) -> None:
        """See Pictures."""
        _put(self.path, name, lambda partial: shutil.copy2(source, partial))


def found(folder: Path) -> Iterator[Path]:
    """All pictures of a folder."""
    for shelf in sorted(folder.glob("[0-9a-f][0-9a-f]")):
        yield from sorted(file for file in shelf.iterdir() if NAME.fullmatch(file.name))


def place(folder: Path, name: str) -> Path:
    """Return where a picture lies in a folder."""
    return folder / name[:2] / name


def _put(folder: Path, name: str, write: Callable[[Path], object]) -> None:
    """Write a picture beside its place, and move it there once it is whole."""
    file = place(folder, name)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = file.with_suffix(".partial")
    try:
        write(partial)
    except FileNotFoundError:
        partial.unlink(missing_ok=True)
        raise
    os.replace(partial, file)


def take(source: Pictures, folder: Path) -> None:
    """Copy what the folder lacks.

    A picture that is removed meanwhile is left out: no row names it any more.
    """
    for name in source.names():
        if not place(folder, name).exists():
            try:
                _put(folder, name, functools.partial(source.fetch, name))
            except FileNotFoundError:
                continue


def give(folder: Path, target: Pictures) -> None:
    """Copy all of a folder into where nothing is."""
    for file in found(folder):
        target.keep(file.name, file)


def mend(source: Pictures, folder: Path) -> list[str]:
    """Put the source's picture in the place of each damaged one; return what stays damaged.

    One that the source has no more is removed: where a row still names it, it is missing.
    """
    spoilt = damaged(folder)
    for name in spoilt:
        place(folder, name).unlink()
    if spoilt:
        take(source, folder)
    files = [place(folder, name) for name in spoilt]
    return [file.name for file in files if file.exists() and digest(file) != file.name]


def damaged(folder: Path) -> list[str]:
    """Names of pictures whose bytes are not those that they are named by."""
    return [file.name for file in found(folder) if digest(file) != file.name]


def digest(file: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
