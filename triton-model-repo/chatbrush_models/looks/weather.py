"""Weather and times of day that need more than a colour grade: snow, rain, fog, stars, sunset."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.looks.hues import hue_weight
from chatbrush_models.looks.pixels import (
    blurred,
    enlarge,
    in_strips,
    luma,
    scale_of,
    shrink,
    smoothstep,
)
from chatbrush_models.looks.scene import Scene

PARTICLE_SIDE = 2000
GUIDE_SIDE = 1600
SNOW = np.array([243, 248, 255], np.float32)
SNOW_SHADE = np.array([120, 138, 168], np.float32)


def snow_cover(
    image: NDArray[np.uint8], amount: float, scene: Scene, *, times: float = 1.0
) -> NDArray[np.uint8]:
    """Lay snow on plants and meadows: what faces the light turns white, shade turns blue.

    Only where such hues prevail: green eyes or a green button stay as they are. Where snow lies is
    found on a smaller copy; its light and shade follow the picture pixel by pixel.
    """
    small = shrink(image, GUIDE_SIDE / times)
    unit = scale_of(small, times)
    cover = hue_weight(small, 95, 62) * (1 - shrink(scene.sky, GUIDE_SIDE / times))
    cover *= smoothstep(0.2, 0.45, blurred(cover, 70 * unit))
    cover = enlarge(cv2.GaussianBlur(cover, (0, 0), max(0.6, 1.2 * unit)), image)
    light = luma(small).astype(np.float32)
    mean = blurred(light, 12 * unit)
    spread = enlarge(np.sqrt(blurred((light - mean) ** 2, 12 * unit)) + 8, image)
    mean = enlarge(mean, image)

    def change(strip: NDArray[np.uint8], rows: slice) -> NDArray[np.float32]:
        lit = smoothstep(-1.1, 1.0, (luma(strip) - mean[rows]) / spread[rows])[..., None]
        snow = SNOW_SHADE + (SNOW - SNOW_SHADE) * (0.25 + 0.75 * lit)
        share = cover[rows, :, None] * (0.35 + 0.6 * lit) * min(amount, 1.3)
        return strip + (snow - strip) * np.minimum(share, 0.95)

    return in_strips(image, change)


def snowfall(
    image: NDArray[np.uint8], amount: float, rng: np.random.Generator, *, times: float = 1.0
) -> NDArray[np.uint8]:
    """Let flakes fall in three depths: many fine far ones, few large soft near ones."""
    layers = ((1100, 0.8, 0.75), (260, 1.7, 0.8), (36, 5.0, 0.45))
    plane = _layered(image.shape[:2], amount, layers, rng, times)
    return _screen(image, enlarge(np.clip(plane, 0, 0.92), image))


def rain(
    image: NDArray[np.uint8], amount: float, rng: np.random.Generator, *, times: float = 1.0
) -> NDArray[np.uint8]:
    """Let slanting streaks of rain fall."""
    plane = np.zeros(_particle_size(image.shape[:2], times), np.float32)
    unit = scale_of(plane, times)
    for count, length, width, opacity in ((1500, 16, 0.5, 0.3), (380, 34, 0.8, 0.4)):
        drops = _specks(image.shape[:2], int(count * amount), width, rng, times)
        kernel = _streak(max(3, round(length * unit)), 78 + rng.uniform(-4, 4))
        plane += np.clip(cv2.filter2D(drops, -1, kernel) * opacity / max(0.5, width * unit), 0, 1)
    return _screen(image, enlarge(np.clip(plane, 0, 0.6), image))


def fog(
    image: NDArray[np.uint8],
    amount: float,
    scene: Scene,
    rng: np.random.Generator,
    *,
    density: float = 1.7,
    colour: tuple[float, float, float] = (214, 219, 224),
) -> NDArray[np.uint8]:
    """Hide the distance in mist: exponential with distance, in slowly changing banks."""
    banks = enlarge(_clouds(rng, (24, 32)), image)
    thickness = density * amount * (scene.distance * (0.7 + 0.6 * banks) + 0.05)
    veil = 1 - np.exp(-thickness)
    air = np.array(colour, np.float32)

    def change(strip: NDArray[np.uint8], rows: slice) -> NDArray[np.float32]:
        return strip + (air - strip) * veil[rows, :, None]

    return in_strips(image, change)


def stars(
    image: NDArray[np.uint8],
    amount: float,
    scene: Scene,
    rng: np.random.Generator,
    *,
    times: float = 1.0,
) -> NDArray[np.uint8]:
    """Put stars where the sky is; a picture without sky stays as it is."""
    where = scene.sky
    if not where.any():
        return image
    layers = ((260, 0.35, 0.5), (60, 0.6, 0.8), (10, 1.0, 1.0))
    plane = _layered(image.shape[:2], amount, layers, rng, times)
    inner = cv2.erode(where, np.ones((5, 5), np.uint8)) ** 2
    return _screen(image, enlarge(np.clip(plane, 0, 1), image) * inner)


def evening_sky(
    image: NDArray[np.uint8],
    amount: float,
    scene: Scene,
    *,
    horizon: tuple[float, float, float] = (255, 150, 70),
    zenith: tuple[float, float, float] = (96, 84, 150),
) -> NDArray[np.uint8]:
    """Colour the sky from the horizon up; its clouds keep their light and shade."""
    where = scene.sky
    if not where.any():
        return image
    rows_of_sky = np.flatnonzero(where.max(axis=1) > 0.5)
    last = float(rows_of_sky[-1]) if rows_of_sky.size else image.shape[0]
    low, high = np.array(horizon, np.float32), np.array(zenith, np.float32)
    # A sky that is warm already, or burnt out by the sun, needs little of it.
    red, _, blue = (float(mean) for mean in cv2.mean(image, (where > 0.5).astype(np.uint8))[:3])
    warm = float(np.clip((red - blue) / 25, 0, 0.85))
    share = np.clip(where * 0.85 * (1 - warm) * min(amount, 1.15), 0, 1)

    def change(strip: NDArray[np.uint8], rows: slice) -> NDArray[np.float32]:
        height = np.arange(rows.start, rows.stop, dtype=np.float32)[:, None, None] / max(last, 1)
        colour = high + (low - high) * smoothstep(0.1, 1.0, height)
        light = luma(strip).astype(np.float32)[..., None] / 255
        painted = colour * (0.35 + 0.85 * light)
        return strip + (painted - strip) * share[rows, :, None]

    return in_strips(image, change)


def _screen(image: NDArray[np.uint8], plane: NDArray[np.float32]) -> NDArray[np.uint8]:
    def change(strip: NDArray[np.uint8], rows: slice) -> NDArray[np.float32]:
        light = strip.astype(np.float32)
        return light + (255 - light) * plane[rows, :, None]

    return in_strips(image, change)


def _layered(
    shape: tuple[int, ...],
    amount: float,
    layers: Iterable[tuple[int, float, float]],
    rng: np.random.Generator,
    times: float,
) -> NDArray[np.float32]:
    """Add up specks in several depths, each (count, sigma, opacity)."""
    plane = np.zeros(_particle_size(shape, times), np.float32)
    for count, sigma, opacity in layers:
        plane += _specks(shape, int(count * amount), sigma, rng, times) * opacity
    return plane


def _particle_size(shape: tuple[int, ...], times: float) -> tuple[int, int]:
    factor = min(1, PARTICLE_SIDE / (times * max(shape)))
    return max(1, round(shape[0] * factor)), max(1, round(shape[1] * factor))


def _specks(
    shape: tuple[int, ...], count: int, sigma: float, rng: np.random.Generator, times: float
) -> NDArray[np.float32]:
    """Draw soft round specks of height about 1; sigma in thousandths of the longest side.

    `count` is for a 3:2 picture; other shapes, and parts, get as many for their area.
    """
    height, width = _particle_size(shape, times)
    plane = np.zeros((height, width), np.float32)
    unit = scale_of(plane, times)
    count = int(count * height * width / ((1000 * unit) ** 2 * 0.667))
    rows, columns = rng.integers(0, height, count), rng.integers(0, width, count)
    plane[rows, columns] = rng.uniform(0.35, 1, count)
    deviation = max(0.5, sigma * unit)
    return cv2.GaussianBlur(plane, (0, 0), deviation) * (2 * np.pi * deviation**2)


def _streak(length: int, degrees: float) -> NDArray[np.float32]:
    side = length | 1
    kernel = np.zeros((side, side), np.float32)
    middle = side // 2
    dx, dy = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    start = round(middle - dx * middle), round(middle + dy * middle)
    end = round(middle + dx * middle), round(middle - dy * middle)
    cv2.line(kernel, start, end, 1.0, 1)
    return kernel * 0.4


def _clouds(rng: np.random.Generator, shape: tuple[int, int]) -> NDArray[np.float32]:
    """Smooth noise in 0..1, two octaves."""
    coarse = cv2.resize(rng.random((shape[0] // 6, shape[1] // 6), np.float32), shape[::-1])
    fine = cv2.GaussianBlur(rng.random(shape, np.float32), (0, 0), 2)
    return np.clip(0.5 + (coarse - 0.5) * 0.7 + (fine - 0.5) * 2, 0, 1)
