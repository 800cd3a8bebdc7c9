"""What the numbers of a network's inputs are like where people use it.

A check on other numbers says little: a decoder that is right for latents of deviation 1 may
overflow in halves for those of deviation 5.5 that the loop sends.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Values = NDArray[Any]
Draw = Callable[[np.random.Generator, tuple[int, ...]], Values]

TOKEN_LIMIT = 400  # below the vocabulary of any text encoder, tiny ones included
UNSCALED = 5.5  # deviation of Stable Diffusion's latents before its scaling factor, 1 / 0.18215


def normal(deviation: float = 1.0) -> Draw:
    """Mean 0 and this deviation."""
    return lambda random, shape: random.normal(0, deviation, shape)


def uniform(low: float, high: float) -> Draw:
    """Every number from low to high alike."""
    return lambda random, shape: random.uniform(low, high, shape)


def whole(low: int, high: int) -> Draw:
    """Whole numbers from low to below high."""
    return lambda random, shape: random.integers(low, high, shape)


def block(random: np.random.Generator, shape: tuple[int, ...]) -> Values:
    """Make a mask [..., H, W]: 1 in a rectangle of a quarter of it, 0 elsewhere."""
    height, width = shape[-2:]
    top, left = int(random.integers(0, height // 2 + 1)), int(random.integers(0, width // 2 + 1))
    mask = np.zeros(shape)
    mask[..., top : top + height // 2, left : left + width // 2] = 1
    return mask


def inpainting(random: np.random.Generator, shape: tuple[int, ...]) -> Values:
    """Make what an inpainting UNet sees beside the noise [B,5,h,w]: mask, then scaled latents."""
    batch, channels, *cells = shape
    mask = block(random, (batch, 1, *cells))
    return np.concatenate([mask, random.normal(0, 1, (batch, channels - 1, *cells))], axis=1)


def even_branches(_random: np.random.Generator, shape: tuple[int, ...]) -> Values:
    """Make branches [B,G,2] of which each counts alike and sees the picture.

    Real guidance, 7.5 of one less 6.5 of another, would make 14 times as much of a difference in
    the UNet, which is what is looked for, and none of its own: it is computed in FP32.
    """
    branches = np.ones(shape)
    branches[..., 0] = 1 / shape[1]
    return branches


def one_of_them(random: np.random.Generator, shape: tuple[int, ...]) -> Values:
    """Make rows in which one number is 1 and the others are 0."""
    row = np.zeros(shape)
    row[..., int(random.integers(shape[-1]))] = 1
    return row


def these(values: tuple[int, ...]) -> Draw:
    """Return always the same numbers."""
    return lambda _random, shape: np.array(values).reshape(shape)


def by_type(data_type: str) -> Draw:
    """Return what fits a type, where nothing more is said."""
    if data_type == "UINT8":
        return whole(0, 256)
    return whole(0, TOKEN_LIMIT) if data_type.startswith("INT") else normal()
