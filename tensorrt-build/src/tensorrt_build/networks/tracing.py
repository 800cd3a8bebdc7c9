"""Turns a PyTorch module into an ONNX graph whose initialisers carry the checkpoint's names."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping

import onnx
import torch
from torch import Tensor, nn

from tensorrt_build.networks.specification import Specification, TensorSpecification

OPSET = 17
TORCH_TYPES = {
    "FP32": torch.float32,
    "FP16": torch.float16,
    "UINT8": torch.uint8,
    "INT32": torch.int32,
    "INT64": torch.int64,
}
# The attribute under which a wrapper holds a published module; no part of the published names.
WRAPPERS = ("unet.",)


def example_inputs(
    specification: Specification, sizes: Mapping[str, int] | None = None, seed: int = 0
) -> tuple[Tensor, ...]:
    """Make inputs of the specification's types and shapes, each in the range of its meaning.

    sizes: of the named axes; default the specification's example.
    """
    generator = torch.Generator().manual_seed(seed)
    sizes = sizes or specification.example
    return tuple(_values(tensor, sizes, generator) for tensor in specification.inputs)


def trace(
    module: nn.Module,
    specification: Specification,
    example: tuple[Tensor, ...],
    with_weights: bool = True,
) -> onnx.ModelProto:
    """Trace `module` on `example`; every named axis may have any size afterwards.

    with_weights: False leaves the weights' numbers out; they are then inputs of the graph.
    """
    tensors = (*specification.inputs, *specification.outputs)
    buffer = io.BytesIO()
    with warnings.catch_warnings():  # the tracer warns of each constant shape; they are meant
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            example,
            buffer,
            export_params=with_weights,
            input_names=[tensor.name for tensor in specification.inputs],
            output_names=[tensor.name for tensor in specification.outputs],
            dynamic_axes={t.name: t.dynamic_axes for t in tensors if t.is_dynamic},
            opset_version=OPSET,
            do_constant_folding=False,  # keeps every tensor as the checkpoint has it
            dynamo=False,
        )
    return _with_published_names(onnx.load_from_string(buffer.getvalue()))


def _values(
    tensor: TensorSpecification, sizes: Mapping[str, int], generator: torch.Generator
) -> Tensor:
    shape, kind = tensor.shape(sizes), TORCH_TYPES[tensor.data_type]
    if tensor.name == "timestep":
        return torch.rand(shape, generator=generator) * 999
    if tensor.name == "image" and kind.is_floating_point:
        return torch.rand(shape, generator=generator)
    if tensor.name == "mask" and kind.is_floating_point:
        return (torch.rand(shape, generator=generator) < 0.3).to(kind)
    if kind.is_floating_point:
        return torch.randn(shape, generator=generator).to(kind)
    return torch.randint(0, 256, shape, generator=generator).to(kind)


def _with_published_names(model: onnx.ModelProto) -> onnx.ModelProto:
    """Take the wrapper's attribute off the names of weights."""
    renamed: dict[str, str] = {}
    for tensor in (*model.graph.initializer, *model.graph.input):
        for wrapper in WRAPPERS:
            if tensor.name.startswith(wrapper):
                renamed[tensor.name] = tensor.name.removeprefix(wrapper)
                tensor.name = renamed[tensor.name]
    for node in model.graph.node:
        for place, name in enumerate(node.input):
            node.input[place] = renamed.get(name, name)
    return model
