"""What a picture needs by its own measure: levels by percentiles, and less of a colour cast."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.edit_contract import fit_within
from chatbrush_models.looks.pixels import LUMA

MEASURED_SIDE = 512
# Shares of the pixels that may become black and white.
BLACK_POINT, WHITE_POINT = 0.5, 99.5
# No level moves further than this, so that night stays night and fog fog.
DARKEST_WHITE, BRIGHTEST_BLACK = 170.0, 60.0
# How far each channel goes to levels of its own; the rest is common, and keeps the colours.
CAST = 0.5
# Where the middle of the tones is drawn to, and how far at most.
MIDDLE = 0.45
GENTLEST, STRONGEST = 0.8, 1.25
# A channel's gain against a cast stays within these.
MOST_GAIN = 1.25
# The brightest grey is where a cast is seen best: norm of the mean (Finlayson, "Shades of Gray").
NORM = 6


def auto_levels(image: NDArray[np.uint8], amount: float) -> NDArray[np.uint8]:
    """Spread the tones to black and white, draw the middle to the middle, lessen a cast.

    image: uint8 [H,W,3]; amount: 0 = unchanged, 1 = as measured.
    """
    small = fit_within(image, MEASURED_SIDE).reshape(-1, 3).astype(np.float32)
    light = small @ LUMA
    black = _level(small, light, BLACK_POINT).clip(0, BRIGHTEST_BLACK)
    white = _level(small, light, WHITE_POINT).clip(DARKEST_WHITE, 255)
    tones = np.arange(256, dtype=np.float32)[:, None]
    spread = np.clip((tones - black) / (white - black), 0, 1)
    middle = np.clip((np.median(light) - black.mean()) / (white.mean() - black.mean()), 0.05, 0.95)
    gamma = float(np.clip(np.log(MIDDLE) / np.log(middle), GENTLEST, STRONGEST))
    return _lookup(image, tones, spread**gamma * 255, amount)


def white_balance(image: NDArray[np.uint8], amount: float) -> NDArray[np.uint8]:
    """Make what should be grey grey: gains that bring the channels' norms together.

    image: uint8 [H,W,3]; amount: 0 = unchanged, 1 = as measured. Source: Finlayson and Trezzi,
    "Shades of Gray and Colour Constancy" (2004), Minkowski norm 6.
    """
    small = fit_within(image, MEASURED_SIDE).reshape(-1, 3).astype(np.float64)
    norms = np.maximum((small**NORM).mean(axis=0) ** (1 / NORM), 1)
    gains = np.clip(norms.mean() / norms, 1 / MOST_GAIN, MOST_GAIN).astype(np.float32)
    tones = np.arange(256, dtype=np.float32)[:, None]
    return _lookup(image, tones, tones * gains, amount)


def _level(
    small: NDArray[np.float32], light: NDArray[np.float32], percent: float
) -> NDArray[np.float32]:
    """Return that percentile of each channel, drawn towards the common one. float32 [3]."""
    common = np.percentile(light, percent)
    own = np.percentile(small, percent, axis=0)
    return (common + CAST * (own - common)).astype(np.float32)


def _lookup(
    image: NDArray[np.uint8], tones: NDArray[np.float32], to: NDArray[np.float32], amount: float
) -> NDArray[np.uint8]:
    table = np.clip(np.rint(tones + (to - tones) * amount), 0, 255).astype(np.uint8)
    return cv2.LUT(image, table[:, None, :])
