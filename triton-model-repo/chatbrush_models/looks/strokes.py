"""Building blocks of painted and drawn looks: flow, strokes, flat areas, lines, paper."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.looks.pixels import blurred, luma, scale_of, smoothstep

SHORTEST_LINE = 20  # thousandths of the longest side
NEAR = 12  # thousandths of it, sigma: what is around a line


def flow(image: NDArray[np.uint8], sigma: float, times: float = 1.0) -> NDArray[np.float32]:
    """Direction along the picture's edges, unit vectors float32 [H,W,2] (x, y).

    sigma: smoothing in thousandths of the longest side. Source: smoothed structure tensor, as in
    Kyprianidis and Doellner 2008, "Image abstraction by structure adaptive filtering".
    """
    gray = luma(image).astype(np.float32)
    gx, gy = cv2.Sobel(gray, cv2.CV_32F, 1, 0), cv2.Sobel(gray, cv2.CV_32F, 0, 1)
    deviation = max(1.0, sigma * scale_of(image, times))
    xx, yy, xy = (cv2.GaussianBlur(p, (0, 0), deviation) for p in (gx * gx, gy * gy, gx * gy))
    angle = 0.5 * np.arctan2(2 * xy, xx - yy) + np.pi / 2
    return np.stack([np.cos(angle), np.sin(angle)], axis=-1)


def smear(
    plane: NDArray[Any], field: NDArray[np.float32], length: int, step: float
) -> NDArray[Any]:
    """Average a picture or plane along the flow: each place takes the mean of its streamline.

    length: samples each way, `step` pixels apart. The streamlines are traced at half size, where
    the field is just as smooth. Source: line integral convolution, Cabral and Leedom 1993.
    """
    height, width = plane.shape[:2]
    small = cv2.resize(field, (max(1, width // 2), max(1, height // 2)))
    start = np.mgrid[0:height, 0:width][::-1].astype(np.float32)
    home = np.mgrid[0 : small.shape[0], 0 : small.shape[1]][::-1].astype(np.float32)
    total = plane.astype(np.float32)
    for sign in (1.0, -1.0):
        offset, heading = np.zeros_like(small), small * np.float32(sign)
        for _ in range(length):
            offset = offset + heading * np.float32(step)
            far = cv2.resize(offset, (width, height))
            total += cv2.remap(
                plane,
                start[0] + far[..., 0],
                start[1] + far[..., 1],
                cv2.INTER_LINEAR,
                borderMode=cv2.BORDER_REFLECT,
            )
            here = cv2.remap(
                small,
                home[0] + offset[..., 0] / 2,
                home[1] + offset[..., 1] / 2,
                cv2.INTER_NEAREST,
                borderMode=cv2.BORDER_REFLECT,
            )
            same_way = (here * heading).sum(axis=-1, keepdims=True)
            heading = np.where(same_way < 0, -here, here)
    return total / (2 * length + 1)


def slant(plane: NDArray[np.float32], degrees: float, length: float) -> NDArray[np.float32]:
    """Average a plane along one direction, `length` pixels long: straight strokes of a hand."""
    side = max(3, round(length)) | 1
    kernel = np.zeros((side, side), np.float32)
    dx, dy = np.cos(np.radians(degrees)) * side / 2, np.sin(np.radians(degrees)) * side / 2
    middle = side // 2
    ends = (round(middle - dx), round(middle - dy)), (round(middle + dx), round(middle + dy))
    cv2.line(kernel, *ends, 1.0, 1, cv2.LINE_AA)
    return cv2.filter2D(plane, -1, kernel / kernel.sum(), borderType=cv2.BORDER_REFLECT)


def flatten(image: NDArray[np.uint8], radius: float, times: float = 1.0) -> NDArray[np.uint8]:
    """Smooth into flat patches with clean edges; radius in thousandths of the longest side.

    Source: Kuwahara et al. 1976: of the four squares that touch a pixel take the most even one;
    here softly, each weighted by the inverse of its variance.
    """
    size = max(2, round(radius * scale_of(image, times)))
    kernel = (size + 1, size + 1)
    values = image.astype(np.float32)
    gray = luma(image).astype(np.float32)
    mean, square = cv2.blur(gray, kernel), cv2.blur(gray * gray, kernel)
    variance, colour = square - mean * mean, cv2.blur(values, kernel)
    half = size / 2
    total, weights = np.zeros_like(values), np.zeros_like(gray)
    for dx in (-half, half):
        for dy in (-half, half):
            move = np.array([[1, 0, dx], [0, 1, dy]], np.float32)
            option = {"flags": cv2.INTER_LINEAR, "borderMode": cv2.BORDER_REPLICATE}
            even = cv2.warpAffine(variance, move, gray.shape[::-1], **option)
            weight = 1 / (1 + np.maximum(even, 0)) ** 2
            total += cv2.warpAffine(colour, move, gray.shape[::-1], **option) * weight[..., None]
            weights += weight
    return np.clip(total / weights[..., None], 0, 255).astype(np.uint8)


def lines(
    image: NDArray[np.uint8],
    width: float,
    times: float = 1.0,
    *,
    threshold: float = 0.72,
    sharpness: float = 9,
) -> NDArray[np.float32]:
    """Dark contour lines: float32 [H,W], 1 = paper, 0 = line; width in thousandths.

    Source: Winnemoeller et al. 2012, "XDoG".
    """
    gray = luma(image).astype(np.float32) / 255
    sigma = max(0.6, width * scale_of(image, times))
    fine, wide = cv2.GaussianBlur(gray, (0, 0), sigma), cv2.GaussianBlur(gray, (0, 0), sigma * 1.6)
    response = fine + 18 * (fine - wide)
    return np.where(
        response >= threshold * fine + 0.02,
        1.0,
        1 + np.tanh(sharpness * (response - threshold * fine - 0.02)),
    ).astype(np.float32)


def without_specks(
    contour: NDArray[np.float32], image: NDArray[np.uint8], times: float = 1.0
) -> NDArray[np.float32]:
    """Wipe out what is too short to be a line, more of it where lines are thick as hair in fur.

    contour: float32 [H,W], 1 = paper, 0 = line, drawn from image, uint8 [H,W,3]. A short line that
    is much darker than what is around it stays: an eye in a small face.
    """
    scale = scale_of(contour, times)
    ink = (contour < 0.95).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    gray = luma(image).astype(np.float32)
    around = NEAR * scale
    busy = _mean_of(labels, count, blurred(ink.astype(np.float32), around))
    deep = _mean_of(labels, count, blurred(gray, around) - gray)
    fur = smoothstep(0.12, 0.25, busy) * (1 - smoothstep(45, 75, deep))
    longest = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    speck = longest < SHORTEST_LINE * scale * (1 + 3 * fur)
    return np.where(speck[labels], 1, contour).astype(np.float32)


def _mean_of(
    labels: NDArray[np.int32], count: int, plane: NDArray[np.float32]
) -> NDArray[np.float32]:
    total = np.bincount(labels.ravel(), plane.ravel(), count)
    return (total / np.bincount(labels.ravel(), minlength=count).clip(1)).astype(np.float32)


def paper(
    shape: tuple[int, ...], rng: np.random.Generator, grain: float = 1.0, times: float = 1.0
) -> NDArray[np.float32]:
    """Paper texture around 0, about -1..1, float32 [H,W]; its size follows the picture."""
    height, width = shape
    result = np.zeros(shape, np.float32)
    for size, share in ((1.2, 0.6), (4.0, 0.4)):
        step = max(1.0, size * grain * times * max(shape) / 1000)
        count = max(2, round(height / step)), max(2, round(width / step))
        noise = rng.standard_normal(count, np.float32)
        result += share * cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC)
    return result
