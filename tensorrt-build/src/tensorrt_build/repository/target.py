"""The three kinds of repository: what a network's version folder holds for each.

cpu: Triton's Python backend with our ONNX Runtime runner. onnxruntime: Triton's own ONNX Runtime
backend. tensorrt: plans, and ONNX Runtime for what TensorRT cannot take. The room targets/ makes
them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from tensorrt_build.repository.model_config import ModelConfig

NAMES = ("cpu", "onnxruntime", "tensorrt")


class Target(Protocol):
    """Makes one network's version folder for one kind of server."""

    @property
    def name(self) -> str:
        """One of NAMES."""

    def form(self, network: str) -> str:
        """Name what the result depends on beside its inputs."""

    def make(self, config: ModelConfig, version: int, folder: Path) -> tuple[str, dict[str, Any]]:
        """Fill the existing `folder`; return config.pbtxt's text and the checks for the report.

        Errors: BuildError when a check fails; nothing of the folder is used then.
        """
