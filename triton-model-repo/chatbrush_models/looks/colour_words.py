"""Reads a colour that a sentence says: a name, a name with modifiers, or a code.

Names come from `colours.json` (chosen for photos), then `colour_names.json` (see
tensorrt-build/tools/colour_names.py). What neither has is composed: "very pale olive" is olive,
changed as `colour_words.json` says of "pale", by so much more as `words.json` says of "very".
"""

from __future__ import annotations

import colorsys
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TypedDict

from chatbrush_models.looks.catalogue import colour_words, colours, words
from chatbrush_models.looks.oklab import Rgb, from_lch, lch, purest

# How codes look in a sentence, in lower case: #f80, #ff8800, rgb(255, 136, 0), hsl(32 100% 50%).
CODE = (
    r"#[0-9a-f]{3,8}(?![0-9a-z])|(?:rgb|hsl)a?\s*\([^)]*\)|rgb\s+\d+[\s,]+\d+[\s,]+\d+"
    r"|(?<![0-9a-z])[0-9a-f]{6}(?![0-9a-z])"
)
BARE_HEX = re.compile(r"(?=.*\d)(?=.*[a-f])[0-9a-f]{6}")
MOST_MODIFIERS = 4
LONGEST_NAME = 4
TOWARDS = 0.45  # how far "redder" and "more red" go
LEAST_CHROMA = 0.02  # a grey has no hue that could become purer


class Modifier(TypedDict, total=False):
    """What a word such as "pale" does to a colour in OKLCH, as far as it is given.

    purity: share of the way to the most colourful that sRGB shows of this hue; towards: a colour
    and the share of the way to it; light: a lightness 0..1 and the share of the way to it; chroma:
    a factor.
    """

    purity: float
    towards: tuple[str, float]
    light: tuple[float, float]
    chroma: float


@dataclass(frozen=True)
class SaidColour:
    """A colour at some place of a sentence and how many tokens say it.

    certain: no thing is called so; "rose" is a flower too, "red" and "dusty rose" are not.
    share: how far to go to it, 0..1; "redder" goes part of the way.
    """

    length: int
    rgb: Rgb
    certain: bool
    share: float = 1.0


def read(tokens: list[str], at: int) -> SaidColour | None:
    """Return the longest colour that begins at this token."""
    near = [_spelt(token) for token in tokens[at : at + 12]]
    comparative = _words().comparatives.get(near[0], near[0])
    skipped = 1 if near[0] == "more" else 0
    if skipped or comparative != near[0]:
        named = _named([comparative, *near[1:]], skipped)
        return named and SaidColour(skipped + named.length, named.rgb, True, TOWARDS)
    determined = at > 0 and tokens[at - 1] in colour_words()["determiners"]
    found = _read(near, 0, MOST_MODIFIERS)
    return found if determined else _paired(near, found) or found


def _paired(tokens: list[str], first: SaidColour | None) -> SaidColour | None:
    """Return the colour between "strawberry" and "red": a shade named after a thing."""
    second = _named(tokens, first.length) if first and not first.certain else None
    if not first or not second or not second.certain:
        return None
    rgb = from_lch(*_between(lch(first.rgb), lch(second.rgb), 0.5))
    return SaidColour(first.length + second.length, rgb, True)


def in_pieces(token: str) -> list[str]:
    """Split "rose-gold" and "bronze-coloured", but nothing that is no colour as a whole."""
    pieces = re.split("[-/]", token)
    found = read(pieces, 0) if len(pieces) > 1 and all(pieces) else None
    whole = found and set(pieces[found.length :]) <= set(colour_words()["nouns"])
    return pieces if whole else [token]


def _read(tokens: list[str], at: int, depth: int) -> SaidColour | None:
    if at >= len(tokens):
        return None
    code = _code(tokens[at])
    if code:
        return SaidColour(1, code, True)
    found = [each for each in (_named(tokens, at), *_composed(tokens, at, depth)) if each]
    if not found:
        return None
    longest = max(found, key=lambda each: each.length)
    end = at + longest.length
    if depth == MOST_MODIFIERS and tokens[end : end + 1] and tokens[end] in _words().trailing:
        rgb = modified(longest.rgb, _words().modifiers[tokens[end]], 1)
        return SaidColour(longest.length + 1, rgb, True)
    return longest


def _named(tokens: list[str], at: int) -> SaidColour | None:
    for length in range(min(LONGEST_NAME, len(tokens) - at), 0, -1):
        name = " ".join(tokens[at : at + length])
        if name in colours():
            certain = length > 1 or name in _words().certain
            return SaidColour(length, colours()[name], certain)
    return None


