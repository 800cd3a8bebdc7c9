"""What little a look needs to know about a scene: where the sky is and what is far away."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.looks.pixels import enlarge, luma, shrink, smoothstep

SMALL = 320
LEAST_SKY = 0.03


def sky(image: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Estimate how much each pixel is sky, float32 [H,W] in 0..1; all 0 where there is none.

    Sky = a smooth area, bluish or gray or very bright, that reaches the top edge.
    """
    small = shrink(image, SMALL)
    rgb = small.astype(np.float32) / 255
    light = luma(small).astype(np.float32) / 255
    rough = cv2.blur(np.abs(light - cv2.blur(light, (5, 5))), (5, 5))
    cold = (rgb[..., 2] >= rgb[..., 0] - 0.03) & (rgb[..., 2] >= rgb[..., 1] - 0.03)
    candidate = (rough < 0.03) & (cold | (light > 0.85))
    candidate = cv2.morphologyEx(candidate.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(candidate, connectivity=4)
    found = np.zeros(light.shape, np.float32)
    for index in range(1, count):
        touches_top = (labels[:3] == index).sum() > 0.1 * labels.shape[1]
        if touches_top and stats[index, cv2.CC_STAT_AREA] > LEAST_SKY * light.size:
            found[labels == index] = 1
    if not found.any():
        return np.zeros(image.shape[:2], np.float32)
    return _snap_to_edges(found, image)


def _snap_to_edges(found: NDArray[np.float32], image: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Follow the picture's own edges (guided filter of He et al. 2010) at a moderate size."""
    guide_image = shrink(image, 1200)
    guide = luma(guide_image).astype(np.float32) / 255
    plane = enlarge(found, guide)
    radius = max(2, round(max(guide.shape) * 0.012))
    size = (2 * radius + 1, 2 * radius + 1)
    mean, mean_plane = cv2.blur(guide, size), cv2.blur(plane, size)
    slope = (cv2.blur(guide * plane, size) - mean * mean_plane) / (
        cv2.blur(guide * guide, size) - mean * mean + 2e-4
    )
    fine = cv2.blur(slope, size) * guide + cv2.blur(mean_plane - slope * mean, size)
    return enlarge(smoothstep(0.25, 0.75, fine), image)


def distance(image: NDArray[np.uint8], sky_map: NDArray[np.float32]) -> NDArray[np.float32]:
    """Guess how far away things are, float32 [H,W]: 0 at the bottom edge, 1 at the horizon."""
    height = image.shape[0]
    rows = np.arange(height, dtype=np.float32)[:, None]
    horizon = _horizon(sky_map)
    far = np.clip((height - rows) / max(height - horizon, 1), 0, 1) ** 1.6
    haze = 1 - _local_contrast(image)
    return np.maximum(np.clip(far * 0.75 + 0.25 * far * haze, 0, 1), sky_map * 0.95)


def _horizon(sky_map: NDArray[np.float32]) -> float:
    """Row where the sky mostly ends; a third from the top where there is no sky."""
    share = sky_map.mean(axis=1)
    rows = np.flatnonzero(share > 0.5 * max(float(share.max()), 1e-3))
    return float(rows[-1]) if share.max() > 0.2 and rows.size else sky_map.shape[0] / 3


def _local_contrast(image: NDArray[np.uint8]) -> NDArray[np.float32]:
    small = luma(shrink(image, 400)).astype(np.float32) / 255
    deviation = cv2.blur(np.abs(small - cv2.blur(small, (9, 9))), (25, 25))
    return enlarge(np.clip(deviation / 0.06, 0, 1), image)
