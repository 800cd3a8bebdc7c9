"""No library tells anybody that it is used."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
OPENS = {
    "the models": "import chatbrush_models.openvino_network as m; m.openvino.Core()",
    "the builder": (
        "from tensorrt_build.graph import cpu_engine as m; import contextlib\n"
        "with contextlib.suppress(RuntimeError): m._openvino('openvino-fp32', 'no.onnx', {})"
    ),
}


@pytest.mark.parametrize("who", OPENS)
def test_openvino_leaves_nothing_at_home_and_reports_to_nobody(who, tmp_path):
    """Its telemetry writes its id before it sends."""
    folders = (REPOSITORY / "triton-model-repo", REPOSITORY / "tensorrt-build" / "src")
    code = f"{OPENS[who]}\nimport sys; assert 'openvino' in sys.modules\n"
    code += "assert not [name for name in sys.modules if name.startswith('openvino_telemetry.')]"
    variables = {
        **os.environ,
        "HOME": str(tmp_path),
        "PYTHONPATH": os.pathsep.join(map(str, folders)),
    }
    reply = subprocess.run(
        [sys.executable, "-c", code], env=variables, capture_output=True, text=True
    )

    assert reply.returncode == 0, reply.stderr
    assert not (tmp_path / "intel").exists()
