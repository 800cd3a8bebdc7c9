"""Role `detector`: text, faces and the sky."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import triton_python_backend_utils as pb_utils
from chatbrush_models.idle_network import IdleNetwork
from chatbrush_models.model_config import ModelConfig
from chatbrush_models.parts import sky
from chatbrush_models.parts.faces import FaceFinder, FaceNetwork
from chatbrush_models.parts.found import Found, tensors
from chatbrush_models.priority import stand_back
from chatbrush_models.text import finder as text
from chatbrush_models.text.networks import TextNetworks
from numpy.typing import NDArray

NICE = 10


class TritonPythonModel:
    """image uint8 [H,W,3], text BYTES [1] -> boxes, scores, labels and masks of that, in no order.

    The networks run in this process: more would cost more than they hold.
    """

    def initialize(self, args: dict[str, str]) -> None:
        """Find the weights. Errors: TritonModelException that names the file."""
        try:
            self.config = ModelConfig.from_args(args)
            files = [self._file(part) for part in ("detector", "recogniser", "hangul")]
            face = self._file("face")
            stand_back(NICE)
            seconds = self.config.number("chatbrush.idle_seconds", 120)
            of_text = self.config.number("chatbrush.least_score.text", 0.75)
            of_hangul = self.config.number("chatbrush.least_score.hangul", 1.5)
            self.reading = IdleNetwork(lambda: TextNetworks(*files, of_text, of_hangul), seconds)
            least = self.config.number("chatbrush.least_score.face", 0.55)
            self.finders: dict[str, Callable[[NDArray[np.uint8]], list[Found]]] = {
                text.LABEL: self._text,
                "face": FaceFinder(FaceNetwork(face), least).faces,
                sky.LABEL: sky.find,
            }
        except (ValueError, OSError) as error:
            raise pb_utils.TritonModelException(str(error)) from error

    def _file(self, part: str) -> Path:
        file = self.config.version_folder / self.config.text(f"chatbrush.{part}_file")
        if not file.is_file():
            raise ValueError(f"no file {file.name}; run './chatbrush models pull names'")
        return file

    def execute(
        self, requests: list[pb_utils.InferenceRequest]
    ) -> list[pb_utils.InferenceResponse]:
        """Answer each request with what it asks for or with its own error."""
        return [self._answer(request) for request in requests]

    def _answer(self, request: pb_utils.InferenceRequest) -> pb_utils.InferenceResponse:
        code = pb_utils.TritonError
        try:
            image, label = (_read(request, name) for name in ("image", "text"))
            problem = self.config.inputs[0].mismatch(image)
            if problem or not image.size:
                sentence = problem or "'image' is empty"
                raise RequestError(f"INPUT_INVALID: {sentence}")
            found = self._finder(label)(np.ascontiguousarray(image))
            answers = tensors(found, image.shape[1], image.shape[0])
            return pb_utils.InferenceResponse(
                [pb_utils.Tensor(name, values) for name, values in answers.items()]
            )
        except RequestError as wrong:
            return _failure(code(str(wrong), code.INVALID_ARG))
        except Exception as error:  # one request's fault must not end the others
            traceback.print_exc(file=sys.stderr)
            return _failure(code(f"MODEL_FAILED: {type(error).__name__}: {error}", code.INTERNAL))

    def _finder(self, label: NDArray[Any]) -> Callable[[NDArray[np.uint8]], list[Found]]:
        asked = label.item(0).decode() if label.size == 1 else str(label.tolist())
        if asked not in self.finders:
            known = ", ".join(self.finders)
            raise RequestError(f"INPUT_INVALID: 'text' must be one of {known}, got '{asked}'")
        return self.finders[asked]

    def _text(self, image: NDArray[np.uint8]) -> list[Found]:
        if find_spec("onnxruntime") is None:  # NVIDIA's image has none for Python
            raise RequestError(
                "NAME_UNKNOWN: the Python of this server lacks onnxruntime, which reads text"
            )
        lines = self.reading.run(["lines"], {"image": image})
        return text.found(lines, image.shape[1], image.shape[0])

    def finalize(self) -> None:
        """Free the networks' memory."""
        self.reading.close()


class RequestError(ValueError):
    """Says as `CODE: sentence` what the caller can do about it."""


def _read(request: pb_utils.InferenceRequest, name: str) -> NDArray[Any]:
    tensor = pb_utils.get_input_tensor_by_name(request, name)
    if tensor is None:
        raise RequestError(f"INPUT_INVALID: input '{name}' is missing")
    return tensor.as_numpy()


def _failure(error: pb_utils.TritonError) -> pb_utils.InferenceResponse:
    return pb_utils.InferenceResponse(error=error)
