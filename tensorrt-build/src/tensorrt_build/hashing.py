"""SHA-256 of files and texts, read in chunks."""

from __future__ import annotations

import hashlib
from pathlib import Path

CHUNK = 1 << 20


def sha256_of_file(path: Path) -> str:
    """Lower-case hex digest of a file's content."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def sha256_of_text(text: str) -> str:
    """Lower-case hex digest of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()
