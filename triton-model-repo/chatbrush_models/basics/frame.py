"""Crop, rotate, flip and resize at full size; results may be views.

Pictures are uint8 [H,W,3], or [H,W,4] with their opacity and no colour in them that nobody sees.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.basics.edits import (
    CropToRatio,
    CropToShare,
    CropToSize,
    CutSide,
    FitInto,
    Flip,
    FrameEdit,
    Rotate,
    ScaleBy,
    ScaleTo,
    Side,
    Straighten,
)
from chatbrush_models.basics.straighten import level_angle
from chatbrush_models.edit_contract import EditError

Picture = NDArray[np.uint8]

# What the services keep at most (imaging: DecodeLimits), and what can still be clicked on.
LARGEST_SIDE = 12_000
MOST_PIXELS = 40_000_000
SMALLEST_SIDE = 8
MOST_ENLARGED = 4.0


def apply(image: Picture, edit: FrameEdit) -> Picture:
    """Return the picture after one edit that adds nothing. Errors: EditError, as each tells."""
    height, width = image.shape[:2]
    match edit:
        case Rotate(degrees):
            return rotate(image, degrees)
        case Straighten():
            return rotate(image, level_angle(np.ascontiguousarray(image[..., :3])))
        case Flip(axis):
            return image[:, ::-1] if axis == "horizontal" else image[::-1]
        case CropToRatio(across, down, side):
            scale = min(width / across, height / down)
            return keep(image, round(across * scale), round(down * scale), side)
        case CropToShare(share, side):
            shares = (
                share if side in (None, "left", "right") else 1,
                share if side in (None, "top", "bottom") else 1,
            )
            return keep(image, round(width * shares[0]), round(height * shares[1]), side)
        case CropToSize(across, down):
            return keep(image, min(across, width), min(down, height), None)
        case CutSide(side, share, pixels):
            return cut(image, side, share, pixels)
        case ScaleBy(factor):
            return resize(image, round(width * factor), round(height * factor))
        case ScaleTo(pixels, side):
            length = {"width": width, "height": height, "longest": max(width, height)}[side]
            return resize(image, round(width * pixels / length), round(height * pixels / length))
        case FitInto(across, down):
            factor = min(across / width, down / height)
            return resize(image, round(width * factor), round(height * factor))


def rotate(image: Picture, degrees: float) -> Picture:
    """Turn clockwise; right angles move every byte and change none.

    Others are resampled, and the largest upright part is kept that has no empty corner.
    """
    quarters = round(degrees / 90)
    rest = degrees - 90 * quarters
    turned = np.rot90(image, -quarters % 4)
    if abs(rest) < 1e-6:
        return turned
    height, width = turned.shape[:2]
    kept_width, kept_height = inner_size(width, height, rest)
    require_size(kept_width, kept_height)
    # Pixel centres: the middle of the picture is at (size - 1) / 2.
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), -rest, 1)
    matrix[:, 2] += ((kept_width - width) / 2, (kept_height - height) / 2)
    return cv2.warpAffine(
        np.ascontiguousarray(turned),
        matrix,
        (kept_width, kept_height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REFLECT_101,
    )


def inner_size(width: int, height: int, degrees: float) -> tuple[int, int]:
    """Return width and height of the largest upright rectangle inside one turned by `degrees`.

    Where the short side bounds it on both ends the corners touch the long sides; else all four
    corners touch one side each.
    """
    angle = math.radians(abs(degrees))
    sine, cosine = math.sin(angle), math.cos(angle)
    longer, shorter = max(width, height), min(width, height)
    if shorter <= 2 * sine * cosine * longer or abs(sine - cosine) < 1e-9:
        half = shorter / 2
        along, across = half / sine, half / cosine
        inner = (along, across) if width >= height else (across, along)
    else:
        double = cosine * cosine - sine * sine
        inner = (
            (width * cosine - height * sine) / double,
            (height * cosine - width * sine) / double,
        )
    return int(inner[0]), int(inner[1])


def keep(image: Picture, width: int, height: int, side: Side | None) -> Picture:
    """Return that part of the picture: at `side`, else in the middle."""
    require_size(width, height)
    left, top = (image.shape[1] - width) // 2, (image.shape[0] - height) // 2
    if side == "left":
        left = 0
    elif side == "right":
        left = image.shape[1] - width
    elif side == "top":
        top = 0
    elif side == "bottom":
        top = image.shape[0] - height
    return image[top : top + height, left : left + width]


def cut(image: Picture, side: Side, share: float, pixels: int) -> Picture:
    """Take a share or so many pixels away at one side."""
    height, width = image.shape[:2]
    across = side in ("left", "right")
    gone = pixels or round((width if across else height) * share)
    opposite: dict[Side, Side] = {
        "left": "right",
        "right": "left",
        "top": "bottom",
        "bottom": "top",
    }
    left, below = (width - gone, height) if across else (width, height - gone)
    return keep(image, left, below, opposite[side])


def resize(image: Picture, width: int, height: int) -> Picture:
    """Scale: by area averages where it gets smaller, by Lanczos where it gets larger."""
    require_size(width, height)
    before = max(image.shape[:2])
    after = max(width, height)
    if after > MOST_ENLARGED * before + 0.5:
        raise EditError(
            "ENLARGED_TOO_MUCH",
            f"a picture can be enlarged {MOST_ENLARGED:g} times at most, not "
            f"{after / before:.3g} times",
        )
    method = cv2.INTER_AREA if after < before else cv2.INTER_LANCZOS4
    return cv2.resize(np.ascontiguousarray(image), (width, height), interpolation=method)


def require_size(width: int, height: int) -> None:
    """Errors: EditError SIZE_TOO_SMALL, SIZE_TOO_LARGE."""
    if min(width, height) < SMALLEST_SIDE:
        raise EditError(
            "SIZE_TOO_SMALL",
            f"that would leave {max(width, 0)} x {max(height, 0)} pixels; a picture has at least "
            f"{SMALLEST_SIDE} a side",
        )
    if max(width, height) > LARGEST_SIDE or width * height > MOST_PIXELS:
        raise EditError(
            "SIZE_TOO_LARGE",
            f"that would make {width} x {height} pixels; a picture has at most {LARGEST_SIDE} a "
            f"side and {MOST_PIXELS // 1_000_000} megapixels",
        )
