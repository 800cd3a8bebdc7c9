"""Finds by how much a picture is tilted, from its long straight lines."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.edit_contract import EditError, fit_within

WORKING_SIDE = 1280
MOST_TILT = 15.0
# Below that nobody sees it, and turning would only cost sharpness.
LEAST_TILT = 0.3
# Lines shorter than this share of the longest side are texture.
SHORTEST_LINE = 0.05
# All agreeing lines together, as a share of the longest side: less is chance.
ENOUGH_LINES = 0.4
# Degrees a line may be off to agree with the others.
AGREEMENT = 0.75


def level_angle(image: NDArray[np.uint8]) -> float:
    """Return by how many degrees to turn the picture clockwise so that it is level.

    image: uint8 [H,W,3]. Errors: EditError TILT_UNKNOWN where no lines agree on a tilt of up to
    15 degrees, or where it is level already.
    """
    tilts, lengths = _lines(image)
    tilt, weight = _agreed(tilts, lengths)
    if weight < ENOUGH_LINES:
        raise EditError(
            "TILT_UNKNOWN",
            "I see no lines that say how this picture should stand; say by how much to turn it, "
            "for example 'rotate 2 degrees to the left'",
        )
    if abs(tilt) < LEAST_TILT:
        raise EditError("ALREADY_LEVEL", "there is nothing to straighten: this picture is level")
    return -tilt


def _lines(image: NDArray[np.uint8]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return of each long line its tilt (degrees, clockwise) and its share of the longest side."""
    small = cv2.cvtColor(fit_within(image, WORKING_SIDE), cv2.COLOR_RGB2GRAY)
    found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_ADV).detect(small)[0]
    if found is None:
        return np.empty(0), np.empty(0)
    lines = found.reshape(-1, 4).astype(np.float64)
    across, down = lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1]
    # y grows downwards, so a positive angle is clockwise; lines have no direction, and upright ones
    # count like level ones.
    tilt = (np.degrees(np.arctan2(down, across)) + 45) % 90 - 45
    length = np.hypot(across, down) / max(small.shape)
    long = (length >= SHORTEST_LINE) & (np.abs(tilt) <= MOST_TILT)
    return tilt[long], length[long]


def _agreed(tilts: NDArray[np.float64], lengths: NDArray[np.float64]) -> tuple[float, float]:
    """Return the tilt that most of the length agrees on, and how much length that is."""
    if not tilts.size:
        return 0.0, 0.0
    agree = np.abs(tilts[:, None] - tilts[None]) <= AGREEMENT
    weights = agree @ lengths
    chosen = agree[int(np.argmax(weights))]
    tilt = float(np.average(tilts[chosen], weights=lengths[chosen] ** 2))
    return tilt, float(lengths[chosen].sum())
