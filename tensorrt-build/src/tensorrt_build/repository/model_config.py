"""What assembling reads of a config.pbtxt, and how it turns a network's into a target's form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tensorrt_build.errors import BuildError
from tensorrt_build.repository.triton_proto import parse, type_name, write

ROLE = "chatbrush.role"
REQUIRES = "chatbrush.requires"
WEIGHTS = "chatbrush.weights"
ONNX_FILE = "chatbrush.onnx_file"
ENGINE = "chatbrush.engine"
TOOL_ROLE = "tool"
NETWORK_ROLES = ("network", "segment-encoder", "segment-decoder", "saliency", "detector")
# What each target says anew.
RUNTIME_FIELDS = (
    "platform",
    "backend",
    "default_model_filename",
    "cc_model_filenames",
    "optimization",
    "instance_group",
    "version_policy",
)


@dataclass(frozen=True)
class TensorSpec:
    """An input or output: Triton's data type, and dims with -1 for any size."""

    name: str
    data_type: str
    dims: tuple[int, ...]


@dataclass(frozen=True)
class ModelConfig:
    """One parsed config.pbtxt; `message` is Triton's own, which nothing here changes."""

    name: str
    message: Any
    parameters: dict[str, str]

    @property
    def is_network(self) -> bool:
        """Whether the model is an ONNX graph rather than Python code."""
        python = self.message.backend == "python"
        return self.parameters.get(ROLE) in NETWORK_ROLES and not python

    @property
    def is_tool(self) -> bool:
        """Whether the model edits pictures by the edit contract."""
        return self.parameters.get(ROLE) == TOOL_ROLE

    @property
    def required(self) -> list[str]:
        """Networks without which a tool cannot work (parameter chatbrush.requires)."""
        return self._names(REQUIRES)

    @property
    def weights(self) -> list[str]:
        """Weight files that a tool reads itself (parameter chatbrush.weights)."""
        return self._names(WEIGHTS)

    @property
    def warm_ups(self) -> list[dict[str, tuple[int, ...]]]:
        """Shape of each input, by its name, of each of `model_warmup`'s samples; with the batch."""
        return [
            {
                name: (*((int(sample.batch_size),) if self.largest_batch else ()), *given.dims)
                for name, given in sample.inputs.items()
            }
            for sample in self.message.model_warmup
        ]

    def _names(self, parameter: str) -> list[str]:
        return [n.strip() for n in self.parameters.get(parameter, "").split(",") if n.strip()]

    @property
    def largest_batch(self) -> int:
        """Triton's max_batch_size; 0 = no batch axis."""
        return int(self.message.max_batch_size)

    def with_largest_batch(self, number: int) -> ModelConfig:
        """Return the same with another max_batch_size."""
        message = type(self.message)()
        message.CopyFrom(self.message)
        message.max_batch_size = number
        return replace(self, message=message)

    def declared(self, field: str) -> list[TensorSpec]:
        """Specifications of `input` or `output` as config.pbtxt says them: no batch axis."""
        return [
            TensorSpec(tensor.name, type_name(tensor.data_type), tuple(tensor.dims))
            for tensor in getattr(self.message, field)
        ]

    def tensors(self, field: str) -> list[TensorSpec]:
        """Specifications of `input` or `output`; with the batch axis where there is one."""
        batch = (-1,) if self.largest_batch > 0 else ()
        return [replace(spec, dims=(*batch, *spec.dims)) for spec in self.declared(field)]


def read_config(path: Path) -> ModelConfig:
    """Read one config.pbtxt. Errors: BuildError if it is broken or named unlike its folder."""
    message = parse(path.read_text(encoding="utf-8"), str(path))
    if message.name != path.parent.name:
        raise BuildError(
            f"{path}: name must be '{path.parent.name}' like its folder, got '{message.name}'"
        )
    parameters = {key: value.string_value for key, value in message.parameters.items()}
    if ROLE not in parameters:
        raise BuildError(f"{path}: the parameter '{ROLE}' is missing")
    return ModelConfig(message.name, message, parameters)


def cpu_config(config: ModelConfig, version: int, onnx_file: str, engine: str) -> str:
    """Text of a network's config.pbtxt for the Python backend, one instance on the CPU.

    Without warm-up: it would cost every start seconds and save a first picture a tenth of them, and
    one that fails ends the server (2.51).
    """
    message = _without_runtime(config)
    message.ClearField("model_warmup")
    message.backend = "python"
    instances = message.instance_group.add(count=1)
    instances.kind = instances.KIND_CPU
    message.parameters[ONNX_FILE].string_value = onnx_file
    message.parameters[ENGINE].string_value = engine
    return _text(message, "cpu", version)


def onnxruntime_config(config: ModelConfig, version: int, target: str) -> str:
    """Text of a network's config.pbtxt for Triton's ONNX Runtime backend, instances as they are."""
    message = _without_runtime(config)
    message.platform = "onnxruntime_onnx"
    message.instance_group.extend(config.message.instance_group)
    return _text(message, target, version)


@dataclass(frozen=True)
class GraphShape:
    """A shape that Triton captures as a CUDA graph: batch, and each input's dims without it."""

    batch: int
    dims: dict[str, tuple[int, ...]]


@dataclass(frozen=True)
class PlanFile:
    """What config.pbtxt says of a plan.

    capability: the GPU's compute capability ("9.0"); Triton loads the plan on such GPUs alone.
    graphs: shapes to capture as CUDA graphs; without any, none is captured.
    """

    name: str
    capability: str
    graphs: tuple[GraphShape, ...] = ()


def tensorrt_config(config: ModelConfig, version: int, plan: PlanFile) -> str:
    """Text of a network's config.pbtxt for a plan, which has one profile, with CUDA graphs."""
    message = _without_runtime(config)
    message.platform = "tensorrt_plan"
    message.cc_model_filenames[plan.capability] = plan.name
    message.instance_group.extend(config.message.instance_group)
    cuda = message.optimization.cuda
    cuda.graphs = bool(plan.graphs)
    for shape in plan.graphs:
        spec = cuda.graph_spec.add(batch_size=shape.batch)
        for name, dims in shape.dims.items():
            spec.input[name].dim.extend(dims)
    return _text(message, "tensorrt", version)


def served_version(text: str, version: int) -> str:
    """Return the text of a config.pbtxt with another version served."""
    message = parse(text, "config.pbtxt")
    message.version_policy.specific.versions[:] = [version]
    comments = "".join(line + "\n" for line in text.splitlines() if line.startswith("#"))
    return comments + write(message)


def _without_runtime(config: ModelConfig) -> Any:  # noqa: ANN401 - Triton's message
    message = type(config.message)()
    message.CopyFrom(config.message)
    for field in RUNTIME_FIELDS:
        message.ClearField(field)
    return message


def _text(message: Any, target: str, version: int) -> str:  # noqa: ANN401 - Triton's message
    message.version_policy.specific.versions[:] = [version]
    return f"# Made by tensorrt-build for the target {target}; do not edit.\n" + write(message)
