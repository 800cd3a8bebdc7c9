"""Holds the files of a weights folder and of an assembled repository against their hashes."""

from __future__ import annotations

from pathlib import Path

from tensorrt_build.hashing import sha256_of_file
from tensorrt_build.manifest import DEFAULT_GROUP, Weights
from tensorrt_build.repository import Stamp


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


def problems_of_repository(repository: Path) -> list[str]:
    """One sentence for each file that is not as `assemble` made it."""
    stamp = Stamp.read(repository)
    if not stamp.files:
        return [f"{repository} was not assembled; run './chatbrush up' or 'assemble' first"]
    problems = []
    for model, files in stamp.files.items():
        for file, expected in files.items():
            path = repository / model / file
            found = sha256_of_file(path) if path.exists() else "no file"
            if found != expected:
                problems.append(
                    f"{path}: expected SHA-256 {expected}, found {found}; "
                    f"delete {repository} and assemble it again"
                )
    return problems
