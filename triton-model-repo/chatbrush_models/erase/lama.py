"""Fills holes with LaMa: one call a window, at the picture's own size while that is small enough.

LaMa's global branch sees the whole window, so one look is enough; beyond about twice its training
size it repeats and blurs, so larger windows are scaled down and get their fine detail back from the
surroundings. It takes any size that is a multiple of 8, and where a plan runs it is shown few, so
that each is one whose graph the GPU has captured: a window is widened to the next of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.erase.crop import Crop, mask_to_network, paste, to_network
from chatbrush_models.erase.fill import RING, Proposal, finish
from chatbrush_models.erase.plan import Window, placed
from chatbrush_models.seam import match_edge

SIDES = (256, 512, 768)
MULTIPLE = 8

Floats = NDArray[np.float32]
Network = Callable[[Floats, Floats], Floats]
"""(image float32 [1,3,S,S] in 0..1, mask float32 [1,1,S,S], 1 = fill) -> float32 [1,3,S,S]"""


def fill_with_lama(
    image: NDArray[np.uint8],
    mask: NDArray[np.bool_],
    windows: list[Window],
    network: Network,
    rng: np.random.Generator,
    few: bool,
) -> Iterator[NDArray[np.uint8]]:
    """Yield the picture uint8 [H,W,3] after each window (one array, changed in place).

    Bytes outside the mask stay as they are. few: show only windows of SIDES, which costs pixels.
    """
    picture = image.copy()
    holes = mask.copy()
    for planned in windows:
        window = _widened(planned, image.shape, few)
        box = window.hole
        part = np.zeros_like(holes)
        part[box.y0 : box.y1, box.x0 : box.x1] = holes[box.y0 : box.y1, box.x0 : box.x1]
        crop = Crop.cut(picture, holes, part, window)
        paste(picture, finish(_ask(crop, window, network), crop, rng), part, window)
        holes &= ~part
        yield picture


def _widened(window: Window, shape: tuple[int, ...], few: bool) -> Window:
    """Widen a window to what the network is shown; what then lies outside is mirrored in."""
    fitting = [side for side in SIDES if side >= window.side]
    side = window.side
    if fitting:
        side = min(fitting) if few else -(-side // MULTIPLE) * MULTIPLE
    more = (side - window.side) // 2
    x, y = placed(window.x - more, side, shape[1]), placed(window.y - more, side, shape[0])
    return Window(x, y, side, window.hole)


def _ask(crop: Crop, window: Window, network: Network) -> Proposal:
    """Call the network once; it must also guess a ring around the hole whose pixels are known."""
    side = min(window.side, SIDES[-1])
    small = to_network(crop.image, crop.holes, side)
    holes = mask_to_network(crop.holes, side)
    ring = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * RING + 1, 2 * RING + 1))
    grown = cv2.dilate(holes.astype(np.uint8), ring).astype(bool)
    known = small.astype(np.float32)
    answer = network(
        np.ascontiguousarray(known.transpose(2, 0, 1)[None] / np.float32(255)),
        grown.astype(np.float32)[None, None],
    )
    guessed = np.clip(answer[0].transpose(1, 2, 0), 0, 1) * np.float32(255)
    fill = match_edge(guessed, known, grown & ~holes, grown)
    return Proposal(window, np.where(holes[..., None], fill, known), holes, grown, 0.0)
