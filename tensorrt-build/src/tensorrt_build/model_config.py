"""What assembling reads of a config.pbtxt, and how it turns a network's into the CPU form."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tensorrt_build.errors import BuildError
from tensorrt_build.text_format import Message, parse, string, word, write

ROLE = "chatbrush.role"
REQUIRES = "chatbrush.requires"
ONNX_FILE = "chatbrush.onnx_file"
NETWORK_ROLES = ("network", "segment-encoder", "segment-decoder")
# What only a TensorRT plan on a GPU has a use for.
GPU_ONLY = ("platform", "backend", "default_model_filename", "optimization", "instance_group")


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
    def required(self) -> list[str]:
        """Networks without which a tool cannot work (parameter chatbrush.requires)."""
        return [n.strip() for n in self.parameters.get(REQUIRES, "").split(",") if n.strip()]

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


def cpu_config(config: ModelConfig, onnx_file: str) -> str:
    """Text of a network's config.pbtxt for the Python backend, one instance on the CPU."""
    message = Message(list(config.message.fields))
    message.remove(*GPU_ONLY)
    instances = Message().add("kind", word("KIND_CPU")).add("count", word("1"))
    value = Message().add("string_value", string(onnx_file))
    message.add("instance_group", instances)
    message.add("parameters", Message().add("key", string(ONNX_FILE)).add("value", value))
    message.fields.insert(1, ("backend", string("python")))
    return "# Made by tensorrt-build for the target cpu; do not edit.\n" + write(message)
