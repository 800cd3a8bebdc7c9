"""Finds the colour that a clause gives to something: "make it red", not "the red car"."""

from __future__ import annotations

from chatbrush_models.looks.catalogue import colour_words, words
from chatbrush_models.looks.colour_words import SaidColour
from chatbrush_models.looks.phrases import Part

MAKING = {"make", "paint", "turn", "dye", "colour", "color", "recolour", "recolor", "change"}


def given_colour(clause: list[Part]) -> SaidColour | None:
    """Return the last colour that is given to something: after an opener and before no noun."""
    kinds = [part.kind for part in clause]
    end = kinds.index("negation") if "negation" in kinds else len(clause)
    for index in range(end - 1, -1, -1):
        part = clause[index]
        if part.kind == "colour" and "verb" not in kinds[:index] and _is_given(clause, index):
            return part.value
    return None


def _is_given(clause: list[Part], index: int) -> bool:
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


def _names_target(clause: list[Part], index: int) -> bool:
    """Tell whether words such as "make the car" stand before the colour."""
    return any(part.text in MAKING for part in clause[:index])
