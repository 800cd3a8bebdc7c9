"""A hand-written stand-in for NVIDIA's `cuda.bindings.runtime`, on a pretended GPU memory."""

from __future__ import annotations

import ctypes
import enum
from types import ModuleType, SimpleNamespace
from typing import Any


class FakeCuda(ModuleType):
    """The CUDA runtime on the host's memory; `status` is what every call answers."""

    class cudaError_t(enum.Enum):  # noqa: N801 - the package's name
        cudaSuccess = 0  # noqa: N815
        cudaErrorMemoryAllocation = 2  # noqa: N815

    class cudaMemcpyKind(enum.Enum):  # noqa: N801 - the package's name
        cudaMemcpyHostToDevice = 1  # noqa: N815
        cudaMemcpyDeviceToHost = 2  # noqa: N815

    def __init__(self) -> None:
        super().__init__("cuda.bindings.runtime")
        self.memory: dict[int, Any] = {}
        self.device = SimpleNamespace(
            name=b"NVIDIA L4\0\0", major=8, minor=9, totalGlobalMem=23034 << 20
        )
        self.status = self.cudaError_t.cudaSuccess

    def cudaGetDevice(self) -> tuple:  # noqa: N802 - the package's name
        return self.status, 1

    def cudaGetDeviceProperties(self, device: int) -> tuple:  # noqa: N802
        return self.status, self.device if device == 1 else None

    def cudaMalloc(self, size: int) -> tuple:  # noqa: N802 - the package's name
        block = ctypes.create_string_buffer(size)
        self.memory[ctypes.addressof(block)] = block
        return self.status, ctypes.addressof(block)

    def cudaFree(self, address: int) -> tuple:  # noqa: N802
        del self.memory[address]
        return (self.status,)

    def cudaMemcpy(self, to: int, origin: int, size: int, kind: Any) -> tuple:  # noqa: N802
        ctypes.memmove(to, origin, size)
        return (self.status,)

    def cudaStreamCreate(self) -> tuple:  # noqa: N802
        return self.cudaError_t.cudaSuccess, 7

    def cudaStreamSynchronize(self, stream: int) -> tuple:  # noqa: N802
        return (self.status,)

    def cudaStreamDestroy(self, stream: int) -> tuple:  # noqa: N802
        return (self.cudaError_t.cudaSuccess,)
