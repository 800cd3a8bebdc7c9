"""What a tool lets a person set beyond the sentence: its parameter `chatbrush.options`.

A list of objects: `name` (also the name of the input tensor), `type`, `default`, `title` with `en`
and `ko`; for numbers `min` and `max`, for text `max` (characters), for a choice `choices`, each
with `name` and `title`. Numbers may have `amounts`: values for what people say of an edit,
`slight`, `strong` and `complete`.
The services read the same parameter, offer the options and record them; none knows one by name.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeGuard

import numpy as np
from numpy.typing import NDArray

PARAMETER = "chatbrush.options"
CONTRACT = json.loads(Path(__file__).with_name("edit_contract.json").read_text(encoding="utf-8"))
# Triton's data type of an option's tensor [1], by the option's type.
TENSORS: dict[str, str] = CONTRACT["option_types"]
NUMBERS = ("int", "float")
AMOUNTS = {"slight", "strong", "complete"}
KEYS = {"name", "type", "default", "title", "min", "max", "choices", "amounts"}
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")

Value = int | float | bool | str


class OptionError(ValueError):
    """A value that an option does not take; says what was expected and what came."""


@dataclass(frozen=True)
class Option:
    """One option. least, most: bounds of a number, both included; most: characters of a text."""

    name: str
    kind: str
    default: Value
    least: float | None = None
    most: float | None = None
    choices: tuple[str, ...] = ()

    @classmethod
    def of(cls, entry: Mapping[str, object]) -> Option:
        """Check one entry. Errors: ValueError that names the key."""
        name, kind = str(entry.get("name", "")), str(entry.get("type", ""))
        if not NAME.fullmatch(name):
            raise ValueError(f"an option's 'name' is like 'guidance_scale', got '{name}'")
        if kind not in TENSORS:
            raise ValueError(
                f"'type' of '{name}' must be one of {', '.join(TENSORS)}, got '{kind}'"
            )
        _check_keys(name, kind, entry)
        amounts = entry.get("amounts", {})
        option = cls(
            name,
            kind,
            default="",
            least=_bound(entry, "min", name),
            most=_bound(entry, "max", name),
            choices=_choices(name, entry.get("choices", [])),
        )
        for amount in amounts.values() if isinstance(amounts, dict) else ():
            option.checked(amount)
        return replace(option, default=option.checked(entry["default"]))

    def checked(self, value: object) -> Value:
        """Return `value` where it is taken. Errors: OptionError."""
        if isinstance(value, (bool, int, float, str)) and self._takes(value):
            return value
        raise OptionError(f"'{self.name}' must be {self.allowed()}, got {_shown(value)}")

    def _takes(self, value: Value) -> bool:
        if self.kind in NUMBERS:
            whole = isinstance(value, int) or self.kind == "float"
            least, most = self.least or 0, self.most or 0
            return _is_number(value) and whole and least <= value <= most
        if self.kind == "text":
            return isinstance(value, str) and len(value) <= (self.most or 0)
        return isinstance(value, bool) if self.kind == "bool" else value in self.choices

    def allowed(self) -> str:
        """Say what is taken, for people."""
        if self.kind in NUMBERS:
            whole = "a whole number " if self.kind == "int" else ""
            return f"{whole}{self.least:g} to {self.most:g}"
        if self.kind == "text":
            return f"text of at most {self.most:g} characters"
        return "true or false" if self.kind == "bool" else "one of " + ", ".join(self.choices)


@dataclass(frozen=True)
class Options:
    """All options of one tool, by name."""

    by_name: Mapping[str, Option]

    @classmethod
    def parse(cls, text: str) -> Options:
        """Read the parameter's text. Errors: ValueError that says what is wrong in it."""
        try:
            entries = json.loads(text or "[]")
        except ValueError as error:
            raise ValueError(f"parameter '{PARAMETER}' is no JSON: {error}") from None
        if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
            raise ValueError(f"parameter '{PARAMETER}' must be a list of objects")
        try:
            options = [Option.of(each) for each in entries]
        except ValueError as error:
            raise ValueError(f"parameter '{PARAMETER}': {error}") from None
        names = [option.name for option in options]
        if len(set(names)) < len(names):
            raise ValueError(f"parameter '{PARAMETER}' names an option twice: {', '.join(names)}")
        return cls({option.name: option for option in options})

    def read(self, arrays: Mapping[str, NDArray[Any]]) -> dict[str, Value]:
        """Take each option's value from its tensor, or its default. Errors: OptionError."""
        return {
            name: option.default if name not in arrays else _value(option, arrays[name])
            for name, option in self.by_name.items()
        }

    def __iter__(self) -> Iterator[Option]:
        """Iterate over the options in their order."""
        return iter(self.by_name.values())


def _value(option: Option, array: NDArray[Any]) -> Value:
    if array.size != 1:
        raise OptionError(f"'{option.name}' must be one value, got {array.size}")
    value = array.reshape(-1)[0]
    if isinstance(value, bytes):
        return option.checked(value.decode("utf-8", "replace"))
    return option.checked(value.item() if isinstance(value, np.generic) else value)


def _is_number(value: object) -> TypeGuard[int | float]:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return math.isfinite(value)


def _check_keys(name: str, kind: str, entry: Mapping[str, object]) -> None:
    unknown = sorted(entry.keys() - KEYS)
    if unknown:
        raise ValueError(f"'{name}' has the unknown key '{unknown[0]}'")
    wanted = {"default", "title"}
    wanted |= {"min", "max"} if kind in NUMBERS else {"max"} if kind == "text" else set()
    wanted |= {"choices"} if kind == "choice" else set()
    lacking = sorted(wanted - entry.keys())
    if lacking:
        raise ValueError(f"'{name}' lacks the key '{lacking[0]}'")
    _check_title(name, entry["title"])
    amounts = entry.get("amounts", {})
    if not isinstance(amounts, dict) or not amounts.keys() <= AMOUNTS:
        raise ValueError(f"'amounts' of '{name}' may have {', '.join(sorted(AMOUNTS))}")


def _check_title(of: str, title: object) -> None:
    if not isinstance(title, dict) or not (title.get("en") and title.get("ko")):
        raise ValueError(f"'title' of '{of}' must have 'en' and 'ko'")


def _choices(option: str, entries: object) -> tuple[str, ...]:
    """Take the names of a choice's values. Errors: ValueError for one without its titles."""
    names = []
    for entry in entries if isinstance(entries, list) else []:
        if not isinstance(entry, dict) or not entry.get("name"):
            raise ValueError(
                f"a choice of '{option}' is like"
                f' {{"name": "fast", "title": {{"en": "Fast", "ko": "빠르게"}}}}, got {entry!r}'
            )
        _check_title(f"{option} = {entry['name']}", entry.get("title"))
        names.append(str(entry["name"]))
    return tuple(names)


def _bound(entry: Mapping[str, object], key: str, name: str) -> float | None:
    value = entry.get(key)
    if value is None:
        return None
    if not _is_number(value):
        raise ValueError(f"'{key}' of '{name}' must be a number, got {value!r}")
    return value


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    return f"{len(value)} characters" if isinstance(value, str) and len(value) > 40 else str(value)
