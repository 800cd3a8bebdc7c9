"""Holds an ONNX graph's inputs and outputs against a model's config.pbtxt."""

from __future__ import annotations

from pathlib import Path

import onnx
from onnx import TensorProto

from tensorrt_build.errors import BuildError
from tensorrt_build.repository.model_config import ModelConfig, TensorSpec

TRITON_TYPES: dict[int, str] = {
    TensorProto.BOOL: "TYPE_BOOL",
    TensorProto.UINT8: "TYPE_UINT8",
    TensorProto.INT8: "TYPE_INT8",
    TensorProto.INT32: "TYPE_INT32",
    TensorProto.INT64: "TYPE_INT64",
    TensorProto.FLOAT16: "TYPE_FP16",
    TensorProto.FLOAT: "TYPE_FP32",
    TensorProto.DOUBLE: "TYPE_FP64",
    TensorProto.STRING: "TYPE_STRING",
}


def check_signature(config: ModelConfig, model_file: Path) -> None:
    """Compare names, types and dims. Errors: BuildError naming the tensor and both sides."""
    graph = onnx.load(model_file, load_external_data=False).graph
    weights = {tensor.name for tensor in graph.initializer}
    inputs = [node for node in graph.input if node.name not in weights]
    for kind, nodes in (("input", inputs), ("output", list(graph.output))):
        found = {spec.name: spec for spec in map(_spec, nodes)}
        wanted = {spec.name: spec for spec in config.tensors(kind)}
        if set(wanted) - set(found) or (kind == "input" and set(found) - set(wanted)):
            raise BuildError(
                f"{config.name}: config.pbtxt has the {kind}s {sorted(wanted)}, "
                f"the graph has {sorted(found)}"
            )
        for name, spec in wanted.items():
            if not _fits(spec, found[name]):
                raise BuildError(
                    f"{config.name}: {kind} '{name}' is {spec.data_type} {list(spec.dims)} in "
                    f"config.pbtxt, {found[name].data_type} {list(found[name].dims)} in the graph"
                )


def _spec(node: onnx.ValueInfoProto) -> TensorSpec:
    tensor = node.type.tensor_type
    dims = tuple(d.dim_value if d.HasField("dim_value") else -1 for d in tensor.shape.dim)
    return TensorSpec(node.name, TRITON_TYPES.get(tensor.elem_type, "unknown"), dims)


def _fits(wanted: TensorSpec, found: TensorSpec) -> bool:
    if wanted.data_type != found.data_type:
        return False
    if not found.dims:  # the exporter recorded no shape
        return True
    return len(wanted.dims) == len(found.dims) and all(
        have in (-1, want) or want == -1 and have == -1
        for want, have in zip(wanted.dims, found.dims, strict=True)
    )
