"""Painted styles of the network `fast_styles`: 26 styles, one forward pass."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.looks.pixels import shrink, with_detail

STYLES = 26
WORK_SIDE = 1024
LEAST_SIDE = 32
MULTIPLE = 4

StyleNetwork = Callable[[NDArray[np.float32], NDArray[np.float32]], NDArray[np.float32]]
"""(image float32 [1,3,h,w] in 0..1, style_weights float32 [26]) -> float32 [1,3,h,w] in 0..1"""


def paint(
    image: NDArray[np.uint8],
    amount: float,
    network: StyleNetwork,
    *,
    number: int,
    detail: float = 0.5,
) -> NDArray[np.uint8]:
    """Repaint a picture in style `number`; below amount 1 it is mixed with the original.

    The network sees at most 1024 pixels a side; a larger picture gets the fine luma detail of
    the original back (`detail`, 0..1).
    """
    small = shrink(image, WORK_SIDE)
    height, width = (max(LEAST_SIDE, round(n / MULTIPLE) * MULTIPLE) for n in small.shape[:2])
    fitted = cv2.resize(small, (width, height), interpolation=cv2.INTER_AREA)
    values = np.ascontiguousarray(fitted.astype(np.float32).transpose(2, 0, 1)[None] / 255)
    weights = np.zeros(STYLES, np.float32)
    weights[number] = 1
    answer = np.clip(network(values, weights)[0].transpose(1, 2, 0) * 255, 0, 255)
    painted = cv2.resize(answer, small.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    share = min(amount, 1.0)
    if max(image.shape) > 1.5 * max(small.shape):
        painted = cv2.GaussianBlur(painted, (0, 0), 0.8)  # enlarged, the network's grid would show
    mixed = cv2.addWeighted(painted, share, small.astype(np.float32), 1 - share, 0)
    return with_detail(np.rint(mixed).astype(np.uint8), image, detail)
