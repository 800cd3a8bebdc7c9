import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def clip_vocabulary() -> Path:
    folder = os.environ.get("CHATBRUSH_WEIGHTS")
    if not folder:
        pytest.fail(
            "no weights to test with: run './chatbrush test triton-model-repo', or set "
            "CHATBRUSH_WEIGHTS to the folder that './chatbrush models pull' filled"
        )
    return Path(folder) / "clip_bpe_simple_vocab_16e6.txt.gz"
