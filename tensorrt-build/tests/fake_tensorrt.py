"""A hand-written stand-in for NVIDIA's package `tensorrt`.

It records how plans are built. Its plan is the ONNX file itself, and its engine runs that under
ONNX Runtime on a pretended GPU memory, so that all that happens around a build can be tried. What
TensorRT itself does with a model it cannot tell.
"""

from __future__ import annotations

import ctypes
import enum
import json
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import onnxruntime

TYPES = {"tensor(float)": np.float32, "tensor(float16)": np.float16, "tensor(uint8)": np.uint8}


class FakeTensorRt(ModuleType):
    """The package. `refuses`: errors of the parser; `builds`: False for no plan; `spoils`: factor
    on the engine's outputs; `layers`: what its inspector tells; `memory`: numbers of
    input that a run takes at most; `profile_index`: what add_optimization_profile returns.
    """

    __version__ = "11.4.0.106"

    class ILogger:
        INTERNAL_ERROR, ERROR, WARNING, INFO, VERBOSE = range(5)

    class NetworkDefinitionCreationFlag(enum.IntEnum):
        STRONGLY_TYPED = 1

    class BuilderFlag(enum.Enum):
        REFIT = 4
        TF32 = 6
        WEIGHT_STREAMING = 21

    class ProfilingVerbosity(enum.Enum):
        LAYER_NAMES_ONLY = 0
        DETAILED = 2

    class LayerInformationFormat(enum.Enum):
        ONELINE = 0
        JSON = 1

    class TensorIOMode(enum.Enum):
        INPUT = 1
        OUTPUT = 2

    def __init__(self) -> None:
        super().__init__("tensorrt")
        self.refuses: list[str] = []
        self.builds = True
        self.spoils = 1.0
        self.layers: list[Any] = []
        self.memory = 1 << 40
        self.profile_index = 0
        self.network_flags = 0
        self.config: _Config | None = None
        self.Logger = _Logger
        self.Builder = lambda logger: _Builder(self, logger)
        self.OnnxParser = lambda network, logger: _Parser(self, network)
        self.Runtime = lambda logger: SimpleNamespace(
            deserialize_cuda_engine=lambda plan: _Engine(self, plan)
        )

    @staticmethod
    def nptype(kind: Any) -> Any:
        return kind


class _Logger(FakeTensorRt.ILogger):
    def __init__(self, severity: int) -> None:
        self.severity = severity


class _Builder:
    def __init__(self, trt: FakeTensorRt, logger: Any) -> None:
        self.trt, self.logger = trt, logger

    def create_network(self, flags: int) -> SimpleNamespace:
        self.trt.network_flags = flags
        return SimpleNamespace(model=b"")

    def create_builder_config(self) -> _Config:
        self.trt.config = _Config(self.trt)
        return self.trt.config

    def create_optimization_profile(self) -> _Profile:
        return _Profile()

    def build_serialized_network(self, network: Any, config: _Config) -> bytes | None:
        if not self.trt.builds:
            self.logger.log(self.trt.ILogger.ERROR, "out of memory")
            self.logger.log(self.trt.ILogger.INFO, "never mind")
            return None
        config.timings += b"+timed"
        return network.model


class _Profile:
    def __init__(self) -> None:
        self.shapes: dict[str, tuple] = {}

    def set_shape(self, name: str, least: tuple, usual: tuple, most: tuple) -> None:
        self.shapes[name] = (least, usual, most)


class _Config:
    def __init__(self, trt: FakeTensorRt) -> None:
        self.trt = trt
        self.profiling_verbosity = trt.ProfilingVerbosity.LAYER_NAMES_ONLY
        self.flags = {trt.BuilderFlag.TF32}
        self.profiles: list[_Profile] = []
        self.timings = b""
        self.builder_optimization_level = 3

    def set_flag(self, flag: Any) -> None:
        self.flags.add(flag)

    def clear_flag(self, flag: Any) -> None:
        self.flags.discard(flag)

    def add_optimization_profile(self, profile: _Profile) -> int:
        self.profiles.append(profile)
        return self.trt.profile_index

    def create_timing_cache(self, known: bytes) -> bytes:
        return known

    def set_timing_cache(self, cache: bytes, ignore_mismatch: bool) -> bool:
        assert not ignore_mismatch
        if cache.startswith(b"other GPU"):
            return False
        self.timings = cache
        return True

    def get_timing_cache(self) -> SimpleNamespace:
        return SimpleNamespace(serialize=lambda: self.timings)


class _Parser:
    def __init__(self, trt: FakeTensorRt, network: Any) -> None:
        self.trt, self.network = trt, network
        self.num_errors = len(trt.refuses)

    def parse_from_file(self, path: str) -> bool:
        with open(path, "rb") as stream:
            self.network.model = stream.read()
        return not self.trt.refuses

    def get_error(self, number: int) -> str:
        return self.trt.refuses[number]


class _Engine:
    device_memory_size_v2 = 1000

    def __init__(self, trt: FakeTensorRt, plan: bytes) -> None:
        self.trt = trt
        self.session = onnxruntime.InferenceSession(plan, providers=["CPUExecutionProvider"])
        self.tensors = [*self.session.get_inputs(), *self.session.get_outputs()]
        self.num_io_tensors = len(self.tensors)

    def get_tensor_name(self, number: int) -> str:
        return self.tensors[number].name

    def get_tensor_mode(self, name: str) -> Any:
        inputs = [node.name for node in self.session.get_inputs()]
        modes = self.trt.TensorIOMode
        return modes.INPUT if name in inputs else modes.OUTPUT

    def get_tensor_dtype(self, name: str) -> Any:
        return next(TYPES[node.type] for node in self.tensors if node.name == name)

    def create_engine_inspector(self) -> SimpleNamespace:
        told = json.dumps({"Layers": self.trt.layers, "Bindings": []})
        return SimpleNamespace(get_engine_information=lambda form: told)

    def create_execution_context(self) -> _Context:
        return _Context(self)


class _Context:
    def __init__(self, engine: _Engine) -> None:
        self.engine = engine
        self.shapes: dict[str, tuple] = {}
        self.addresses: dict[str, int] = {}

    def set_input_shape(self, name: str, shape: tuple) -> None:
        self.shapes[name] = shape

    def set_tensor_address(self, name: str, address: int) -> None:
        self.addresses[name] = address

    def get_tensor_shape(self, name: str) -> tuple:
        return self._results()[name].shape

    def execute_async_v3(self, stream: int) -> bool:
        if sum(int(np.prod(shape)) for shape in self.shapes.values()) > self.engine.trt.memory:
            return False
        for name, values in self._results().items():
            found = np.ascontiguousarray(values * self.engine.trt.spoils, values.dtype)
            ctypes.memmove(self.addresses[name], found.ctypes.data, found.nbytes)
        return True

    def _results(self) -> dict[str, np.ndarray]:
        session = self.engine.session
        feed = {}
        for node in session.get_inputs():
            values = np.zeros(self.shapes[node.name], TYPES[node.type])
            ctypes.memmove(values.ctypes.data, self.addresses[node.name], values.nbytes)
            feed[node.name] = values
        names = [node.name for node in session.get_outputs()]
        return dict(zip(names, session.run(names, feed), strict=True))
