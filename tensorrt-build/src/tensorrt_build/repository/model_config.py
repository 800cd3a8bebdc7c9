"""What assembling reads of a config.pbtxt, and how it turns a network's into a target's form."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tensorrt_build.errors import BuildError
from tensorrt_build.repository.text_format import Message, parse, string, word, write

ROLE = "chatbrush.role"
REQUIRES = "chatbrush.requires"
WEIGHTS = "chatbrush.weights"
ONNX_FILE = "chatbrush.onnx_file"
TOOL_ROLE = "tool"
NETWORK_ROLES = ("network", "segment-encoder", "segment-decoder", "saliency")
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
    """One parsed config.pbtxt."""

    name: str
    message: Message
    parameters: dict[str, str]

    @property
    def is_network(self) -> bool:
        """Whether the model is an ONNX graph rather than Python code."""
        return self.parameters.get(ROLE) in NETWORK_ROLES

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

    def _names(self, parameter: str) -> list[str]:
        return [n.strip() for n in self.parameters.get(parameter, "").split(",") if n.strip()]

    def tensors(self, field: str) -> list[TensorSpec]:
        """Specifications of `input` or `output`; with the batch axis where there is one."""
        batch = (-1,) if int(self.message.text("max_batch_size", "0")) > 0 else ()
        return [
            TensorSpec(
                tensor.text("name"),
                tensor.text("data_type"),
                (*batch, *(int(dim) for dim in tensor.texts("dims"))),
            )
            for tensor in self.message.messages(field)
        ]


def read_config(path: Path) -> ModelConfig:
    """Read one config.pbtxt. Errors: BuildError if it is broken or named unlike its folder."""
    message = parse(path.read_text(encoding="utf-8"), str(path))
    name = message.text("name")
    if name != path.parent.name:
        raise BuildError(f"{path}: name must be '{path.parent.name}' like its folder, got '{name}'")
    parameters = {}
    for entry in message.messages("parameters"):
        value = (entry.messages("value") or [Message()])[0]
        parameters[entry.text("key")] = value.text("string_value")
    if ROLE not in parameters:
        raise BuildError(f"{path}: the parameter '{ROLE}' is missing")
    return ModelConfig(name, message, parameters)


def cpu_config(config: ModelConfig, version: int, onnx_file: str) -> str:
    """Text of a network's config.pbtxt for the Python backend, one instance on the CPU."""
    message = _without_runtime(config)
    message.fields.insert(1, ("backend", string("python")))
    instances = Message().add("kind", word("KIND_CPU")).add("count", word("1"))
    value = Message().add("string_value", string(onnx_file))
    message.add("instance_group", instances)
    message.add("parameters", Message().add("key", string(ONNX_FILE)).add("value", value))
    return _text(message, "cpu", version)


def onnxruntime_config(config: ModelConfig, version: int, target: str) -> str:
    """Text of a network's config.pbtxt for Triton's ONNX Runtime backend, instances as they are."""
    message = _without_runtime(config)
    message.fields.insert(1, ("platform", string("onnxruntime_onnx")))
    for instances in config.message.all("instance_group"):
        message.add("instance_group", instances)
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
    profiles: how many optimisation profiles it has. graphs: shapes to capture; none of a network
    whose shapes are fixed means all that Triton captures by itself.
    """

    name: str
    capability: str
    profiles: int
    graphs: tuple[GraphShape, ...] = ()


def tensorrt_config(config: ModelConfig, version: int, plan: PlanFile) -> str:
    """Text of a network's config.pbtxt for a plan, with CUDA graphs."""
    message = _without_runtime(config)
    message.fields.insert(1, ("platform", string("tensorrt_plan")))
    file = Message().add("key", string(plan.capability)).add("value", string(plan.name))
    message.add("cc_model_filenames", file)
    for given in config.message.messages("instance_group"):
        instances = Message([(k, v) for k, v in given.fields if k != "profile"])
        for number in range(plan.profiles):
            instances.add("profile", string(str(number)))
        message.add("instance_group", instances)
    cuda = Message().add("graphs", word("true"))
    for shape in plan.graphs:
        cuda.add("graph_spec", _graph_spec(shape))
    message.add("optimization", Message().add("cuda", cuda))
    return _text(message, "tensorrt", version)


def _graph_spec(shape: GraphShape) -> Message:
    spec = Message().add("batch_size", word(str(shape.batch)))
    for name, dims in shape.dims.items():
        value = Message()
        for dim in dims:
            value.add("dim", word(str(dim)))
        spec.add("input", Message().add("key", string(name)).add("value", value))
    return spec


def served_version(text: str, version: int) -> str:
    """Return the text of a config.pbtxt with another version served."""
    message = parse(text, "config.pbtxt")
    message.remove("version_policy")
    message.add("version_policy", _only(version))
    comments = "".join(line + "\n" for line in text.splitlines() if line.startswith("#"))
    return comments + write(message)


def _without_runtime(config: ModelConfig) -> Message:
    message = Message(list(config.message.fields))
    message.remove(*RUNTIME_FIELDS)
    return message


def _only(version: int) -> Message:
    return Message().add("specific", Message().add("versions", word(str(version))))


def _text(message: Message, target: str, version: int) -> str:
    message.add("version_policy", _only(version))
    return f"# Made by tensorrt-build for the target {target}; do not edit.\n" + write(message)
