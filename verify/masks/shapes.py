"""What a mask is made of."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
DOT_SHARE = 0.0045  # of the largest part; the service's own is 0.005, before holes are filled


def unpacked(rle: dict[str, Any]) -> Mask:
    """COCO run lengths (column-major, the first run is of unselected pixels) to bool [h, w]."""
    counts = np.array(rle["counts"], np.int64)
    values = np.repeat(np.arange(len(counts)) % 2 == 1, counts)
    height, width = rle["size"]
    return values.reshape(width, height).T


def dots(mask: Mask, clicked: tuple[int, int] | None) -> tuple[int, int]:
    """Return how many holes and islands have less than a share of the largest part's area.

    clicked: row and column of an include, whose island is none.
    """
    islands, labels = _areas(mask, corners=True)
    if len(islands) == 1:
        return 0, 0
    least = DOT_SHARE * islands[1:].max()
    if clicked:
        islands[labels[clicked]] = islands.max()
    holes, _ = _areas(~mask, corners=False)
    return int(np.count_nonzero(holes[1:] < least)), int(np.count_nonzero(islands[1:] < least))


def _areas(mask: Mask, *, corners: bool) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return areas by label, 0 the pixels of no part, and each pixel's label."""
    _, labels, statistics, _ = cv2.connectedComponentsWithStats(
        mask.astype(np.uint8), connectivity=8 if corners else 4
    )
    return statistics[:, cv2.CC_STAT_AREA].copy(), labels
