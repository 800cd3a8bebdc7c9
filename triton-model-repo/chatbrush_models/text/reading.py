"""What a line of text says: a picture of it to characters."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.text.regions import Quad

HEIGHT = 48
WIDEST = 1600
UPRIGHT = 1.5  # a region that much higher than wide is read turned


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


def decoded(
    probabilities: NDArray[np.float32], characters: list[str]
) -> tuple[str, NDArray[np.float32]]:
    """Read the network's answer [steps, 1 + characters]: the text, and how sure each letter is.

    Connectionist temporal classification (Graves et al. 2006): the best at each step, repetitions
    and the blank (0) left out.
    """
    best = probabilities.argmax(axis=1)
    sure = probabilities.max(axis=1)
    kept = (best > 0) & np.concatenate([[True], best[1:] != best[:-1]])
    text = "".join(characters[number - 1] for number in best[kept] if number <= len(characters))
    return text, sure[kept]
