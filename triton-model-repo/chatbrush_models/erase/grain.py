"""Gives a fill the grain of the photo: a clean patch in a noisy picture is seen at once."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

LARGEST = 12.0  # no more grain than this (standard deviation, 0..255) is ever added


def match_grain(
    fill: NDArray[np.float32],
    original: NDArray[np.float32],
    hole: NDArray[np.bool_],
    known: NDArray[np.bool_],
    rng: np.random.Generator,
) -> NDArray[np.float32]:
    """Add the missing grain to the hole.

    fill, original: float32 [S,S,3] in 0..255; hole, known: bool [S,S]. Returns float32 [S,S,3].
    """
    wanted, found = _noise(original, known), _noise(fill, hole)
    if wanted is None or found is None or wanted <= found:
        return fill
    amount = min(float(np.sqrt(wanted**2 - found**2)), LARGEST)
    if amount < 0.5:
        return fill
    noise = rng.standard_normal(fill.shape[:2], np.float32)
    return fill + (noise * amount)[..., None] * hole[..., None]


def _noise(image: NDArray[np.float32], area: NDArray[np.bool_]) -> float | None:
    """Measure the grain in the flattest quarter of an area: standard deviation, None if too small.

    Source: the difference-of-Laplacians operator of Immerkaer 1996, "Fast noise variance
    estimation", taken per pixel with its absolute mean.
    """
    gray = image @ np.array([0.299, 0.587, 0.114], np.float32)
    kernel = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
    response = np.abs(cv2.filter2D(gray, -1, kernel))
    inner = cv2.erode(area.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)
    if inner.sum() < 64:
        return None
    local = cv2.blur(response, (7, 7))[inner]
    flat = response[inner][local <= np.quantile(local, 0.25)]
    return float(flat.mean() * np.sqrt(np.pi / 2) / 6)
