import os
import sys
from pathlib import Path

import numpy as np
import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))
sys.path.insert(0, str(Path(__file__).parent))


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
