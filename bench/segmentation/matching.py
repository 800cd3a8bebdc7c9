"""Makes a cut-out look as if it had been taken with the photo it is pasted on."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

BLURS = (0.0, 0.5, 0.8, 1.2, 1.7, 2.4)
LIGHT_SHARE = 0.4  # how far the object's brightness moves towards its surroundings'
COLOUR_SHARE = 0.15
MOST_LIGHT = 25.0  # CIELAB units
MOST_NOISE = 6.0  # grey levels


def gray(rgb: Floats) -> Floats:
    """Luma of float32 [h, w, 3] in 0..255."""
    return cv2.cvtColor(np.ascontiguousarray(rgb), cv2.COLOR_RGB2GRAY)


def sharpness(luma: Floats, inside: NDArray[np.bool_]) -> float:
    """Mean second derivative over mean first derivative: high for narrow edges, low for wide."""
    first = np.hypot(cv2.Sobel(luma, cv2.CV_32F, 1, 0), cv2.Sobel(luma, cv2.CV_32F, 0, 1))[inside]
    second = np.abs(cv2.Laplacian(luma, cv2.CV_32F))[inside]
    return float(second.mean() / max(float(first.mean()), 1e-6))


def noise_level(luma: Floats) -> float:
    """Noise's standard deviation in grey levels, in the calmest quarter of the 16-pixel blocks.

    Source: Immerkær 1996, "Fast Noise Variance Estimation", eq. 4, per block.
    """
    kernel = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
    absolute = np.abs(cv2.filter2D(luma, cv2.CV_32F, kernel))
    rows, columns = luma.shape[0] // 16, luma.shape[1] // 16
    blocks = absolute[: rows * 16, : columns * 16].reshape(rows, 16, columns, 16).mean(axis=(1, 3))
    calmest = np.sort(blocks.ravel())[: max(1, blocks.size // 4)]
    return float(calmest.mean() * math.sqrt(math.pi / 2) / 6)


def match_blur(rgb: Floats, alpha: Floats, target: float) -> tuple[Floats, Floats]:
    """Blur a cut-out, colours weighted by alpha, until it is no sharper than `target`."""
    for sigma in BLURS:
        colours, opacity = _blurred(rgb, alpha, sigma)
        if sharpness(gray(colours), opacity > 0.9) <= target:
            break
    return colours, opacity


def _blurred(rgb: Floats, alpha: Floats, sigma: float) -> tuple[Floats, Floats]:
    if sigma == 0:
        return rgb, alpha
    weighted = cv2.GaussianBlur(rgb * alpha[..., None], (0, 0), sigma)
    opacity = cv2.GaussianBlur(alpha, (0, 0), sigma)
    return weighted / np.maximum(opacity, 1e-4)[..., None], opacity


def match_light(rgb: Floats, alpha: Floats, surroundings: Floats) -> Floats:
    """Move the object's mean colour a part of the way to its surroundings' (in CIELAB)."""
    lab = cv2.cvtColor(np.clip(rgb, 0, 255) / 255, cv2.COLOR_RGB2LAB)
    around = cv2.cvtColor(surroundings / 255, cv2.COLOR_RGB2LAB).reshape(-1, 3).mean(axis=0)
    own = lab[alpha > 0.5].mean(axis=0)
    shift = (around - own) * np.array([LIGHT_SHARE, COLOUR_SHARE, COLOUR_SHARE], np.float32)
    shift[0] = np.clip(shift[0], -MOST_LIGHT, MOST_LIGHT)
    return cv2.cvtColor((lab + shift).astype(np.float32), cv2.COLOR_LAB2RGB) * 255


def match_noise(rgb: Floats, own: float, target: float, rng: np.random.Generator) -> Floats:
    """Add the grain that the object lacks: standard deviations `own` to `target`, grey levels."""
    missing = math.sqrt(max(0.0, min(target, MOST_NOISE) ** 2 - own**2))
    grain = rng.normal(0, 1, rgb.shape[:2]).astype(np.float32)
    return rgb + missing * grain[..., None]
