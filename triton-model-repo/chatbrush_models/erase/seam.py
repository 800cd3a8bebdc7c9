"""Makes a fill meet its surroundings: no step in brightness or colour along the edge."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.local_colour import spread

RESIDUE = 40.0  # (0..255) larger differences are rather left over from the object than a shift


def match_edge(
    fill: NDArray[np.float32],
    picture: NDArray[np.float32],
    ring: NDArray[np.bool_],
    hole: NDArray[np.bool_],
) -> NDArray[np.float32]:
    """Add to the fill what it misses on the ring around the hole, fading inwards.

    fill, picture: float32 [h,w,3] in 0..255; ring: known pixels that the network had to guess
    too, so that its error there is known; hole: pixels to replace. Returns the corrected fill.
    """
    if not ring.any():
        return fill
    weight = ring.astype(np.float32)
    near = np.maximum(cv2.blur(weight, (3, 3)), 1e-6)[..., None]
    error = cv2.blur((picture - fill) * weight[..., None], (3, 3)) / near
    size = np.abs(error).max(axis=2, keepdims=True)
    error /= 1 + (size / RESIDUE) ** 4
    shift = spread(error, weight)
    return np.where(hole[..., None], fill + shift, fill)
