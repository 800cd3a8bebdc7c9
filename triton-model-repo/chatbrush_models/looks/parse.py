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

from dataclasses import dataclass, replace

from chatbrush_models.edit_contract import EditError
from chatbrush_models.looks.amounts import MOST
from chatbrush_models.looks.catalogue import RECOLOUR, words
from chatbrush_models.looks.given_colour import given_colour
from chatbrush_models.looks.phrases import Part, phrases

WHITE, BLACK = (255, 255, 255), (0, 0, 0)
NEARLY = 24  # grey levels


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

    @property
    def is_ground(self) -> bool:
        """Whether a colour is to lie behind the subject, in place of what is there."""
        return self.look == RECOLOUR and self.part is not None

    @property
    def ground(self) -> tuple[int, int, int]:
        """That colour: cloth is never quite white or black, paper and screens are."""
        red, green, blue = self.colour or WHITE
        if min(red, green, blue) >= WHITE[0] - NEARLY:
            return WHITE
        return BLACK if max(red, green, blue) <= NEARLY else (red, green, blue)


def parse(prompt: str) -> list[Wish]:
    """Find what a prompt asks for, in its order. Errors: EditError LOOK_UNKNOWN."""
    parts = phrases(prompt)
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


def _clauses(parts: list[Part]) -> list[list[Part]]:
    clauses: list[list[Part]] = [[]]
    for part in parts:
        if part.kind == "break":
            clauses.append([])
        else:
            clauses[-1].append(part)
    return [clause for clause in clauses if clause]


def _wishes(clause: list[Part]) -> list[Wish]:
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
    colour = given_colour(clause)
    return [Wish(RECOLOUR, colour.share, colour.rgb, place)] if colour else []


def _with_looks(clause: list[Part]) -> list[Part]:
    """Read "lower the brightness" and "brightness +20" as the looks that they mean.

    Without a direction or an amount with a sign nobody knows which of the two is meant.
    """
    signs = [part.text[0] for part in clause if part.kind == "amount"]
    ways = [part.value for part in clause if part.kind == "direction"]
    way = 1 if any(sign in "+-" for sign in signs) else ways[0] if ways else 0
    if not way:
        return clause
    return [
        Part("look", part.text, part.value[0 if way > 0 else 1])
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


def _last_amount(clause: list[Part]) -> float:
    return [float(part.value) for part in clause if part.kind == "amount"][-1]


def _text(clauses: list[list[Part]]) -> str:
    return ", ".join(" ".join(part.text for part in clause) for clause in clauses)
