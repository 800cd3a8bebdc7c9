"""Fills the holes of a picture, one window after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.erase.detail import add_detail
from chatbrush_models.erase.grain import match_grain
from chatbrush_models.erase.plan import NETWORK_SIDE, Window
from chatbrush_models.erase.seam import match_edge

RING = 4  # pixels around the hole that the network must guess though they are known

Network = Callable[[NDArray[np.uint8], NDArray[np.uint8]], NDArray[np.uint8]]
"""(image uint8 [1,3,512,512], keep uint8 [1,1,512,512], 255 = keep) -> uint8 [1,3,512,512]"""


def fill_windows(
    image: NDArray[np.uint8],
    mask: NDArray[np.bool_],
    windows: list[Window],
    network: Network,
    rng: np.random.Generator,
) -> Iterator[NDArray[np.uint8]]:
    """Yield the picture uint8 [H,W,3] after each filled window (one array, changed in place).

    Bytes outside the mask stay as they are.
    """
    picture = image.copy()
    open_holes = mask.copy()
    for window in windows:
        box = window.hole
        part = np.zeros_like(open_holes)
        part[box.y0 : box.y1, box.x0 : box.x1] = open_holes[box.y0 : box.y1, box.x0 : box.x1]
        fill_window(picture, open_holes, part, window, network, rng)
        open_holes &= ~part
        yield picture


def fill_window(
    picture: NDArray[np.uint8],
    open_holes: NDArray[np.bool_],
    part: NDArray[np.bool_],
    window: Window,
    network: Network,
    rng: np.random.Generator,
) -> None:
    """Fill `part` of the open holes from what one window shows; changes `picture` in place."""
    rows = _mirrored(window.y, window.side, picture.shape[0])
    columns = _mirrored(window.x, window.side, picture.shape[1])
    at = np.ix_(rows, columns)
    sharp, holes, mine = picture[at], open_holes[at], part[at]

    # 1. The network's view: every open hole, grown by the ring whose true pixels we know.
    small = _scale(sharp, NETWORK_SIDE)
    small_holes = _scale_mask(holes, NETWORK_SIDE)
    grown = cv2.dilate(small_holes.astype(np.uint8), _disc(RING)).astype(bool)
    answer = network(
        np.ascontiguousarray(small.transpose(2, 0, 1)[None]),
        np.where(grown, 0, 255).astype(np.uint8)[None, None],
    )[0].transpose(1, 2, 0)

    # 2. Its colours meet the surroundings.
    known = small.astype(np.float32)
    fill = match_edge(answer.astype(np.float32), known, grown & ~small_holes, grown)
    fill = np.where(small_holes[..., None], fill, known)

    # 3. Back to the picture's own size, with its fine texture and its grain.
    full = _enlarge(fill, sharp, small_holes, grown, rng)
    full = match_grain(full, sharp.astype(np.float32), mine, ~holes, rng)

    inside = (
        slice(*_range(window.y, window.side, picture.shape[0])),
        slice(*_range(window.x, window.side, picture.shape[1])),
    )
    offset = inside[0].start - window.y, inside[1].start - window.x
    height, width = picture[inside].shape[:2]
    cut = slice(offset[0], offset[0] + height), slice(offset[1], offset[1] + width)
    replaced = np.clip(np.rint(full[cut]), 0, 255).astype(np.uint8)
    picture[inside] = np.where(part[inside][..., None], replaced, picture[inside])


def _enlarge(
    fill: NDArray[np.float32],
    sharp: NDArray[np.uint8],
    holes: NDArray[np.bool_],
    grown: NDArray[np.bool_],
    rng: np.random.Generator,
) -> NDArray[np.float32]:
    size = sharp.shape[0]
    if size == NETWORK_SIDE:
        return fill
    method = cv2.INTER_CUBIC if size > NETWORK_SIDE else cv2.INTER_AREA
    full = cv2.resize(fill, (size, size), interpolation=method)
    if size < NETWORK_SIDE * 1.1:
        return full
    return add_detail(full, sharp.astype(np.float32), fill, holes, ~grown, rng)


def _scale(image: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    if image.shape[0] == side:
        return image
    method = cv2.INTER_AREA if image.shape[0] > side else cv2.INTER_CUBIC
    return cv2.resize(image, (side, side), interpolation=method)


def _scale_mask(mask: NDArray[np.bool_], side: int) -> NDArray[np.bool_]:
    """Scale a mask so that a pixel which is partly masked counts as masked."""
    if mask.shape[0] == side:
        return mask
    method = cv2.INTER_AREA if mask.shape[0] > side else cv2.INTER_LINEAR
    return cv2.resize(mask.astype(np.float32), (side, side), interpolation=method) > 1e-3


def _disc(radius: int) -> NDArray[np.uint8]:
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))


def _mirrored(start: int, side: int, length: int) -> NDArray[np.int64]:
    """Pixel numbers of a window's rows or columns; outside the picture they run back."""
    index = np.arange(start, start + side)
    if length == 1:
        return np.zeros_like(index)
    period = 2 * (length - 1)
    index = np.abs(index) % period
    return np.where(index >= length, period - index, index)


def _range(start: int, side: int, length: int) -> tuple[int, int]:
    return max(start, 0), min(start + side, length)
