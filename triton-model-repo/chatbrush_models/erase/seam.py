"""Makes a fill meet its surroundings: no step in brightness or colour along the edge."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

RESIDUE = 40.0  # (0..255) larger differences are rather left over from the object than a shift


def spread(values: NDArray[np.float32], weight: NDArray[np.float32]) -> NDArray[np.float32]:
    """Interpolate values known where weight > 0 smoothly over the whole plane.

    values: float32 [h,w,3]; weight: float32 [h,w]. Returns float32 [h,w,3].
    Source: the pull-push method of Gortler et al. 1996, "The Lumigraph", section 3.3.
    """
    height, width = weight.shape
    weighted = values * weight[..., None]
    if min(height, width) <= 2:
        return np.broadcast_to(
            weighted.sum(axis=(0, 1)) / max(float(weight.sum()), 1e-6), values.shape
        ).astype(np.float32)
    half = (width + 1) // 2, (height + 1) // 2
    small_weight = cv2.resize(weight, half, interpolation=cv2.INTER_AREA)
    small = cv2.resize(weighted, half, interpolation=cv2.INTER_AREA)
    small = small / np.maximum(small_weight, 1e-6)[..., None]
    coarse = spread(small, np.minimum(small_weight * 4, 1))
    up = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR)
    share = np.minimum(weight, 1)[..., None]
    return (values * share + up * (1 - share)).astype(np.float32)


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
