from __future__ import annotations

import os
from pathlib import Path

import pytest
from tensorrt_build.manifest import MODULE_FOLDER, Manifest, read_manifest


@pytest.fixture(scope="session")
def manifest() -> Manifest:
    return read_manifest()


@pytest.fixture(scope="session")
def repository_folder() -> Path:
    return MODULE_FOLDER.parent


@pytest.fixture(scope="session")
def weights_folder(manifest: Manifest, repository_folder: Path) -> Path:
    default = repository_folder / ".chatbrush" / "weights"
    folder = Path(os.environ.get("CHATBRUSH_WEIGHTS", default))
    missing = [w.file for w in manifest.select([]) if not (folder / w.file).exists()]
    if missing:
        pytest.fail(
            f"{folder} lacks {', '.join(missing)}: run './chatbrush test tensorrt-build', or name "
            "a filled weights folder in CHATBRUSH_WEIGHTS, or deselect with -m 'not weights'"
        )
    return folder
