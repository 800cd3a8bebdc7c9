"""What a line of text says: a picture of it to characters."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.text.regions import Quad

HEIGHT = 48
WIDEST = 1600
UPRIGHT = 1.5  # a region that much higher than wide is read turned
LEAST_LETTERS = 2

Values = NDArray[np.float32]
Network = Callable[[Values], Values]
Read = Callable[[Values], tuple[str, float] | None]
"""A strip, float32 [1,3,48,w] in -1 to 1, to its text and how sure it is; None: no text."""


def line_input(image: NDArray[np.uint8], quad: Quad) -> NDArray[np.float32]:
    """Straighten the region of uint8 [H,W,3] RGB to float32 [1,3,48,w], -1 to 1."""
    edges = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1)
    across, down = max(1.0, *edges[[0, 2]].tolist()), max(1.0, *edges[[1, 3]].tolist())
    corners = quad
    if down > UPRIGHT * across:
        corners, across, down = np.roll(quad, 1, axis=0), down, across
    width = int(min(WIDEST, max(HEIGHT, round(HEIGHT * across / down))))
    target = np.array([[0, 0], [width, 0], [width, HEIGHT], [0, HEIGHT]], np.float32)
    turn = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    line = cv2.warpPerspective(
        image, turn, (width, HEIGHT), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    planes = (line.astype(np.float32) / 127.5 - 1).transpose(2, 0, 1)
    return np.ascontiguousarray(planes[None, ::-1])


def reader(network: Network, characters: list[str], least: float) -> Read:
    """Read with a network: float32 [1,3,48,w] to [1,steps,1 + characters].

    A line counts that has two letters, surely on the mean.
    """

    def read(strip: Values) -> tuple[str, float] | None:
        text, sure = decoded(network(strip)[0], characters)
        if sum(letter.isalnum() for letter in text) < LEAST_LETTERS:
            return None
        score = float(sure.mean())
        return (text, score) if score >= least else None

    return read


def decoded(probabilities: Values, characters: list[str]) -> tuple[str, Values]:
    """Read the network's answer [steps, 1 + characters]: the text, and how sure each letter is."""
    signs, sure = kept_signs(probabilities, 0)
    return "".join(characters[sign - 1] for sign in signs if sign <= len(characters)), sure


def kept_signs(probabilities: Values, blank: int) -> tuple[NDArray[np.int64], Values]:
    """Read [steps, signs]: which signs, and how sure each is.

    Connectionist temporal classification (Graves et al. 2006): the best at each step, repetitions
    and the blank left out.
    """
    best = probabilities.argmax(axis=1)
    kept = (best != blank) & np.concatenate([[True], best[1:] != best[:-1]])
    return best[kept], probabilities.max(axis=1)[kept]
