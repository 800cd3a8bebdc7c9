"""Turns a PyTorch module into an ONNX graph whose initialisers carry the module's names."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping, Sequence

import onnx
import torch
from torch import Tensor, nn

OPSET = 17


def trace(
    module: nn.Module,
    example: tuple[Tensor, ...],
    inputs: Sequence[str],
    outputs: Sequence[str],
    dynamic: Mapping[str, Mapping[int, str]],
) -> onnx.ModelProto:
    """Trace `module` on `example`.

    dynamic: tensor to {axis: name}; those axes may have any size afterwards.
    """
    buffer = io.BytesIO()
    with warnings.catch_warnings():  # the tracer warns of each constant shape; they are meant
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            example,
            buffer,
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={name: dict(axes) for name, axes in dynamic.items()},
            opset_version=OPSET,
            do_constant_folding=False,  # keeps every tensor as the checkpoint has it
            dynamo=False,
        )
    return onnx.load_from_string(buffer.getvalue())
