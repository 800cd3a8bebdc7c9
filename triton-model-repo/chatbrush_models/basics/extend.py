"""Makes a picture wider or higher: margins beside it, filled by what erases (`erase.fill`).

A network that fills holes sees the picture on one side of a margin only, so it continues ground,
sky and texture, and invents no half of a thing that the edge cut off. One that paints does, so its
margins may be as wide as the picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.basics.frame import Picture
from chatbrush_models.basics.margins import Margins
from chatbrush_models.erase.fill import Network, count_calls, fill_windows
from chatbrush_models.erase.plan import NETWORK_SIDE, Box, Window, window_around
from chatbrush_models.erase.views import WIDE_SHARE
from chatbrush_models.opacity import continued

# No view of a margin is a square with longer sides than the larger of these two: pixels, and times
# the picture's shorter side, with which 16:9 is still shown whole.
LARGEST_WHOLE, LONGEST_WHOLE = 4096, 1.8
LAP = 1.0  # of its thickness: how much of the piece before a piece of a margin fills once more
JOINT = 0.2  # of its thickness: how far a margin goes over from the picture mirrored to its fill


@dataclass(frozen=True)
class Part:
    """What is filled at once. lap: pixels at its start, along it, that the part before filled too.

    upright: whether it is cut from top to bottom, else from left to right.
    """

    window: Window
    lap: int
    upright: bool

    @property
    def box(self) -> tuple[slice, slice]:
        """Rows and columns of all of it."""
        hole = self.window.hole
        return slice(hole.y0, hole.y1), slice(hole.x0, hole.x1)

    @property
    def lapped(self) -> tuple[slice, slice]:
        """Rows and columns of what was filled before."""
        rows, columns = self.box
        if self.upright:
            return slice(rows.start, rows.start + self.lap), columns
        return rows, slice(columns.start, columns.start + self.lap)

    def mix(self, before: Picture, after: Picture) -> Picture:
        """Go over from what was there to what is now, along the lap."""
        share = (np.arange(self.lap, dtype=np.float32) + 0.5) / self.lap
        share = share[:, None, None] if self.upright else share[None, :, None]
        return (before + share * (after.astype(np.float32) - before)).round().astype(np.uint8)


class Extension:
    """One picture with room beside it: `calls` network calls fill it, `steps` gives each result.

    painted: the network paints, so it is asked once for each part, and each part of a wide margin
    is shown with as much picture.
    """

    def __init__(self, picture: Picture, margins: Margins, painted: bool = False) -> None:
        self._painted = painted
        sides = margins.top, margins.bottom, margins.left, margins.right
        self._picture = cv2.copyMakeBorder(
            np.ascontiguousarray(picture[..., :3]), *sides, cv2.BORDER_REFLECT_101
        )
        height, width = picture.shape[:2]
        self._margins = margins
        self._hole = np.ones(self._picture.shape[:2], bool)
        self._hole[margins.top : margins.top + height, margins.left : margins.left + width] = False
        self._alpha: NDArray[np.uint8] | None = None
        if picture.shape[2] == 4:
            alpha = cv2.copyMakeBorder(
                np.ascontiguousarray(picture[..., 3]), *sides, cv2.BORDER_REPLICATE
            )
            self._alpha = continued(alpha, self._hole)
        self._parts = (_layers if painted else _whole)(margins, *self._picture.shape[:2])

    @property
    def calls(self) -> int:
        """Network calls that it takes at most."""
        return count_calls(
            [part.window for part in self._parts], self._picture.shape, self._painted
        )

    def steps(self, network: Network, rng: np.random.Generator) -> Iterator[Picture]:
        """Yield the picture after each call; its own pixels stay as they are."""
        picture = self._picture
        for part in self._parts:
            before, untouched = picture[part.lapped].copy(), picture[part.box].copy()
            self._hole[part.lapped] = True
            for filled in fill_windows(
                picture, self._hole, [part.window], network, rng, self._painted
            ):
                if not np.array_equal(filled[part.box], untouched):  # the last of these
                    if not self._painted:
                        self._join(filled, part.box)
                    filled[part.lapped] = part.mix(before, filled[part.lapped])
                yield filled if self._alpha is None else np.dstack([filled, self._alpha])
                picture = filled
            self._hole[part.box] = False

    def _join(self, filled: Picture, box: tuple[slice, slice]) -> None:
        """Let no line be seen at the picture's edge: right beside it a margin is its mirror image.

        What a network saw at a sixth of the size does not meet the picture pixel by pixel.
        """
        sides, (rows, columns) = self._margins, box
        height, width = filled.shape[:2]
        down = _away(height, sides.top, sides.bottom)[rows, None]
        across = _away(width, sides.left, sides.right)[None, columns]
        way = np.clip(np.maximum(down, across) / JOINT, 0, 1)
        share = (way * way * (3 - 2 * way))[..., None]
        mirrored = self._picture[box].astype(np.float32)
        joined = (mirrored + share * (filled[box] - mirrored)).round().astype(np.uint8)
        hole = self._hole[box]
        filled[box][hole] = joined[hole]


def _away(length: int, first: int, last: int) -> NDArray[np.float32]:
    """How far each place is from the picture, in thicknesses of the margin that it lies in."""
    at = np.arange(length, dtype=np.float32) + 0.5
    before = (first - at) / max(first, 1)
    after = (at - (length - last)) / max(last, 1)
    return np.maximum(0, np.maximum(before, after)).astype(np.float32)


def _whole(margins: Margins, height: int, width: int) -> list[Part]:
    """Show each margin whole, since pieces filled one by one do not fit each other so well.

    Only a long picture's are cut along their length: shown whole, beside a panorama, they would
    need a square as wide as it is.
    """
    boxes = (
        Box(0, 0, margins.left, height),
        Box(width - margins.right, 0, width, height),
        Box(0, 0, width, margins.top),
        Box(0, height - margins.bottom, width, height),
    )
    filled = [box for box in boxes if box.x1 > box.x0 and box.y1 > box.y0]
    longest = _longest(height, width)
    return [part for box in filled for part in _pieces(box, longest, Box(0, 0, width, height))]


def _layers(margins: Margins, height: int, width: int) -> list[Part]:
    """Cut wide margins into layers, from the picture outwards.

    A layer is no thicker than half its length, so that it is seen beside as much of the picture or
    of what was painted before; left and right come first, and top and bottom take the corners.
    """
    longest = _longest(height, width)
    parts: list[Part] = []
    left, top = margins.left, margins.top
    x0, y0, x1, y1 = left, top, width - margins.right, height - margins.bottom
    sides = (left, margins.right, top, margins.bottom)
    for number, depth in enumerate(sides):
        length = y1 - y0 if number < 2 else x1 - x0
        thick = max(NETWORK_SIDE, min(length, longest)) // 2
        for start, end in _cut(depth, thick):
            box = (
                Box(left - end, y0, left - start, y1),
                Box(x1, y0, x1 + end - start, y1),
                Box(x0, top - end, x1, top - start),
                Box(x0, y1, x1, y1 + end - start),
            )[number]
            x0, y0 = min(x0, box.x0), min(y0, box.y0)
            x1, y1 = max(x1, box.x1), max(y1, box.y1)
            parts += _pieces(box, longest, Box(x0, y0, x1, y1))
    return parts


def _shown(piece: Box, known: Box) -> Window:
    """Show a piece beside as much that is known, and nothing that is still to be painted.

    known: the picture, what was filled before, and the piece.
    """
    moved = Box(piece.x0 - known.x0, piece.y0 - known.y0, piece.x1 - known.x0, piece.y1 - known.y0)
    share = min(1.0, moved.longest / (2 * _thickness(piece)))
    window = window_around(moved, known.x1 - known.x0, known.y1 - known.y0, share)
    return Window(window.x + known.x0, window.y + known.y0, window.side, piece)


def _thickness(box: Box) -> int:
    return min(box.x1 - box.x0, box.y1 - box.y0)


def _longest(height: int, width: int) -> int:
    """Return how long a piece of a margin may be."""
    most = max(LARGEST_WHOLE, round(LONGEST_WHOLE * min(width, height)))
    return most if max(width, height) <= most else int(WIDE_SHARE * most)


def _pieces(box: Box, longest: int, known: Box) -> Iterator[Part]:
    """Cut a margin along its length into equal pieces, none of them longer than that.

    Each but the first reaches back into the one before.
    """
    upright = box.y1 - box.y0 == box.longest
    start, end = (box.y0, box.y1) if upright else (box.x0, box.x1)
    most = min(int(LAP * _thickness(box)), longest // 4)
    for first, last in _cut(end - start, longest if end - start <= longest else longest - most):
        lap = min(most, first)
        at, to = start + first - lap, start + last
        piece = Box(box.x0, at, box.x1, to) if upright else Box(at, box.y0, to, box.y1)
        yield Part(_shown(piece, known), lap, upright)


def _cut(length: int, most: int) -> Iterator[tuple[int, int]]:
    """Cut a length into as few equal parts as are no longer than `most`; none of nothing."""
    if not length:
        return
    count = -(-length // max(1, most))
    cuts = [length * at // count for at in range(count + 1)]
    yield from pairwise(cuts)
