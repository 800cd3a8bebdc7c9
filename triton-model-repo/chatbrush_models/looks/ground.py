"""Puts a colour behind a picture that is see-through already."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from chatbrush_models.cut_out import laid_on
from chatbrush_models.grounds import before_ground, covers_what_is_there
from chatbrush_models.looks.parse import Wish


def laid_behind(
    colours: NDArray[np.uint8],
    alpha: NDArray[np.uint8],
    mask: NDArray[np.bool_] | None,
    wishes: list[Wish],
    reach: int,
) -> tuple[NDArray[np.uint8], NDArray[np.uint8], list[Wish]]:
    """Return the picture before the colour that is wished for behind it, and the other wishes.

    What is see-through needs no mask to be found; with one, the colour is laid within `reach`
    pixels of it. A mask of what is opaque for the most part marks a ground to be replaced: that
    wish is left to others. colours: uint8 [H,W,3]; alpha: uint8 [H,W].
    """
    grounds = [wish for wish in wishes if wish.is_ground]
    if not grounds or (mask is not None and covers_what_is_there(mask, alpha)):
        return colours, alpha, wishes
    others = [wish for wish in wishes if not wish.is_ground]
    if mask is None:
        laid = laid_on(colours, alpha, grounds[-1].ground)
        return laid, np.full_like(alpha, 255), others
    laid, opacity = before_ground(colours, alpha, mask, grounds[-1].ground, reach)
    assert opacity is not None
    return laid, opacity, others
