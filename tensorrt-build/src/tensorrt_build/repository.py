"""The assembled repository on disk: its stamp, copying without waking Triton, the atomic swap."""

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
        (repository / STAMP).write_text(text, encoding="utf-8")

    def record(self, name: str, inputs: str, folder: Path) -> None:
        """Note a model that was just made."""
        self.inputs[name] = inputs
        self.files[name] = {str(p.relative_to(folder)): sha256_of_file(p) for p in files_of(folder)}


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


def keep_model(source: Path, target: Path) -> None:
    """Carry an unchanged model over by links, folders' times included: Triton reloads by time."""
    shutil.copytree(source, target, copy_function=link_or_copy)


def link_or_copy(source: str | Path, target: str | Path) -> None:
    """Hard-link a file, or copy it to another file system."""
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in (errno.EXDEV, errno.EPERM, errno.EMLINK):
            raise
        shutil.copy2(source, target)


def swap_in(fresh: Path, output: Path) -> None:
    """Put `fresh` in the place of `output` in one step, then delete what was there."""
    if not output.exists():
        fresh.rename(output)
        return
    if not _exchange(fresh, output):  # a file system without it: two steps, a moment between
        aside = output.with_name(f".{output.name}.old")
        shutil.rmtree(aside, ignore_errors=True)
        output.rename(aside)
        fresh.rename(output)
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
