"""Pictures that are broken in every way we know, always the same ones for the same seed."""

import random
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np

PNG = b"\x89PNG\r\n\x1a\n"
# What an Exif block must not be able to do: point at itself, past its end, at everything.
OFFSETS = (0, 8, 0x7FFFFFFF, 0xFFFFFFFF, 0xFFFFFFF0)
SIDES = (0, 1, 32_767, 65_535, 100_000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
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


@dataclass(frozen=True)
class Chance:
    """What the ways of breaking share: a source of chance and whole pictures."""

    random: random.Random
    whole: dict[str, list[bytes]]

    def any(self, *formats: str) -> bytearray:
        """Return one of the whole pictures of these formats."""
        return bytearray(self.random.choice([one for f in formats for one in self.whole[f]]))

    def noise(self, longest: int) -> bytes:
        """Return up to so many random bytes."""
        return self.random.randbytes(self.random.randint(0, longest))


def malformed(count: int, seed: int, width: int, height: int) -> Iterator[Malformed]:
    """Give so many, each kind equally often; they were made from pictures of this size."""
    chance = Chance(random.Random(seed), whole(width, height))
    kinds = list(KINDS.items())
    for index in range(count):
        name, broken = kinds[index % len(kinds)]
        yield Malformed(name, bytes(broken(chance)))


def whole(width: int, height: int) -> dict[str, list[bytes]]:
    """Return valid pictures by format, in each of its flavours."""
    y, x = np.mgrid[0:height, 0:width]
    color = np.dstack([x * 255 // width, y * 255 // height, (x ^ y) & 255]).astype(np.uint8)
    alpha = np.dstack([color, ((x + y) & 255).astype(np.uint8)])
    gray, deep = color[..., 2], color[..., 2].astype(np.uint16) * 257
    jpegs: list[tuple[Any, list[int]]] = [
        (color, [cv2.IMWRITE_JPEG_QUALITY, 90]),
        (color, [cv2.IMWRITE_JPEG_PROGRESSIVE, 1]),
        (color, [cv2.IMWRITE_JPEG_RST_INTERVAL, 2]),
        (gray, []),
    ]
    webps = [(color, 80), (color, 101), (alpha, 80), (alpha, 101)]  # 101: lossless
    return {
        "png": [encoded(".png", one) for one in (gray, color, alpha, deep)],
        "jpeg": [encoded(".jpg", one, *flags) for one, flags in jpegs],
        "webp": [encoded(".webp", one, cv2.IMWRITE_WEBP_QUALITY, q) for one, q in webps],
    }


def encoded(extension: str, pixels: Any, *flags: int) -> bytes:  # noqa: ANN401 (an array)
    """Write pixels in the format of this extension."""
    done, file = cv2.imencode(extension, pixels, list(flags))
    assert done
    return bytes(file.tobytes())


def png_chunk(name: bytes, data: bytes) -> bytes:
    """Return a chunk with its right length and sum (W3C PNG, third edition, 5.3)."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, depth: int, color: int, *chunks: bytes) -> bytes:
    """Return a PNG with this header and these chunks after it."""
    size = struct.pack(">IIBBBBB", width & 0xFFFFFFFF, height & 0xFFFFFFFF, depth, color, 0, 0, 0)
    return PNG + png_chunk(b"IHDR", size) + b"".join(chunks) + png_chunk(b"IEND", b"")


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


def huge_png(chance: Chance) -> bytes:
    """Claim a size that the data do not have, with a right sum."""
    sides = chance.random.choice(SIDES), chance.random.choice(SIDES)
    depth, color = chance.random.choice((1, 8, 16)), chance.random.choice((0, 2, 3, 4, 6))
    return png(*sides, depth, color, png_chunk(b"IDAT", zlib.compress(chance.noise(400))))


def huge_jpeg(chance: Chance) -> bytes:
    """Write another size, precision or number of components into the frame header."""
    file = chance.any("jpeg")
    frame = next(i for i in range(2, len(file)) if file[i] == 0xFF and file[i + 1] in (0xC0, 0xC2))
    sides = [side & 0xFFFF for side in SIDES] + [5000, 8000]
    at = struct.pack(">HH", chance.random.choice(sides), chance.random.choice(sides))
    file[frame + 5 : frame + 9] = at
    if chance.random.random() < 0.5:
        file[frame + 1] = chance.random.choice(range(0xC0, 0xD0))  # every other kind of frame
    if chance.random.random() < 0.3:
        file[frame + 4] = chance.random.choice((0, 1, 12, 16, 255))
    if chance.random.random() < 0.3:
        file[frame + 9] = chance.random.choice((0, 2, 4, 255))
    return bytes(file)


def huge_webp(chance: Chance) -> bytes:
    """Claim a canvas (VP8X), frame or file size that is not there."""
    file = chance.any("webp")
    if chance.random.random() < 0.5:
        width, height = (chance.random.choice(SIDES) & 0xFFFFFF for _ in range(2))
        canvas = struct.pack("<I", chance.random.randrange(256))
        canvas += struct.pack("<I", width)[:3] + struct.pack("<I", height)[:3]
        file[12:12] = b"VP8X" + struct.pack("<I", 10) + canvas
    else:
        for at in range(20, min(31, len(file))):
            file[at] = chance.random.randrange(256)
    if chance.random.random() < 0.5:
        file[4:8] = struct.pack("<I", chance.random.choice(SIDES))
    return bytes(file)


@cache
def packed_zeros(size: int) -> bytes:
    """Return so many zeros, packed."""
    return zlib.compress(bytes(size), 9)


def bomb(chance: Chance) -> bytes:
    """Let a few bytes become very many, more or fewer than the header claims."""
    zeros = packed_zeros(chance.random.choice((1, 20, 60)) << 20)
    zeros = zeros[: chance.random.choice((None, -1, -5))]
    side = chance.random.choice((1, chance.random.randint(2, 6000), 6000, 30_000))
    kind = chance.random.choice((b"IDAT", b"IDAT", b"zTXt", b"iTXt", b"iCCP"))
    if kind != b"IDAT":
        data = png_chunk(kind, b"a\0\0" + zeros)
        return png(1, 1, 8, 0, data, png_chunk(b"IDAT", zlib.compress(b"\0\0")))
    return png(side, chance.random.choice((1, side)), 8, 0, png_chunk(kind, zeros))


def chunks(chance: Chance) -> bytes:
    """Repeat, drop, reorder and misname the chunks of a PNG."""
    file, parts, at = chance.any("png"), [], 8
    while at < len(file):
        length = 12 + int.from_bytes(file[at : at + 4], "big")
        parts.append(bytes(file[at : at + length]))
        at += length
    for _ in range(chance.random.randint(1, 4)):
        index = chance.random.randrange(len(parts))
        extra = png_chunk(
            chance.random.choice(
                (b"PLTE", b"tRNS", b"acTL", b"fcTL", b"ABCD", b"gAMA", b"\0\0\0\0")
            ),
            chance.noise(64),
        )
        new = chance.random.choice(([], [parts[index]] * 2, [extra, parts[index]]))
        parts[index : index + 1] = new or ([extra] if len(parts) == 1 else [])
    chance.random.shuffle(parts)
    return PNG + b"".join(parts)


def profile(chance: Chance) -> bytes:
    """Carry a color profile that is none."""
    junk = struct.pack(">I", chance.random.choice(SIDES)) + chance.noise(300)
    file = chance.any("png", "jpeg", "webp")
    if file.startswith(PNG):
        data = chance.random.choice((zlib.compress(junk), junk, zlib.compress(junk)[:-3]))
        file[33:33] = png_chunk(b"iCCP", b"icc\0\0" + data)
    elif file.startswith(b"\xff\xd8"):
        part = b"ICC_PROFILE\0" + bytes([chance.random.randrange(4), chance.random.randrange(4)])
        file[2:2] = segment(0xE2, part + junk, chance)
    else:
        file = extended(file, b"ICCP", junk, 0x20)
    return bytes(file)


def exif(chance: Chance) -> bytes:
    """Carry Exif data whose entries lie, point at themselves or turn in no known way."""
    count = chance.random.choice((0, 1, 3, 0xFFFF))
    entries = b"".join(
        struct.pack(
            "<HHII",
            chance.random.choice((0x0112, 0x8769, 0x014A, 0x0201)),
            chance.random.randrange(16),
            chance.random.choice((1, 0, 0xFFFFFFFF)),
            chance.random.choice((*OFFSETS, *range(10))),
        )
        for _ in range(min(count, 40))
    )
    tiff = chance.random.choice((b"II*\0", b"MM\0*", b"II")) + struct.pack(
        "<I", chance.random.choice(OFFSETS)
    )
    data = tiff + struct.pack("<H", count) + entries + struct.pack("<I", 8) + chance.noise(40)
    file = chance.any("png", "jpeg", "webp")
    if file.startswith(PNG):
        file[33:33] = png_chunk(b"eXIf", data)
    elif file.startswith(b"\xff\xd8"):
        file[2:2] = segment(0xE1, b"Exif\0\0" + data, chance)
    else:
        file = extended(file, b"EXIF", data, 0x08)
    return bytes(file)


def segment(marker: int, data: bytes, chance: Chance) -> bytes:
    """Return a JPEG segment whose length is now and then a lie."""
    length = chance.random.choice((len(data) + 2, len(data) + 2, 0, 1, 0xFFFF))
    return bytes([0xFF, marker]) + struct.pack(">H", length) + data


def extended(file: bytearray, name: bytes, data: bytes, flag: int) -> bytearray:
    """Put a chunk into a WebP and say so in an extended header (RFC 9649, 2.7)."""
    canvas = struct.pack("<I", flag) + b"\x5f\0\0\x3f\0\0"
    head = b"VP8X" + struct.pack("<I", 10) + canvas
    part = name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) & 1)
    body = b"WEBP" + head + part + bytes(file[12:])
    return bytearray(b"RIFF" + struct.pack("<I", len(body)) + body)


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
