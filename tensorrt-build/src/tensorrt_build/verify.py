"""Holds the files of a weights folder and of an assembled repository against their hashes."""

from __future__ import annotations

from pathlib import Path

from tensorrt_build.hashing import sha256_of_file
from tensorrt_build.manifest import DEFAULT_GROUP, Weights


def problems_of_weights(weights: list[Weights], folder: Path) -> list[str]:
    """One sentence for each wrong file, and for each missing one of the default group."""
    problems = []
    for entry in weights:
        path = folder / entry.file
        if not path.exists():
            if entry.group == DEFAULT_GROUP:
                problems.append(f"{path} is missing; run './chatbrush models pull'")
            continue
        found = sha256_of_file(path)
        if found != entry.sha256:
            problems.append(
                f"{path}: expected SHA-256 {entry.sha256}, found {found}; "
                "run './chatbrush models pull' to replace it"
            )
    return problems
