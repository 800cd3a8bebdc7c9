"""Role `detector` with an open vocabulary: words to tokens, a network, and the contract."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from chatbrush_models.detector_model import DetectorModel
from chatbrush_models.edit_contract import EditError
from chatbrush_models.network_calls import NetworkCalls
from chatbrush_models.words.found import things
from chatbrush_models.words.tokens import Tokens


class WordsModel(DetectorModel):
    """image uint8 [H,W,3], text BYTES [1] -> boxes, scores, labels. Subclasses say `reader`."""

    reader: ClassVar[Callable[[Path], Tokens]]

    def open(self) -> None:
        """Read the vocabulary. Errors: ValueError, OSError that name the file."""
        self.network = self.config.text("chatbrush.requires")
        self.least = self.config.number("chatbrush.least_score", 0.3)
        file = self.config.version_folder / self.config.text("chatbrush.vocabulary_file")
        self.tokens = type(self).reader(file)
        self.calls = NetworkCalls()

    def find(self, image: NDArray[np.uint8], words: str) -> dict[str, NDArray[Any]]:
        """Return what the network finds. Errors: EditError NAME_UNKNOWN, the network's own."""
        try:
            tokens = self.tokens(words)
        except ValueError as unknown:
            raise EditError("NAME_UNKNOWN", str(unknown)) from unknown
        boxes, scores = self.calls.call_for(
            self.network, {"image": image, "tokens": tokens}, ("boxes", "scores")
        )
        height, width = image.shape[:2]
        return things(boxes, scores, words, width, height, self.least)
