"""Cuts a window out of a picture, also over its edges, and lays a changed one back."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.erase.plan import NETWORK_SIDE, Window
from chatbrush_models.local_colour import spread


@dataclass(frozen=True)
class Crop:
    """One window of a picture: its pixels, all open holes in it and the part to fill now.

    image: uint8 [S,S,3]; holes, part: bool [S,S]. What lies outside the picture is mirrored in.
    """

    image: NDArray[np.uint8]
    holes: NDArray[np.bool_]
    part: NDArray[np.bool_]

    @classmethod
    def cut(
        cls,
        picture: NDArray[np.uint8],
        holes: NDArray[np.bool_],
        part: NDArray[np.bool_],
        window: Window,
    ) -> Crop:
        """Read one window of the picture and its masks."""
        at = np.ix_(
            _mirrored(window.y, window.side, picture.shape[0]),
            _mirrored(window.x, window.side, picture.shape[1]),
        )
        return cls(picture[at], holes[at], part[at])


def paste(
    picture: NDArray[np.uint8],
    filled: NDArray[np.float32],
    part: NDArray[np.bool_],
    window: Window,
) -> None:
    """Write the pixels of `part` (bool [H,W]) from a filled window into the picture, in place."""
    y0, y1 = max(window.y, 0), min(window.y + window.side, picture.shape[0])
    x0, x1 = max(window.x, 0), min(window.x + window.side, picture.shape[1])
    cut = filled[y0 - window.y : y1 - window.y, x0 - window.x : x1 - window.x]
    replaced = np.clip(np.rint(cut), 0, 255).astype(np.uint8)
    here = part[y0:y1, x0:x1]
    picture[y0:y1, x0:x1][here] = replaced[here]


def to_network(
    image: NDArray[np.uint8], holes: NDArray[np.bool_], wanted: int = NETWORK_SIDE
) -> NDArray[np.uint8]:
    """Scale a square picture to the network's side, and let nothing of its holes bleed out.

    Smaller: each pixel with a part of a hole is a hole itself, so nothing does. Larger: the cubic
    filter's overshoot would put a bright rim around a dark object, which the fill would then match.
    """
    side = image.shape[0]
    if side == wanted:
        return image
    if side > wanted:
        return cv2.resize(image, (wanted, wanted), interpolation=cv2.INTER_AREA)
    around = spread(image.astype(np.float32), (~holes).astype(np.float32))
    plain = np.where(holes[..., None], np.rint(around).astype(np.uint8), image)
    return cv2.resize(plain, (wanted, wanted), interpolation=cv2.INTER_CUBIC)


def mask_to_network(mask: NDArray[np.bool_], wanted: int = NETWORK_SIDE) -> NDArray[np.bool_]:
    """Scale a square mask to the network's side; a pixel that is partly masked counts as masked."""
    side = mask.shape[0]
    if side == wanted:
        return mask
    method = cv2.INTER_AREA if side > wanted else cv2.INTER_LINEAR
    return cv2.resize(mask.astype(np.float32), (wanted, wanted), interpolation=method) > 1e-3


def _mirrored(start: int, side: int, length: int) -> NDArray[np.int64]:
    """Pixel numbers of a window's rows or columns; outside the picture they run back."""
    if length == 1:
        return np.zeros(side, np.int64)
    period = 2 * (length - 1)
    index = np.abs(np.arange(start, start + side)) % period
    return np.where(index >= length, period - index, index)
