"""Numbered versions of a network in an assembled repository, and the way back to an older one.

MODEL/N holds a version whole: the model's files, its config.pbtxt and its report. The folder's own
config.pbtxt is a copy of the served version's.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tensorrt_build.errors import BuildError
from tensorrt_build.hashing import sha256_of_file
from tensorrt_build.repository.folder import Entry, Stamp, locked
from tensorrt_build.repository.model_config import served_version

CONFIG = "config.pbtxt"


def carry_over(old: Path, fresh: Path, entry: Entry | None) -> dict[str, str]:
    """Link the version served so far from `old` into `fresh`; return its inputs by version.

    A version whose files are not whole is dropped: one cannot go back to it.
    """
    if entry is None or not (old / str(entry.version) / CONFIG).is_file():
        return {}
    version = str(entry.version)
    files = [file for file in entry.files if file.startswith(f"{version}/")]
    if not all((old / file).is_file() for file in files):
        return {}
    for file in files:
        (fresh / file).parent.mkdir(parents=True, exist_ok=True)
        _link(old / file, fresh / file)
    return {version: entry.inputs[version]}


def _link(old: Path, fresh: Path) -> None:
    try:
        os.link(old, fresh)
    except OSError:  # a file system without hard links
        shutil.copy2(old, fresh)


def roll_back(repository: Path, name: str, to: str | None) -> str:
    """Serve another version of a model and pin it; return a sentence that says so.

    to: a version's number, "newest" (which also lets `assemble` make new ones again), or None for
    the version before the served one. Errors: BuildError with the versions that there are.
    """
    with locked(repository):
        stamp = Stamp.read(repository)
        entry = stamp.models.get(name)
        if entry is None:
            raise BuildError(f"{repository} holds no assembled model '{name}'")
        version = _chosen(name, entry, to)
        config = repository / name / str(version) / CONFIG
        if not config.is_file():
            raise BuildError(f"{config} is missing: '{name}' keeps no versions, or it was deleted")
        text = served_version(config.read_text(encoding="utf-8"), version)
        fresh = repository / name / f".{CONFIG}.new"
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(repository / name / CONFIG)
        entry.version, entry.pinned = version, to != "newest"
        entry.files[CONFIG] = sha256_of_file(repository / name / CONFIG)
        stamp.write(repository)
    kept = f"; 'models rollback {name} --to newest' lets it follow again" if entry.pinned else ""
    return f"{name}: version {version} is served{kept}"


def _chosen(name: str, entry: Entry, to: str | None) -> int:
    numbers = sorted(int(version) for version in entry.inputs)
    if to == "newest":
        return numbers[-1]
    older = [number for number in numbers if number < entry.version]
    if to is None and older:
        return older[-1]
    if to is not None and to.isdigit() and int(to) in numbers:
        return int(to)
    wanted = f"no version {to}" if to is not None else f"nothing older than version {entry.version}"
    raise BuildError(f"{name}: there is {wanted}; there is {', '.join(map(str, numbers))}")
