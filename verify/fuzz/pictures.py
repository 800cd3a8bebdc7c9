"""Pictures that are broken in every way we know, always the same ones for the same seed."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from structure import bomb, chunks, exif, huge_jpeg, huge_png, huge_webp, profile
from whole import PNG, Chance, whole

FOREIGN = (
    b"GIF89a\xff\xff\xff\xff\xf7\0\0",
    b"BM\xff\xff\xff\xff\0\0\0\0\x36\0\0\0",
    b"II*\0\x08\0\0\0\xff\xff",
    b"\0\0\0\x18ftypheic\0\0\0\0",
    b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
    b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"\x1f\x8b\x08\0",
    b"<html><script>alert(1)</script>",
)


@dataclass(frozen=True)
class Malformed:
    """One file. kind: how it was broken."""

    kind: str
    content: bytes


def malformed(count: int, seed: int, width: int, height: int) -> Iterator[Malformed]:
    """Give so many, each kind equally often; they were made from pictures of this size."""
    chance = Chance(random.Random(seed), whole(width, height))
    kinds = list(KINDS.items())
    for index in range(count):
        name, broken = kinds[index % len(kinds)]
        yield Malformed(name, bytes(broken(chance)))


def cut(chance: Chance) -> bytes:
    """End too early."""
    file = chance.any("png", "jpeg", "webp")
    return bytes(file[: chance.random.randint(0, len(file) - 1)])


def flipped(chance: Chance) -> bytes:
    """Flip some bits anywhere."""
    file = chance.any("png", "jpeg", "webp")
    for _ in range(chance.random.choice((1, 2, 8, 64))):
        file[chance.random.randrange(len(file))] ^= 1 << chance.random.randrange(8)
    return bytes(file)


def flipped_head(chance: Chance) -> bytes:
    """Flip bits where sizes, tables and names are."""
    file = chance.any("png", "jpeg", "webp")
    for _ in range(chance.random.randint(1, 6)):
        file[chance.random.randrange(2, 60)] = chance.random.choice((0, 1, 127, 128, 254, 255))
    return bytes(file)


def wrong_head(chance: Chance) -> bytes:
    """Begin as one format and go on as another."""
    heads = (PNG, b"\xff\xd8\xff\xe0", b"RIFF\xff\xff\xff\xffWEBPVP8 ", b"RIFF\0\0\0\0WEBPVP8X")
    file = chance.any("png", "jpeg", "webp")
    return chance.random.choice(heads) + bytes(file[chance.random.randint(0, 16) :])


def empty(chance: Chance) -> bytes:
    """Nothing, next to nothing, or the first bytes of a format."""
    heads = (b"", PNG, b"\xff\xd8", b"\xff\xd8\xff\xd9", b"RIFF", b"RIFF\x04\0\0\0WEBP")
    return chance.random.choice(heads) + chance.noise(chance.random.choice((0, 1, 16)))


def noise(chance: Chance) -> bytes:
    """Begin as a format and go on as noise."""
    return bytes(chance.any("png", "jpeg", "webp")[:16]) + chance.noise(4000)


def polyglot(chance: Chance) -> bytes:
    """Be two things at once, or something else altogether."""
    file, other = bytes(chance.any("png", "jpeg", "webp")), chance.random.choice(FOREIGN)
    return chance.random.choice((other, other + file, file + other * 50, file + file, other * 99))


def spliced(chance: Chance) -> bytes:
    """Copy a piece of one picture into another."""
    file, other = chance.any("png", "jpeg", "webp"), chance.any("png", "jpeg", "webp")
    at, start = chance.random.randrange(len(file)), chance.random.randrange(len(other))
    length = chance.random.choice((1, 16, 400))
    file[at : at + chance.random.choice((0, length))] = other[start : start + length]
    return bytes(file)


KINDS: dict[str, Callable[[Chance], bytes]] = {
    way.__name__.replace("_", " "): way
    for way in (
        cut,
        flipped,
        flipped_head,
        wrong_head,
        huge_png,
        huge_jpeg,
        huge_webp,
        bomb,
        chunks,
        profile,
        exif,
        empty,
        noise,
        polyglot,
        spliced,
    )
}
