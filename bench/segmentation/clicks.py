"""Where a person would click: the middle of what they mean, then the middle of what is wrong.

Source: the usual protocol of interactive segmentation, Xu et al. 2016, arXiv:1603.04042, section 4.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Point = dict[str, Any]


def overlap(one: Mask, other: Mask) -> float:
    """Intersection over union, 0..1; 1 for two empty masks."""
    union = np.count_nonzero(one | other)
    return np.count_nonzero(one & other) / union if union else 1.0


def centre(truth: Mask) -> Point:
    """Return the point of the object that is farthest from its edge, the picture's included."""
    return _deepest(truth, "include")


def missing(truth: Mask, found: Mask) -> Point:
    """Include what the largest missed part is about; with nothing missed, the object's centre."""
    left_out = _largest(truth & ~found)
    return _deepest(left_out, "include") if left_out.any() else centre(truth)


def excess(truth: Mask, found: Mask) -> Point:
    """Exclude what the largest wrong part is about; with none, the middle of what is around."""
    wrong = _largest(found & ~truth)
    if not wrong.any():
        reach = max(3, round(0.15 * float(np.sqrt(np.count_nonzero(truth)))))
        near = cv2.dilate(truth.astype(np.uint8), np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
        wrong = _largest((near > 0) & ~truth)
    return _deepest(wrong, "exclude")


def box(truth: Mask) -> dict[str, float]:
    """Tight frame around the object; x1, y1 exclusive."""
    rows, columns = np.nonzero(truth)
    return {
        "x0": float(columns.min()),
        "y0": float(rows.min()),
        "x1": float(columns.max() + 1),
        "y1": float(rows.max() + 1),
    }


def _deepest(mask: Mask, label: str) -> Point:
    padded = cv2.copyMakeBorder(mask.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    depth = cv2.distanceTransform(padded, cv2.DIST_L2, 5)[1:-1, 1:-1]
    row, column = np.unravel_index(int(depth.argmax()), depth.shape)
    return {"x": float(column) + 0.5, "y": float(row) + 0.5, "label": label}


def _largest(mask: Mask) -> Mask:
    count, labels, statistics, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    if count < 2:
        return np.zeros_like(mask)
    areas = statistics[1:, cv2.CC_STAT_AREA]
    return labels == 1 + int(areas.argmax())
