"""No library tells its makers that it is used."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OPENS = {
    "models, by OpenVINO": "import chatbrush_models.openvino_network as m; m.openvino.Core()",
    "models, by ONNX Runtime": "import chatbrush_models.onnx_session as m; begin(m.onnxruntime)",
    "builder, by OpenVINO": "import tensorrt_build, openvino; openvino.Core()",
    "builder, by ONNX Runtime": (
        "import tensorrt_build.graph.run_check as m; begin(m.onnxruntime)"
    ),
}
BEGIN = """
import contextlib, time

def begin(onnxruntime):
    with contextlib.suppress(Exception):  # it has begun before it finds that this is no model
        onnxruntime.InferenceSession(b"no model")
    time.sleep(0.5)  # it reports from a thread of its own

"""


@pytest.mark.parametrize("who", OPENS)
def test_nothing_is_kept_at_home_to_tell_by(who, tmp_path):
    """Both write an id there before they send."""
    folders = (ROOT / "triton-model-repo", ROOT / "tensorrt-build" / "src")
    variables = {
        **{name: text for name, text in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"},
        "HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path / ".cache"),
        "PYTHONPATH": os.pathsep.join(map(str, folders)),
    }
    code = BEGIN + OPENS[who]
    reply = subprocess.run(
        [sys.executable, "-c", code], env=variables, capture_output=True, text=True
    )

    assert reply.returncode == 0, reply.stderr
    assert not (tmp_path / "intel").exists()
    assert not (tmp_path / ".cache" / "Microsoft").exists()
