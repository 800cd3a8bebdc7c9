"""Role `detector` with an open vocabulary: words to tokens, a network, and the contract."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import triton_python_backend_utils as pb_utils
from numpy.typing import NDArray

from chatbrush_models.edit_contract import EditError
from chatbrush_models.model_config import ModelConfig
from chatbrush_models.network_calls import NetworkCalls
from chatbrush_models.words.found import things
from chatbrush_models.words.tokens import Tokens


class WordsModel:
    """image uint8 [H,W,3], text BYTES [1] -> boxes, scores, labels. Subclasses say `reader`."""

    reader: ClassVar[Callable[[Path], Tokens]]

    def initialize(self, args: dict[str, str]) -> None:
        """Read the vocabulary. Errors: TritonModelException that names the file."""
        try:
            self.config = ModelConfig.from_args(args)
            self.network = self.config.text("chatbrush.requires")
            self.least = self.config.number("chatbrush.least_score", 0.3)
            file = self.config.version_folder / self.config.text("chatbrush.vocabulary_file")
            self.tokens = type(self).reader(file)
            self.calls = NetworkCalls()
        except (ValueError, OSError) as error:
            raise pb_utils.TritonModelException(str(error)) from error

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
            found = self._found(np.ascontiguousarray(image), text.item(0).decode())
            answers = [pb_utils.Tensor(name, values) for name, values in found.items()]
            return pb_utils.InferenceResponse(answers)
        except EditError as wrong:
            return _failure(code(str(wrong), code.INVALID_ARG))
        except Exception as error:  # one request's fault must not end the others
            traceback.print_exc(file=sys.stderr)
            return _failure(code(f"MODEL_FAILED: {type(error).__name__}: {error}", code.INTERNAL))

    def _found(self, image: NDArray[np.uint8], words: str) -> dict[str, NDArray[Any]]:
        try:
            tokens = self.tokens(words)
        except ValueError as unknown:
            raise EditError("NAME_UNKNOWN", str(unknown)) from unknown
        boxes, scores = self.calls.call_for(
            self.network, {"image": image, "tokens": tokens}, ("boxes", "scores")
        )
        height, width = image.shape[:2]
        return things(boxes, scores, words, width, height, self.least)


def _read(request: pb_utils.InferenceRequest, name: str) -> NDArray[Any]:
    tensor = pb_utils.get_input_tensor_by_name(request, name)
    if tensor is None:
        raise EditError("INPUT_INVALID", f"input '{name}' is missing")
    return tensor.as_numpy()


def _failure(error: pb_utils.TritonError) -> pb_utils.InferenceResponse:
    return pb_utils.InferenceResponse(error=error)
