"""From an English sentence to looks: "black and white, a bit warmer" -> two wishes.

1. The sentence becomes words; at each place the longest phrase of the data wins.
2. A word of strength counts for the next look in its clause, a negation cancels it.
3. A colour is a wish where the sentence gives it ("to navy blue", "make it red"), not where it
   only names a thing ("the red car").
4. A clause that asks for something else ("add a dragon") is not passed over in silence.

Exact amounts are shares of a look's normal strength: "20 % brighter" is 0.2, "brightness +20" too,
"twice as bright" 2, "brightness -20" the opposite look at 0.2. Beyond four times it stays at four.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from chatbrush_models.edit_contract import EditError
from chatbrush_models.looks.amounts import MOST, NUMBER, amount_at
from chatbrush_models.looks.catalogue import RECOLOUR, colour_words, looks, words
from chatbrush_models.looks.colour_words import CODE, SaidColour, in_pieces, read

TOKEN = re.compile(CODE + rf"|{NUMBER}|[a-z0-9&/'-]+|[,.;:!?]")
BREAKS = frozenset(",.;:!?")


@dataclass(frozen=True)
class Wish:
    """One look to apply: its id, how strongly (1 = normal), the colour where it recolours.

    part: the part of the picture that the sentence names and that only a mask can show
    ("background"), or None.
    """

    look: str
    amount: float = 1.0
    colour: tuple[int, int, int] | None = None
    part: str | None = None


@dataclass(frozen=True)
class _Part:
    """A phrase of the sentence.

    kind: look, attribute, direction, colour, amount, negation, break, verb or other.
    """

    kind: str
    text: str
    value: Any = None  # a look's id, a colour, an amount, two looks or 1 and -1, by kind


def parse(prompt: str) -> list[Wish]:
    """Find what a prompt asks for, in its order. Errors: EditError LOOK_UNKNOWN."""
    parts = _phrases(_tokens(prompt))
    wishes: list[Wish] = []
    clauses = _clauses(parts)
    for index, clause in enumerate(clauses):
        found = _wishes(clause)
        kinds = {part.kind for part in clause}
        if not found and "verb" in kinds:
            raise unknown(_text(clauses[index:]))
        if not found and "amount" in kinds and wishes:  # "warmer, but only a little"
            found = [replace(wishes.pop(), amount=_last_amount(clause))]
        wishes += [wish for wish in found if wish not in wishes]
    if not wishes:
        raise unknown(prompt.strip())
    return wishes


def unknown(wish: str) -> EditError:
    """Say what cannot be done, what can, and how to get the rest."""
    short = wish if len(wish) <= 60 else wish[:57] + "..."
    return EditError(
        "LOOK_UNKNOWN",
        f"I cannot do '{short}'. I can change the season, weather or time of day (winter, autumn, "
        "spring, sunset, night, fog, rain), the colours (black and white, sepia, vintage, warmer, "
        "cooler, brighter, darker, contrast, saturation), sharpen or blur, paint or draw (oil "
        "painting, watercolour, pencil sketch, cartoon, pop art, Van Gogh and 25 more styles), and "
        "recolour what is selected ('make it red'). For anything else install the diffusion "
        "models: ./chatbrush models pull diffusion",
    )


def _tokens(prompt: str) -> list[str]:
    phrases, _ = _phrase_table()
    found = TOKEN.findall(prompt.lower().replace("\u2019", "'"))
    return [
        piece for token in found for piece in ([token] if token in phrases else in_pieces(token))
    ]


def _phrases(tokens: list[str]) -> list[_Part]:
    parts, at = [], 0
    while at < len(tokens):
        part, length = _longest(tokens, at)
        colour = read(tokens, at)
        number = amount_at(tokens, at)
        if colour and _is_colour(tokens, at, colour.length, part.kind, length):
            length = colour.length
            part = _Part("colour", " ".join(tokens[at : at + length]), colour)
        elif number and part.kind == "other":
            amount, length = number
            part = _Part("amount", " ".join(tokens[at : at + length]), amount)
        parts.append(part)
        at += length
    return parts


def _longest(tokens: list[str], at: int) -> tuple[_Part, int]:
    """Return the longest phrase of the data that begins here, or the word as it stands."""
    phrases, longest = _phrase_table()
    for length in range(min(longest, len(tokens) - at), 0, -1):
        part = phrases.get(" ".join(tokens[at : at + length]))
        if part:
            return part, length
    return _Part("break" if tokens[at] in BREAKS else "other", tokens[at]), 1


def _is_colour(tokens: list[str], at: int, length: int, kind: str, other: int) -> bool:
    """Tell whether a colour of so many tokens comes before the other phrase that begins here.

    The longer one does, of two as long the look; and no colour cuts off a look's beginning.
    """
    if other > length or (other == length and kind == "look"):
        return False
    for start in range(at + 1, at + length):
        part, reach = _longest(tokens, start)
        if part.kind == "look" and start + reach > at + length:
            return False
    return True


@lru_cache(maxsize=1)
def _phrase_table() -> tuple[dict[str, _Part], int]:
    """Return every phrase of the data with its meaning; a look wins over a small word."""
    small = words()
    table = {text: _Part("direction", text, way) for text, way in small.directions.items()}
    table |= {text: _Part("attribute", text, both) for text, both in small.attributes.items()}
    table |= {text: _Part("break", text) for text in small.separators}
    table |= {text: _Part("verb", text) for text in small.foreign_verbs}
    table |= {text: _Part("amount", text, amount) for text, amount in small.amounts.items()}
    table |= {text: _Part("negation", text) for text in small.negations}
    for look in looks().values():
        table |= {text: _Part("look", text, look.id) for text in (*look.words, look.en.lower())}
    return table, max(text.count(" ") + 1 for text in table)


def _clauses(parts: list[_Part]) -> list[list[_Part]]:
    clauses: list[list[_Part]] = [[]]
    for part in parts:
        if part.kind == "break":
            clauses.append([])
        else:
            clauses[-1].append(part)
    return [clause for clause in clauses if clause]


def _wishes(clause: list[_Part]) -> list[Wish]:
    found: dict[str, float] = {}
    amount, negated = None, False
    for part in _with_looks(clause):
        if part.kind == "amount":
            amount = float(part.value)
        elif part.kind == "negation":
            negated = True
        elif part.kind == "look":
            if not negated:
                found.setdefault(str(part.value), amount or 1.0)
            amount, negated = None, False
    if found and amount:  # "brighten it a little"
        found[list(found)[-1]] = amount
    found = dict(_positive(look, how_much) for look, how_much in found.items())
    place = next((part.text for part in clause if part.text in words().targets), None)
    if found:
        return [Wish(look, how_much, part=place) for look, how_much in found.items()]
    colour = _colour(clause)
    return [Wish(RECOLOUR, colour.share, colour.rgb)] if colour else []


def _with_looks(clause: list[_Part]) -> list[_Part]:
    """Read "lower the brightness" and "brightness +20" as the looks that they mean.

    Without a direction or an amount with a sign nobody knows which of the two is meant.
    """
    signs = [part.text[0] for part in clause if part.kind == "amount"]
    ways = [part.value for part in clause if part.kind == "direction"]
    way = 1 if any(sign in "+-" for sign in signs) else ways[0] if ways else 0
    if not way:
        return clause
    return [
        _Part("look", part.text, part.value[0 if way > 0 else 1])
        if part.kind == "attribute"
        else part
        for part in clause
    ]


def _positive(look: str, amount: float) -> tuple[str, float]:
    """Turn a negative amount into the opposite look; bound it."""
    opposite = words().opposites.get(look)
    if amount < 0 and opposite:
        return opposite, min(-amount, MOST)
    return look, min(abs(amount), MOST)


def _last_amount(clause: list[_Part]) -> float:
    return [float(part.value) for part in clause if part.kind == "amount"][-1]


def _text(clauses: list[list[_Part]]) -> str:
    return ", ".join(" ".join(part.text for part in clause) for clause in clauses)


def _colour(clause: list[_Part]) -> SaidColour | None:
    """Return the last colour that is given to something: after an opener and before no noun."""
    kinds = [part.kind for part in clause]
    end = kinds.index("negation") if "negation" in kinds else len(clause)
    for index in range(end - 1, -1, -1):
        part = clause[index]
        if part.kind == "colour" and "verb" not in kinds[:index] and _is_given(clause, index):
            return part.value
    return None


def _is_given(clause: list[_Part], index: int) -> bool:
    """Tell whether the sentence gives this colour to something, "the red car" does not."""
    around, colour, name = colour_words(), clause[index].value, clause[index].text
    texts = [part.text for part in clause]
    after = texts[index + 1 : index + 2]
    while index and clause[index - 1].kind == "amount":  # "very red"
        index -= 1
    before = texts[:index]
    if any(text not in words().colour_closers for text in after):
        return False
    if not before:
        return True
    # "Turn it to stone" asks for more than a colour.
    becomes = before[-1] in ("to", "into") and "turn" in before
    if becomes and name in around["materials"]:
        return False
    if before[-1] in around["determiners"]:
        named_as_thing = not colour.certain and not set(after) & set(around["nouns"])
        if named_as_thing:
            return False
        said = " ".join(before[:-1])
    else:
        said = " ".join(before)
    if f" {said}".endswith(tuple(f" {word}" for word in around["refusals"])):
        return False
    return before[-1] in words().colour_openers or _names_target(clause, index)


def _names_target(clause: list[_Part], index: int) -> bool:
    """Tell whether words such as "make the car" stand before the colour."""
    verbs = {"make", "paint", "turn", "dye", "colour", "color", "recolour", "recolor", "change"}
    return any(part.text in verbs for part in clause[:index])
