"""From the clauses of one extension to its edits: "extend 5% to the left", "10% to the right".

Each clause says sides, an amount, or both. What it leaves out it has from its neighbours; what
fits nothing is refused, so that nothing said is dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, pairwise

from chatbrush_models.basics.edits import Extend, ExtendEdit, ExtendToLength, ExtendToRatio, Side
from chatbrush_models.basics.measures import NUMBER, PAIR, PERCENT, PIXELS, Measures
from chatbrush_models.basics.refusal import refused
from chatbrush_models.basics.words import find, group_of, has, value_of, words

SIDES: tuple[Side, ...] = ("left", "right", "top", "bottom")
ACROSS, DOWN = SIDES[:2], SIDES[2:]
SOME_ROOM = 0.1
# "to 1920 pixels": what there is to be in the end, not what is to be added.
TARGET = re.compile(
    rf"\b(?:to|until|is|be)\s+(?:(?:be|about|a|the|width|height|of)\s+)*{NUMBER}\s*(?:%|p)"
)
PLACES = ("widening", "heightening", "widths", "heights", "both_sides", "all_sides")


@dataclass(frozen=True)
class Said:
    """What one clause says: sides, an amount (share, pixels); `halved`: it is for both sides."""

    sides: tuple[Side, ...]
    halved: bool
    amount: tuple[float, int] | None


def goes_on(clause: str) -> bool:
    """Tell whether a clause says sides and amounts alone, as after "extend left and"."""
    said = _without([word for key in PLACES for word in words()[key]], clause)
    places = chain(words()["sides"].values(), words()["directions"].values())
    said = _without([*chain.from_iterable(places), *words()["parts"]], said)
    for measure in (PAIR, PERCENT, PIXELS):
        said = measure.sub(" ", said)
    rest = _without([*words()["room_fillers"], *words()["negations"]], said)
    return said != clause and not rest.strip()


def room(parts: list[str]) -> list[ExtendEdit]:
    """Find what an extension's clauses ask for. Errors: EditError WORDS_NOT_UNDERSTOOD."""
    whole = " and ".join(parts)
    said = [_read(piece) for part in parts for piece in _apart(part)]
    amounts = [each.amount for each in said if each.amount]
    sides = tuple(side for side in SIDES if any(side in each.sides for each in said))
    measures = Measures.of(whole)
    if measures.size:
        raise refused(whole, "say how much, at which side, or to which shape")
    ratio = measures.ratio or value_of("ratios", whole)
    target = TARGET.search(whole)
    if ratio or target:
        if len(amounts) != (0 if ratio else 1):
            raise refused(whole, "say either what it is to be in the end, or how much to add")
        named = sides if sides != SIDES else ()
        if ratio:
            return [ExtendToRatio(float(ratio[0]), float(ratio[1]), named)]
        return [_to_length(whole, amounts[0][1], named)]
    found: dict[tuple[float, int, bool], tuple[Side, ...]] = {}
    for each in _shared(said, whole):
        if each.amount is None:
            raise AssertionError("_shared gives each an amount")
        key = (*each.amount, each.halved)
        together = found.get(key, ()) + each.sides
        found[key] = tuple(side for side in SIDES if side in together)
    if sum(map(len, found.values())) > len(set(chain.from_iterable(found.values()))):
        raise refused(whole, "say one amount for each side")
    return [
        Extend(sides, share, pixels, halved) for (share, pixels, halved), sides in found.items()
    ]


def _apart(clause: str) -> list[str]:
    """Part "left 5% right 10%" and "5% left 10% right", which say each side's own amount."""
    amounts = sorted(hit.span() for each in (PERCENT, PIXELS) for hit in each.finditer(clause))
    sides = sorted(at for names in words()["sides"].values() for at, _ in find(names, clause))
    if len(amounts) < 2 or len(amounts) != len(sides):
        return [clause]
    first = sides[0] < amounts[0][0]
    cuts = [end for _, end in amounts[:-1]] if first else [start for start, _ in amounts[1:]]
    return [clause[start:end] for start, end in pairwise([0, *cuts, len(clause)])]


def _read(clause: str) -> Said:
    amounts: list[tuple[float, int]] = [(abs(float(n)) / 100, 0) for n in PERCENT.findall(clause)]
    amounts += [(0.0, int(n)) for n in PIXELS.findall(clause)]
    rest = PIXELS.sub(" ", PERCENT.sub(" ", PAIR.sub(" ", clause)))
    part = value_of("parts", rest)
    amounts += [(float(part), 0)] if part else []
    if len(amounts) > 1:
        raise refused(clause, "say one amount for each side, with 'and' between them")
    if re.search(r"\d", rest) or not part and value_of("factors", rest):
        raise refused(clause, "say how much room in percent or in pixels")
    if any(not (share or pixels) for share, pixels in amounts):
        raise refused(clause, "say more than nothing")
    sides, halved = _where(clause)
    return Said(sides, halved, amounts[0] if amounts else None)


def _where(clause: str) -> tuple[tuple[Side, ...], bool]:
    """Return the sides that a clause names, and whether one amount is for both of two."""
    across = has("widening", clause) or has("widths", clause)
    down = has("heightening", clause) or has("heights", clause)
    along = (ACROSS if across else ()) + (DOWN if down else ())
    named = {*group_of("sides", clause), *group_of("directions", clause.replace("up to", "to"))}
    if has("both_sides", clause):
        named |= set(along or ACROSS)
    if along and named - set(along):
        raise refused(clause, f"say room at the {' and '.join(along)}, or at other sides")
    if named:
        return tuple(side for side in SIDES if side in named), False
    if has("all_sides", clause):
        return along or SIDES, False
    return along, bool(along)


def _shared(said: list[Said], whole: str) -> list[Said]:
    """Give an amount to each clause with sides: its own, else one said beside it, else some."""
    placed = [each for each in said if each.sides]
    loose = [each.amount for each in said if each.amount and not each.sides]
    if not placed:
        placed = [Said(SIDES, False, None)]
    elif len(placed) > 1 and placed[0].amount is None and _spelled_out(placed):
        placed = placed[1:]  # "make it wider, 5% on the left and 10% on the right"
    if len(loose) > 1 or loose and all(each.amount for each in placed):
        raise refused(whole, "say at which side each amount is to be")
    beside = loose[0] if loose else next((each.amount for each in placed if each.amount), None)
    shared = []
    for each in placed:
        amount = each.amount or beside
        if not loose:
            beside = amount
        # Some room is some at each side.
        shared.append(Said(each.sides, each.halved and bool(amount), amount or (SOME_ROOM, 0)))
    return shared


def _spelled_out(placed: list[Said]) -> bool:
    sides = {side for each in placed[1:] for side in each.sides}
    return sides < set(placed[0].sides) or sides == set(placed[0].sides) and len(placed) > 2


def _to_length(whole: str, pixels: int, named: tuple[Side, ...]) -> ExtendToLength:
    across = has("widening", whole) or has("widths", whole)
    down = has("heightening", whole) or has("heights", whole)
    if not pixels or across == down:
        raise refused(whole, "say by how much, or to how many pixels wide or high")
    both = named == (ACROSS if across else DOWN)
    return ExtendToLength(pixels, "width" if across else "height", () if both else named)


def _without(phrases: list[str], text: str) -> str:
    for at, phrase in reversed(find(tuple(phrases), text)):
        text = f"{text[:at]} {text[at + len(phrase) :]}"
    return text
