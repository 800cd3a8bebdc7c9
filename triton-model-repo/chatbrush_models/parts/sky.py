"""The sky of a photo, where it shows one.

`looks.scene` marks what may be sky, for looks that colour it a little. Who asks for the sky by its
name has all of it edited: here walls, drawings and dark crowds are told from it.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.looks.pixels import luma, shrink
from chatbrush_models.looks.scene import find_sky
from chatbrush_models.parts.found import Found

LABEL = "sky"
SIDE = 320  # at which it is judged
SURE = 0.5
LEAST_SHARE = 0.02  # of the picture
MOST_AT_BOTTOM = 0.05  # of the lowest rows: a ground that reaches there is no sky
MOST_TEXTURE = 0.05  # deviation by brightness, of its roughest tenth
LEAST_BLUE = -0.08  # likewise; what is warmer is a wall in lamplight
MOST_GRAIN = 0.0075  # plaster and cloth have more
MOST_STILL = 0.9  # of the pixels are as all around them: a drawing, however small a photo was made
BLOWN_OUT = 0.97  # of brightness: there a photo is still too
BLUE = 0.1  # more blue than red, of 1
BRIGHT, BRIGHTER = 0.55, 0.1  # else it is bright, and brighter than all else


def find(image: NDArray[np.uint8]) -> list[Found]:
    """Find the sky of uint8 [H,W,3]: none or one."""
    share = find_sky(image)
    if not is_sky(image, share):
        return []
    rows, columns = (np.flatnonzero((share >= SURE).any(axis=axis)) for axis in (1, 0))
    y0, y1, x0, x1 = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    part = share[y0:y1, x0:x1]
    shape = np.where(part >= SURE, 255, 0).astype(np.uint8)
    score = float(part[part >= SURE].mean())
    return [Found(LABEL, (x0, y0, x1, y1), score, shape)]


def is_sky(image: NDArray[np.uint8], share: NDArray[np.float32]) -> bool:
    """Whether what may be sky, float32 [H,W] in 0..1, is."""
    small = shrink(image, SIDE)
    height, width = small.shape[:2]
    inside = cv2.resize(share, (width, height), interpolation=cv2.INTER_AREA) >= SURE
    if inside.mean() < LEAST_SHARE or inside[-2:].mean() > MOST_AT_BOTTOM:
        return False
    light = luma(small).astype(np.float32) / 255
    core = cv2.erode(inside.astype(np.uint8), np.ones((5, 5)), borderValue=1) > 0
    core = core if core.any() else inside
    texture = cv2.blur(np.abs(light - cv2.blur(light, (5, 5))), (5, 5)) / (light + 0.05)
    if np.quantile(texture[core], 0.9) > MOST_TEXTURE:
        return False
    blue = (small[..., 2].astype(np.float32) - small[..., 0])[core].mean() / 255
    brightness = light[core].mean()
    grain = np.abs(light - cv2.blur(light, (3, 3)))[core].mean()
    is_drawn = brightness < BLOWN_OUT and _still(luma(image), share >= SURE) > MOST_STILL
    if blue < LEAST_BLUE or grain > MOST_GRAIN or is_drawn:
        return False
    rest = light[~inside].mean() if not inside.all() else 0.0
    return bool(blue > BLUE or (brightness > BRIGHT and brightness > rest + BRIGHTER))


def _still(light: NDArray[np.uint8], inside: NDArray[np.bool_]) -> float:
    """How much of what is inside, of 1, has no neighbour of another brightness.

    Asked at the picture's own size: made smaller, a photo's grain is averaged away.
    """
    square = np.ones((3, 3), np.uint8)
    return float((cv2.dilate(light, square) == cv2.erode(light, square))[inside].mean())
