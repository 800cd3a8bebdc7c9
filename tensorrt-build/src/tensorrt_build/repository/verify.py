"""Holds the files of a weights folder and of an assembled repository against their hashes."""

from __future__ import annotations

from pathlib import Path

from tensorrt_build.errors import BuildError
from tensorrt_build.hashing import sha256_of_file
from tensorrt_build.repository.folder import Stamp
from tensorrt_build.weights.folder import WeightsFolder
from tensorrt_build.weights.manifest import DEFAULT_GROUP, Weights


def problems_of_weights(weights: list[Weights], folder: WeightsFolder) -> list[str]:
    """One sentence for each wrong file, and for each missing one of the default group."""
    problems = []
    for entry in weights:
        path = folder.file_of(entry)
        if not path.exists():
            if DEFAULT_GROUP in entry.groups:
                problems.append(f"{path} is missing; run './chatbrush models pull'")
            continue
        try:
            folder.checked_sha256(entry)
        except BuildError as error:
            problems.append(str(error))
    return problems


def problems_of_repository(repository: Path) -> list[str]:
    """One sentence for each file that is not as `assemble` made it."""
    stamp = Stamp.read(repository)
    if not stamp.models:
        return [f"{repository} was not assembled; run './chatbrush up' or 'assemble' first"]
    problems = []
    for model, entry in stamp.models.items():
        for file, expected in entry.files.items():
            path = repository / model / file
            found = sha256_of_file(path) if path.exists() else "no file"
            if found != expected:
                problems.append(
                    f"{path}: expected SHA-256 {expected}, found {found}; "
                    f"delete {repository / model} and assemble it again"
                )
    return problems
