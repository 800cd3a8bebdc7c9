"""Finds NVIDIA's Python packages and the GPU that plans are built for."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any

from tensorrt_build.errors import BuildError

IMAGE = "nvcr.io/nvidia/tensorrt:26.07-py3"


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


def load_cuda() -> Any:  # noqa: ANN401 - a package without types
    """Import the CUDA runtime. Errors: BuildError that says where to get it."""
    try:
        return importlib.import_module("cuda.bindings.runtime")
    except ImportError as error:
        raise BuildError(
            f"the package cuda-python is missing ({error}): no GPU can be asked; "
            "'pip install cuda-python'. --dry-run needs none"
        ) from error


def find_gpu() -> Gpu:
    """Describe CUDA's current device: the one that TensorRT builds for, whatever others there are.

    Errors: BuildError where there is none.
    """
    cuda = load_cuda()
    device = _asked(cuda, cuda.cudaGetDevice())
    found = _asked(cuda, cuda.cudaGetDeviceProperties(device))
    name = found.name.decode() if isinstance(found.name, bytes) else str(found.name)
    return Gpu(name.rstrip("\0"), f"{found.major}.{found.minor}", int(found.totalGlobalMem))


def _asked(cuda: Any, answer: tuple[Any, ...]) -> Any:  # noqa: ANN401
    status, *results = answer
    if status != cuda.cudaError_t.cudaSuccess:
        raise BuildError(
            f"no NVIDIA GPU answers: {status}; --dry-run needs none. CUDA_VISIBLE_DEVICES says "
            "which GPUs CUDA sees"
        )
    return results[0]
