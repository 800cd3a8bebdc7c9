"""Opacity where something was taken out of a picture."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.local_colour import spread

LARGEST = 1024  # such a field is smooth: larger pictures need none of more pixels a side
BETWEEN = (8, 247)  # opacities of glass and of soft edges
CRISP = 8.0  # how much steeper an edge is made that was spread over the hole
FEW = 0.2  # share of opacities between, around the hole, of a picture whose edges are crisp


def continued(alpha: NDArray[np.uint8], hole: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Return the opacity with that around the hole continued through it.

    alpha: uint8 [H,W]; hole: bool [H,W]. Outside the hole nothing changes. Beside nothing there is
    nothing, beside an opaque thing the thing; where both meet the hole, an edge as crisp as theirs.
    """
    rows, columns = (_around(hole.any(axis=axis)) for axis in (1, 0))
    part, inside = alpha[rows, columns], hole[rows, columns]
    known = part[~inside]
    if not known.size or known.min() == known.max():
        value = known[0] if known.size else 255
        filled = np.full_like(part, value)
    else:
        filled = _spread(part, inside)
        ring = part[cv2.dilate(inside.astype(np.uint8), np.ones((9, 9), np.uint8)) > inside]
        if ((ring > BETWEEN[0]) & (ring < BETWEEN[1])).mean() < FEW:
            filled = np.clip((filled - 127.5) * CRISP + 127.5, 0, 255)
    result = alpha.copy()
    result[rows, columns] = np.where(inside, np.rint(filled).astype(np.uint8), part)
    return result


def _around(used: NDArray[np.bool_]) -> slice:
    at = np.flatnonzero(used)
    margin = max(8, (int(at[-1]) - int(at[0])) // 2)
    return slice(max(0, int(at[0]) - margin), int(at[-1]) + 1 + margin)


def _spread(alpha: NDArray[np.uint8], hole: NDArray[np.bool_]) -> NDArray[np.float32]:
    height, width = alpha.shape
    scale = min(1.0, LARGEST / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    weight = cv2.resize((~hole).astype(np.float32), size, interpolation=cv2.INTER_AREA)
    seen = np.where(hole, 0, alpha).astype(np.float32)
    mean = cv2.resize(seen, size, interpolation=cv2.INTER_AREA) / np.maximum(weight, 1e-4)
    field = spread(np.repeat(mean[..., None], 3, axis=2), weight)[..., 0]
    return cv2.resize(field, (width, height), interpolation=cv2.INTER_LINEAR)
