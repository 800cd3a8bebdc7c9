"""Binds role `detector` to Triton's Python backend, so that a detector's `model.py` only finds."""

from __future__ import annotations

import sys
import traceback
from abc import ABC, abstractmethod
from typing import Any

import numpy as np
import triton_python_backend_utils as pb_utils
from numpy.typing import NDArray

from chatbrush_models.edit_contract import EditError
from chatbrush_models.model_config import ModelConfig


class DetectorModel(ABC):
    """image uint8 [H,W,3], text BYTES [1] -> what subclasses find of it."""

    def initialize(self, args: dict[str, str]) -> None:
        """Read the configuration. Errors: TritonModelException that says what is wrong."""
        try:
            self.config = ModelConfig.from_args(args)
            self.open()
        except (ValueError, OSError) as error:
            raise pb_utils.TritonModelException(str(error)) from error

    @abstractmethod
    def open(self) -> None:
        """Open what `self.config` names. Errors: ValueError, OSError."""

    @abstractmethod
    def find(self, image: NDArray[np.uint8], words: str) -> dict[str, NDArray[Any]]:
        """Return the outputs for a picture and what to look for. Errors: EditError."""

    def execute(
        self, requests: list[pb_utils.InferenceRequest]
    ) -> list[pb_utils.InferenceResponse]:
        """Answer each request with what it asks for or with its own error."""
        return [self._answer(request) for request in requests]

    def _answer(self, request: pb_utils.InferenceRequest) -> pb_utils.InferenceResponse:
        code = pb_utils.TritonError
        try:
            image, text = (_read(request, name) for name in ("image", "text"))
            problem = self.config.inputs[0].mismatch(image)
            if problem or not image.size or text.size != 1:
                raise EditError("INPUT_INVALID", problem or "a picture and one 'text' are needed")
            found = self.find(np.ascontiguousarray(image), text.item(0).decode())
            answers = [pb_utils.Tensor(name, values) for name, values in found.items()]
            return pb_utils.InferenceResponse(answers)
        except EditError as wrong:
            return _failure(code(str(wrong), code.INVALID_ARG))
        except Exception as error:  # one request's fault must not end the others
            traceback.print_exc(file=sys.stderr)
            return _failure(code(f"MODEL_FAILED: {type(error).__name__}: {error}", code.INTERNAL))


def _read(request: pb_utils.InferenceRequest, name: str) -> NDArray[Any]:
    tensor = pb_utils.get_input_tensor_by_name(request, name)
    if tensor is None:
        raise EditError("INPUT_INVALID", f"input '{name}' is missing")
    return tensor.as_numpy()


def _failure(error: pb_utils.TritonError) -> pb_utils.InferenceResponse:
    return pb_utils.InferenceResponse(error=error)
