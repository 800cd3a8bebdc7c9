"""Turns a PyTorch module into an ONNX graph whose initialisers carry the checkpoint's names."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from tensorrt_build.networks.specification import Specification

OPSET = 17
# The attribute under which a wrapper holds a published module; no part of the published names.
WRAPPERS = ("unet.",)


def example_inputs(
    specification: Specification, sizes: Mapping[str, int] | None = None, seed: int = 0
) -> tuple[Tensor, ...]:
    """Make inputs as people send them; sizes: of the named axes, else the example's."""
    random, sizes = np.random.default_rng(seed), sizes or specification.example
    return tuple(torch.from_numpy(tensor.example(random, sizes)) for tensor in specification.inputs)


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
