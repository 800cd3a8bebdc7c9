"""Colour grading: exposure, contrast, temperature, saturation, fade and split toning."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.looks.pixels import LUMA, in_strips

BLACK = (0.0, 0.0, 0.0)


def grade(
    image: NDArray[np.uint8],
    amount: float,
    *,
    exposure: float = 0,
    contrast: float = 0,
    saturation: float = 0,
    temperature: float = 0,
    tint: float = 0,
    fade: float = 0,
    ceiling: float = 0,
    shadows: tuple[float, float, float] = BLACK,
    highlights: tuple[float, float, float] = BLACK,
) -> NDArray[np.uint8]:
    """Grade a picture; every parameter is multiplied by `amount`, 0 = unchanged.

    exposure: stops; contrast: -1..1.5; saturation: -1 (gray) and up; temperature: + warm, - cold;
    tint: + magenta, - green; fade: lifts black (0..0.4); ceiling: lowers white (0..0.5);
    shadows, highlights: RGB added (0..255) to dark and to bright places.
    """
    table = _table(
        exposure * amount,
        contrast * amount,
        temperature * amount,
        tint * amount,
        min(fade * amount, 0.5),
        min(ceiling * amount, 0.6),
    )
    matrix = _saturation_matrix(max(0.0, 1 + saturation * min(amount, 1 if saturation < 0 else 9)))
    dark = np.array(shadows, np.float32) * amount
    bright = np.array(highlights, np.float32) * amount

    def change(strip: NDArray[np.uint8], _: slice) -> NDArray[np.float32]:
        values = cv2.transform(cv2.LUT(strip, table), matrix)
        if dark.any() or bright.any():
            light = np.clip(cv2.transform(values, LUMA[None]) / 255, 0, 1)[..., None]
            values += (1 - light) ** 2 * dark + light**2 * bright
        return values

    return in_strips(image, change)


def _table(
    exposure: float, contrast: float, temperature: float, tint: float, fade: float, ceiling: float
) -> NDArray[np.float32]:
    """Return the tone curve of each channel, float32 [256,1,3] in 0..255."""
    x = np.linspace(0, 1, 256)[:, None]
    light = np.where(x <= 0.04045, x / 12.92, ((x + 0.055) / 1.055) ** 2.4)
    stops = np.array(
        [
            exposure + 0.4 * temperature + 0.15 * tint,
            exposure - 0.2 * tint,
            exposure - 0.5 * temperature + 0.15 * tint,
        ]
    )
    # A plain gain would clip what gets brighter; there the rest to white shrinks by the gain.
    gain = 2.0**stops
    light = np.where(gain > 1, 1 - (1 - light) ** gain, light * gain)
    y = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    curve = y * y * (3 - 2 * y)
    y = (
        y
        + contrast * (curve - y) * (1.3 if contrast > 0 else 0)
        + min(contrast, 0) * (y - 0.5) * 0.7
    )
    y = fade + y * (1 - ceiling - fade)
    return (y * 255).astype(np.float32)[:, None, :]


def _saturation_matrix(saturation: float) -> NDArray[np.float32]:
    gray = np.tile(LUMA, (3, 1))
    return (gray + (np.eye(3) - gray) * saturation).astype(np.float32)
