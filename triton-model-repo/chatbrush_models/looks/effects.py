"""Effects that are not about colour: blur, sharpness, clarity, grain, vignette and the like."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.looks.pixels import (
    blend,
    blurred,
    enlarge,
    in_strips,
    luma,
    scale_of,
    shrink,
)

HIDING = 9  # squares across a face
BLUR = 8.0  # of a whole picture, in thousandths of its longest side
BLUR_OF_PART = 100.0  # in thousandths of what is across its thickest place
GROUND = 0.5  # of a picture's edge: what takes more of it is the ground of something
GRAIN_ROWS = 256  # with a seed of their own: what a recipe says comes out again


def blur(
    image: NDArray[np.uint8], amount: float, *, radius: float = BLUR, times: float = 1.0
) -> NDArray[np.uint8]:
    """Gaussian blur; radius in thousandths of the longest side."""
    return blurred(image, max(0.5, radius * amount * scale_of(image, times)))


def sharpen(
    image: NDArray[np.uint8], amount: float, *, radius: float = 1.4, times: float = 1.0
) -> NDArray[np.uint8]:
    """Unsharp mask on a small radius (thousandths of the longest side, at least 0.8 pixels)."""
    soft = cv2.GaussianBlur(image, (0, 0), max(0.8, radius * scale_of(image, times) * 0.6))
    return cv2.addWeighted(image, 1 + 0.9 * amount, soft, -0.9 * amount, 0)


def denoise(image: NDArray[np.uint8], amount: float) -> NDArray[np.uint8]:
    """Smooth grain away and keep edges: bilateral on the light, wider on the colour."""
    lab = cv2.cvtColor(image, cv2.COLOR_RGB2LAB)
    light, first, second = cv2.split(lab)
    light = cv2.bilateralFilter(light, 7, 18 * amount, 2.5)
    first, second = (cv2.bilateralFilter(plane, 9, 14 * amount, 5) for plane in (first, second))
    return cv2.cvtColor(cv2.merge([light, first, second]), cv2.COLOR_LAB2RGB)


def clarity(
    image: NDArray[np.uint8], amount: float, *, strength: float = 0.8, times: float = 1.0
) -> NDArray[np.uint8]:
    """Local contrast: the light is evened out and what stands out from it is raised.

    The base is an edge-keeping (guided) filter of the luma, so that no halos appear.
    Source: He et al. 2010, "Guided image filtering"; base and detail after Durand 2002.
    """
    small = luma(shrink(image, 1200 / times)).astype(np.float32) / 255
    base = enlarge(_guided(small, max(4, round(30 * scale_of(small, times))), 0.02), image)
    power = strength * amount

    def change(strip: NDArray[np.uint8], rows: slice) -> NDArray[np.float32]:
        light = luma(strip).astype(np.float32) / 255
        even = base[rows] + 0.35 * power * (0.5 - base[rows]) * (1 - np.abs(2 * base[rows] - 1))
        new = even + (light - base[rows]) * (1 + 0.9 * power)
        ratio = np.clip((new + 0.02) / (light + 0.02), 0.3, 3)
        return strip * ratio[..., None]

    return in_strips(image, change)


def _guided(plane: NDArray[np.float32], radius: int, epsilon: float) -> NDArray[np.float32]:
    size = (2 * radius + 1, 2 * radius + 1)
    mean = cv2.blur(plane, size)
    variance = cv2.blur(plane * plane, size) - mean * mean
    slope = variance / (variance + epsilon)
    return cv2.blur(slope, size) * plane + cv2.blur(mean - slope * mean, size)


def negative(image: NDArray[np.uint8], amount: float) -> NDArray[np.uint8]:
    """Invert every channel."""
    return blend(image, cv2.bitwise_not(image), min(amount, 1))


def posterise(image: NDArray[np.uint8], amount: float, *, levels: int = 6) -> NDArray[np.uint8]:
    """Keep only a few tones, fewer with a larger amount; hues stay, as lightness is what steps."""
    count = max(3, round(levels / max(amount, 0.3)))
    lab = cv2.cvtColor(cv2.bilateralFilter(image, 7, 40, 5), cv2.COLOR_RGB2LAB)
    x = np.linspace(0, 1, 256)
    tones, hues = (np.rint(x * (n - 1)) / (n - 1) * 255 for n in (count, 4 * count + 1))
    table = np.stack([tones, hues, hues], axis=-1)[None].round().astype(np.uint8)
    return cv2.cvtColor(cv2.LUT(lab, table), cv2.COLOR_LAB2RGB)


def pixelate(image: NDArray[np.uint8], amount: float, *, blocks: int = 64) -> NDArray[np.uint8]:
    """Show the picture as squares, about `blocks` along its longest side."""
    height, width = image.shape[:2]
    side = max(2, round(max(height, width) / blocks * amount))
    size = max(1, round(width / side)), max(1, round(height / side))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_NEAREST)


def squares_that_hide(mask: NDArray[np.bool_]) -> int:
    """How many squares along a picture's longest side leave too few in the mask to know it by."""
    return max(1, min(64, round(HIDING * max(mask.shape) / _across(mask))))


