"""Ways to break a picture that know how its format is built."""

import struct
import zlib
from functools import cache

from whole import PNG, Chance, png, png_chunk

# What an Exif block must not be able to do: point at itself, past its end, at everything.
OFFSETS = (0, 8, 0x7FFFFFFF, 0xFFFFFFFF, 0xFFFFFFF0)
SIDES = (0, 1, 32_767, 65_535, 100_000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


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
