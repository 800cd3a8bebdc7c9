"""A small reader and writer of protobuf's text format, enough for Triton's config.pbtxt.

A message is a list of fields in order; a repeated field stands there once a value. Numbers, words
and strings keep their spelling, so that what is not understood is passed on as it is.
Source: the Text Format Language Specification of Protocol Buffers.
"""

from __future__ import annotations

import ast
import json
import re
from dataclasses import dataclass, field

from tensorrt_build.errors import BuildError

TOKEN = re.compile(
    r"""(?P<space>[\s]+|\#[^\n]*)
      | (?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
      | (?P<word>[-+.\w]+)
      | (?P<mark>[{}\[\]<>:,;])""",
    re.VERBOSE,
)
CLOSING = {"{": "}", "<": ">"}


@dataclass(frozen=True)
class Scalar:
    """A number, word or string as it is written."""

    spelling: str

    @property
    def text(self) -> str:
        """What a string says; a number or word as written."""
        if self.spelling[:1] in "\"'":
            return str(ast.literal_eval(self.spelling))
        return self.spelling


@dataclass
class Message:
    """Fields in order."""

    fields: list[tuple[str, Scalar | Message]] = field(default_factory=list)

    def all(self, name: str) -> list[Scalar | Message]:
        """Every value of a field."""
        return [value for key, value in self.fields if key == name]

    def messages(self, name: str) -> list[Message]:
        """Every value of a field that is a message."""
        return [value for value in self.all(name) if isinstance(value, Message)]

    def texts(self, name: str) -> list[str]:
        """Every value of a field that is no message."""
        return [value.text for value in self.all(name) if isinstance(value, Scalar)]

    def text(self, name: str, default: str = "") -> str:
        """Last value of a field, as protobuf has it, or `default`."""
        return (self.texts(name) or [default])[-1]

    def remove(self, *names: str) -> None:
        """Drop fields."""
        self.fields = [(key, value) for key, value in self.fields if key not in names]

    def add(self, name: str, value: Scalar | Message) -> Message:
        """Append a field and return self."""
        self.fields.append((name, value))
        return self


def word(text: str) -> Scalar:
    """Make a number or an enum's name."""
    return Scalar(text)


def string(text: str) -> Scalar:
    """Make a quoted string."""
    return Scalar(json.dumps(text, ensure_ascii=False))


def parse(text: str, origin: str) -> Message:
    """Read a document. Errors: BuildError with `origin` and the line."""
    return _Parser(text, origin).document()


def write(message: Message, indent: int = 0) -> str:
    """Write a document, one field a line."""
    pad = "  " * indent
    lines = []
    for name, value in message.fields:
        if isinstance(value, Scalar):
            lines.append(f"{pad}{name}: {value.spelling}\n")
        else:
            lines.append(f"{pad}{name} {{\n{write(value, indent + 1)}{pad}}}\n")
    return "".join(lines)


class _Parser:
    def __init__(self, text: str, origin: str) -> None:
        self._text, self._origin = text, origin
        self._tokens: list[tuple[str, str, int]] = []
        self._next = 0
        place = 0
        while place < len(text):
            match = TOKEN.match(text, place)
            if match is None:
                raise self._problem(place, f"cannot read {text[place : place + 20]!r}")
            if match.lastgroup != "space":
                self._tokens.append((str(match.lastgroup), match.group(), place))
            place = match.end()
        self._tokens.append(("end", "the end", len(text)))

    def document(self) -> Message:
        return self._fields("end", "the end")

    def _fields(self, kind: str, closing: str) -> Message:
        message = Message()
        while self._peek()[:2] != (kind, closing):
            name = self._take("word", "a field's name")
            colon = self._skip(":")
            self._values(message, name, colon)
            if not self._skip(","):
                self._skip(";")
        self._next += 1
        return message

    def _values(self, message: Message, name: str, colon: bool) -> None:
        if not self._skip("["):
            message.add(name, self._value(colon))
            return
        while not self._skip("]"):
            message.add(name, self._value(colon))
            if not self._skip(",") and self._peek()[1] != "]":
                raise self._problem(
                    self._peek()[2], f"a list needs ',' or ']', got {self._peek()[1]}"
                )

    def _value(self, colon: bool) -> Scalar | Message:
        kind, token, place = self._peek()
        if token in CLOSING:
            self._next += 1
            return self._fields("mark", CLOSING[token])
        if not colon:
            raise self._problem(place, f"':' or a message is needed, got {token}")
        if kind == "word":
            self._next += 1
            return Scalar(token)
        pieces = [Scalar(self._take("string", "a value")).text]
        if self._peek()[0] != "string":
            return Scalar(token)
        while self._peek()[0] == "string":  # neighbours are one string, as in C
            pieces.append(Scalar(self._take("string", "a string")).text)
        return string("".join(pieces))

    def _peek(self) -> tuple[str, str, int]:
        return self._tokens[self._next]

    def _take(self, kind: str, expected: str) -> str:
        found, token, place = self._peek()
        if found != kind:
            raise self._problem(place, f"{expected} is needed, got {token}")
        self._next += 1
        return token

    def _skip(self, mark: str) -> bool:
        found = self._peek()[:2] == ("mark", mark)
        self._next += found
        return found

    def _problem(self, place: int, reason: str) -> BuildError:
        line = self._text.count("\n", 0, place) + 1
        return BuildError(f"{self._origin}, line {line}: {reason}")
