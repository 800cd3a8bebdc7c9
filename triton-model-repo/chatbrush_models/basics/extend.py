"""Makes a picture wider or higher: margins beside it, filled by what erases (`erase.fill`).

A network that fills holes sees the picture on one side of a margin only, so it continues ground,
sky and texture, and invents no half of a thing that the edge cut off.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.basics.edits import Extend, ExtendEdit, ExtendToLength, Side
from chatbrush_models.basics.frame import Picture, require_size
from chatbrush_models.edit_contract import EditError
from chatbrush_models.erase.fill import Network, count_calls, fill_windows
from chatbrush_models.erase.plan import Box, Window, window_around
from chatbrush_models.erase.views import WIDE_SHARE
from chatbrush_models.opacity import continued

WIDEST = 0.12  # of the picture's width or height, at each side: 3:2 becomes 16:9
# No view of a margin is a square with longer sides than the larger of these two: pixels, and times
# the picture's shorter side, with which 16:9 is still shown whole.
LARGEST_WHOLE, LONGEST_WHOLE = 4096, 1.8
ACROSS: tuple[Side, Side] = ("left", "right")
DOWN: tuple[Side, Side] = ("top", "bottom")


@dataclass(frozen=True)
class Margins:
    """Pixels that a picture grows by at each side."""

    left: int = 0
    right: int = 0
    top: int = 0
    bottom: int = 0

    @classmethod
    def of(cls, edit: ExtendEdit, width: int, height: int) -> Margins:
        """Work them out. Errors: EditError EDIT_REFUSED for wider ones than can be filled."""
        if isinstance(edit, Extend):
            sides = _said(edit, width, height)
        elif isinstance(edit, ExtendToLength):
            across = edit.along == "width"
            more = edit.pixels - (width if across else height)
            if more < 0:
                raise EditError(
                    "EDIT_REFUSED",
                    f"the picture's {edit.along} is {edit.pixels - more} pixels already, more than "
                    f"{edit.pixels}; crop or resize it to make it smaller",
                )
            sides = _shared_out(more, across, edit.sides)
        else:
            wanted = edit.width / edit.height
            wider = wanted > width / height
            more = round(height * wanted) - width if wider else round(width / wanted) - height
            sides = _shared_out(max(0, more), wider, edit.sides)
        margins = cls(**sides)
        margins._require(width, height)
        return margins

    def _require(self, width: int, height: int) -> None:
        across, down = max(self.left, self.right), max(self.top, self.bottom)
        if across + down == 0:
            raise EditError("EDIT_REFUSED", "the picture has that shape or size already")
        if across > WIDEST * width + 0.5 or down > WIDEST * height + 0.5:
            raise EditError(
                "EDIT_REFUSED",
                f"a picture can be extended by {WIDEST:.0%} at each side, here "
                f"{WIDEST * width:.0f} pixels across and {WIDEST * height:.0f} down; that would "
                f"be {max(across / width, down / height):.0%}",
            )
        require_size(width + self.left + self.right, height + self.top + self.bottom)


def _said(edit: Extend, width: int, height: int) -> dict[Side, int]:
    found: dict[Side, int] = {}
    for pair, length in ((ACROSS, width), (DOWN, height)):
        more = edit.pixels or round(edit.share * length)
        if edit.halved and set(pair) <= set(edit.sides):
            found.update({pair[0]: more // 2, pair[1]: more - more // 2})
        else:
            found.update({side: more for side in pair if side in edit.sides})
    return found


def _shared_out(more: int, across: bool, named: tuple[Side, ...]) -> dict[Side, int]:
    """Grow one direction: at the named side, else half at each of both."""
    first, second = ACROSS if across else DOWN
    if more and set(named) - {first, second}:
        raise EditError(
            "EDIT_REFUSED",
            f"that needs room at the {first} or {second}, not at the {' and '.join(named)}",
        )
    if len(named) == 1:
        return {named[0]: more}
    return {first: more // 2, second: more - more // 2}


class Extension:
    """One picture with room beside it: `calls` network calls fill it, `steps` gives each result."""

    def __init__(self, picture: Picture, margins: Margins) -> None:
        sides = margins.top, margins.bottom, margins.left, margins.right
        self._picture = cv2.copyMakeBorder(
            np.ascontiguousarray(picture[..., :3]), *sides, cv2.BORDER_REFLECT_101
        )
        height, width = picture.shape[:2]
        self._hole = np.ones(self._picture.shape[:2], bool)
        self._hole[margins.top : margins.top + height, margins.left : margins.left + width] = False
        self._alpha: NDArray[np.uint8] | None = None
        if picture.shape[2] == 4:
            alpha = cv2.copyMakeBorder(
                np.ascontiguousarray(picture[..., 3]), *sides, cv2.BORDER_REPLICATE
            )
            self._alpha = continued(alpha, self._hole)
        self._windows = _windows(margins, *self._picture.shape[:2])

    @property
    def calls(self) -> int:
        """Network calls that it takes at most."""
        return count_calls(self._windows, self._picture.shape)

    def steps(self, network: Network, rng: np.random.Generator) -> Iterator[Picture]:
        """Yield the picture after each call; its own pixels stay as they are."""
        for filled in fill_windows(self._picture, self._hole, self._windows, network, rng):
            yield filled if self._alpha is None else np.dstack([filled, self._alpha])


def _windows(margins: Margins, height: int, width: int) -> list[Window]:
    """Show each margin whole, since pieces filled one by one do not fit each other so well.

    Only a long picture's are cut along their length: shown whole, beside a panorama, they would
    need a square as wide as it is.
    """
    most = max(LARGEST_WHOLE, round(LONGEST_WHOLE * min(width, height)))
    longest = most if max(width, height) <= most else int(WIDE_SHARE * most)
    boxes = (
        Box(0, 0, margins.left, height),
        Box(width - margins.right, 0, width, height),
        Box(0, 0, width, margins.top),
        Box(0, height - margins.bottom, width, height),
    )
    filled = [box for box in boxes if box.x1 > box.x0 and box.y1 > box.y0]
    pieces = [piece for box in filled for piece in _pieces(box, longest)]
    return [window_around(piece, width, height, share=1.0) for piece in pieces]


def _pieces(box: Box, longest: int) -> Iterator[Box]:
    """Cut a margin along its length into equal pieces, none of them longer than that."""
    count = -(-box.longest // longest)
    upright = box.y1 - box.y0 == box.longest
    start, end = (box.y0, box.y1) if upright else (box.x0, box.x1)
    cuts = [start + (end - start) * at // count for at in range(count + 1)]
    for first, last in pairwise(cuts):
        if upright:
            yield Box(box.x0, first, box.x1, last)
        else:
            yield Box(first, box.y0, last, box.y1)
