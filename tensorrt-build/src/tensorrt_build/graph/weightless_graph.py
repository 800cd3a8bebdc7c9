"""PyTorch module to weightless graph: traced empty, simplified, its weights left to `fill`."""

from __future__ import annotations

import onnx
from onnx import TensorProto

from tensorrt_build.graph.fill import CHECKPOINT
from tensorrt_build.graph.simplify import simplify
from tensorrt_build.networks.catalogue import traced
from tensorrt_build.networks.empty_weights import built_empty
from tensorrt_build.networks.full_size import MODULES
from tensorrt_build.networks.tracing import example_inputs, trace


def weightless_graph(name: str) -> onnx.ModelProto:
    """Trace the full-size network `name`. The same PyTorch gives the same bytes."""
    specification = traced(name)
    module = built_empty(MODULES[name])
    model = trace(module, specification, example_inputs(specification), with_weights=False)
    return simplify(_inputs_to_weights(model, {tensor.name for tensor in specification.inputs}))


def _inputs_to_weights(model: onnx.ModelProto, inputs: set[str]) -> onnx.ModelProto:
    """Turn what the tracer made inputs, because it had no numbers, into initialisers without."""
    graph = model.graph
    used = {name for node in graph.node for name in node.input}
    weights = [value for value in graph.input if value.name not in inputs and value.name in used]
    for value in weights:
        tensor = graph.initializer.add(
            name=value.name,
            data_type=value.type.tensor_type.elem_type,
            dims=[dim.dim_value for dim in value.type.tensor_type.shape.dim],
            data_location=TensorProto.EXTERNAL,
        )
        tensor.external_data.add(key="location", value=CHECKPOINT)
    kept = [value for value in graph.input if value.name in inputs]
    del graph.input[:]
    graph.input.extend(kept)
    return model
