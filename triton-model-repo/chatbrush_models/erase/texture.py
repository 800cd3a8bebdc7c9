"""Continues a texture, such as grass or bricks, with pieces of itself.

A network draws leaves into a lawn and bends the joints of a wall; what repeats is better copied.
What does not, such as a face, must not be: whether a ground repeats is tried out first.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

BLUR = 4.0  # sigma in pixels: blades of grass differ, a shadow or an edge may not
AROUND = 20  # pixels around the hole that tell whether the ground is even
EVEN = 15.0  # (0..255) standard deviation; seen: 2 to 14 on lawns and gravel, from 17 on things
TRIED = 6  # pixels around the hole that must come out as they are
LIKE = 12.0  # (0..255) rms; seen: 1 to 11 on grounds that repeat, from 26 on others
LEAST_KNOWN = 0.4  # of the window

Ground = tuple[NDArray[np.uint8], NDArray[np.bool_]]
"""A picture uint8 [h,w,3] RGB and the hole in it, bool [h,w]."""


def continued(image: NDArray[np.uint8], hole: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Return the image with its hole filled by shifted pieces of the rest.

    image: uint8 [h,w,3] RGB; hole: bool [h,w]. Source: He & Sun 2012, "Statistics of patch offsets
    for image completion", as OpenCV has it; 0.2 ms a pixel of the hole.
    """
    lab = cv2.cvtColor(image, cv2.COLOR_RGB2Lab)
    filled = np.zeros_like(lab)
    known = np.where(hole, 0, 255).astype(np.uint8)
    cv2.xphoto.inpaint(lab, known, filled, cv2.xphoto.INPAINT_SHIFTMAP)
    return np.where(hole[..., None], cv2.cvtColor(filled, cv2.COLOR_Lab2RGB), image)


def repeats(look: Ground, trial: Ground) -> bool:
    """Tell whether the ground around a hole can be continued with pieces of itself.

    It can where it is even but for its fine detail; and where a ring that is known, filled together
    with the hole, comes out as it is, fine detail apart: bricks, a horizon. trial: the same place,
    smaller, since filling takes time.
    """
    image, hole = look
    if _grown(hole, TRIED).mean() > 1 - LEAST_KNOWN:
        return False
    around = _grown(hole, AROUND) & ~hole
    coarse = _coarse(image.astype(np.float32), around)[around]
    return float(coarse.std(axis=0).max()) < EVEN or _comes_out(*trial)


def _comes_out(image: NDArray[np.uint8], hole: NDArray[np.bool_]) -> bool:
    wider = _grown(hole, TRIED)
    tried = wider & ~hole
    off = _coarse(continued(image, wider).astype(np.float32) - image, tried)[tried]
    return float(np.sqrt((off**2).mean(axis=0)).max()) < LIKE


def _grown(hole: NDArray[np.bool_], by: int) -> NDArray[np.bool_]:
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * by + 1, 2 * by + 1))
    return cv2.dilate(hole.astype(np.uint8), kernel).astype(bool)


def _coarse(values: NDArray[np.float32], area: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Blur [h,w,3] within an area, as if there were nothing else."""
    share = cv2.GaussianBlur(area.astype(np.float32), (0, 0), BLUR)[..., None]
    return cv2.GaussianBlur(values * area[..., None], (0, 0), BLUR) / np.maximum(share, 1e-3)
