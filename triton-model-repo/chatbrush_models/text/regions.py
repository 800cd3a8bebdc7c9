"""Where text may stand: a network's probability map to tilted rectangles.

Differentiable binarisation (Liao et al. 2020, arXiv:1911.08947): the network marks the shrunk
middle of each line, which is grown back by area * ratio / perimeter (section 3.4).
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

LONGEST_SIDE = 1024  # what mask-service shows of a picture
MULTIPLE = 32  # of the network's sides
LIKELY = 0.3  # a pixel of text
LEAST_SCORE = 0.5  # mean over a region
GROWTH = 1.6
LEAST_SIDE = 3.0  # pixels of the map, before growth
MOST_REGIONS = 200

Quad = NDArray[np.float32]


def network_input(image: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Bring uint8 [H,W,3] RGB to float32 [1,3,h,w], -1 to 1, sides multiples of 32."""
    height, width = image.shape[:2]
    scale = min(1.0, LONGEST_SIDE / max(height, width))
    sides = [max(MULTIPLE, round(side * scale / MULTIPLE) * MULTIPLE) for side in (width, height)]
    resized = cv2.resize(image, sides, interpolation=cv2.INTER_AREA)
    planes = (resized.astype(np.float32) / 127.5 - 1).transpose(2, 0, 1)
    return np.ascontiguousarray(planes[None, ::-1])  # the network was trained on BGR


def quads(probability: NDArray[np.float32], width: int, height: int) -> list[Quad]:
    """Find the regions of a map [h,w], each float32 [4,2], corners in pixels of the picture.

    In order of their corners: left top, right top, right bottom, left bottom of the line.
    """
    likely = (probability > LIKELY).astype(np.uint8)
    contours, _ = cv2.findContours(likely, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    scale = np.array([width / probability.shape[1], height / probability.shape[0]], np.float32)
    found = []
    for contour in sorted(contours, key=cv2.contourArea, reverse=True)[:MOST_REGIONS]:
        (x, y), (across, down), angle = cv2.minAreaRect(contour)
        if min(across, down) < LEAST_SIDE or _score(probability, contour) < LEAST_SCORE:
            continue
        growth = across * down * GROWTH / (2 * (across + down))
        grown = ((x, y), (across + 2 * growth, down + 2 * growth), angle)
        found.append(_ordered(cv2.boxPoints(grown)) * scale)
    return found


def _score(probability: NDArray[np.float32], contour: NDArray[np.int32]) -> float:
    x, y, width, height = cv2.boundingRect(contour)
    inside = np.zeros((height, width), np.uint8)
    cv2.fillPoly(inside, [contour - np.array([x, y])], 1)
    return float(cv2.mean(probability[y : y + height, x : x + width], inside)[0])


def _ordered(corners: Quad) -> Quad:
    """Begin at the left top; a line is read along its longer side."""
    by_x = corners[np.argsort(corners[:, 0], kind="stable")]
    left, right = (pair[np.argsort(pair[:, 1])] for pair in (by_x[:2], by_x[2:]))
    return np.array([left[0], right[0], right[1], left[1]], np.float32)
