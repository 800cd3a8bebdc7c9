"""Makes a fill meet its surroundings: no step in brightness or colour along the edge."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.local_colour import spread

RESIDUE = 40.0  # (0..255) larger differences are rather left over from the object than a shift
RING = 8  # pixels around a hole where what a network made of known pixels is compared with them


def with_matched_edge(
    fill: NDArray[np.uint8], picture: NDArray[np.uint8], hole: NDArray[np.bool_]
) -> NDArray[np.uint8]:
    """Return a network's whole picture with the colours of its hole as they should be at its edge.

    fill, picture: uint8 [H,W,3], what the network made, the known pixels too, and what it was
    given; hole: bool [H,W].
    """
    near = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * RING + 1, 2 * RING + 1))
    ring = cv2.dilate(hole.astype(np.uint8), near).astype(bool) & ~hole
    matched = match_edge(fill.astype(np.float32), picture.astype(np.float32), ring, hole)
    return matched.clip(0, 255).round().astype(np.uint8)


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
