"""What little a look needs to know about a scene: where the sky is and what is far away."""

from __future__ import annotations

from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.looks.pixels import enlarge, luma, shrink, smoothstep

SMALL = 320
FINE = 1600
LEAST_SKY = 0.03
EDGE_ROWS = 4
LEAST_EDGE = 0.035  # of brightness, in a colour


class Scene:
    """Sky and distance of one picture, worked out once, when a look first asks for them."""

    def __init__(self, image: NDArray[np.uint8]) -> None:
        self._image = image

    @cached_property
    def sky(self) -> NDArray[np.float32]:
        """How much each pixel is sky, float32 [H,W] in 0..1; all 0 where there is none."""
        return find_sky(self._image)

    @cached_property
    def distance(self) -> NDArray[np.float32]:
        """How far away things seem, float32 [H,W]: 0 near, 1 far."""
        return guess_distance(self._image, self.sky)


def find_sky(image: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Find the sky: a smooth area, bluish, gray or very bright, that reaches the top edge."""
    small = shrink(image, SMALL)
    rgb = small.astype(np.float32) / 255
    light = luma(small).astype(np.float32) / 255
    rough = cv2.blur(np.abs(light - cv2.blur(light, (5, 5))), (5, 5))
    cold = (rgb[..., 2] >= rgb[..., 0] - 0.03) & (rgb[..., 2] >= rgb[..., 1] - 0.03)
    candidate = (rough < 0.03) & (light > 0.08) & (cold | (light > 0.88))
    candidate[_straight_edge(rgb) :] = False
    candidate = cv2.morphologyEx(candidate.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(candidate, connectivity=4)
    found = np.zeros(light.shape, np.uint8)
    for index in range(1, count):
        touches_top = (labels[:3] == index).any(axis=0).mean() > 0.25
        if touches_top and stats[index, cv2.CC_STAT_AREA] > LEAST_SKY * light.size:
            found[labels == index] = 1
    if not found.any():
        return np.zeros(image.shape[:2], np.float32)
    return enlarge(_by_colour(shrink(image, FINE), found), image)


def _straight_edge(rgb: NDArray[np.float32]) -> int:
    """Return the row of an edge across the whole picture, its height where there is none.

    Water mirrors the sky's colours and is as smooth: only the horizon between them tells it.
    """
    height, _, _ = rgb.shape
    if height < 4 * EDGE_ROWS:
        return height
    mean = cv2.blur(rgb, (1, EDGE_ROWS))
    steps = np.abs(np.median(mean[2 * EDGE_ROWS :] - mean[: -2 * EDGE_ROWS], axis=1)).max(axis=1)
    row = int(steps.argmax())
    clear = steps[row] > max(LEAST_EDGE, 4 * float(np.median(steps)))
    return row + EDGE_ROWS if clear else height


def _by_colour(image: NDArray[np.uint8], found: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Refine a rough sky pixel by pixel: near it, sky is what has the colour sky has there.

    The sky's colour is a polynomial of the place, fitted to the rough sky.
    """
    height, width = image.shape[:2]
    reach = max(3, round(0.02 * max(found.shape))) * 2 + 1
    near = cv2.dilate(found, np.ones((reach, reach), np.uint8))
    core = cv2.erode(found, np.ones((3, 3), np.uint8), borderValue=1)
    small = cv2.resize(image, found.shape[1::-1], interpolation=cv2.INTER_AREA) / 255.0
    weights, _, _, _ = (
        np.linalg.lstsq(_terms(*found.shape)[core > 0], small[core > 0], rcond=None)
        if core.any()
        else (None, None, None, None)
    )
    if weights is None:
        return enlarge(found.astype(np.float32), image)
    model = (_terms(*found.shape).reshape(-1, 6) @ weights).reshape(*found.shape, 3)
    spread = float(np.clip((np.abs(small - model).max(axis=-1))[core > 0].mean() * 1.6, 0.03, 0.1))
    expected = enlarge(model.astype(np.float32), image)
    away = np.abs(image.astype(np.float32) / 255 - expected).max(axis=-1)
    alike = 1 - smoothstep(1.5 * spread, 3.5 * spread, away)
    inner = cv2.erode(found, np.ones((reach // 2, reach // 2), np.uint8), borderValue=1)
    sure = cv2.resize(inner.astype(np.float32), (width, height)) > 0.5
    border = cv2.GaussianBlur(near.astype(np.float32), (0, 0), 2)
    share = alike * np.clip(cv2.resize(border, (width, height)), 0, 1)
    return cv2.GaussianBlur(np.where(sure, 1, share).astype(np.float32), (0, 0), 0.7)


def _terms(height: int, width: int) -> NDArray[np.float64]:
    y, x = np.mgrid[0:height, 0:width]
    y, x = y / max(height, 1), x / max(width, 1)
    return np.stack([np.ones_like(x), x, y, x * y, x * x, y * y], axis=-1)


def guess_distance(image: NDArray[np.uint8], sky: NDArray[np.float32]) -> NDArray[np.float32]:
    """Guess the distance: far at the horizon and where contrast is low, near at the bottom edge."""
    height = image.shape[0]
    rows = np.arange(height, dtype=np.float32)[:, None]
    horizon, depth = _horizon(sky)
    far = np.clip((height - rows) / max(height - horizon, 1), 0, 1) ** 1.6 * depth
    haze = 1 - _local_contrast(image)
    return np.maximum(far * (0.65 + 0.35 * haze), sky * 0.95).astype(np.float32)


def _horizon(sky: NDArray[np.float32]) -> tuple[float, float]:
    """Row where the sky mostly ends, and how deep the scene is; shallow where there is no sky."""
    share = sky.mean(axis=1)
    if share.max() < 0.2:
        return sky.shape[0] / 4, 0.45
    rows = np.flatnonzero(share > 0.5 * float(share.max()))
    return float(rows[-1]), 1.0


def _local_contrast(image: NDArray[np.uint8]) -> NDArray[np.float32]:
    small = luma(shrink(image, 400)).astype(np.float32) / 255
    deviation = cv2.blur(np.abs(small - cv2.blur(small, (9, 9))), (25, 25))
    return enlarge(np.clip(deviation / 0.06, 0, 1), image)
