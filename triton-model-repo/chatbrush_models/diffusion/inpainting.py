"""Masks in the inpainting networks' form, and keeping the known part of the picture.

The 9-channel network takes noise latents (4), mask (1) and the latents of the masked picture (4),
in this order. Source: Rombach et al. 2022, arXiv:2112.10752, section 4.5; the released
`stable-diffusion-inpainting` networks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chatbrush_models.diffusion.arrays import Bytes, Floats
from chatbrush_models.diffusion.errors import SettingsError
from chatbrush_models.diffusion.latents import CELL

THRESHOLD = 127
"""Mask values above it are edited: 0.5 of the range, as the networks' pipelines cut it."""


@dataclass(frozen=True)
class Known:
    """What must stay: scaled latents of the source, float32 [1,4,h,w].

    change: float32 [1,1,h,w], how much a cell may change: 0 stays, 1 is edited, and between them
    it stays for the first 1 - change of the steps. A cell is never a mixture of both, whose noise
    would be weaker than the network expects.
    Sources: Avrahami et al. 2022 (Blended Latent Diffusion), arXiv:2206.02779, section 3.1;
    Levin & Fried 2023 (Differential Diffusion), arXiv:2306.00950, section 3.
    """

    latents: Floats
    change: Floats

    def paste(self, edited: Floats, known: Floats, done: float) -> Floats:
        """Return `known`, at the same noise level, where it still stays, `edited` elsewhere.

        done: share of the steps, above 0 to 1.
        """
        stays = (self.change < 1 - done) | (self.change == 0)
        return np.where(stays, known, edited)


def mask_images(mask: Bytes | NDArray[np.bool_], height: int, width: int) -> Floats:
    """Return a mask [H,W], uint8 or boolean, as float32 [1,1,H,W] of 0 and 1 (1 = edit).

    Errors: SettingsError where the mask is not as large as the picture.
    """
    if mask.shape != (height, width):
        raise SettingsError(
            f"the mask must be as large as the picture, {width}x{height}, "
            f"got {'x'.join(str(side) for side in reversed(mask.shape))}"
        )
    selected = mask if mask.dtype == np.bool_ else mask > THRESHOLD
    return selected.astype(np.float32)[None, None]


def masked_images(images: Floats, mask: Floats) -> Floats:
    """Return the picture with mid-grey (0) where it is to be edited: the encoder's second input."""
    return images * (mask < 0.5)


def latent_mask(mask: Floats) -> Floats:
    """Shrink a mask float32 [1,1,H,W] to [1,1,h,w] by nearest neighbour, the cell's top left."""
    return np.ascontiguousarray(mask[:, :, ::CELL, ::CELL])


def condition(mask: Floats, masked_latents: Floats) -> Floats:
    """Return the network's picture channels float32 [1,5,h,w].

    mask: `latent_mask`; masked_latents: scaled latents of `masked_images`.
    """
    return np.concatenate([mask, masked_latents], axis=1)
