#!/bin/bash
# The day there is a GPU: builds plans of full-size networks with random weights, checks and times
# them, and prints the table of README.md. Meant to take under ten minutes.
#   bench/gpu/day.sh [--networks NAME…] [--effort 0..5] [--runs N]
# Needs a Python with tensorrt (the server's version), cuda-python, numpy, onnx and onnxruntime:
# PYTHON, or `python3`. Where nothing can be downloaded, WHEELS names a folder with their wheels.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
if [ -n "${WHEELS:-}" ]; then
  "$python" -m venv "${TMPDIR:-/tmp}/chatbrush-gpu"
  python=${TMPDIR:-/tmp}/chatbrush-gpu/bin/python
  "$python" -m pip install -q --no-index --find-links="$WHEELS" \
    tensorrt-cu13 cuda-python numpy onnx onnxruntime
fi
export PYTHONPATH="$here/../../tensorrt-build/src${PYTHONPATH:+:$PYTHONPATH}"
export PYTHONUNBUFFERED=1 # a row that was printed is kept where time runs out
nvidia-smi --query-gpu=name,driver_version,memory.total,memory.used --format=csv || true
exec "$python" "$here/day.py" "$@"
