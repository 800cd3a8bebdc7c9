"""How many pixels an extension adds at each side, and how many can be added."""

from __future__ import annotations

from dataclasses import dataclass

from chatbrush_models.basics.edits import Extend, ExtendEdit, ExtendToLength, Side
from chatbrush_models.basics.frame import require_size
from chatbrush_models.edit_contract import EditError

# Of the picture's width or height, at each side: 3:2 becomes 16:9. Painted, it becomes three wide.
WIDEST, WIDEST_PAINTED = 0.12, 1.0
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
    def of(cls, edit: ExtendEdit, width: int, height: int, painted: bool = False) -> Margins:
        """Work them out. Errors: EditError, EXTENDED_TOO_MUCH for wider ones than can be filled.

        painted: whether what fills them can paint.
        """
        if isinstance(edit, Extend):
            sides = _said(edit, width, height)
        elif isinstance(edit, ExtendToLength):
            across = edit.along == "width"
            more = edit.pixels - (width if across else height)
            if more < 0:
                raise EditError(
                    "ALREADY_LONGER",
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
        margins._require(width, height, WIDEST_PAINTED if painted else WIDEST)
        return margins

    def is_wide(self, width: int, height: int) -> bool:
        """Whether a margin of a width x height picture is wider than what erases can fill."""
        return self._share(width, height) > WIDEST

    def _share(self, width: int, height: int) -> float:
        """Return the widest margin as a share of the picture's side, half a pixel forgiven."""
        across, down = max(self.left, self.right), max(self.top, self.bottom)
        return max((across - 0.5) / width, (down - 0.5) / height)

    def _require(self, width: int, height: int, widest: float) -> None:
        across, down = max(self.left, self.right), max(self.top, self.bottom)
        if across + down == 0:
            raise EditError("ALREADY_THAT_SIZE", "the picture has that shape or size already")
        if self._share(width, height) > widest:
            raise EditError(
                "EXTENDED_TOO_MUCH",
                f"a picture can be extended by {widest:.0%} at each side, here "
                f"{widest * width:.0f} pixels across and {widest * height:.0f} down; that would "
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
            "SIDES_CONTRADICT",
            f"that needs room at the {first} or {second}, not at the {' and '.join(named)}",
        )
    if len(named) == 1:
        return {named[0]: more}
    return {first: more // 2, second: more - more // 2}
