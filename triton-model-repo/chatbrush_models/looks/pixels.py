"""Pixel helpers that all looks share. Pictures are uint8 [H,W,3] sRGB unless said otherwise."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

STRIP_ROWS = 64  # of a large photo as floats: 3 MB, near what a core has at hand
Kind = TypeVar("Kind", bound=np.generic)
WORKERS = min(4, os.cpu_count() or 1)
LUMA = np.array([0.299, 0.587, 0.114], np.float32)


def in_strips(
    image: NDArray[np.uint8],
    change: Callable[[NDArray[np.uint8], slice], NDArray[np.float32]],
    height: int = STRIP_ROWS,
) -> NDArray[np.uint8]:
    """Run a per-pixel change in float on strips of rows, so that a large picture costs no memory.

    change: (strip uint8 [h,W,3], its rows) -> float32 [h,W,3] in 0..255; height: of a strip, for
    a change that is not the same whatever that is.
    """
    result = np.empty_like(image)

    def run(start: int) -> None:
        rows = slice(start, min(start + height, image.shape[0]))
        result[rows] = to_bytes(change(image[rows], rows))

    starts = range(0, image.shape[0], height)
    if len(starts) == 1:
        run(0)
        return result
    with ThreadPoolExecutor(WORKERS) as pool:  # NumPy and OpenCV release the interpreter lock
        list(pool.map(run, starts))
    return result


def to_bytes(values: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Round and clip floats in 0..255 to bytes."""
    return cv2.convertScaleAbs(np.maximum(values, 0))


def blend(first: NDArray[np.uint8], second: NDArray[np.uint8], share: float) -> NDArray[np.uint8]:
    """Return first * (1 - share) + second * share."""
    return cv2.addWeighted(first, 1 - share, second, share, 0)


def luma(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Rec. 601 luma, uint8 [H,W]."""
    return cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)


def smoothstep(low: float, high: float, values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Cubic ramp from 0 at `low` to 1 at `high`."""
    t = np.clip((values - low) / (high - low), 0, 1)
    return (t * t * (3 - 2 * t)).astype(np.float32)


def shrink(image: NDArray[Kind], side: float) -> NDArray[Kind]:
    """Scale down so that the longest side is at most `side` pixels."""
    height, width = image.shape[:2]
    factor = side / max(height, width)
    if factor >= 1:
        return image
    size = max(1, round(width * factor)), max(1, round(height * factor))
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA)


def enlarge(plane: NDArray[Any], like: NDArray[Any]) -> NDArray[Any]:
    """Scale a small plane up to the height and width of `like`."""
    size = like.shape[1], like.shape[0]
    if plane.shape[:2] == like.shape[:2]:
        return plane
    return cv2.resize(plane, size, interpolation=cv2.INTER_LINEAR)


def with_detail(
    painted: NDArray[np.uint8], image: NDArray[np.uint8], share: float
) -> NDArray[np.uint8]:
    """Enlarge a picture painted at a small size and give it the fine luma detail of the original.

    painted: uint8 [h,w,3], a changed copy of `image` [H,W,3] at a smaller size.
    """
    if painted.shape == image.shape:
        return painted
    small = cv2.resize(image, painted.shape[1::-1], interpolation=cv2.INTER_AREA)
    size = image.shape[1], image.shape[0]
    large = cv2.resize(painted, size, interpolation=cv2.INTER_CUBIC)
    soft = cv2.resize(luma(small), size, interpolation=cv2.INTER_CUBIC)
    sharp = luma(image)

    def add(strip: NDArray[np.uint8], rows: slice) -> NDArray[np.float32]:
        detail = cv2.subtract(sharp[rows], soft[rows], dtype=cv2.CV_32F) * share
        return strip + detail[..., None]

    return in_strips(large, add)


def blurred(image: NDArray[Any], sigma: float) -> NDArray[Any]:
    """Gaussian blur; a wide one runs on a smaller copy, which looks the same and is fast."""
    if sigma <= 4:
        return cv2.GaussianBlur(image, (0, 0), sigma)
    factor = 3 / sigma
    height, width = image.shape[:2]
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    return enlarge(cv2.GaussianBlur(small, (0, 0), 3), image)


def scale_of(image: NDArray[Any], times: float = 1.0) -> float:
    """Return the picture's longest side in thousands of pixels: effects grow with the picture.

    times: how many times as long the whole picture is of which this is a part, at any size.
    """
    return times * max(image.shape[:2]) / 1000
