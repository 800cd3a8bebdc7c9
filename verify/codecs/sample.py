"""A picture file, and what the reference libraries read in it."""

import io
import struct
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Sample:
    """One file. shown: uint8 [H, W, 4], upright, in sRGB; black where nothing is seen."""

    kind: str
    name: str
    content: bytes
    shown: Pixels


def sample(kind: str, name: str, content: bytes) -> Sample:
    """Read the file with Pillow: libjpeg-turbo, libpng's peer, libwebp and LittleCMS."""
    return Sample(kind, name, content, shown(content))


def shown(content: bytes) -> Pixels:
    """Return what a person should see."""
    opened = Image.open(io.BytesIO(content))
    profile = opened.info.get("icc_profile")
    image = ImageOps.exif_transpose(opened)
    if image.mode.startswith("I"):
        gray = np.repeat((np.asarray(image) >> 8).astype(np.uint8)[..., None], 3, axis=2)
        return as_seen(np.dstack([gray, np.full_like(gray[..., 0], 255)]))
    if image.mode in ("CMYK", "L", "1"):
        return as_seen(np.asarray(image.convert("RGB").convert("RGBA")))
    rgba = np.asarray(image.convert("RGBA"))
    if profile:
        rgba = np.dstack([in_srgb(rgba[..., :3], profile), rgba[..., 3]])
    return as_seen(rgba)


def as_seen(rgba: Pixels) -> Pixels:
    """Make black what nobody sees: libwebp does so too, and PNG need not."""
    return np.where(rgba[..., 3:] == 0, 0, rgba).astype(np.uint8)


def in_srgb(pixels: Pixels, profile: bytes) -> Pixels:
    """Convert from the profile's colours by LittleCMS."""
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    target = ImageCms.createProfile("sRGB")
    image = Image.fromarray(np.ascontiguousarray(pixels))
    converted = ImageCms.profileToProfile(image, source, target)
    assert converted is not None
    return np.asarray(converted)


@cache
def srgb() -> bytes:
    """Return a profile that means what is meant without one."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@cache
def display_p3() -> bytes:
    """Return a profile of a phone's screen: P3's primaries, gamma 2.2. ICC.1:2001-04."""
    primaries = ((0.5151, 0.2412, -0.0011), (0.2920, 0.6922, 0.0419), (0.1571, 0.0666, 0.7841))
    white = (0.9642, 1.0, 0.8249)
    curve = b"curv" + struct.pack(">IIHH", 0, 1, round(2.2 * 256), 0)
    text = b"text" + bytes(4) + b"none\0\0\0\0"
    named = [(b"cprt", text), (b"desc", described(b"P3")), (b"wtpt", xyz(white))]
    named += zip((b"rXYZ", b"gXYZ", b"bXYZ"), map(xyz, primaries), strict=True)
    named += [(name, curve) for name in (b"rTRC", b"gTRC", b"bTRC")]
    at = 128 + 4 + 12 * len(named)
    table, data = struct.pack(">I", len(named)), b""
    for name, content in named:
        table += name + struct.pack(">II", at + len(data), len(content))
        data += content + bytes(-len(content) % 4)
    size = at + len(data)
    head = struct.pack(">I4xI", size, 0x02100000) + b"mntrRGB XYZ " + bytes(12) + b"acsp"
    head += bytes(28) + b"".join(fixed(value) for value in white)
    return head.ljust(128, b"\0") + table + data


def described(name: bytes) -> bytes:
    """Return a profile's description."""
    return b"desc" + struct.pack(">II", 0, len(name) + 1) + name + bytes(80)


def xyz(values: tuple[float, float, float]) -> bytes:
    """Return a colour as a profile writes it."""
    return b"XYZ " + bytes(4) + b"".join(fixed(value) for value in values)


def fixed(value: float) -> bytes:
    """Return a number as a profile writes it, in 65536ths."""
    return struct.pack(">i", round(value * 65536))
