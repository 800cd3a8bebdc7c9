"""What is put before a ground: how much of each pixel it covers, float64 [H,W] in 0..1."""

from __future__ import annotations

import cv2
import numpy as np
from grounds import HEIGHT, WIDTH, Plane

FINE = 4  # drawn so many times larger, so that edges are mixtures as a lens makes them


def ball(radius: float, x: float = 250, y: float = 190) -> Plane:
    """Draw a disc."""
    rows, columns = np.mgrid[: HEIGHT * FINE, : WIDTH * FINE] / FINE
    return _coarse(np.hypot(columns - x, rows - y) < radius)


def flower(x: float = 256, y: float = 192, radius: float = 90) -> Plane:
    """Draw seven petals."""
    rows, columns = np.mgrid[: HEIGHT * FINE, : WIDTH * FINE] / FINE
    angle = np.arctan2(rows - y, columns - x)
    return _coarse(np.hypot(columns - x, rows - y) < radius * (0.75 + 0.25 * np.cos(7 * angle)))


def letters(text: str = "PARKING", x: int = 92, y: int = 214) -> Plane:
    """Write something."""
    plane = np.zeros((HEIGHT * FINE, WIDTH * FINE), np.uint8)
    at = x * FINE, y * FINE
    cv2.putText(plane, text, at, cv2.FONT_HERSHEY_SIMPLEX, 2.3 * FINE, 1, 7 * FINE)
    return _coarse(plane > 0)


def wire() -> Plane:
    """Draw a sagging wire from edge to edge."""
    columns = np.arange(WIDTH * FINE) / FINE
    heights = 110 + 0.0005 * (columns - 200) ** 2
    points = np.stack([columns, heights], axis=1) * FINE
    plane = np.zeros((HEIGHT * FINE, WIDTH * FINE), np.uint8)
    cv2.polylines(plane, [np.rint(points).astype(np.int32)], False, 1, 3 * FINE)
    return _coarse(plane > 0)


def person() -> Plane:
    """Draw somebody who stands there."""
    plane = np.zeros((HEIGHT * FINE, WIDTH * FINE), np.uint8)
    parts = (((250, 128), (17, 21)), ((250, 198), (31, 52)), ((237, 282), (13, 52)))
    for centre, axes in (*parts, ((264, 282), (13, 52)), ((214, 196), (9, 42))):
        scaled = [tuple(FINE * value for value in pair) for pair in (centre, axes)]
        cv2.ellipse(plane, scaled[0], scaled[1], 0, 0, 360, 1, -1)
    return _coarse(plane > 0)


def _coarse(plane: np.ndarray) -> Plane:
    return cv2.resize(plane.astype(np.float64), (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)


def fur(radius: float = 74, hairs: int = 900, seed: int = 5) -> Plane:
    """Draw a round animal with hair, thinner than a pixel at its ends."""
    rng = np.random.default_rng(seed)
    plane = np.zeros((HEIGHT * FINE, WIDTH * FINE), np.uint8)
    cv2.circle(plane, (250 * FINE, 190 * FINE), round(radius * FINE), 1, -1)
    for angle in rng.uniform(0, 2 * np.pi, hairs):
        lengths = np.linspace(radius - 6, radius + rng.uniform(6, 26), 12)
        bent = angle + np.linspace(0, rng.normal(0, 0.12), 12)
        points = np.stack([250 + lengths * np.cos(bent), 190 + lengths * np.sin(bent)], axis=1)
        thickness = int(rng.integers(1, 4))
        cv2.polylines(plane, [np.rint(points * FINE).astype(np.int32)], False, 1, thickness)
    return _coarse(plane > 0)
