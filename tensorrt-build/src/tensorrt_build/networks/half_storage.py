"""Stores a graph's float32 weights as float16 and casts them back as they are read."""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import nn

SMALLEST = 256  # elements; below, the Cast node would be larger than what it saves


def round_to_half(module: nn.Module) -> None:
    """Make every weight exact in float16, so that a file of halves holds the same network."""
    for tensor in module.parameters():
        tensor.data = tensor.data.half().float()


def store_as_half(model: onnx.ModelProto) -> None:
    """Halve `model` in place; what it computes stays float32.

    Errors: ValueError naming a weight that float16 does not hold exactly.
    """
    casts = []
    for tensor in model.graph.initializer:
        if tensor.data_type != TensorProto.FLOAT or np.prod(tensor.dims) < SMALLEST:
            continue
        values = numpy_helper.to_array(tensor)
        halves = values.astype(np.float16)
        if not np.array_equal(halves.astype(np.float32), values):
            raise ValueError(f"'{tensor.name}' is not exact in float16; round the weights first")
        name = tensor.name
        tensor.CopyFrom(numpy_helper.from_array(halves, f"{name}.half"))
        casts.append(helper.make_node("Cast", [f"{name}.half"], [name], to=TensorProto.FLOAT))
    kept = list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend([*casts, *kept])