def _composed(tokens: list[str], at: int, depth: int) -> list[SaidColour]:
    """Return what modifiers make of the colour behind them, each with an amount before or not."""
    if not depth:
        return []
    found = []
    for skipped, amount in [(0, 1.0), *_amounts(tokens, at)]:
        start = at + skipped
        for length in (2, 1):
            modifier = _words().modifiers.get(" ".join(tokens[start : start + length]))
            if modifier is None or start + length > len(tokens):
                continue
            rest = _read(tokens, start + length, depth - 1)
            whole = _named(tokens, start)
            if amount > 1 and whole and whole.length > length:  # "very" and the listed "pale pink"
                rgb = modified(whole.rgb, modifier, amount - 1)
                found.append(SaidColour(skipped + whole.length, rgb, True))
            elif rest:
                rgb = modified(rest.rgb, modifier, amount)
                found.append(SaidColour(skipped + length + rest.length, rgb, True))
    return found


def _amounts(tokens: list[str], at: int) -> list[tuple[int, float]]:
    """Return the length and value of the words of strength that begin here: "very", "very very"."""
    found = []
    for length in (1, 2, 3):
        amount = words().amounts.get(" ".join(tokens[at : at + length]))
        if amount:
            found.append((length, float(amount)))
    if len(found) == 1 and tokens[at : at + 1] == tokens[at + 1 : at + 2]:
        found.append((2, found[0][1] ** 2))
    return found


def modified(rgb: Rgb, modifier: Modifier, amount: float) -> Rgb:
    """Return the colour changed as a modifier says; amount 1 is the word alone."""
    light, chroma, hue = lch(rgb)
    if "purity" in modifier and chroma > LEAST_CHROMA:
        share = min(modifier["purity"] * amount, 1)
        pure_light, pure_chroma = purest(hue)
        light += (pure_light - light) * share
        chroma += (pure_chroma - chroma) * share
    if "towards" in modifier:
        other, share = modifier["towards"]
        light, chroma, hue = _between((light, chroma, hue), lch(_hex(other)), share * amount)
    if "light" in modifier:
        end, share = modifier["light"]
        light += (end - light) * min(share * amount, 0.95)
    return from_lch(light, chroma * modifier.get("chroma", 1.0) ** amount, hue)


def _between(
    first: tuple[float, float, float], second: tuple[float, float, float], share: float
) -> tuple[float, float, float]:
    (light, *start), (end_light, *end) = _flat(first), _flat(second)
    a, b = (one + (two - one) * share for one, two in zip(start, end, strict=True))
    return light + (end_light - light) * share, math.hypot(a, b), math.atan2(b, a)


def _flat(colour: tuple[float, float, float]) -> tuple[float, float, float]:
    light, chroma, hue = colour
    return light, chroma * math.cos(hue), chroma * math.sin(hue)


def _code(token: str) -> Rgb | None:
    if token.startswith("#"):
        digits = token[1:]
        if len(digits) in (3, 4):
            digits = "".join(digit * 2 for digit in digits)
        return _hex(digits[:6]) if len(digits) in (6, 8) else None
    if BARE_HEX.fullmatch(token):
        return _hex(token)
    if not token.startswith(("rgb", "hsl")):
        return None
    numbers = re.findall(r"(\d+\.?\d*)(%?)", token)[:3]
    if len(numbers) < 3:
        return None
    if token.startswith("hsl"):
        hue, full, light = (float(number) for number, _ in numbers)
        shares = colorsys.hls_to_rgb(hue / 360 % 1, min(light / 100, 1), min(full / 100, 1))
    else:
        scales = (float(number) / (100 if percent else 255) for number, percent in numbers)
        shares = tuple(min(share, 1) for share in scales)  # type: ignore[assignment]
    red, green, blue = (round(share * 255) for share in shares)
    return red, green, blue


def _hex(digits: str) -> Rgb:
    red, green, blue = bytes.fromhex(digits.removeprefix("#"))
    return red, green, blue


def _spelt(token: str) -> str:
    british = token.replace("gray", "grey")
    return _words().spellings.get(british, british)


@dataclass(frozen=True)
class _Words:
    modifiers: dict[str, Modifier]
    trailing: frozenset[str]
    certain: frozenset[str]
    spellings: dict[str, str]
    comparatives: dict[str, str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = colour_words()
    modifiers = {word: Modifier() for word in data["plain_modifiers"]} | data["modifiers"]
    trailing = frozenset(data["trailing_modifiers"])
    certain = frozenset(data["pure_colours"])
    return _Words(modifiers, trailing, certain, data["spellings"], data["comparatives"])
