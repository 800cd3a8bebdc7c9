"""How well a fill belongs to its picture: things that are nowhere else in it look wrong."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

SIDE = 160
PATCH = 7
EXAMPLES, SAMPLES = 5000, 1500


def strangeness(image: NDArray[np.float32], hole: NDArray[np.bool_]) -> float:
    """Return how far the strangest tenth of the fill is from anything in the rest of the window.

    image: float32 [s,s,3] in 0..255, filled; hole: bool [s,s]. The measure is the root mean square
    difference to the nearest known patch, as in the coherence of Wexler et al. 2007, "Space-time
    completion of video"; 0 = made of what is there.
    """
    small = cv2.resize(image, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    share = cv2.resize(hole.astype(np.float32), (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    views = np.lib.stride_tricks.sliding_window_view(  # type: ignore[call-overload]
        small,
        (PATCH, PATCH),
        axis=(0, 1),  # NumPy 1.26's types know one axis only
    )
    half = PATCH // 2
    known = cv2.erode((share < 0.01).astype(np.uint8), np.ones((PATCH, PATCH), np.uint8))
    inner = slice(half, SIDE - half)
    given = _some(views[known[inner, inner] > 0], EXAMPLES)
    made = _some(views[share[inner, inner] > 0.5], SAMPLES)
    if not len(given) or not len(made):
        return 0.0
    # |m - g|² = |m|² + (g, |g|²) · (-2 m, 1): one product, and nothing else of its size.
    with_squares = np.hstack([given, (given**2).sum(axis=1, keepdims=True)])
    twice = np.hstack([-2 * made, np.ones((len(made), 1), np.float32)])
    nearest = (twice @ with_squares.T).min(axis=1) + (made**2).sum(axis=1)
    distances = np.sqrt(np.maximum(nearest, 0) / given.shape[1])
    return float(np.quantile(distances, 0.9))


def _some(patches: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    chosen = patches[:: max(1, len(patches) // count)]
    return chosen.reshape(len(chosen), 3 * PATCH * PATCH).astype(np.float32)
