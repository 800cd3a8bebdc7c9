"""Drawn looks: pencil, coloured pencil, charcoal."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.looks.grade import grade
from chatbrush_models.looks.pixels import blurred, in_strips, luma, scale_of, shrink, with_detail
from chatbrush_models.looks.strokes import flatten, flow, lines, paper, slant, smear

WORK_SIDE = 2000


def pencil(
    image: NDArray[np.uint8], amount: float, rng: np.random.Generator, *, times: float = 1.0
) -> NDArray[np.uint8]:
    """Pencil on paper: fine contours, hatching in the shade, pressed harder in the dark."""
    small = shrink(image, WORK_SIDE / times)
    tone = _pencil_tone(small, amount, rng, times)
    return with_detail(_ink(tone, (46, 46, 50), (252, 251, 248)), image, 0)


def charcoal(
    image: NDArray[np.uint8], amount: float, rng: np.random.Generator, *, times: float = 1.0
) -> NDArray[np.uint8]:
    """Charcoal: broad soft strokes, deep black, rough paper."""
    small = shrink(image, WORK_SIDE / times)
    gray = luma(flatten(small, 4, times)).astype(np.float32) / 255
    rough = paper(small.shape[:2], rng, 1.3, times)
    grain = paper(small.shape[:2], rng, 1.6, times)
    strokes = smear(grain, flow(small, 8, times), 8, max(1, scale_of(small, times)))
    shade = np.clip((gray * 1.25 - 0.12) + 0.07 * rough + 0.30 * strokes * (1 - gray), 0, 1) ** 1.1
    contour = lines(flatten(small, 3, times), 1.8, times, threshold=0.75)
    tone = np.clip(shade * (0.35 + 0.65 * contour), 0, 1)
    tone = 1 - (1 - tone) * min(1, 0.75 + 0.25 * amount)
    return with_detail(_ink(tone, (28, 27, 27), (245, 242, 235)), image, 0)


def colour_pencil(
    image: NDArray[np.uint8], amount: float, rng: np.random.Generator, *, times: float = 1.0
) -> NDArray[np.uint8]:
    """Coloured pencil: hatched colour on white paper under pencil contours."""
    small = shrink(image, WORK_SIDE / times)
    colours = grade(flatten(small, 3, times), 1, saturation=0.7, exposure=0.5)
    hatch = _hatching(small, rng, times)
    cover = np.clip(0.72 * min(amount, 1.3) + 0.30 * hatch, 0, 1)
    contour = _contour(small, times)

    def change(strip: NDArray[np.uint8], rows: slice) -> NDArray[np.float32]:
        pigment = (255 - strip.astype(np.float32)) * cover[rows, :, None]
        return (253 - pigment) * (0.35 + 0.65 * contour[rows, :, None])

    return with_detail(in_strips(colours, change), image, 0)


def _pencil_tone(
    small: NDArray[np.uint8], amount: float, rng: np.random.Generator, times: float
) -> NDArray[np.float32]:
    gray = luma(flatten(small, 2, times)).astype(np.float32) / 255
    low, high = np.quantile(gray, [0.02, 0.98])
    gray = np.clip((gray - low) / max(high - low, 0.1), 0, 1)
    dark = 1 - gray
    shade = dark**1.5 * 0.92 * min(amount, 1.5)
    hatch = np.clip(0.8 + 0.55 * _hatching(small, rng, times) * (1 - 0.55 * dark), 0, 1.35)
    return np.clip(1 - shade * hatch, 0.02, 1) * (0.12 + 0.88 * _contour(small, times))


def _contour(small: NDArray[np.uint8], times: float) -> NDArray[np.float32]:
    """Return pencil lines 0..1: gray over its own blur (colour dodge) keeps only what is edge."""
    gray = luma(small).astype(np.float32) + 1
    soft = blurred(gray, max(1.5, 5 * scale_of(small, times)))
    dodge = np.clip(gray / soft * 1.04, 0, 1) ** 2.2
    return dodge * (0.4 + 0.6 * lines(flatten(small, 2, times), 0.8, times, threshold=0.8))


def _hatching(
    small: NDArray[np.uint8], rng: np.random.Generator, times: float
) -> NDArray[np.float32]:
    """Return strokes around 0, about -1..1: half along the forms, half slanting like a hand's."""
    step = max(1.0, 0.9 * scale_of(small, times))
    shape = small.shape[:2]
    along = smear(paper(shape, rng, 0.7, times), flow(small, 9, times), 7, step * 1.3)
    across = slant(paper(shape, rng, 0.7, times), -52, 24 * step)
    both = along / (along.std() + 1e-6) * 0.4 + across / (across.std() + 1e-6) * 0.6
    return np.clip(both * 0.6, -1, 1)


def _ink(
    tone: NDArray[np.float32], dark: tuple[int, int, int], light: tuple[int, int, int]
) -> NDArray[np.uint8]:
    ramp = np.linspace(0, 1, 256)[:, None]
    table = (np.array(dark) + (np.array(light) - np.array(dark)) * ramp).astype(np.uint8)
    plane = (np.clip(tone, 0, 1) * 255).astype(np.uint8)
    return cv2.LUT(cv2.merge([plane] * 3), table[None])
