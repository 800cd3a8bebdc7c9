"""Finds NVIDIA's Python package and the GPU that plans are built for."""

from __future__ import annotations

import importlib
import shutil
import subprocess
from dataclasses import dataclass
from typing import Any

from tensorrt_build.errors import BuildError

IMAGE = "nvcr.io/nvidia/tensorrt:26.07-py3"
QUERY = "name,compute_cap,memory.total"


@dataclass(frozen=True)
class Gpu:
    """A GPU: capability is NVIDIA's compute capability, as "9.0"; memory in bytes."""

    name: str
    capability: str
    memory: int

    @property
    def architecture(self) -> str:
        """As in "sm90"."""
        return "sm" + self.capability.replace(".", "")


def load_tensorrt() -> Any:  # noqa: ANN401 - a package without types
    """Import `tensorrt`. Errors: BuildError that says where to get it."""
    try:
        return importlib.import_module("tensorrt")
    except ImportError as error:
        raise BuildError(
            f"the package tensorrt is missing ({error}): build in NVIDIA's container {IMAGE} "
            "(README of tensorrt-build), or 'pip install tensorrt-build[gpu]' in the version that "
            "your Triton server has. --dry-run needs neither"
        ) from error


def find_gpu() -> Gpu:
    """Describe the first GPU. Errors: BuildError where there is none."""
    client = shutil.which("nvidia-smi")
    if client is None:
        raise BuildError("no NVIDIA GPU: nvidia-smi is not on the PATH; --dry-run needs none")
    command = [client, f"--query-gpu={QUERY}", "--format=csv,noheader,nounits"]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    lines = done.stdout.splitlines()
    if done.returncode != 0 or not lines:
        reason = (done.stderr or done.stdout).strip() or "it lists none"
        raise BuildError(f"no NVIDIA GPU answers: {reason}")
    try:
        name, capability, mebibytes = (part.strip() for part in lines[0].split(","))
        return Gpu(name, capability, int(mebibytes) << 20)
    except ValueError as error:
        raise BuildError(f"nvidia-smi answered '{lines[0]}', expected {QUERY}") from error
