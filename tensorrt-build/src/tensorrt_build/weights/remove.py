"""Deletes weight files and what a broken-off download of them left."""

from __future__ import annotations

import fcntl
from pathlib import Path

from tensorrt_build.errors import BuildError
from tensorrt_build.weights.folder import PARTIAL_FOLDER, WeightsFolder
from tensorrt_build.weights.manifest import Weights


def remove(weights: list[Weights], folder: WeightsFolder, forget: bool) -> list[str]:
    """Delete files; return a sentence for each. forget: drop recorded hashes as well.

    Errors: BuildError while a download into the folder runs.
    """
    partial = folder.path / PARTIAL_FOLDER
    partial.mkdir(parents=True, exist_ok=True)
    with (partial / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildError(f"a download into {folder.path} is running") from error
        said = [_remove_one(entry, folder) for entry in weights]
        said += _remove_partials(partial)
    if forget:
        for entry in weights:
            folder.forget(entry)
    return said


def _remove_one(weights: Weights, folder: WeightsFolder) -> str:
    file = folder.file_of(weights)
    if not file.exists():
        return f"{weights.name}: was not installed"
    size = file.stat().st_size
    file.unlink()
    return f"{weights.name}: {file.name} removed, {size / 1e6:.1f} MB free again"


def _remove_partials(partial: Path) -> list[str]:
    """Unfinished downloads are named after their sources, so all of them go."""
    left = [path for path in sorted(partial.iterdir()) if path.name != "lock"]
    size = sum(path.stat().st_size for path in left)
    for path in left:
        path.unlink()
    return [f"unfinished downloads removed, {size / 1e6:.1f} MB free again"] if left else []
