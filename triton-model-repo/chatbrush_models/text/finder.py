"""Lines of text in a picture: what looks like text and can be read."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.parts.found import USUAL_SIDE, Found
from chatbrush_models.text.reading import Network, Read, line_input
from chatbrush_models.text.regions import Quad, network_input, quads

LABEL = "text"
LOOKED_AT = 400  # columns of a line that the slow reader is shown: what it says there tells
MOST_COLUMNS = 20_000  # of all lines of a picture together, the largest first


@dataclass(frozen=True)
class Line:
    """A line of text: corners in pixels, and how sure its reading is, 0 to 1."""

    quad: Quad
    text: str
    score: float


@dataclass(frozen=True)
class TextFinder:
    """Finds lines that one of two readers can read.

    find: float32 [1,3,h,w] to probabilities [1,1,h,w]. slow: takes a millisecond a column, so it is
    asked only about what `quick` cannot read, and about so much that an answer comes in time.
    """

    find: Network
    quick: Read
    slow: Read

    def lines(self, image: NDArray[np.uint8]) -> list[Line]:
        """Find every line of uint8 [H,W,3] that can be read."""
        probability = self.find(network_input(image))[0, 0]
        found, left = [], MOST_COLUMNS
        for quad in quads(probability, image.shape[1], image.shape[0]):
            strip = line_input(image, quad)
            reading = self.quick(strip)
            if reading is None and left > 0:
                shown = strip[..., :LOOKED_AT]
                left -= shown.shape[-1]
                reading = self.slow(shown)
            if reading:
                found.append(Line(quad, *reading))
        return found


def found(lines: list[Line], width: int, height: int) -> list[Found]:
    """Bring lines to parts of a picture of that size."""
    parts = []
    for line in lines:
        low, high = line.quad.min(axis=0), line.quad.max(axis=0)
        box = np.clip([*low, *high], 0, [width, height] * 2)
        x0, y0, x1, y1 = box.tolist()
        parts.append(Found(LABEL, (x0, y0, x1, y1), line.score, _shape(line.quad, box)))
    return parts


def _shape(quad: Quad, box: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Draw the tilted region in its box."""
    sides = np.maximum(box[2:] - box[:2], 1)
    corners = (quad - box[:2]) / sides * USUAL_SIDE
    shape = np.zeros((USUAL_SIDE, USUAL_SIDE), np.uint8)
    cv2.fillPoly(shape, [np.rint(corners).astype(np.int32)], 255)
    return shape
