"""What colour is around here: colours known in places, continued smoothly to everywhere else."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

LARGEST = 1024  # such a field is smooth: larger pictures need none of more pixels a side


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


class LocalColour:
    """The mean colour of the known pixels around each place, far from them that of the nearest."""

    def __init__(self, image: NDArray[np.uint8], known: NDArray[np.bool_], reach: int) -> None:
        """Average over `reach` pixels to each side. image: uint8 [H,W,3]; known: bool [H,W]."""
        height, width = known.shape
        self._scale = min(1.0, LARGEST / max(height, width))
        size = max(1, round(width * self._scale)), max(1, round(height * self._scale))
        shown = cv2.bitwise_and(image, image, mask=known.astype(np.uint8))
        total = cv2.resize(shown, size, interpolation=cv2.INTER_AREA).astype(np.float32)
        share = cv2.resize(known.astype(np.float32), size, interpolation=cv2.INTER_AREA)
        side = 2 * max(1, round(reach * self._scale)) + 1
        total, share = cv2.blur(total, (side, side)), cv2.blur(share, (side, side))
        mean = total / np.maximum(share, 1e-4)[..., None]
        self._field = spread(mean, np.where(share > 1e-4, np.minimum(4 * share, 1), 0))

    def plane(self, shape: tuple[int, ...]) -> NDArray[np.float32]:
        """Return the whole field, float32 [H,W,3] in 0..255, for a picture of that shape."""
        size = shape[1], shape[0]
        return cv2.resize(self._field, size, interpolation=cv2.INTER_LINEAR)

    def at(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the colours of some pixels, float32 [n,3] in 0..255."""
        limits = np.array(self._field.shape[:2]) - 1
        ys = np.clip((rows + 0.5) * self._scale - 0.5, 0, limits[0])
        xs = np.clip((columns + 0.5) * self._scale - 0.5, 0, limits[1])
        y, x = ys.astype(np.int64), xs.astype(np.int64)
        below, right = np.minimum(y + 1, limits[0]), np.minimum(x + 1, limits[1])
        down, along = (ys - y)[:, None], (xs - x)[:, None]
        top = self._field[y, x] * (1 - along) + self._field[y, right] * along
        bottom = self._field[below, x] * (1 - along) + self._field[below, right] * along
        return (top * (1 - down) + bottom * down).astype(np.float32)


def core(mask: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    """Return what of the mask surely shows the thing itself: away from its edge, or thin.

    `reach` pixels away from it, in a thin part as far as there is room.
    """
    depth = depth_in(mask)
    deepest = cv2.dilate(depth, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    inner: NDArray[np.bool_] = mask & (depth >= np.minimum(reach + 0.5, 0.7 * deepest))
    return inner


def depth_in(area: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return how far each pixel lies inside an area, in pixels: 1 at its edge, 0 outside."""
    return cv2.distanceTransform(area.astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
