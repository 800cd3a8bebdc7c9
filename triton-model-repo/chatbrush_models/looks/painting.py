"""Painted looks made without a network: oil, watercolour, cartoon, pop art."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.looks.grade import grade
from chatbrush_models.looks.pixels import (
    blend,
    blurred,
    in_strips,
    luma,
    scale_of,
    shrink,
    to_bytes,
    with_detail,
)
from chatbrush_models.looks.strokes import flatten, flow, lines, paper, smear, without_specks

WORK_SIDE = 1800


def oil(
    image: NDArray[np.uint8], amount: float, rng: np.random.Generator, *, times: float = 1.0
) -> NDArray[np.uint8]:
    """Oil paint: flat dabs drawn out along the forms, with the relief of a brush."""
    small = shrink(image, WORK_SIDE / times)
    unit = scale_of(small, times) * min(max(amount, 0.5), 1.6)
    field = flow(small, 5, times)
    dabs = flatten(flatten(small, 6 * min(max(amount, 0.5), 1.6), times), 4, times)
    colours = smear(dabs, field, 5, max(1.0, 1.1 * unit))
    bristles = smear(paper(small.shape[:2], rng, 0.8, times), field, 9, max(1.0, 1.3 * unit))
    relief = cv2.Sobel(bristles, cv2.CV_32F, 1, 0) + cv2.Sobel(bristles, cv2.CV_32F, 0, 1)
    relief = np.clip(relief / (relief.std() + 1e-6), -2.5, 2.5) * 7
    painted = grade(to_bytes(colours + relief[..., None]), 1, saturation=0.25, contrast=0.25)
    return with_detail(painted, image, 0.15)


def watercolour(
    image: NDArray[np.uint8], amount: float, rng: np.random.Generator, *, times: float = 1.0
) -> NDArray[np.uint8]:
    """Watercolour: thin light washes, pigment gathered at their edges, paper showing through."""
    small = shrink(image, WORK_SIDE / times)
    height, width = small.shape[:2]
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    unit = scale_of(small, times)
    reach = 3.0 * unit * min(amount, 1.5)
    wobble = [blurred(paper((height, width), rng, 8, times), 4 * unit) for _ in range(2)]
    moved = cv2.remap(
        flatten(flatten(small, 7, times), 5, times),
        xs + wobble[0] * reach,
        ys + wobble[1] * reach,
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REFLECT,
    )
    soft = cv2.GaussianBlur(moved, (0, 0), max(0.8, 1.2 * unit)).astype(np.float32)
    gray = luma(to_bytes(soft)).astype(np.float32)
    edge = np.hypot(cv2.Sobel(gray, cv2.CV_32F, 1, 0), cv2.Sobel(gray, cv2.CV_32F, 0, 1))
    edge = np.clip(blurred(edge, 1.2 * unit) * unit / 130, 0, 0.45)
    bleed = blurred(paper((height, width), rng, 14, times), 8 * unit)
    bleed = bleed / (bleed.std() + 1e-6)
    pigment = 1 - soft / 255  # what the wash takes from white paper
    density = 0.74 + 0.45 * edge + 0.07 * bleed + 0.05 * paper((height, width), rng, times=times)
    washed = 255 * np.clip(1 - pigment * density[..., None], 0, 1) ** 0.92
    painted = grade(to_bytes(washed), 1, saturation=0.45, contrast=0.12)
    return with_detail(painted, image, 0.2)


def cartoon(image: NDArray[np.uint8], amount: float, *, times: float = 1.0) -> NDArray[np.uint8]:
    """Cartoon: few even tones, strong colours, dark contours."""
    small = shrink(image, WORK_SIDE / times)
    flat = flatten(flatten(small, 5, times), 4, times)
    lab = cv2.cvtColor(flat, cv2.COLOR_RGB2LAB)
    levels = max(4, round(8 / max(amount, 0.5)))
    # Soft steps: a hard one would flicker along slow gradients such as a sky.
    x = np.arange(256) / 255 * levels
    step = np.floor(x) + 1 / (1 + np.exp(-10 * (x - np.floor(x) - 0.5)))
    lab[..., 0] = cv2.LUT(lab[..., 0], np.clip(step / levels * 255, 0, 255).astype(np.uint8))
    tones = grade(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB), 1, saturation=0.5, exposure=0.15)
    drawn = lines(flatten(small, 2.5, times), 1.1, times, threshold=0.80, sharpness=14)
    contour = without_specks(drawn, small, times)
    inked = in_strips(tones, lambda strip, rows: strip * (0.12 + 0.88 * contour[rows])[..., None])
    return with_detail(inked, image, 0)


def pop_art(image: NDArray[np.uint8], amount: float, *, times: float = 1.0) -> NDArray[np.uint8]:
    """Pop art print: flat strong colours, halftone dots in the shade, black contours."""
    small = shrink(image, WORK_SIDE / times)
    strong = grade(flatten(small, 4, times), 1, saturation=1.1, contrast=0.7, exposure=0.35)
    table = (np.rint(np.linspace(0, 1, 256) * 3) / 3 * 255).astype(np.uint8)
    flat = blend(strong, cv2.LUT(strong, table), 0.75)
    gray = cv2.GaussianBlur(luma(small), (0, 0), max(0.8, 2 * scale_of(small, times))) / 255.0
    height, width = gray.shape
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    pitch = max(4.0, 8 * scale_of(small, times) * min(max(amount, 0.6), 1.5))
    u, v = (xs + ys) * (np.pi / pitch / 1.414), (xs - ys) * (np.pi / pitch / 1.414)
    screen = (np.cos(2 * u) + np.cos(2 * v)) / 4 + 0.5
    dots = np.clip((gray * 1.9 + 0.12 - screen) * 5, 0, 1).astype(np.float32)
    ink = np.minimum(
        0.45 + 0.55 * dots, 0.1 + 0.9 * lines(flatten(small, 3, times), 1.3, times, threshold=0.78)
    )
    return with_detail(in_strips(flat, lambda s, rows: s * ink[rows][..., None]), image, 0)
