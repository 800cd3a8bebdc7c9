"""What a network of an open vocabulary finds, brought to the detector's contract."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

OVERLAP = 0.5  # above it two boxes are one thing


def things(
    boxes: NDArray[np.float32],
    scores: NDArray[np.float32],
    words: str,
    width: int,
    height: int,
    least: float,
) -> dict[str, NDArray[Any]]:
    """Keep what fits the words well enough, and of what overlaps the best: the contract's tensors.

    boxes: [N,4] x0 y0 x1 y1 in pixels, some beyond the picture; scores: [N].
    """
    inside = np.clip(boxes, 0, np.array([width, height] * 2, np.float32))
    sized = np.concatenate([inside[:, :2], inside[:, 2:] - inside[:, :2]], axis=1)
    likely = np.flatnonzero((scores >= least) & (sized[:, 2:].min(axis=1) >= 1))
    kept = cv2.dnn.NMSBoxes(sized[likely].tolist(), scores[likely].tolist(), 0.0, OVERLAP)
    chosen = likely[np.ravel(kept).astype(np.int64)]
    return {
        "boxes": inside[chosen].reshape(-1, 4),
        "scores": scores[chosen],
        "labels": np.array([words.encode()] * len(chosen), np.object_),
    }
