"""Runs the looks that a prompt asks for, on the whole picture or inside the mask only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import signature

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.cut_out import Subject
from chatbrush_models.edit_contract import EditError
from chatbrush_models.looks import (
    auto,
    drawing,
    effects,
    grade,
    hues,
    painting,
    recolour,
    style,
    weather,
)
from chatbrush_models.looks.catalogue import RECOLOUR, looks
from chatbrush_models.looks.matte import Matte
from chatbrush_models.looks.parse import Wish
from chatbrush_models.looks.scene import Scene
from chatbrush_models.looks.style import StyleNetwork

Operation = Callable[..., NDArray[np.uint8]]

PLAIN: dict[str, Operation] = {  # (image, amount, **parameters)
    "grade": grade.grade,
    "auto_levels": auto.auto_levels,
    "white_balance": auto.white_balance,
    "shift_hues": hues.shift_hues,
    "blur": effects.blur,
    "sharpen": effects.sharpen,
    "denoise": effects.denoise,
    "clarity": effects.clarity,
    "negative": effects.negative,
    "posterise": effects.posterise,
    "pixelate": effects.pixelate,
    "vignette": effects.vignette,
    "glow": effects.glow,
    "cartoon": painting.cartoon,
    "pop_art": painting.pop_art,
}
SEEDED: dict[str, Operation] = {  # (image, amount, rng, **parameters)
    "grain": effects.grain,
    "snowfall": weather.snowfall,
    "rain": weather.rain,
    "oil": painting.oil,
    "watercolour": painting.watercolour,
    "pencil": drawing.pencil,
    "charcoal": drawing.charcoal,
    "colour_pencil": drawing.colour_pencil,
}
SCENIC: dict[str, Operation] = {  # (image, amount, scene, **parameters)
    "snow_cover": weather.snow_cover,
    "evening_sky": weather.evening_sky,
}
SCENIC_SEEDED: dict[str, Operation] = {  # (image, amount, scene, rng, **parameters)
    "fog": weather.fog,
    "stars": weather.stars,
}
ALL = {**PLAIN, **SEEDED, **SCENIC, **SCENIC_SEEDED}
SCALED = {name for name, each in ALL.items() if "times" in signature(each).parameters}
SMALLEST = 16  # pixels a side below which an operation works on a padded copy


@dataclass(frozen=True)
class Tools:
    """What the operations draw on: a seeded generator and the network of painted styles."""

    rng: np.random.Generator
    network: StyleNetwork


def apply_wishes(
    image: NDArray[np.uint8],
    mask: NDArray[np.bool_] | None,
    wishes: list[Wish],
    strength: float,
    tools: Tools,
    reach: int = 0,
    whole_side: int = 0,
) -> Iterator[NDArray[np.uint8]]:
    """Yield the whole picture after each wish.

    strength: 0..1 scales every amount. With a mask, bytes outside it stay as they are and the
    change fades in over a few pixels inside it, and is as large as it were in the whole picture,
    whose longest side is `whole_side` where `image` is a part of it; a new colour goes as far as
    the thing does, up to `reach` pixels beyond the mask. Errors: EditError MASK_NEEDED for a
    recolouring or a change of the background without a mask.
    """
    if mask is None and any(wish.look == RECOLOUR for wish in wishes):
        raise EditError(
            "MASK_NEEDED", "select first what should get the new colour, then say it again"
        )
    if mask is None and any(wish.part for wish in wishes):
        raise EditError("MASK_NEEDED", "select the background first, then say it again")
    picture, side = image, max(whole_side, *image.shape[:2])
    for wish in wishes:
        picture = _apply(picture, mask, wish, wish.amount * strength, tools, reach, side)
        yield picture


def _apply(
    picture: NDArray[np.uint8],
    mask: NDArray[np.bool_] | None,
    wish: Wish,
    amount: float,
    tools: Tools,
    reach: int,
    whole_side: int,
) -> NDArray[np.uint8]:
    if amount == 0:
        return picture
    if mask is None:
        return _padded(picture, None, wish, amount, tools, whole_side)
    if wish.is_ground:
        laid = Subject.before(picture, mask).on(wish.ground)
        return laid if amount >= 1 else cv2.addWeighted(laid, amount, picture, 1 - amount, 0)
    area = _around(mask)
    part, inside = picture[area], mask[area]
    result = picture.copy()
    if wish.look == RECOLOUR:
        matte = Matte.at_edge(part, inside, reach)
        edited = _padded(matte.unmixed(part), inside, wish, amount, tools, whole_side)
        result[area] = matte.lay(part, edited, inside)
    else:
        part = np.ascontiguousarray(part)
        edited = _padded(part, inside, wish, amount, tools, whole_side)
        result[area] = _mix(part, edited, inside, max(2.0, 0.004 * max(mask.shape)))
    return result


def _padded(
    image: NDArray[np.uint8],
    mask: NDArray[np.bool_] | None,
    wish: Wish,
    amount: float,
    tools: Tools,
    whole_side: int,
) -> NDArray[np.uint8]:
    """Run one wish; a tiny picture is continued to the right and below for its filters."""
    height, width = image.shape[:2]
    right, below = max(0, SMALLEST - width), max(0, SMALLEST - height)
    if right or below:
        image = cv2.copyMakeBorder(image, 0, below, 0, right, cv2.BORDER_REPLICATE)
        mask = None if mask is None else np.pad(mask, ((0, below), (0, right)))
    times = whole_side / max(image.shape[:2])
    return _run(image, mask, wish, amount, tools, times)[:height, :width]


def _run(
    image: NDArray[np.uint8],
    mask: NDArray[np.bool_] | None,
    wish: Wish,
    amount: float,
    tools: Tools,
    times: float,
) -> NDArray[np.uint8]:
    if mask is not None and wish.colour is not None:
        return recolour.recolour(image, amount, mask, wish.colour)
    scene = Scene(image)
    for name, said in looks()[wish.look].ops:
        parameters = said | {"times": times} if name in SCALED else said
        if name == "style":
            image = style.paint(image, amount, tools.network, **parameters)
        elif name == "pixelate" and mask is not None:
            blocks = effects.squares_that_hide(mask)
            image = effects.pixelate(image, amount, **{"blocks": blocks, **parameters})
        elif name == "blur" and mask is not None:
            radius = effects.radius_that_hides(mask, times)
            image = effects.blur(image, amount, **{"radius": radius, **parameters})
        elif name in SCENIC:
            image = SCENIC[name](image, amount, scene, **parameters)
        elif name in SCENIC_SEEDED:
            image = SCENIC_SEEDED[name](image, amount, scene, tools.rng, **parameters)
        elif name in SEEDED:
            image = SEEDED[name](image, amount, tools.rng, **parameters)
        else:
            image = PLAIN[name](image, amount, **parameters)
    return image


def _around(mask: NDArray[np.bool_]) -> tuple[slice, slice]:
    """Return the mask's bounding box with context for filters that look around."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    margin = max(16, round(0.02 * max(mask.shape)))
    return (
        slice(max(0, int(rows[0]) - margin), int(rows[-1]) + 1 + margin),
        slice(max(0, int(columns[0]) - margin), int(columns[-1]) + 1 + margin),
    )


def _mix(
    before: NDArray[np.uint8],
    after: NDArray[np.uint8],
    mask: NDArray[np.bool_],
    feather: float,
) -> NDArray[np.uint8]:
    """Lay `after` over `before` inside the mask, fading in over `feather` pixels."""
    depth = cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, 5)
    share = np.clip(depth / feather, 0, 1)[..., None]
    mixed = before + (after.astype(np.float32) - before) * share
    return np.where(mask[..., None], np.rint(mixed).astype(np.uint8), before)
