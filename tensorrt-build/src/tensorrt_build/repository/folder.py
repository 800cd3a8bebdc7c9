"""The assembled repository on disk: its stamp, its files, and the swap of one model for another.

Triton, when it polls, loads a model again as soon as any time of its files or folders changes, the
one that a link or a rename touches included. An unchanged model is therefore left alone.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tensorrt_build.errors import BuildError
from tensorrt_build.hashing import sha256_of_file

STAMP = ".assembled.json"
AT_FDCWD = -100
RENAME_EXCHANGE = 2


@dataclass
class Entry:
    """What one model was made of: hashes of its inputs by version, and of each file.

    version: the one that is served. pinned: `assemble` leaves the model alone (after a rollback).
    """

    version: int
    inputs: dict[str, str]
    files: dict[str, str]
    pinned: bool = False

    @property
    def newest(self) -> int:
        """Highest version that there is."""
        return max(int(version) for version in self.inputs)

    def is_made_of(self, inputs: str) -> bool:
        """Whether the newest version was made of these inputs."""
        return self.inputs[str(self.newest)] == inputs


@dataclass
class Stamp:
    """What a repository was made of, model by model."""

    models: dict[str, Entry] = field(default_factory=dict)

    @classmethod
    def read(cls, repository: Path) -> Stamp:
        """Stamp of a repository; an empty one where there is none or a broken one."""
        try:
            document = json.loads((repository / STAMP).read_text(encoding="utf-8"))
            return cls({name: Entry(**entry) for name, entry in document["models"].items()})
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    def write(self, repository: Path) -> None:
        """Put the stamp into a repository. Triton looks at folders only."""
        models = {name: asdict(entry) for name, entry in self.models.items()}
        fresh = repository / f"{STAMP}.new"
        fresh.write_text(json.dumps({"models": models}, indent=1), encoding="utf-8")
        fresh.replace(repository / STAMP)

    def record(self, name: str, folder: Path, version: int, inputs: dict[str, str]) -> None:
        """Note a model that was just made in `folder`."""
        self.models[name] = Entry(version, inputs, hashes_of(folder))


def hashes_of(folder: Path) -> dict[str, str]:
    """SHA-256 of each of a model's files by its path in the model's folder."""
    return {str(path.relative_to(folder)): sha256_of_file(path) for path in files_of(folder)}


def files_of(folder: Path) -> list[Path]:
    """Files below `folder` that belong to a model: no caches, nothing hidden."""
    found = []
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        skipped = any(part.startswith(".") or part == "__pycache__" for part in parts)
        if path.is_file() and not skipped and path.suffix != ".pyc":
            found.append(path)
    return found


def copy_model(source: Path, target: Path) -> None:
    """Copy a model's files, with their times."""
    for path in files_of(source):
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, place)


def swap_in(fresh: Path, place: Path) -> None:
    """Put the model folder `fresh` at `place` in one step, then delete what was there."""
    if not place.exists():
        fresh.rename(place)
        return
    if not _exchange(fresh, place):  # a file system without it: two steps, a moment between
        aside = fresh.with_name(f".{fresh.name}.old")
        place.rename(aside)
        fresh.rename(place)
        aside.rename(fresh)
    shutil.rmtree(fresh)


def _exchange(one: Path, other: Path) -> bool:
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    paths = os.fsencode(one), os.fsencode(other)
    if libc.renameat2(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP):
        return False
    raise BuildError(f"cannot replace {other}: {os.strerror(code)}")


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Let one process at a time work on `output`; others wait."""
    output.parent.mkdir(parents=True, exist_ok=True)
    with (output.parent / f".{output.name}.lock").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield
