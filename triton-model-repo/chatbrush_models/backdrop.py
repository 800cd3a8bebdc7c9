"""A plain colour in place of a background, with an edge that does not look cut."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

# Pixels over which the subject's edge gives way, and more of them for large pictures.
SOFT_EDGE = 1.5
SOFT_EDGE_OF_SIDE = 1 / 800


def paint_backdrop(
    image: NDArray[np.uint8],
    background: NDArray[np.bool_],
    colour: tuple[int, int, int] = (255, 255, 255),
) -> NDArray[np.uint8]:
    """Return the picture with `colour` where `background` is true; the rest stays byte for byte.

    image: uint8 [H,W,3]; background: boolean [H,W]. Within some pixels of the subject the colour
    comes in gradually, so that hair and edges keep a trace of what they were.
    """
    reach = max(SOFT_EDGE, max(image.shape[:2]) * SOFT_EDGE_OF_SIDE)
    distance = cv2.distanceTransform(background.astype(np.uint8), cv2.DIST_L2, 5)
    share = np.clip(distance / (reach + 1), 0, 1)[..., None]
    painted = image + (np.asarray(colour, np.float32) - image) * share
    return np.where(background[..., None], np.rint(painted), image).astype(np.uint8)
