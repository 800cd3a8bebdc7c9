from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
import tensorrt_build  # noqa: F401 - before ONNX Runtime, or that reports
from fake_cuda import FakeCuda
from fake_tensorrt import FakeTensorRt
from tensorrt_build.weights.manifest import MODULE_FOLDER, Manifest, read_manifest


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


@pytest.fixture
def trt(monkeypatch) -> FakeTensorRt:
    fake = FakeTensorRt()
    monkeypatch.setitem(sys.modules, "tensorrt", fake)
    return fake


@pytest.fixture
def cuda(monkeypatch) -> FakeCuda:
    fake = FakeCuda()
    monkeypatch.setitem(sys.modules, "cuda.bindings.runtime", fake)
    monkeypatch.setitem(sys.modules, "cuda.bindings", fake)
    monkeypatch.setitem(sys.modules, "cuda", fake)
    return fake
