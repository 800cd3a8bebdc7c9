"""Fills a hole in a plain ground, such as a wall or a clear sky, with that ground itself.

A network invents something everywhere, if only a stain of one or two grey levels; where the ground
is a slow gradient there is nothing to invent, and no call to wait for.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

LEAST_AROUND, MOST_AROUND = 16, 96  # pixels around the hole that tell
GRAIN = 7  # pixels a side over which noise is averaged away
PLAIN, PLAIN_NEARLY_EVERYWHERE = 1.5, 4.0  # (0..255) rms and 99.5 % of the difference to a gradient
SAMPLES = 8000


def plain_ground(image: NDArray[np.float32], hole: NDArray[np.bool_]) -> NDArray[np.float32] | None:
    """Return the gradient that the ground around the hole is, continued; None where it is none.

    image: float32 [s,s,3] in 0..255; hole: bool [s,s]. A gradient is a polynomial of second degree
    of the place, in each channel.
    """
    reach = int(np.clip(0.5 * np.sqrt(hole.sum()), LEAST_AROUND, MOST_AROUND))
    near = cv2.dilate(hole.astype(np.uint8), np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)) > 0
    around = near & ~hole
    if around.sum() < hole.size // 200 or _at_one_side(around, hole):
        return None
    weight = around.astype(np.float32)
    share = np.maximum(cv2.blur(weight, (GRAIN, GRAIN)), 1e-6)[..., None]
    calm = cv2.blur(image * weight[..., None], (GRAIN, GRAIN)) / share
    y, x = np.nonzero(around)
    seen, terms = calm[around], _terms(y, x, hole.shape)
    step = max(1, len(seen) // SAMPLES)
    factors, _, _, _ = np.linalg.lstsq(terms[::step], seen[::step], rcond=None)
    off = np.abs(seen - terms @ factors)
    if float(np.sqrt((off**2).mean(axis=0)).max()) > PLAIN:
        return None
    if float(np.quantile(off, 0.995)) >= PLAIN_NEARLY_EVERYWHERE:
        return None
    rows, columns = np.indices(hole.shape)
    return (_terms(rows, columns, hole.shape) @ factors).astype(np.float32)


def _at_one_side(around: NDArray[np.bool_], hole: NDArray[np.bool_]) -> bool:
    """Tell whether the hole reaches further than what is known: a gradient must not be guessed."""
    for axis in (0, 1):
        held, known = (np.flatnonzero(each.any(axis=axis)) for each in (hole, around))
        if known[0] >= held[0] or known[-1] <= held[-1]:
            return True
    return False


def _terms(
    rows: NDArray[np.int64], columns: NDArray[np.int64], shape: tuple[int, ...]
) -> NDArray[np.float64]:
    y, x = rows / max(shape), columns / max(shape)
    return np.stack([np.ones_like(x), x, y, x * y, x * x, y * y], axis=-1)
