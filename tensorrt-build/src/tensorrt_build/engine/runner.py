"""Runs a plan on the GPU with NumPy arrays: for the parity check, not for serving."""

from __future__ import annotations

import json
import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tensorrt_build.engine.package import load_cuda
from tensorrt_build.errors import BuildError

Arrays = dict[str, NDArray[Any]]
FUSED = "_mha"  # in the name or tactic of a layer that computes a whole attention


class LoadedPlan:
    """A plan that was just built, loaded again. Errors of all methods: BuildError of CUDA."""

    def __init__(self, trt: Any, plan: bytes) -> None:  # noqa: ANN401 - a package without types
        self._trt = trt
        self._engine = trt.Runtime(trt.Logger(trt.Logger.ERROR)).deserialize_cuda_engine(plan)
        if self._engine is None:
            raise BuildError("the plan that was just built does not load again")

    def outputs(self, inputs: Arrays) -> Arrays:
        """Run it once."""
        return self.timed(inputs, 0)[0]

    def timed(self, inputs: Arrays, runs: int) -> tuple[Arrays, float]:
        """Run it once, then `runs` times; return the seconds of one of these, without copies."""
        cuda = _Cuda()
        context = self._engine.create_execution_context()
        if context is None:
            raise BuildError("the GPU has no memory for a context of the plan that was just built")
        stream = cuda.call("cudaStreamCreate")
        try:
            for name, values in inputs.items():
                context.set_input_shape(name, values.shape)
                context.set_tensor_address(name, cuda.copied_in(values))
            outputs = _bind_outputs(self._trt, self._engine, context, cuda)
            if not context.execute_async_v3(int(stream)):
                raise BuildError("the plan that was just built does not run")
            cuda.call("cudaStreamSynchronize", stream)
            began = time.perf_counter()
            for _ in range(runs):
                context.execute_async_v3(int(stream))
            cuda.call("cudaStreamSynchronize", stream)
            seconds = (time.perf_counter() - began) / max(runs, 1)
            found = {name: cuda.copied_out(*place) for name, place in outputs.items()}
            return found, seconds
        finally:
            cuda.free()
            cuda.call("cudaStreamDestroy", stream)

    @property
    def context_bytes(self) -> int:
        """Memory of the GPU that one context takes."""
        return int(self._engine.device_memory_size_v2)

    def fused_attentions(self) -> int:
        """Count the layers that compute a whole attention, by TensorRT's names of them.

        They are called _gemm_mha_v2 and alike, and told of where the plan was built with details.
        """
        inspector = self._engine.create_engine_inspector()
        told = inspector.get_engine_information(self._trt.LayerInformationFormat.JSON)
        layers = json.loads(told)["Layers"]
        named = [layer for layer in layers if isinstance(layer, dict)]
        return sum(FUSED in f"{one.get('Name')} {one.get('TacticName')}".lower() for one in named)


def _bind_outputs(
    trt: Any,  # noqa: ANN401
    engine: Any,  # noqa: ANN401
    context: Any,  # noqa: ANN401
    cuda: _Cuda,
) -> dict[str, tuple[int, NDArray[Any]]]:
    """Return each output's address on the GPU and an array of its shape and type."""
    outputs = {}
    for number in range(engine.num_io_tensors):
        name = engine.get_tensor_name(number)
        if engine.get_tensor_mode(name) == trt.TensorIOMode.OUTPUT:
            kind = np.dtype(trt.nptype(engine.get_tensor_dtype(name)))
            place = np.zeros(tuple(context.get_tensor_shape(name)), kind)
            address = cuda.allocated(place.nbytes)
            context.set_tensor_address(name, address)
            outputs[name] = (address, place)
    return outputs


class _Cuda:
    """The few calls of the CUDA runtime that a run needs; remembers what to free."""

    def __init__(self) -> None:
        self._runtime = load_cuda()
        self._addresses: list[int] = []

    def call(self, name: str, *arguments: Any) -> Any:  # noqa: ANN401
        """Call a function; return its result. Errors: BuildError with CUDA's error."""
        status, *results = getattr(self._runtime, name)(*arguments)
        if status != self._runtime.cudaError_t.cudaSuccess:
            raise BuildError(f"{name} failed: {status}")
        return results[0] if results else None

    def allocated(self, size: int) -> int:
        """Allocate memory on the GPU until `free`."""
        address = int(self.call("cudaMalloc", max(size, 1)))
        self._addresses.append(address)
        return address

    def copied_in(self, values: NDArray[Any]) -> int:
        """Copy an array to the GPU."""
        packed = np.ascontiguousarray(values)
        address = self.allocated(packed.nbytes)
        kind = self._runtime.cudaMemcpyKind.cudaMemcpyHostToDevice
        self.call("cudaMemcpy", address, packed.ctypes.data, packed.nbytes, kind)
        return address

    def copied_out(self, address: int, place: NDArray[Any]) -> NDArray[Any]:
        """Copy from the GPU into `place` and return it."""
        kind = self._runtime.cudaMemcpyKind.cudaMemcpyDeviceToHost
        self.call("cudaMemcpy", place.ctypes.data, address, place.nbytes, kind)
        return place

    def free(self) -> None:
        """Free all that was allocated."""
        while self._addresses:
            self.call("cudaFree", self._addresses.pop())