def radius_that_hides(mask: NDArray[np.bool_], times: float = 1.0) -> float:
    """Which radius of `blur` is felt in the mask, however small a part of the picture it is.

    A ground keeps the radius of a whole picture: it is to be out of focus, not hidden. The mask is
    cut to what it holds and a margin: so half a picture takes more of the edge than the rest.
    """
    edge = np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]])
    if edge.mean() > GROUND:
        return BLUR
    return max(BLUR, BLUR_OF_PART * _across(mask) / (times * max(mask.shape)))


def _across(mask: NDArray[np.bool_]) -> float:
    """Pixels across the thickest place of a mask."""
    inner = cv2.distanceTransform(np.pad(mask, 1).astype(np.uint8), cv2.DIST_L2, 5)
    return 2 * float(inner.max())


def vignette(
    image: NDArray[np.uint8], amount: float, *, strength: float = 0.5
) -> NDArray[np.uint8]:
    """Darken towards the corners."""
    height, width = image.shape[:2]
    x = ((np.arange(width) + 0.5) / width * 2 - 1).astype(np.float32) ** 2

    def change(strip: NDArray[np.uint8], rows: slice) -> NDArray[np.float32]:
        y = ((np.arange(rows.start, rows.stop) + 0.5) / height * 2 - 1).astype(np.float32) ** 2
        distance = (x[None] + y[:, None]) / 2
        return strip * (1 - min(strength * amount, 0.95) * distance**1.3)[..., None]

    return in_strips(image, change)


def grain(
    image: NDArray[np.uint8],
    amount: float,
    rng: np.random.Generator,
    *,
    strength: float = 9,
    times: float = 1.0,
) -> NDArray[np.uint8]:
    """Film grain, strongest in the mid tones; strength is a standard deviation in 0..255."""
    size = max(1.0, 0.7 * scale_of(image, times))
    height, width = image.shape[:2]
    seed = int(rng.integers(2**31))

    def change(strip: NDArray[np.uint8], rows: slice) -> NDArray[np.float32]:
        local = np.random.default_rng([seed, rows.start // GRAIN_ROWS])
        count = max(1, round((rows.stop - rows.start) / size)), max(1, round(width / size))
        noise = cv2.resize(
            local.standard_normal(count, np.float32),
            (width, rows.stop - rows.start),
            interpolation=cv2.INTER_CUBIC,
        )
        light = luma(strip).astype(np.float32) / 255
        return strip + (noise * (0.45 + 2.2 * light * (1 - light)) * strength * amount)[..., None]

    return in_strips(image, change, GRAIN_ROWS)


def glow(
    image: NDArray[np.uint8],
    amount: float,
    *,
    strength: float = 0.5,
    radius: float = 15,
    times: float = 1.0,
) -> NDArray[np.uint8]:
    """Let bright places shine into their surroundings (soft focus)."""
    bright = cv2.LUT(image, ((np.arange(256) / 255) ** 2 * 255).astype(np.uint8))
    shine = blurred(bright, radius * scale_of(image, times))

    def change(strip: NDArray[np.uint8], rows: slice) -> NDArray[np.float32]:
        light = shine[rows].astype(np.float32) * min(strength * amount, 1)
        return 255 - (255 - strip.astype(np.float32)) * (255 - light) / 255

    return in_strips(image, change)
