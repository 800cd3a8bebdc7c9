"""Role `sentence-encoder`: the multilingual Universal Sentence Encoder."""

from __future__ import annotations

import sys
import traceback

import numpy as np
import triton_python_backend_utils as pb_utils
from chatbrush_models.model_config import ModelConfig
from chatbrush_models.sentences.encoder import SentenceEncoder
from chatbrush_models.sentences.piece_model import PieceModel
from chatbrush_models.sentences.tokenizer import PieceTokenizer

MOST_SENTENCES = 256
LONGEST = 1000  # characters; what follows is not read


class TritonPythonModel:
    """text BYTES [N] (UTF-8) -> embedding float32 [N, 512], each of unit length; N up to 256."""

    def initialize(self, args: dict[str, str]) -> None:
        """Read the weights. Errors: TritonModelException that names the file."""
        try:
            config = ModelConfig.from_args(args)
            pieces = PieceModel.read(config.version_folder / config.text("chatbrush.pieces_file"))
            weights = config.version_folder / config.text("chatbrush.weights_file")
            self.encoder = SentenceEncoder(weights, PieceTokenizer(pieces))
        except (ValueError, OSError) as error:
            raise pb_utils.TritonModelException(str(error)) from error

    def execute(
        self, requests: list[pb_utils.InferenceRequest]
    ) -> list[pb_utils.InferenceResponse]:
        """Answer each request with its vectors or with its own error."""
        return [self._answer(request) for request in requests]

    def _answer(self, request: pb_utils.InferenceRequest) -> pb_utils.InferenceResponse:
        code = pb_utils.TritonError
        try:
            said = pb_utils.get_input_tensor_by_name(request, "text").as_numpy()
            if not 1 <= said.size <= MOST_SENTENCES:
                sentence = f"1 to {MOST_SENTENCES} sentences are read at once, got {said.size}"
                return _failure(code(f"INPUT_INVALID: {sentence}", code.INVALID_ARG))
            texts = [each.decode("utf-8", "replace")[:LONGEST] for each in said.reshape(-1)]
            vectors = np.ascontiguousarray(self.encoder.encode(texts))
            return pb_utils.InferenceResponse([pb_utils.Tensor("embedding", vectors)])
        except Exception as error:  # one request's fault must not end the others
            traceback.print_exc(file=sys.stderr)
            return _failure(code(f"MODEL_FAILED: {type(error).__name__}: {error}", code.INTERNAL))


def _failure(error: pb_utils.TritonError) -> pb_utils.InferenceResponse:
    return pb_utils.InferenceResponse(error=error)
