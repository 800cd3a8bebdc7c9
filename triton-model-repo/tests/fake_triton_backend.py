"""Stands in for `triton_python_backend_utils`, which only Triton's own process can import."""

import sys
from types import ModuleType


class Tensor:
    def __init__(self, name, array):
        self._name, self._array = name, array

    def name(self):
        return self._name

    def as_numpy(self):
        return self._array


class InferenceResponse:
    def __init__(self, output_tensors=(), error=None):
        self.outputs = {tensor.name(): tensor.as_numpy() for tensor in output_tensors}
        self.error = error


class Request(dict):
    """A request as its input arrays by name."""


def get_input_tensor_by_name(request, name):
    return Tensor(name, request[name]) if name in request else None


def install() -> ModuleType:
    module = ModuleType("triton_python_backend_utils")
    module.Tensor, module.InferenceResponse = Tensor, InferenceResponse
    module.get_input_tensor_by_name = get_input_tensor_by_name
    module.TritonError = str
    module.TRITONSERVER_MEMORY_CPU = "cpu"
    module.PreferredMemory = lambda kind, device: (kind, device)
    module.TritonModelException = type("TritonModelException", (Exception,), {})
    sys.modules.setdefault("triton_python_backend_utils", module)
    return sys.modules["triton_python_backend_utils"]
