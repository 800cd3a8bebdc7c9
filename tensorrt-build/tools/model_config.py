"""Writes the description of Triton's model_config.proto, from Triton's client for Python.

The client (`requirements-dev.lock`) carries it compiled. Run `python tools/model_config.py` when
its version changes; a test compares the two.
"""

from __future__ import annotations

from tensorrt_build.repository.triton_proto import DESCRIPTION
from tritonclient.grpc import model_config_pb2

if __name__ == "__main__":
    DESCRIPTION.write_bytes(model_config_pb2.DESCRIPTOR.serialized_pb)
