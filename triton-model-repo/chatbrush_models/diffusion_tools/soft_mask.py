"""Masks whose edge fades: how much each latent may change, by how deep it lies in the selection."""

from __future__ import annotations

import numpy as np

from chatbrush_models.diffusion.arrays import Floats
from chatbrush_models.local_colour import depth_in


def change_of(cells: Floats, softness: float) -> Floats:
    """Return a mask float32 [1,1,h,w] of 0 and 1 with values between them along its inner edge.

    softness: 0..1, how far the edge fades, as a share of the way to the mask's deepest place, so
    that it is the same for a picture at any scale; 0 = the mask as it is. What is not selected
    stays 0: a soft edge fades inwards.
    """
    depth = depth_in(cells[0, 0] > 0)
    reach = softness * float(depth.max())
    if reach <= 1 or cells.all():  # not one cell, or no edge
        return cells
    return np.minimum(depth / reach, 1).astype(np.float32)[None, None]
