"""The folder that holds the weight files, and what it remembers of files with no listed hash.

A file whose SHA-256 models.toml does not list is trusted at its first download: the hash goes into
RECORD, and from then on a file with another one is refused, a download as well as a file on disk.
"""

from __future__ import annotations

import functools
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from tensorrt_build.errors import BuildError
from tensorrt_build.hashing import sha256_of_file
from tensorrt_build.weights.manifest import Weights

RECORD = "weights.lock.json"
PARTIAL_FOLDER = ".partial"


@dataclass(frozen=True)
class Recorded:
    """What the first download brought; `origin` says from where and at which revision."""

    sha256: str
    bytes: int
    origin: str


@dataclass(frozen=True)
class WeightsFolder:
    """One folder of weight files, each under the plain name that models.toml gives it."""

    path: Path

    def file_of(self, weights: Weights) -> Path:
        """Where the file is, or would be."""
        return self.path / weights.file

    def has(self, weights: Weights) -> bool:
        """Whether the file is there, by its size where one is known; no hash is computed."""
        try:
            found = self.file_of(weights).stat().st_size
        except OSError:
            return False
        recorded = self.recorded().get(weights.name)
        expected = weights.bytes if weights.bytes is not None else recorded and recorded.bytes
        return expected is None or found == expected

    def expected_sha256(self, weights: Weights) -> str | None:
        """Hash that the file must have: the listed one, else the recorded one, else None."""
        if weights.sha256 is not None:
            return weights.sha256
        recorded = self.recorded().get(weights.name)
        return recorded.sha256 if recorded else None

    def checked_sha256(self, weights: Weights) -> str:
        """Hash the file. Errors: BuildError when it is missing or another one than expected."""
        path, expected = self.file_of(weights), self.expected_sha256(weights)
        if not path.exists():
            raise BuildError(f"{path} is missing; run './chatbrush models pull {weights.name}'")
        found = _sha256_once(path, _identity(path))
        if expected is None:
            raise BuildError(
                f"{path} was put here by hand and no hash of it is known; "
                f"run './chatbrush models pull {weights.name} --from {self.path}' to record it"
            )
        if found != expected:
            raise BuildError(
                f"{path}: expected SHA-256 {expected}, found {found}; "
                f"run './chatbrush models pull {weights.name}' to replace it"
            )
        return found

    def recorded(self) -> dict[str, Recorded]:
        """All records by the weights' name. Errors: BuildError when the file is unreadable."""
        file = self.path / RECORD
        try:
            document = json.loads(file.read_text(encoding="utf-8"))
            return {name: Recorded(**entry) for name, entry in document.items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise BuildError(
                f"{file} is damaged ({error}); delete it to trust the next downloads anew"
            ) from error

    def record(self, weights: Weights, found: Recorded) -> None:
        """Remember the first download of a file that models.toml lists no hash for."""
        self._write({**self.recorded(), weights.name: found})

    def forget(self, weights: Weights) -> None:
        """Drop a record, so that the next download is trusted."""
        self._write({n: r for n, r in self.recorded().items() if n != weights.name})

    def _write(self, records: dict[str, Recorded]) -> None:
        text = json.dumps({name: asdict(entry) for name, entry in records.items()}, indent=2)
        write_durably(self.path / RECORD, text + "\n")


@functools.lru_cache(maxsize=64)
def _sha256_once(path: Path, identity: tuple[int, ...]) -> str:
    """Hash a file of several GB once a run, though several networks are made of it."""
    return sha256_of_file(path)


def _identity(path: Path) -> tuple[int, ...]:
    stat = path.stat()
    return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


def write_durably(path: Path, text: str) -> None:
    """Write a small file so that a crash leaves the old or the new content."""
    fresh = path.with_name(f".{path.name}.new")
    with fresh.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    move_into_place(fresh, path)


def move_into_place(fresh: Path, target: Path) -> None:
    """Rename a file that is on disk already, and make the rename itself last."""
    fresh.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
