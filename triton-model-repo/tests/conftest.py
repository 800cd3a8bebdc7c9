import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

if TYPE_CHECKING:
    from tiny_server import TinyServer

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))
sys.path.insert(0, str(Path(__file__).parent))

import chatbrush_models  # noqa: E402, F401 - before ONNX Runtime, or that reports


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(7)


@pytest.fixture(scope="session")
def triton_target() -> str:
    target = os.environ.get("CHATBRUSH_TRITON")
    if not target:
        pytest.fail(
            "no Triton to test against: run './chatbrush test triton-model-repo', or set "
            "CHATBRUSH_TRITON to HOST:GRPC_PORT"
        )
    return target


@pytest.fixture(scope="session")
def tiny_triton(tmp_path_factory) -> Iterator["TinyServer"]:
    """A Triton of these tests' own with the diffusion tools on tiny networks."""
    import tiny_server

    with tiny_server.running(tmp_path_factory.mktemp("tiny") / "home") as server:
        yield server
