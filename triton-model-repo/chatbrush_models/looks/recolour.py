"""Gives a thing another colour: light and texture stay, the middle of it gets the colour itself.

1. The thing's lightness is laid so that its median becomes the colour's; what was brighter or
   darker by so much stays so, and bends towards black and white instead of being cut off there.
2. Each lightness has one colour, as paint has: below the colour's own it is the same paint in
   less light, above it in more light, which fades to white as it does in a camera.

So nothing leaves sRGB, however vivid the colour is.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from chatbrush_models.looks.oklab import (
    Rgb,
    from_linear,
    from_oklab,
    lch,
    lightness,
    linear_to_oklab,
    most_chroma,
    to_linear,
    to_oklab,
)
from chatbrush_models.looks.pixels import in_strips

SAMPLES = 400_000  # pixels that tell the median lightness
RAMP = 1024  # steps of lightness between black and white
# How much of its light and shade a thing keeps when it becomes much darker or much lighter: paint
# keeps all of it in proportion, which leaves white things flat and makes noise of black ones.
LEAST_RELIEF, MOST_RELIEF, RELIEF_POWER = 0.65, 1.3, 0.4
# White has no room above it and black none below: the median may stand off by so much (in CIE
# lightness, 0..100) to leave highlights and shadows some.
STAND_OFF = 5
# Neon colours lie at the edge of sRGB, where more and less light both take colour away: such a
# thing is held nearer to its colour (relief by chroma), and its bright half fades no further than
# by so much chroma.
VIVID_RELIEF = (0.2, 0.28), (1.0, 0.65)
MOST_FADING = 0.045
MOST_ABOVE = 0.25  # lightness above the middle that is the thing's own and no reflection


def recolour(
    image: NDArray[np.uint8], amount: float, mask: NDArray[np.bool_], colour: Rgb
) -> NDArray[np.uint8]:
    """Give what the mask marks the colour (sRGB 0..255); pixels outside change too: mask them.

    amount: 0..1, 1 gives the colour itself. Texture that differs in lightness stays, one that
    differs in hue alone goes.
    """
    table = _table(*_lightness(image, mask), colour)
    share = min(amount, 1)

    def change(strip: NDArray[np.uint8], _: slice) -> NDArray[np.float32]:
        new = _look_up(lightness(strip), table)
        if share == 1:
            return new * 255
        lab = to_oklab(strip.astype(np.float32) / 255)
        return from_oklab((lab + (to_oklab(new) - lab) * share).astype(np.float32)) * 255

    return in_strips(image, change)


def _table(low: float, middle: float, high: float, colour: Rgb) -> NDArray[np.float32]:
    """Return the new colour of each lightness, for a thing with these lightnesses: [RAMP,3]."""
    wanted, chroma, _ = lch(colour)
    own = min(high - middle, MOST_ABOVE)
    vivid = float(np.interp(chroma, *VIVID_RELIEF))
    fading = chroma / (1 - wanted + 1e-3) * own * vivid
    held = min(1, MOST_FADING / max(fading, 1e-3))
    centre = _stand_off(wanted, middle - low, (high - middle) * vivid * held)
    return _look_up(_curve(middle, centre, vivid, (held, middle + own)), _ramp(colour))


def _lightness(image: NDArray[np.uint8], mask: NDArray[np.bool_]) -> tuple[float, float, float]:
    """Return the masked part's lightness: where its dark tail ends, the median, the bright tail."""
    step = max(1, int((mask.sum() / SAMPLES) ** 0.5))
    inside = image[::step, ::step][mask[::step, ::step]]
    pixels = inside if len(inside) else image[mask]
    light = lightness(pixels[None])
    low, middle, high = np.quantile(light, [0.04, 0.5, 0.96])
    return float(low), float(middle), float(high)


