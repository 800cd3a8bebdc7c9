"""From an English sentence to edits of the frame: "rotate left 90, then crop to a square".

1. The sentence is parted at commas and at words such as "and"; each part is one edit.
2. Its first verb says which; without one its measures do ("vertically", "16:9").
3. Measures are looked for by their units, wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatbrush_models.basics.edits import (
    Axis,
    CropToRatio,
    CropToShare,
    CropToSize,
    CutSide,
    Edit,
    FitInto,
    Flip,
    Rotate,
    ScaleBy,
    ScaleTo,
    Side,
    Straighten,
)
from chatbrush_models.basics.measures import Measures
from chatbrush_models.basics.refusal import refused
from chatbrush_models.basics.room import goes_on, room
from chatbrush_models.basics.words import find, group_of, has, value_of, words

AXES: tuple[Axis, ...] = ("horizontal", "vertical")
SIDES: tuple[Side, ...] = ("left", "right", "top", "bottom")
# Without a number: a quarter turn, the middle half, twice or half the size.
QUARTER_TURN = 90.0
MIDDLE = 0.5
LARGER, SMALLER = 2.0, 0.5
NO_LIMIT = 1_000_000


def parse(prompt: str) -> list[Edit]:
    """Find what a prompt asks for, in its order. Errors: EditError WORDS_NOT_UNDERSTOOD."""
    edits: list[Edit] = []
    for parts in _joined(_clauses(prompt)):
        edits += room(parts) if has("extending", parts[0]) else _edits(parts[0])
    if not edits:
        raise refused(prompt)
    return edits


def _clauses(prompt: str) -> list[str]:
    text = (
        prompt.lower().replace("\u2019", "'").replace("\u00d7", "x").replace("\u00b0", " degrees ")
    )
    separators = "|".join(rf"\b{re.escape(word)}\b" for word in words()["separators"])
    parts = re.split(rf"[;!?\n]|,(?!\d)|\.(?!\d)|{separators}", text)
    return [part.strip() for part in parts if part.strip()]


def _joined(clauses: list[str]) -> Iterator[list[str]]:
    """Put what goes on with an extension beside it ("left" and "right by 5%"); drop what is not."""
    parts: list[str] = []
    for clause in clauses:
        extends = bool(parts) and has("extending", parts[0])
        if has("negations", clause):
            if extends and goes_on(clause):
                raise refused(clause, "say at which sides there is to be room, not where not")
        elif extends and goes_on(clause):
            parts.append(clause)
        else:
            if parts:
                yield parts
            parts = [clause]
            if extends and not has("extending", clause) and not _edits(clause):
                _require_nothing_said(clause)
    if parts:
        yield parts


def _require_nothing_said(clause: str) -> None:
    """Errors: EditError WORDS_NOT_UNDERSTOOD for sides or amounts that go with nothing."""
    if any(group_of("sides", clause)) or Measures.of(clause).any():
        raise refused(clause, "say how much, and at which sides")


def _edits(clause: str) -> list[Edit]:
    measures = Measures.of(clause)
    verb = _verb(clause, measures)
    if verb == "straighten":
        return [Straighten()]
    if verb == "rotate":
        return [_rotate(clause, measures)]
    if verb == "flip":
        return _flip(clause)
    if verb == "crop":
        return [_crop(clause, measures)]
    if verb == "resize":
        return [_resize(clause, measures)]
    return []


def _verb(clause: str, measures: Measures) -> str:
    """Return what the clause asks for: the first strong verb, else what its measures go with."""
    hits = sorted(
        (at, name, word)
        for name, verbs in words()["verbs"].items()
        for at, word in find(verbs, clause)
    )
    strong = [name for _, name, word in hits if word not in words()["weak_verbs"]]
    if strong:
        return strong[0]
    sides = any(group_of("sides", clause)) or has("all_sides", clause)
    measured = measures.any() or value_of("parts", clause) is not None
    goes_with = {
        "crop": sides and measured,
        "rotate": sides or measures.degrees is not None or _turned(clause),
        "resize": measured or value_of("factors", clause) is not None,
        "straighten": True,
    }
    for _, name, _ in hits:
        if goes_with[name]:
            return name
    if measures.ratio or value_of("ratios", clause):
        return "crop"
    if measures.degrees is not None or any(group_of("turns", clause)):
        return "rotate"
    if any(group_of("axes", clause)):
        return "flip"
    sized = measures.size or measures.pixels and (has("widths", clause) or has("heights", clause))
    return "resize" if sized or measures.times else ""


def _turned(clause: str) -> bool:
    return any(group_of("turns", clause)) or value_of("angles", clause) is not None


def _rotate(clause: str, measures: Measures) -> Rotate:
    turns = [*group_of("turns", clause)] or [
        side for side in group_of("sides", clause) if side in ("left", "right")
    ]
    degrees = measures.degrees if measures.degrees is not None else measures.number
    if degrees is None:
        said = value_of("angles", clause) or value_of("amounts", clause)
        degrees = float(said or QUARTER_TURN)
    if abs(degrees) > 360:
        raise refused(clause, "a full turn has 360 degrees")
    return Rotate(-degrees if turns and turns[0] == "left" else degrees)


def _flip(clause: str) -> list[Edit]:
    named = set(group_of("axes", clause))
    return [Flip(axis) for axis in AXES if axis in named] or [Flip("horizontal")]


def _crop(clause: str, measures: Measures) -> Edit:
    named = set(group_of("sides", clause))
    side = next((each for each in SIDES if each in named), None)
    ratio = measures.ratio or value_of("ratios", clause)
    if ratio:
        return CropToRatio(float(ratio[0]), float(ratio[1]), side)
    if measures.size:
        return CropToSize(*measures.size)
    if measures.pixels and side is None:
        if has("heights", clause):
            return CropToSize(NO_LIMIT, measures.pixels)
        if has("widths", clause):
            return CropToSize(measures.pixels, NO_LIMIT)
        raise refused(clause, "say how wide or how high, or at which side")
    share = measures.percent or value_of("parts", clause)
    keeps = has("keeping", clause) or has("centres", clause)
    if has("all_sides", clause) and share:
        return CropToShare(1 - 2 * share)
    if side is not None and (share or measures.pixels):
        if keeps and share:
            return CropToShare(share, side)
        return CutSide(side, share or 0.0, measures.pixels or 0)
    if share and keeps:
        return CropToShare(share)
    if share and has("changing", clause):
        return CropToShare(1 - share)
    if has("centres", clause):
        return CropToShare(MIDDLE)
    raise refused(clause, "say to what, or how much at which side")


def _resize(clause: str, measures: Measures) -> Edit:
    if measures.size:
        return FitInto(*measures.size)
    ratio = measures.ratio
    if ratio:
        return CropToRatio(*ratio)
    pixels = measures.pixels or _plain_pixels(measures)
    if pixels:
        wide, high = has("widths", clause), has("heights", clause)
        return ScaleTo(pixels, "width" if wide else "height" if high else "longest")
    grows, shrinks = has("growing", clause), has("shrinking", clause)
    if measures.times:
        return ScaleBy(1 / measures.times if shrinks and measures.times > 1 else measures.times)
    by = has("changing", clause) or not has("keeping", clause)
    share = measures.percent
    if share:
        return ScaleBy(1 + share if grows and by else 1 - share if shrinks and by else share)
    factor = value_of("factors", clause)
    if factor:
        return ScaleBy(1 + factor if grows and by and factor < 1 else float(factor))
    if grows or shrinks:
        return ScaleBy(LARGER if grows else SMALLER)
    raise refused(clause, "say to what size")


def _plain_pixels(measures: Measures) -> int | None:
    """Return a number without a unit where it can only be pixels."""
    number = measures.number
    return int(number) if number is not None and number >= 100 else None
