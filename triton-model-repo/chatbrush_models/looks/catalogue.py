"""The looks, colours and words as data: the JSON files of this folder."""

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
    """The small words around a look: how much, not, and what is no look at all.

    attributes: what has more and less of it, as the looks that make it so; directions: which of the
    two a word means (1 or -1); opposites: the look for a negative amount.
    """

    amounts: dict[str, float]
    attributes: dict[str, tuple[str, str]]
    directions: dict[str, int]
    opposites: dict[str, str]
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
    """Return the named colours as sRGB 0..255, also written as one word ("navyblue").

    Our own values, chosen for photos, come before those of the lists.
    """
    listed = {**_load("colour_names.json"), **_load("colours.json")}
    named = {name: _rgb(value) for name, value in listed.items()}
    return {name.replace(" ", ""): rgb for name, rgb in named.items()} | named


@lru_cache(maxsize=1)
def colour_words() -> dict[str, Any]:
    """Return the words around colours: what modifies one, what tells it from a thing."""
    return _load("colour_words.json")


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
