"""What is found, and how a detector answers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

USUAL_SIDE = 64  # of a shape that is stretched over its box


@dataclass(frozen=True)
class Found:
    """A part of a picture.

    box: x0 y0 x1 y1 in pixels; score: how sure, 0 to 1; shape: uint8 [h,w], 255 = the part, to be
    stretched over the box.
    """

    label: str
    box: tuple[float, float, float, float]
    score: float
    shape: NDArray[np.uint8]


def tensors(found: Sequence[Found], width: int, height: int) -> dict[str, NDArray[Any]]:
    """Bring parts to the detector's contract: boxes, scores, labels, masks of one size."""
    boxes = np.array([part.box for part in found], np.float32).reshape(-1, 4)
    sides = [part.shape.shape for part in found] or [(USUAL_SIDE, USUAL_SIDE)]
    down, across = (max(each) for each in zip(*sides, strict=True))
    shapes = [
        cv2.resize(part.shape, (across, down), interpolation=cv2.INTER_LINEAR) for part in found
    ]
    return {
        "boxes": np.clip(boxes, 0, np.array([width, height] * 2, np.float32)),
        "scores": np.array([part.score for part in found], np.float32),
        "labels": np.array([part.label.encode() for part in found], np.object_),
        "masks": np.array(shapes, np.uint8).reshape(-1, down, across),
    }
