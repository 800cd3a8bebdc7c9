"""The arrays that a model computes with: NumPy in main memory, CuPy on a GPU, by the same code.

NumPy's functions and operators act on CuPy arrays too (NEP 13, NEP 18), so code written with them
runs where its inputs are. On a GPU the tensors of one call stay there until the next: they pass
through DLPack without a copy. NumPy arrays do not take that way: Triton names a capsule that it
has used "used_dlpack", and NumPy's own destructor takes only DLPack's "used_dltensor".
"""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any, TypeAlias

import numpy as np
import triton_python_backend_utils as pb_utils
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]  # or cupy.ndarray, which behaves alike


class DeviceArrays:
    """Where a model's arrays live. library: the module `cupy`, or None for main memory."""

    def __init__(self, library: ModuleType | None = None) -> None:
        self._library = library

    @classmethod
    def best(cls) -> DeviceArrays:
        """Take the GPU where CuPy is installed and sees one, else main memory."""
        try:
            cupy = importlib.import_module("cupy")
        except ImportError:
            return cls()
        return cls(cupy if cupy.is_available() else None)

    @property
    def preferred_memory(self) -> pb_utils.PreferredMemory:
        """Where the outputs of a call to another model shall be, for `InferenceRequest`."""
        if self._library is None:
            return pb_utils.PreferredMemory(pb_utils.TRITONSERVER_MEMORY_CPU, 0)
        device = self._library.cuda.Device().id
        return pb_utils.PreferredMemory(pb_utils.TRITONSERVER_MEMORY_GPU, device)

    def from_host(self, array: NDArray[Any]) -> Array:
        """Bring a NumPy array to where this model computes."""
        return array if self._library is None else self._library.asarray(array)

    def to_host(self, array: Array) -> NDArray[Any]:
        """Bring an array back into main memory."""
        return array if isinstance(array, np.ndarray) else self._library.asnumpy(array)

    def from_tensor(self, tensor: pb_utils.Tensor) -> Array:
        """Read Triton's tensor where it is, without a copy."""
        if tensor.is_cpu():
            return self.from_host(tensor.as_numpy())
        if self._library is None:
            raise RuntimeError(
                f"tensor '{tensor.name()}' is on a GPU, and CuPy is not installed to read it; "
                "install it in the environment of Triton's Python models"
            )
        return self._library.from_dlpack(tensor.to_dlpack())

    def to_tensor(self, name: str, array: Array) -> pb_utils.Tensor:
        """Make Triton's tensor of an array."""
        if isinstance(array, np.ndarray):
            return pb_utils.Tensor(name, array)
        library = self._library
        contiguous = library.ascontiguousarray(array)
        library.cuda.get_current_stream().synchronize()  # Triton reads it on a stream of its own
        return pb_utils.Tensor.from_dlpack(name, contiguous)


class DeviceRandom:
    """A generator whose numbers are drawn on the host, the same on every device.

    rng: the seeded NumPy generator that a request owns.
    """

    def __init__(self, rng: np.random.Generator, arrays: DeviceArrays) -> None:
        self._rng = rng
        self._arrays = arrays

    def standard_normal(self, size: tuple[int, ...], dtype: type[np.float32] = np.float32) -> Array:
        """Draw normal noise, mean 0 and standard deviation 1."""
        return self._arrays.from_host(self._rng.standard_normal(size, dtype=dtype))
