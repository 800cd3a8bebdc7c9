"""Files of every kind that the editor takes: modes, depths, subsamplings, odd sizes, profiles."""

import io
import struct
import zlib
from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
from PIL import Image
from sample import Pixels, Sample, display_p3, sample, srgb

SIZES = ((1, 1), (1, 7), (7, 1), (8, 8), (9, 17), (16, 15), (33, 65), (97, 61), (160, 120))
PHOTO = (97, 61)
PNG = b"\x89PNG\r\n\x1a\n"


def picture(width: int, height: int) -> Pixels:
    """Return smooth colours, a hard edge and some noise."""
    y, x = np.mgrid[0:height, 0:width]
    red = 128 + 100 * np.sin(x / 9) * np.cos(y / 7)
    waves = np.dstack([red, 255.0 * (x > width * 0.4), 255.0 * y / height])
    noise = np.random.default_rng(width * 1000 + height).integers(0, 24, waves.shape)
    return np.clip(waves + noise, 0, 255).astype(np.uint8)


def image(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Return that picture in one of Pillow's modes; its alpha fades from left to right."""
    made = Image.fromarray(picture(width, height))
    if mode not in ("RGBA", "LA"):
        return made.convert(mode)
    made = made.convert(mode[:-1])
    fade = np.tile(np.linspace(0, 255, width).astype(np.uint8), (height, 1))
    made.putalpha(Image.fromarray(fade))
    return made


def saved(made: Image.Image, form: str, **options: Any) -> bytes:  # noqa: ANN401 (Pillow's own)
    """Return a file that Pillow wrote."""
    out = io.BytesIO()
    made.save(out, form, **options)
    return out.getvalue()


def every(short: bool) -> Iterator[Sample]:
    """Give all, or one of each kind and more."""
    sizes = SIZES[5:8:2] if short else SIZES
    yield from pngs(sizes)
    yield from jpegs(sizes)
    yield from webps(sizes)
    yield from turned(short)
    yield from profiled()


def pngs(sizes: tuple[tuple[int, int], ...]) -> Iterator[Sample]:
    """Give every colour type and depth, plain and interlaced."""
    for width, height in sizes:
        for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"):
            made = image(width, height, "L" if mode == "I;16" else mode)
            if mode == "I;16":
                made = Image.fromarray(np.asarray(made).astype(np.uint16) * 257)
            yield sample("PNG", f"{mode} {width}x{height}", saved(made, "PNG"))
        palette = image(width, height, "P")
        yield sample("PNG", "P, clear", saved(palette, "PNG", transparency=3))
        for bits in (1, 2, 4):
            few = image(width, height).quantize(1 << bits)
            yield sample("PNG", f"P, {bits} bits", saved(few, "PNG", bits=bits))
        yield sample(
            "PNG", "RGB, one clear", saved(image(width, height), "PNG", transparency=(0, 0, 0))
        )
        yield sample("PNG", f"interlaced {width}x{height}", interlaced(picture(width, height)))
        deep = cv2.imencode(".png", picture(width, height).astype(np.uint16) * 257)[1].tobytes()
        opaque = np.full((height, width), 255, np.uint8)
        wanted = np.dstack([picture(width, height)[..., ::-1], opaque])
        yield Sample("PNG", "RGB, 16 bits", deep, wanted)


def interlaced(pixels: Pixels) -> bytes:
    """Write Adam7's passes, which Pillow reads and does not write. PNG Specification, 8.2."""
    passes = (
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    )
    rows = b""
    for x, y, right, down in passes:
        part = pixels[y::down, x::right]
        rows += b"".join(b"\0" + row.tobytes() for row in part if row.size)
    head = struct.pack(">IIBBBBB", pixels.shape[1], pixels.shape[0], 8, 2, 0, 0, 1)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return PNG + b"".join(parts)


def chunk(name: bytes, content: bytes) -> bytes:
    """Return a PNG chunk."""
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)


def jpegs(sizes: tuple[tuple[int, int], ...]) -> Iterator[Sample]:
    """Give every subsampling, quality, order of scans and number of channels."""
    for width, height in sizes:
        made = image(width, height)
        for subsampling in ("4:4:4", "4:2:2", "4:2:0"):
            for options in ({}, {"progressive": True}, {"restart_marker_blocks": 2}):
                file = saved(made, "JPEG", quality=80, subsampling=subsampling, **options)
                yield sample("JPEG", f"{subsampling} {width}x{height} {options}", file)
        for quality in (10, 50, 100):
            yield sample("JPEG", f"quality {quality}", saved(made, "JPEG", quality=quality))
        for factor in (0x411111, 0x121111):
            options = [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, factor]
            file = cv2.imencode(".jpg", picture(width, height), options)[1].tobytes()
            yield sample("JPEG", f"factors {factor:x} {width}x{height}", file)
        yield sample("JPEG", "gray", saved(image(width, height, "L"), "JPEG"))
        yield sample("JPEG", "RGB", saved(made, "JPEG", keep_rgb=True))
        yield sample("JPEG, inks", "CMYK", saved(image(width, height, "CMYK"), "JPEG", quality=95))


def webps(sizes: tuple[tuple[int, int], ...]) -> Iterator[Sample]:
    """Give lossy and lossless ones of many qualities and methods, with alpha and without."""
    for width, height in sizes:
        for mode in ("RGB", "RGBA"):
            made = image(width, height, mode)
            for quality in (5, 30, 75, 100):
                file = saved(made, "WEBP", quality=quality)
                yield sample("WebP, lossy", f"{mode} {quality} {width}x{height}", file)
            for method in (0, 3, 6):
                file = saved(made, "WEBP", quality=60, method=method, alpha_quality=40)
                yield sample("WebP, lossy", f"{mode}, method {method}", file)
            file = saved(made, "WEBP", lossless=True)
            yield sample("WebP, lossless", f"{mode} {width}x{height}", file)
        yield sample(
            "WebP, lossless", "few", saved(image(width, height, "P"), "WEBP", lossless=True)
        )


def turned(short: bool) -> Iterator[Sample]:
    """Give every orientation in each format, and the older places in PNG."""
    made = image(*PHOTO)
    for orientation in (3, 6) if short else range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        for form in ("PNG", "JPEG", "WEBP"):
            file = saved(made, form, exif=exif, quality=90)
            yield sample("orientation, lossy" if form != "PNG" else "orientation", form, file)
        raw = b"Exif\0\0" + exif.tobytes().removeprefix(b"Exif\0\0")
        words = f"\nexif\n{len(raw):8d}\n{raw.hex()}\n".encode()
        xmp = f'<rdf:Description tiff:Orientation="{orientation}"/>'.encode()
        plain = saved(made, "PNG")
        for name, content in (
            (b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(words)),
            (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp),
        ):
            file = plain[:33] + chunk(name, content) + plain[33:]
            yield sample("orientation", f"{name.decode()} {orientation}", file)


def profiled() -> Iterator[Sample]:
    """Give profiles that change colours, and one that does not."""
    for name, profile in (("sRGB", srgb()), ("P3", display_p3())):
        for form in ("PNG", "JPEG", "WEBP"):
            file = saved(image(*PHOTO), form, icc_profile=profile, quality=90)
            yield sample(f"profile {name}", form, file)
    clear = saved(image(*PHOTO, "RGBA"), "PNG", icc_profile=display_p3())
    yield sample("profile P3", "PNG, clear", clear)
