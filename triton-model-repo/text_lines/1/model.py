"""Role `detector`: lines of text."""

from __future__ import annotations

import os
import sys
import traceback
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import triton_python_backend_utils as pb_utils
from chatbrush_models.idle_network import IdleNetwork
from chatbrush_models.model_config import ModelConfig
from chatbrush_models.priority import stand_back
from chatbrush_models.text.finder import TextFinder, tensors
from numpy.typing import NDArray

NICE = 10
LABEL = "text"


class TritonPythonModel:
    """image uint8 [H,W,3] -> boxes, scores, labels and masks of its lines, in no order.

    The networks run in this process: two more would cost more than they hold.
    """

    def initialize(self, args: dict[str, str]) -> None:
        """Find the weights. Errors: TritonModelException that names the file."""
        try:
            self.config = ModelConfig.from_args(args)
            files = [
                self.config.version_folder / self.config.text(f"chatbrush.{part}_file")
                for part in ("detector", "recogniser")
            ]
            if find_spec("onnxruntime") is None:  # NVIDIA's image has none for Python
                raise ValueError("the Python of this server lacks onnxruntime, which reads text")
            missing = [file.name for file in files if not file.is_file()]
            if missing:
                raise ValueError(f"no file {missing[0]}; run './chatbrush models pull names'")
            stand_back(NICE)
            seconds = self.config.number("chatbrush.idle_seconds", 120)
            self.networks = IdleNetwork(lambda: TextNetworks(*files), seconds)
        except (ValueError, OSError) as error:
            raise pb_utils.TritonModelException(str(error)) from error

    def execute(
        self, requests: list[pb_utils.InferenceRequest]
    ) -> list[pb_utils.InferenceResponse]:
        """Answer each request with its lines or with its own error."""
        return [self._answer(request) for request in requests]

    def _answer(self, request: pb_utils.InferenceRequest) -> pb_utils.InferenceResponse:
        code = pb_utils.TritonError
        try:
            image = pb_utils.get_input_tensor_by_name(request, "image").as_numpy()
            problem = self.config.inputs[0].mismatch(image)
            if problem or not image.size:
                sentence = problem or "'image' is empty"
                return _failure(code(f"INPUT_INVALID: {sentence}", code.INVALID_ARG))
            found = self.networks.run(["lines"], {"image": image})
            answers = tensors(found, LABEL, image.shape[1], image.shape[0])
            return pb_utils.InferenceResponse(
                [pb_utils.Tensor(name, values) for name, values in answers.items()]
            )
        except Exception as error:  # one request's fault must not end the others
            traceback.print_exc(file=sys.stderr)
            return _failure(code(f"MODEL_FAILED: {type(error).__name__}: {error}", code.INTERNAL))

    def finalize(self) -> None:
        """Free the networks' memory."""
        self.networks.close()


class TextNetworks:
    """Both networks, opened; answers like one of them."""

    def __init__(self, detector: Path, recogniser: Path) -> None:
        # Imported where it is used: it costs a process 25 MB.
        from chatbrush_models.onnx_session import open_session

        threads = int(os.environ.get("CHATBRUSH_CPU_THREADS", "0"))
        find, read = (open_session(file, threads) for file in (detector, recogniser))
        characters = read.get_modelmeta().custom_metadata_map["character"].split("\n")
        self.finder = TextFinder(
            lambda picture: find.run(None, {"x": picture})[0],
            lambda line: read.run(None, {"x": line})[0],
            characters,
        )

    def run(self, names: list[str], feed: dict[str, NDArray[Any]]) -> list[Any]:
        """Return the lines of `image`."""
        return self.finder.lines(np.ascontiguousarray(feed["image"]))


def _failure(error: pb_utils.TritonError) -> pb_utils.InferenceResponse:
    return pb_utils.InferenceResponse(error=error)
