"""Fills the holes of a picture, one window after the other, each by the best of several views."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.erase.coherence import strangeness
from chatbrush_models.erase.crop import Crop, mask_to_network, paste, to_network
from chatbrush_models.erase.detail import add_detail
from chatbrush_models.erase.grain import match_grain
from chatbrush_models.erase.plain import plain_ground
from chatbrush_models.erase.plan import NETWORK_SIDE, Window
from chatbrush_models.erase.texture import continued, repeats
from chatbrush_models.erase.views import View, views_of
from chatbrush_models.seam import match_edge

GOOD_ENOUGH = 9.0  # strangeness (0..255) below which nothing else is tried
RING = 4  # pixels around the hole that must be guessed though they are known
# Pixels of a hole as small as which its ground is looked at, tried out as a texture and copied.
LOOKED_AT, TRIED_OUT, COPIED = 1200, 600, 4000

Network = Callable[[NDArray[np.uint8], NDArray[np.uint8]], NDArray[np.uint8]]
"""(image uint8 [1,3,512,512], keep uint8 [1,1,512,512], 255 = keep) -> uint8 [1,3,512,512]"""


@dataclass(frozen=True)
class Proposal:
    """One answer of the network, at its own size: the filled window and what it had to fill.

    fill: float32 [s,s,3] in 0..255; holes, grown: bool [s,s], without and with the ring; s is 512
    for MI-GAN, less for a texture.
    """

    window: Window
    fill: NDArray[np.float32]
    holes: NDArray[np.bool_]
    grown: NDArray[np.bool_]
    strangeness: float  # with the view's penalty


def count_calls(windows: list[Window], shape: tuple[int, ...], once: bool = False) -> int:
    """Count the network calls that `fill_windows` makes at most, one step each."""
    if once:
        return len(windows)
    return sum(len(views_of(window, shape[1], shape[0])) for window in windows)


def fill_windows(
    image: NDArray[np.uint8],
    mask: NDArray[np.bool_],
    windows: list[Window],
    network: Network,
    rng: np.random.Generator,
    once: bool = False,
) -> Iterator[NDArray[np.uint8]]:
    """Yield the picture uint8 [H,W,3] after each network call (one array, changed in place).

    Bytes outside the mask stay as they are. once: ask for one view of each window only, where a
    call costs much.
    """
    picture = image.copy()
    holes = mask.copy()
    for window in windows:
        box = window.hole
        part = np.zeros_like(holes)
        part[box.y0 : box.y1, box.x0 : box.x1] = holes[box.y0 : box.y1, box.x0 : box.x1]
        first, *others = views_of(window, image.shape[1], image.shape[0])
        shown = Crop.cut(picture, holes, part, first.window)
        best = propose_plain(shown, first) or propose(shown, first, network)
        if best.strangeness >= GOOD_ENOUGH:
            best = propose_texture(shown, first) or best
        for view in others if not once else ():
            if best.strangeness < GOOD_ENOUGH:
                break
            yield picture
            found = propose(Crop.cut(picture, holes, part, view.window), view, network)
            if found.strangeness < best.strangeness:
                best = found
        crop = Crop.cut(picture, holes, part, best.window)
        paste(picture, finish(best, crop, rng), part, best.window)
        holes &= ~part
        yield picture


def propose(crop: Crop, view: View, network: Network) -> Proposal:
    """Ask the network once and make its answer meet the surroundings.

    The network must also guess a ring around the hole whose true pixels we know.
    """
    small, holes, grown = _shown(crop)
    turn = slice(None, None, -1 if view.mirrored else 1)
    answer = network(
        np.ascontiguousarray(small[:, turn].transpose(2, 0, 1)[None]),
        np.ascontiguousarray(np.where(grown[:, turn], 0, 255).astype(np.uint8)[None, None]),
    )[0].transpose(1, 2, 0)[:, turn]
    known = small.astype(np.float32)
    fill = match_edge(answer.astype(np.float32), known, grown & ~holes, grown)
    fill = np.where(holes[..., None], fill, known)
    return Proposal(view.window, fill, holes, grown, strangeness(fill, holes) * view.penalty)


def propose_plain(crop: Crop, view: View) -> Proposal | None:
    """Continue the ground where it is plain; None where only the network can tell."""
    small, holes, grown = _shown(crop)
    known = small.astype(np.float32)
    ground = plain_ground(known, holes)
    if ground is None:
        return None
    fill = match_edge(ground, known, grown & ~holes, grown)
    return Proposal(view.window, np.where(holes[..., None], fill, known), holes, grown, 0.0)


def propose_texture(crop: Crop, view: View) -> Proposal | None:
    """Continue the ground where it repeats; None where only the network can tell."""
    look, trial = (_shown(crop, _side(crop, pixels))[:2] for pixels in (LOOKED_AT, TRIED_OUT))
    if not repeats(look, trial):
        return None
    small, holes, grown = _shown(crop, _side(crop, COPIED))
    known = small.astype(np.float32)
    fill = match_edge(continued(small, grown).astype(np.float32), known, grown & ~holes, grown)
    return Proposal(view.window, np.where(holes[..., None], fill, known), holes, grown, 0.0)


def _side(crop: Crop, pixels: int) -> int:
    """Return the side of a crop whose holes have at most so many pixels."""
    share = np.sqrt(pixels / np.count_nonzero(crop.holes))
    return min(NETWORK_SIDE, int(len(crop.image) * min(share, 1.0)))


def _shown(
    crop: Crop, side: int = NETWORK_SIDE
) -> tuple[NDArray[np.uint8], NDArray[np.bool_], NDArray[np.bool_]]:
    """Return a crop at a side of its own: picture, holes, and holes with the ring."""
    small, holes = to_network(crop.image, crop.holes, side), mask_to_network(crop.holes, side)
    ring = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * RING + 1, 2 * RING + 1))
    return small, holes, cv2.dilate(holes.astype(np.uint8), ring).astype(bool)


def finish(proposal: Proposal, crop: Crop, rng: np.random.Generator) -> NDArray[np.float32]:
    """Bring a fill to the picture's own size, with its fine texture and its grain."""
    size, side = crop.image.shape[0], proposal.fill.shape[0]
    original = crop.image.astype(np.float32)
    full = proposal.fill
    if size != side:
        method = cv2.INTER_CUBIC if size > side else cv2.INTER_AREA
        full = cv2.resize(full, (size, size), interpolation=method)
    if size > side * 1.1:
        full = add_detail(full, original, proposal.fill, proposal.holes, ~proposal.grown, rng)
    return match_grain(full, original, crop.part, ~crop.holes, rng)
