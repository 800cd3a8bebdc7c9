"""Whole pictures of each format to choose from, and PNGs built chunk by chunk."""

import random
import struct
import zlib
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

PNG = b"\x89PNG\r\n\x1a\n"


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
