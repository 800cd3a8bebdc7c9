"""Role `detector`: text, faces and the sky."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from chatbrush_models.detector_model import DetectorModel
from chatbrush_models.edit_contract import EditError
from chatbrush_models.idle_network import IdleNetwork
from chatbrush_models.parts import sky
from chatbrush_models.parts.faces import FaceFinder, FaceNetwork
from chatbrush_models.parts.found import Found, tensors
from chatbrush_models.priority import stand_back
from chatbrush_models.text import finder as text
from chatbrush_models.text.networks import TextNetworks
from numpy.typing import NDArray

NICE = 10


class TritonPythonModel(DetectorModel):
    """image uint8 [H,W,3], text BYTES [1] -> boxes, scores, labels and masks of that, in no order.

    The networks run in this process: more would cost more than they hold.
    """

    def open(self) -> None:
        """Find the weights. Errors: ValueError that names the file."""
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

    def _file(self, part: str) -> Path:
        file = self.config.version_folder / self.config.text(f"chatbrush.{part}_file")
        if not file.is_file():
            raise ValueError(f"no file {file.name}; run './chatbrush models pull names'")
        return file

    def find(self, image: NDArray[np.uint8], words: str) -> dict[str, NDArray[Any]]:
        """Return the parts of that label. Errors: EditError INPUT_INVALID, NAME_UNKNOWN."""
        if words not in self.finders:
            known = ", ".join(self.finders)
            raise EditError("INPUT_INVALID", f"'text' must be one of {known}, got '{words}'")
        return tensors(self.finders[words](image), image.shape[1], image.shape[0])

    def _text(self, image: NDArray[np.uint8]) -> list[Found]:
        if find_spec("onnxruntime") is None:  # NVIDIA's image has none for Python
            raise EditError(
                "NAME_UNKNOWN", "the Python of this server lacks onnxruntime, which reads text"
            )
        lines = self.reading.run(["lines"], {"image": image})
        return text.found(lines, image.shape[1], image.shape[0])

    def finalize(self) -> None:
        """Free the networks' memory."""
        self.reading.close()
