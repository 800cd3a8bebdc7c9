"""The CPU stand-in for a TensorRT plan: any network of the repository under ONNX Runtime.

`assemble --target cpu` gives each network's version folder a `model.py` that imports
`TritonPythonModel` from here, and the graph as `model.onnx`. Parameters read from config.pbtxt:
`chatbrush.onnx_file` (model.onnx), `chatbrush.threads` (0 = all cores; the environment variable
CHATBRUSH_CPU_THREADS sets the default), `chatbrush.nice` (0..19: how far this network stands back
for others; a heavy encoder yields to a click's decoder).
"""

from __future__ import annotations

import os

import numpy as np
import onnxruntime
import triton_python_backend_utils as pb_utils

from chatbrush_models.model_config import NUMPY_OF_TRITON, ModelConfig, TensorSpec

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


class TritonPythonModel:
    """Runs one ONNX graph; inputs and outputs are exactly those of the model's config.pbtxt.

    One instance lives in its own process and answers one request after the other.
    """

    def initialize(self, args: dict[str, str]) -> None:
        """Load the graph and hold it against the configuration. Errors: TritonModelException."""
        try:
            self.config = ModelConfig.from_args(args)
            os.nice(self.config.integer("chatbrush.nice", 0))
            self.session = open_session(self.config)
            check_signature(self.config, self.session)
        except (ValueError, OSError, RuntimeError) as error:
            raise pb_utils.TritonModelException(str(error)) from error
        self.output_names = [spec.name for spec in self.config.outputs]

    def execute(self, requests: list) -> list:
        """Answer each request with its outputs or with its own error."""
        return [self._answer(request) for request in requests]

    def _answer(self, request: object) -> object:
        try:
            feed = {spec.name: _read(request, spec) for spec in self.config.inputs}
            arrays = self.session.run(self.output_names, feed)
        except Exception as error:  # one request's fault must not end the others of the batch
            return pb_utils.InferenceResponse(error=pb_utils.TritonError(_sentence(error)))
        tensors = zip(self.config.outputs, arrays, strict=True)
        return pb_utils.InferenceResponse(
            [
                pb_utils.Tensor(
                    spec.name, np.ascontiguousarray(array, NUMPY_OF_TRITON[spec.data_type])
                )
                for spec, array in tensors
            ]
        )

    def finalize(self) -> None:
        """Free the session's memory."""
        self.session = None


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


def _read(request: object, spec: TensorSpec) -> np.ndarray:
    tensor = pb_utils.get_input_tensor_by_name(request, spec.name)
    if tensor is None:
        raise ValueError(f"INPUT_INVALID: input '{spec.name}' is missing")
    array = tensor.as_numpy()
    problem = spec.mismatch(array)
    if problem:
        raise ValueError(f"INPUT_INVALID: {problem}")
    return array


def _sentence(error: Exception) -> str:
    text = str(error)
    return text if text.startswith("INPUT_INVALID: ") else f"MODEL_FAILED: {text}"
