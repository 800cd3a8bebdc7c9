"""A detector that is put into the repository of a running stack finds things for chat."""

import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
sys.path.insert(0, str(ROOT / "bench"))

from client import Editor  # noqa: E402 (found by the line above)

pytestmark = pytest.mark.e2e

PATIENCE = 60.0  # seconds; Triton looks every 5, the services every 10
NAME = "zeppelin_finder"
CONFIG = """name: "zeppelin_finder"
backend: "python"
max_batch_size: 0
input [ { name: "image" data_type: TYPE_UINT8 dims: [ -1, -1, 3 ] } ]
output [
  { name: "boxes" data_type: TYPE_FP32 dims: [ -1, 4 ] },
  { name: "scores" data_type: TYPE_FP32 dims: [ -1 ] },
  { name: "labels" data_type: TYPE_STRING dims: [ -1 ] },
  { name: "masks" data_type: TYPE_UINT8 dims: [ -1, 8, 8 ] }
]
instance_group [ { kind: KIND_CPU count: 1 } ]
parameters { key: "chatbrush.role" value: { string_value: "detector" } }
parameters { key: "chatbrush.vocabulary" value: { string_value: "closed" } }
parameters { key: "chatbrush.labels" value: { string_value:
  "[{\\"id\\": \\"zeppelin\\", \\"en\\": \\"zeppelin\\", \\"ko\\": \\"비행선\\"}]" } }
"""
CODE = """import numpy as np
import triton_python_backend_utils as pb_utils

class TritonPythonModel:
    def execute(self, requests):
        answers = [
            pb_utils.Tensor("boxes", np.array([[300, 100, 340, 160]], np.float32)),
            pb_utils.Tensor("scores", np.array([0.9], np.float32)),
            pb_utils.Tensor("labels", np.array([b"zeppelin"], np.object_)),
            pb_utils.Tensor("masks", np.full((1, 8, 8), 255, np.uint8)),
        ]
        return [pb_utils.InferenceResponse(answers) for _ in requests]
"""


@pytest.fixture
def models() -> Iterator[Path]:
    folder = os.environ.get("CHATBRUSH_MODELS")
    if not folder:
        pytest.fail("CHATBRUSH_MODELS names no repository; run './chatbrush test e2e'")
    yield Path(folder)
    if (Path(folder) / NAME).exists():  # whole at once: Triton looks at any moment
        gone = Path(folder).with_name(f"{NAME}.gone")
        (Path(folder) / NAME).rename(gone)
        shutil.rmtree(gone)


def test_a_detector_that_is_dropped_in_is_used_by_chat_without_a_restart(models: Path) -> None:
    session = Editor(os.environ["CHATBRUSH_URL"]).open(ROOT / "testdata/photos/rocket.jpg")
    assert session.say("erase the zeppelin")["outcome"] == "question"

    publish(models)

    deadline = time.monotonic() + PATIENCE
    while (outcome := session.say("erase the zeppelin"))["outcome"] == "question":
        assert time.monotonic() < deadline, outcome["message"]
        time.sleep(1)
    assert outcome["outcome"] == "completed"
    assert outcome["plan"]["steps"][0]["named"]["name"] == "zeppelin"
    assert session.select(text="비행선")[0]["finds"][0]["label"] == "zeppelin"


def publish(models: Path) -> None:
    """Put it in whole, as one that copies a folder by hand would not."""
    fresh = models.with_name(f"{NAME}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    (fresh / "1").mkdir(parents=True)
    (fresh / "config.pbtxt").write_text(CONFIG, encoding="utf-8")
    (fresh / "1" / "model.py").write_text(CODE, encoding="utf-8")
    fresh.rename(models / NAME)
