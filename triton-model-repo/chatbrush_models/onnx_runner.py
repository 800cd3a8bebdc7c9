"""The CPU stand-in for a TensorRT plan: any network of the repository in a process of its own.

`assemble --target cpu` gives each network's version folder a `model.py` that imports
`TritonPythonModel` from here, and the graph as `model.onnx`. Parameters read from config.pbtxt:
`chatbrush.onnx_file` (model.onnx), `chatbrush.engine` (onnxruntime, openvino-fp32 or openvino-bf16:
`assemble` writes which it measured to be best), `chatbrush.usual_size` (OpenVINO compiles for fixed
shapes, at once for axes of this size), `chatbrush.threads` (0 = all cores; the environment variable
CHATBRUSH_CPU_THREADS sets the default), `chatbrush.nice` (0..19: how far this network stands back
for others; a heavy encoder yields to a click's decoder), `chatbrush.idle_seconds` (0 = open from
the start; else opened by the first request and closed when for so long none came).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import triton_python_backend_utils as pb_utils
from numpy.typing import NDArray

from chatbrush_models.batching import Feed, groups_of_equal_shape, join, split
from chatbrush_models.cpu_network import Runs, open_network
from chatbrush_models.idle_network import IdleNetwork
from chatbrush_models.model_config import NUMPY_OF_TRITON, ModelConfig, TensorSpec
from chatbrush_models.priority import stand_back


class TritonPythonModel:
    """Runs one graph; inputs and outputs are exactly those of the model's config.pbtxt.

    One instance lives in its own process. Where config.pbtxt has a max_batch_size, the requests
    that Triton's dynamic batcher brings together run as one batch; requests of different shapes
    never share a run.
    """

    def initialize(self, args: dict[str, str]) -> None:
        """Load the graph and hold it against the configuration. Errors: TritonModelException."""
        try:
            self.config = ModelConfig.from_args(args)
            stand_back(self.config.integer("chatbrush.nice", 0))
            idle = self.config.number("chatbrush.idle_seconds", 0)
            self.session: Runs = (
                IdleNetwork(lambda: open_network(self.config), idle)
                if idle > 0
                else open_network(self.config)
            )
        except (ValueError, OSError, RuntimeError) as error:
            raise pb_utils.TritonModelException(str(error)) from error
        self.output_names = [spec.name for spec in self.config.outputs]

    def execute(
        self, requests: list[pb_utils.InferenceRequest]
    ) -> list[pb_utils.InferenceResponse]:
        """Answer each request with its outputs or with its own error."""
        answers: dict[int, pb_utils.InferenceResponse] = {}
        feeds: dict[int, Feed] = {}
        for number, request in enumerate(requests):
            try:
                feeds[number] = {spec.name: _read(request, spec) for spec in self.config.inputs}
            except Exception as error:  # one request's fault must not end the others
                answers[number] = _failure(error)
        for group in self._groups(feeds):
            for number, answer in zip(group, self._run([feeds[n] for n in group]), strict=True):
                answers[number] = answer
        return [answers[number] for number in range(len(requests))]

    def _groups(self, feeds: dict[int, Feed]) -> list[list[int]]:
        """Return the numbers of the requests that run together."""
        numbers = list(feeds)
        if self.config.max_batch_size == 0:
            return [[number] for number in numbers]
        groups = groups_of_equal_shape(list(feeds.values()))
        return [[numbers[place] for place in group] for group in groups]

    def _run(self, feeds: list[Feed]) -> list[pb_utils.InferenceResponse]:
        """Run requests as one batch, or each alone where that fails: only the bad one ends."""
        try:
            outputs = self.session.run(self.output_names, join(feeds))
            parts = split(outputs, feeds) if self.config.max_batch_size else [outputs]
        except Exception as error:
            if len(feeds) == 1:
                return [_failure(error)]
            return [self._run([feed])[0] for feed in feeds]
        return [self._success(arrays) for arrays in parts]

    def _success(self, arrays: list[NDArray[Any]]) -> pb_utils.InferenceResponse:
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
        """Free the network's memory."""
        del self.session


def _read(request: pb_utils.InferenceRequest, spec: TensorSpec) -> NDArray[Any]:
    tensor = pb_utils.get_input_tensor_by_name(request, spec.name)
    if tensor is None:
        raise ValueError(f"INPUT_INVALID: input '{spec.name}' is missing")
    array = tensor.as_numpy()
    problem = spec.mismatch(array)
    if problem:
        raise ValueError(f"INPUT_INVALID: {problem}")
    return array


def _failure(error: Exception) -> pb_utils.InferenceResponse:
    text = str(error)
    sentence = text if text.startswith("INPUT_INVALID: ") else f"MODEL_FAILED: {text}"
    return pb_utils.InferenceResponse(error=pb_utils.TritonError(sentence))
