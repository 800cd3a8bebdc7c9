"""The looks, colours and words as data: `looks.json`, `colours.json`, `words.json`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
RECOLOUR = "recolour"


@dataclass(frozen=True)
class Look:
    """One look: its id, its titles, the phrases that ask for it and the operations that make it."""

    id: str
    en: str
    ko: str
    kind: str
    words: tuple[str, ...]
    ops: tuple[tuple[str, dict[str, Any]], ...]


@dataclass(frozen=True)
class Words:
    """The small words around a look: how much, not, and what is no look at all."""

    amounts: dict[str, float]
    modifiers: dict[str, tuple[str, float]]
    plain_modifiers: tuple[str, ...]
    targets: tuple[str, ...]
    negations: tuple[str, ...]
    separators: tuple[str, ...]
    foreign_verbs: tuple[str, ...]
    colour_openers: tuple[str, ...]
    colour_closers: tuple[str, ...]


@lru_cache(maxsize=1)
def looks() -> dict[str, Look]:
    """Return all looks by id, in the order of the file; recolouring is no look of its own."""
    found = {}
    for entry in (each for each in _load("looks.json") if each["id"] != RECOLOUR):
        ops = tuple((name, parameters) for name, parameters in entry["ops"])
        words = tuple(entry["words"])
        found[entry["id"]] = Look(entry["id"], entry["en"], entry["ko"], entry["kind"], words, ops)
    return found


@lru_cache(maxsize=1)
def colours() -> dict[str, tuple[int, int, int]]:
    """Return the named colours as sRGB 0..255, also with words such as dark, pale or bright."""
    named = {name: _rgb(value) for name, value in _load("colours.json").items()}
    found = dict(named)
    for name, rgb in named.items():
        for word in words().plain_modifiers:
            found.setdefault(f"{word} {name}", rgb)
        for word, (towards, share) in words().modifiers.items():
            mixed = (round(a + (b - a) * share) for a, b in zip(rgb, _rgb(towards), strict=True))
            found.setdefault(f"{word} {name}", tuple(mixed))
    return found


def _rgb(value: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(value.removeprefix("#"))
    return red, green, blue


@lru_cache(maxsize=1)
def words() -> Words:
    """Return the small words."""
    data = _load("words.json")
    values: dict[str, Any] = {
        key: value if isinstance(value, dict) else tuple(value) for key, value in data.items()
    }
    return Words(**values)


def _load(name: str) -> Any:  # noqa: ANN401 - JSON is any shape
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))
