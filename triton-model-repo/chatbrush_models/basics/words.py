"""The words of `words.json`, and how they are found in a clause."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

Hits = list[tuple[int, str]]


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    """Return the file's contents: lists of phrases, and what phrases stand for."""
    text = Path(__file__).with_name("words.json").read_text(encoding="utf-8")
    found: Mapping[str, Any] = json.loads(text)
    return found


@lru_cache(maxsize=256)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(r"(?<![\w'-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w'-])")


def find(phrases: Sequence[str], clause: str) -> Hits:
    """Return where phrases stand in the clause, longer ones before the shorter within them."""
    return [(hit.start(), hit[0]) for hit in _pattern(tuple(phrases)).finditer(clause)]


def has(key: str, clause: str) -> bool:
    """Tell whether one of that list's phrases is in the clause."""
    return bool(find(words()[key], clause))


def group_of(key: str, clause: str) -> Iterator[str]:
    """Give the names of those lists under `key` that have a phrase in the clause."""
    return (name for name, phrases in words()[key].items() if find(phrases, clause))


def value_of(key: str, clause: str) -> Any | None:  # noqa: ANN401 - JSON is any shape
    """Return what the first phrase of that table stands for; None without one."""
    table = words()[key]
    hits = find(tuple(table), clause)
    return table[hits[0][1]] if hits else None
