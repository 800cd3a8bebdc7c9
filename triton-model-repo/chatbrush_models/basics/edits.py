"""The edits of a picture's frame as values: what `parse` finds and `frame` carries out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Side = Literal["left", "right", "top", "bottom"]
Axis = Literal["horizontal", "vertical"]


@dataclass(frozen=True)
class Rotate:
    """Turn clockwise by `degrees`, -360 to 360."""

    degrees: float


@dataclass(frozen=True)
class Flip:
    """Mirror; `horizontal` changes left and right, `vertical` top and bottom."""

    axis: Axis


@dataclass(frozen=True)
class CropToRatio:
    """Keep the largest part of that shape, at `side` where one is named, else in the middle."""

    width: float
    height: float
    side: Side | None = None


@dataclass(frozen=True)
class CropToShare:
    """Keep the middle, each side `share` of what it was, 0..1; or that share at one side."""

    share: float
    side: Side | None = None


@dataclass(frozen=True)
class CropToSize:
    """Keep the middle at that many pixels."""

    width: int
    height: int


@dataclass(frozen=True)
class CutSide:
    """Take away a share (0..1) at one side, or `pixels` where they are given."""

    side: Side
    share: float = 0.0
    pixels: int = 0


@dataclass(frozen=True)
class Straighten:
    """Turn so that the dominant lines are level or upright."""


@dataclass(frozen=True)
class ScaleBy:
    """Multiply both sides."""

    factor: float


@dataclass(frozen=True)
class ScaleTo:
    """Give one side or the longest that many pixels, the other one in proportion."""

    pixels: int
    side: Literal["width", "height", "longest"]


@dataclass(frozen=True)
class FitInto:
    """Scale so that it just fits in that many pixels."""

    width: int
    height: int


@dataclass(frozen=True)
class Extend:
    """Add room at each of these sides: a share of the picture's side, or `pixels` where given."""

    sides: tuple[Side, ...]
    share: float = 0.0
    pixels: int = 0
    halved: bool = False  # what was said is for two opposite sides together: "20% wider"


@dataclass(frozen=True)
class ExtendToRatio:
    """Add room until the picture has that shape, at `sides` where they are named, else at both."""

    width: float
    height: float
    sides: tuple[Side, ...] = ()


@dataclass(frozen=True)
class ExtendToLength:
    """Add room until the picture is so many pixels wide or high, at `sides`, else at both."""

    pixels: int
    along: Literal["width", "height"]
    sides: tuple[Side, ...] = ()


FrameEdit = (
    Rotate
    | Flip
    | CropToRatio
    | CropToShare
    | CropToSize
    | CutSide
    | Straighten
    | ScaleBy
    | ScaleTo
    | FitInto
)
"""What moves, cuts or scales what is there."""
ExtendEdit = Extend | ExtendToRatio | ExtendToLength
"""What adds room beside it."""
Edit = FrameEdit | ExtendEdit
