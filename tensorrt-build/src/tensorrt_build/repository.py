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
from dataclasses import dataclass, field
from pathlib import Path

from tensorrt_build.errors import BuildError
from tensorrt_build.hashing import sha256_of_file

STAMP = ".assembled.json"
AT_FDCWD = -100
RENAME_EXCHANGE = 2


@dataclass
class Stamp:
    """What a repository was made of: for each model the hash of its inputs and of its files."""

    inputs: dict[str, str] = field(default_factory=dict)
    files: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, repository: Path) -> Stamp:
        """Stamp of a repository; an empty one where there is none or a broken one."""
        try:
            document = json.loads((repository / STAMP).read_text(encoding="utf-8"))
            return cls(document["inputs"], document["files"])
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    def write(self, repository: Path) -> None:
        """Put the stamp into a repository. Triton looks at folders only."""
        text = json.dumps({"inputs": self.inputs, "files": self.files}, indent=1)
        fresh = repository / f"{STAMP}.new"
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(repository / STAMP)

    def record(self, name: str, inputs: str, folder: Path) -> None:
        """Note a model that was just made."""
        self.inputs[name] = inputs
        self.files[name] = {str(p.relative_to(folder)): sha256_of_file(p) for p in files_of(folder)}

    def forget(self, name: str) -> None:
        """Drop a model."""
        self.inputs.pop(name, None)
        self.files.pop(name, None)


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