def _stand_off(wanted: float, below: float, above: float) -> float:
    """Return the median's new lightness: the colour's, a little off where there is no room.

    Shadows get twice the room: near black a step of OKLab lightness shows half as much.
    """
    cie = _to_cie(wanted)
    lowest, highest = _from_cie(cie - STAND_OFF), _from_cie(cie + STAND_OFF)
    return min(max(wanted, min(2 * below, highest)), max(1 - above, lowest))


def _to_cie(light: float) -> float:
    """Convert the OKLab lightness of a grey, the cube root of its luminance, to CIE lightness."""
    return 116 * light - 16 if light > 6 / 29 else light**3 * (29 / 3) ** 3


def _from_cie(light: float) -> float:
    return (light + 16) / 116 if light > 8 else float(np.cbrt(max(light, 0) * (3 / 29) ** 3))


def _curve(
    middle: float, centre: float, relief: float, above: tuple[float, float]
) -> NDArray[np.float32]:
    """Map lightness to new lightness, float32 [RAMP]; `middle` becomes `centre`.

    relief: share of light and shade that stays; above: a further share of the brighter half, and
    the lightness where that ends, because reflections begin.
    """
    held, top = above
    paint = (max(centre, 0.01) / max(middle, 0.01)) ** RELIEF_POWER
    relief *= min(max(paint, LEAST_RELIEF), MOST_RELIEF)
    at = np.linspace(0, 1, RAMP)
    reflected = np.clip((at - top) / (1 - top + 1e-3), 0, 1)
    offset = (at - middle) * relief
    offset = np.where(offset > 0, offset * (held + (1 - held) * reflected), offset)
    room = np.where(offset < 0, centre, 1 - centre) + 1e-4
    bent = offset / np.sqrt(1 + (offset / room) ** 2)
    return np.clip(centre + bent, 0, 1).astype(np.float32)


def _ramp(colour: Rgb) -> NDArray[np.float32]:
    """Return the colour in every light, black to white: sRGB 0..1, float32 [RAMP,3] by lightness.

    Less light: the same paint. More light: as if the odds c : (1 - c) of each channel grew, which a
    channel near 1 hardly shows; the hue turns half as far as it would by that.
    """
    at = np.linspace(0, 1, RAMP, dtype=np.float32)
    light, _, hue = lch(colour)
    paint = to_linear(np.array(colour, np.float32) / 255)
    odds = np.geomspace(1, 1e5, RAMP, dtype=np.float32)[:, None]
    open_paint = np.clip(paint, 0.004, 0.996)
    grown = linear_to_oklab((open_paint * odds / (1 + (odds - 1) * open_paint))[None])[0]
    steps = np.linspace(light, 1, 48)
    grey, a, b = (np.interp(steps, grown[:, 0], each) for each in grown.T)
    turned = [hue + math.remainder(each - hue, math.tau) / 2 for each in np.arctan2(b, a)]
    chroma = [
        min(float(np.hypot(*each)), most_chroma(float(step), angle))
        for *each, step, angle in zip(a, b, steps, turned, strict=True)
    ]
    lab = np.stack([grey, chroma * np.cos(turned), chroma * np.sin(turned)], axis=-1)
    bright = from_oklab(lab[None].astype(np.float32))[0]
    bright[0] = np.array(colour) / 255
    more = np.stack([np.interp(at, steps, bright[:, each]) for each in range(3)], axis=-1)
    less = from_linear((at[:, None] / max(light, 1e-3)) ** 3 * paint)
    return np.where(at[:, None] < light, less, more).astype(np.float32)


def _look_up(light: NDArray[np.float32], table: NDArray[np.float32]) -> NDArray[np.float32]:
    """Read a table [RAMP,3] of 0..1 between its steps; [...] -> [...,3]."""
    at = np.clip(light, 0, 1) * (RAMP - 1)
    below = np.minimum(at.astype(np.int32), RAMP - 2)
    part = (at - below)[..., None].astype(np.float32)
    return table[below] * (1 - part) + table[below + 1] * part
