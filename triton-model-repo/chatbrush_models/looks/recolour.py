"""Gives a thing another colour: hue and saturation change, light and texture stay.

Works in OKLab (Ottosson 2020, "A perceptual color space for image processing"): L is lightness
0..1, (a, b) is the colour, its length the chroma.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.looks.pixels import in_strips, shrink

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


def to_oklab(rgb: NDArray[np.float32]) -> NDArray[np.float32]:
    """Convert sRGB [h,w,3] in 0..1 to OKLab."""
    light = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return cv2.transform(np.cbrt(cv2.transform(light.astype(np.float32), TO_CONE)), TO_LAB)


def from_oklab(lab: NDArray[np.float32]) -> NDArray[np.float32]:
    """Convert OKLab [h,w,3] to sRGB in 0..1, clipped to the gamut."""
    light = np.clip(cv2.transform(cv2.transform(lab, FROM_LAB) ** 3, FROM_CONE), 0, 1)
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)


def recolour(
    image: NDArray[np.uint8],
    amount: float,
    mask: NDArray[np.bool_],
    colour: tuple[int, int, int],
) -> NDArray[np.uint8]:
    """Give what the mask marks the colour (sRGB 0..255); pixels outside change too: mask them.

    The masked part's median lightness moves towards the colour's own, its texture is kept; deep
    shadows and highlights take less colour, as they do on real things.
    """
    target = to_oklab(np.array([[colour]], np.float32) / 255)[0, 0]
    wanted_light, wanted_chroma = float(target[0]), float(np.hypot(target[1], target[2]))
    middle, spread = _lightness(image, mask)
    # Lightness: black, white and other extremes must move far, a mid colour only part of the way.
    pull = 0.9 if wanted_chroma < 0.03 else 0.35 + 0.5 * abs(wanted_light - 0.62) / 0.38
    centre = middle + (wanted_light - middle) * min(pull, 0.9)
    room = min(centre, 1 - centre) + 0.06
    gain = min(1.0, room / max(spread, 1e-3))
    share = min(amount, 1)

    def change(strip: NDArray[np.uint8], _: slice) -> NDArray[np.float32]:
        lab = to_oklab(strip.astype(np.float32) / 255)
        light = np.clip(centre + (lab[..., 0] - middle) * gain, 0, 1)
        chroma = wanted_chroma * _chroma_room(light) / _chroma_room(np.float32(wanted_light))
        chroma = np.minimum(chroma, wanted_chroma * 1.15)
        unit = max(wanted_chroma, 1e-6)
        new = np.stack([light, chroma * target[1] / unit, chroma * target[2] / unit], axis=-1)
        return from_oklab((lab + (new - lab) * share).astype(np.float32)) * 255

    return in_strips(image, change)


def _lightness(image: NDArray[np.uint8], mask: NDArray[np.bool_]) -> tuple[float, float]:
    """Median lightness of the masked part, and how far its brighter and darker tails reach."""
    small = shrink(image, 512)
    inside = cv2.resize(mask.astype(np.uint8), small.shape[1::-1], interpolation=cv2.INTER_AREA)
    pixels = small[inside > 0] if (inside > 0).any() else image[mask]
    light = to_oklab(pixels[None].astype(np.float32) / 255)[0, :, 0]
    low, middle, high = np.quantile(light, [0.04, 0.5, 0.96])
    return float(middle), float(max(middle - low, high - middle))


def _chroma_room(light: NDArray[np.float32] | np.float32) -> NDArray[np.float32]:
    """Return how much colour a lightness can carry, 0..1: little near black and near white."""
    return np.clip(1 - np.abs(2 * light - 1) ** 2.5, 0.02, 1)
