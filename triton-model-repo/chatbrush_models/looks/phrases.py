"""Cuts an English sentence into the phrases that the data knows; the longest one wins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from chatbrush_models.looks.amounts import NUMBER, amount_at
from chatbrush_models.looks.catalogue import looks, words
from chatbrush_models.looks.colour_words import CODE, in_pieces, read

TOKEN = re.compile(CODE + rf"|{NUMBER}|[a-z0-9&/'-]+|[,.;:!?]")
BREAKS = frozenset(",.;:!?")


@dataclass(frozen=True)
class Part:
    """A phrase of the sentence.

    kind: look, attribute, direction, colour, amount, negation, break, verb or other.
    """

    kind: str
    text: str
    value: Any = None  # a look's id, a colour, an amount, two looks or 1 and -1, by kind


def phrases(prompt: str) -> list[Part]:
    """Return the sentence's phrases in its order; what nothing knows is a word of kind other."""
    return _phrases(_tokens(prompt))


def _tokens(prompt: str) -> list[str]:
    known, _ = _phrase_table()
    found = TOKEN.findall(prompt.lower().replace("\u2019", "'"))
    return [piece for token in found for piece in ([token] if token in known else in_pieces(token))]


def _phrases(tokens: list[str]) -> list[Part]:
    parts, at = [], 0
    while at < len(tokens):
        part, length = _longest(tokens, at)
        colour = read(tokens, at)
        number = amount_at(tokens, at)
        if colour and _is_colour(tokens, at, colour.length, part.kind, length):
            length = colour.length
            part = Part("colour", " ".join(tokens[at : at + length]), colour)
        elif number and part.kind == "other":
            amount, length = number
            part = Part("amount", " ".join(tokens[at : at + length]), amount)
        parts.append(part)
        at += length
    return parts


def _longest(tokens: list[str], at: int) -> tuple[Part, int]:
    """Return the longest phrase of the data that begins here, or the word as it stands."""
    known, longest = _phrase_table()
    for length in range(min(longest, len(tokens) - at), 0, -1):
        part = known.get(" ".join(tokens[at : at + length]))
        if part:
            return part, length
    return Part("break" if tokens[at] in BREAKS else "other", tokens[at]), 1


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
def _phrase_table() -> tuple[dict[str, Part], int]:
    """Return every phrase of the data with its meaning; a look wins over a small word."""
    small = words()
    table = {text: Part("direction", text, way) for text, way in small.directions.items()}
    table |= {text: Part("attribute", text, both) for text, both in small.attributes.items()}
    table |= {text: Part("break", text) for text in small.separators}
    table |= {text: Part("verb", text) for text in small.foreign_verbs}
    table |= {text: Part("amount", text, amount) for text, amount in small.amounts.items()}
    table |= {text: Part("negation", text) for text in small.negations}
    for look in looks().values():
        table |= {text: Part("look", text, look.id) for text in (*look.words, look.en.lower())}
    return table, max(text.count(" ") + 1 for text in table)
