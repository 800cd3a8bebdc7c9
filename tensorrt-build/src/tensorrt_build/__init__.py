"""Fetches weights and turns them into a Triton model repository for a target."""

import os
import sys

# Before anything imports them: what would tell their makers of each use. ONNX Runtime (1.32) keeps
# an id in ~/.cache/Microsoft and reports to Microsoft; OpenVINO keeps one in ~/intel and its import
# is told to Google Analytics. OpenVINO provides for a machine without that package.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
