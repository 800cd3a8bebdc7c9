"""Array and number types of this package and the source of noise."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Single = np.float32
"""Coefficients are single precision like the latents, so that each product is rounded once and
no NumPy version turns latents into float64. Arithmetic between two of them keeps the type; with a
Python number it does not, hence ONE."""
ONE = np.float32(1)
Bytes = NDArray[np.uint8]


class NoiseSource(Protocol):
    """What the loop needs of `numpy.random.Generator`; tests and GPU code bring their own."""

    def standard_normal(self, size: tuple[int, ...], dtype: type[np.float32] = ...) -> Floats:
        """Draw independent normal numbers, mean 0 and variance 1."""
