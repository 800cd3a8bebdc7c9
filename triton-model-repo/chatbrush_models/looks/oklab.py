"""OKLab: L is lightness 0..1, (a, b) is the colour, its length the chroma, its angle the hue.

Source: Ottosson 2020, "A perceptual color space for image processing".
"""

from __future__ import annotations

import math
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

Rgb = tuple[int, int, int]

TO_CONE = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    np.float32,
)
TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ],
    np.float32,
)
FROM_CONE = np.linalg.inv(TO_CONE).astype(np.float32)
FROM_LAB = np.linalg.inv(TO_LAB).astype(np.float32)


def to_linear(rgb: NDArray[np.float32]) -> NDArray[np.float32]:
    """Convert sRGB in 0..1 to linear light."""
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4).astype(np.float32)


def from_linear(light: NDArray[np.float32]) -> NDArray[np.float32]:
    """Convert linear light to sRGB in 0..1, clipped."""
    light = np.clip(light, 0, 1)
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)


LINEAR = to_linear(np.arange(256, dtype=np.float32) / 255)


def lightness(image: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return L alone of uint8 [h,w,3], float32 [h,w]."""
    return cv2.transform(np.cbrt(cv2.transform(LINEAR[image], TO_CONE)), TO_LAB[:1])


def linear_to_oklab(light: NDArray[np.float32]) -> NDArray[np.float32]:
    """Convert linear light [h,w,3] to OKLab."""
    return cv2.transform(np.cbrt(cv2.transform(light, TO_CONE)), TO_LAB)


def to_oklab(rgb: NDArray[np.float32]) -> NDArray[np.float32]:
    """Convert sRGB [h,w,3] in 0..1 to OKLab."""
    return linear_to_oklab(to_linear(rgb))


def from_oklab(lab: NDArray[np.float32]) -> NDArray[np.float32]:
    """Convert OKLab [h,w,3] to sRGB in 0..1, clipped to the gamut."""
    return from_linear(cv2.transform(cv2.transform(lab, FROM_LAB) ** 3, FROM_CONE))


def lch(rgb: Rgb) -> tuple[float, float, float]:
    """Return one colour's lightness, chroma and hue in radians."""
    light, a, b = (float(each) for each in to_oklab(_pixel(rgb) / 255)[0, 0])
    return light, math.hypot(a, b), math.atan2(b, a)


def from_lch(light: float, chroma: float, hue: float) -> Rgb:
    """Return the colour as sRGB; what sRGB cannot show gets as much chroma as it can."""
    light = min(max(light, 0.0), 1.0)
    chroma = min(chroma, most_chroma(light, hue))
    lab = _pixel((light, chroma * math.cos(hue), chroma * math.sin(hue)))
    red, green, blue = (round(float(each) * 255) for each in from_oklab(lab)[0, 0])
    return red, green, blue


def most_chroma(light: float, hue: float) -> float:
    """Return the largest chroma that sRGB can show at this lightness and hue."""
    shares = np.linspace(0, 0.4, 401, dtype=np.float32)
    lab = np.stack(
        [np.full_like(shares, light), shares * math.cos(hue), shares * math.sin(hue)], axis=-1
    )
    linear = cv2.transform(cv2.transform(lab[None], FROM_LAB) ** 3, FROM_CONE)[0]
    inside = ((linear > -1e-3) & (linear < 1.001)).all(axis=1)
    return float(shares[inside.argmin() - 1]) if not inside.all() and inside[0] else 0.0


@lru_cache(maxsize=256)
def purest(hue: float) -> tuple[float, float]:
    """Return lightness and chroma of the most colourful that sRGB can show of a hue."""
    lights = np.linspace(0.2, 0.98, 79)
    chromas = [most_chroma(float(light), hue) for light in lights]
    best = int(np.argmax(chromas))
    return float(lights[best]), chromas[best]


def _pixel(values: tuple[float, float, float]) -> NDArray[np.float32]:
    return np.array([[values]], np.float32)
