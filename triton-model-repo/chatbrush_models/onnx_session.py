"""Opens an ONNX graph on the CPU and holds it against the model's config.pbtxt."""

from __future__ import annotations

import os

import onnxruntime

from chatbrush_models.model_config import ModelConfig, TensorSpec

ONNX_OF_TRITON = {
    "TYPE_BOOL": "tensor(bool)",
    "TYPE_UINT8": "tensor(uint8)",
    "TYPE_INT8": "tensor(int8)",
    "TYPE_INT32": "tensor(int32)",
    "TYPE_INT64": "tensor(int64)",
    "TYPE_FP16": "tensor(float16)",
    "TYPE_FP32": "tensor(float)",
    "TYPE_FP64": "tensor(double)",
}


def open_session(config: ModelConfig) -> onnxruntime.InferenceSession:
    """Open the graph with bounded threads that sleep, not spin, between requests."""
    path = config.version_folder / config.parameters.get("chatbrush.onnx_file", "model.onnx")
    if not path.is_file():
        raise ValueError(
            f"model '{config.name}': no file {path.name} in its version folder; "
            "run './chatbrush models pull' and start again"
        )
    options = onnxruntime.SessionOptions()
    default = int(os.environ.get("CHATBRUSH_CPU_THREADS", "0"))
    options.intra_op_num_threads = config.integer("chatbrush.threads", default)
    options.inter_op_num_threads = 1
    # The arena keeps the peak of the largest run for ever: 1.4 GB at rest for encoder and MI-GAN
    # together, against 0.2 GB without it and about 15 % more CPU time a run.
    options.enable_cpu_mem_arena = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def check_signature(config: ModelConfig, session: onnxruntime.InferenceSession) -> None:
    """Compare names, types and shapes of graph and config.pbtxt. Errors: ValueError."""
    for kind, specs, nodes in (
        ("input", config.inputs, session.get_inputs()),
        ("output", config.outputs, session.get_outputs()),
    ):
        graph = {node.name: node for node in nodes}
        for spec in specs:
            if spec.name not in graph:
                raise ValueError(
                    f"model '{config.name}': config.pbtxt has {kind} '{spec.name}', "
                    f"the graph has {sorted(graph)}"
                )
            _check_node(config.name, kind, spec, graph[spec.name])
        missing = set(graph) - {spec.name for spec in specs}
        if kind == "input" and missing:
            raise ValueError(
                f"model '{config.name}': config.pbtxt lacks the graph's input {sorted(missing)}"
            )


def _check_node(model: str, kind: str, spec: TensorSpec, node: onnxruntime.NodeArg) -> None:
    # A symbolic dimension of the graph (text or None) takes any size; rank 0 = shape not recorded.
    shape = list(node.shape)
    same_shape = not shape or (
        len(shape) == len(spec.dims)
        and all(
            not isinstance(have, int) or want in (-1, have)
            for want, have in zip(spec.dims, shape, strict=True)
        )
    )
    if node.type != ONNX_OF_TRITON[spec.data_type] or not same_shape:
        raise ValueError(
            f"model '{model}': {kind} '{spec.name}' is {spec.data_type} {list(spec.dims)} in "
            f"config.pbtxt but {node.type} {shape} in the graph"
        )
