"""Files that are not as a standard wants them, and that browsers open all the same."""

import struct
from collections.abc import Iterator

from kinds import chunk, image, saved
from sample import Sample, shown

BROKEN_EXIF = (
    "", "49492a00", "49492a0000000000", "49492a00ffffffff", "4d4d002a00000008",
    "4d4d002a00000008ffff", "4d4d002a000000080001", "4d4d002a0000000800018769000400000001ffffffff",
    "4d4d002a00000008000187690004000000010000000800000000",
    "4d4d002a000000080001010f0002ffffffff0000000000000008", "00" * 40, "ffd8ffd9" * 9,
)  # fmt: skip
PADDING = ("ff00", "ff00ff00ff00", "ffff", "ff" * 9, "ff00ffff", "ff0012ff0034ff00")
BASES = (
    {"quality": 90},
    {"quality": 40, "subsampling": "4:2:2"},
    {"quality": 75, "progressive": True},
    {"quality": 60, "restart_marker_blocks": 3},
)


def every(short: bool) -> Iterator[Sample]:
    """Give all, or a sixth of them."""
    for index, one in enumerate((*jpegs(), *pngs(), *webps())):
        if not short or index % 6 == 0:
            yield one


def jpegs() -> Iterator[Sample]:
    """Give broken segments for programs, and bytes where none belong."""
    for number, options in enumerate(BASES):
        base = saved(image(73, 49), "JPEG", **options)
        pixels = shown(base)
        files = {f"EXIF {block[:24]}": app1(base, bytes.fromhex(block)) for block in BROKEN_EXIF}
        for padding in PADDING:
            files[f"{padding} first"] = base[:2] + bytes.fromhex(padding) + base[2:]
            files[f"{padding} second"] = base[:20] + bytes.fromhex(padding) + base[20:]
            files[f"{padding} last"] = base[:-2] + bytes.fromhex(padding) + base[-2:]
        files["no end"] = base[:-2]
        files["zeros behind"] = base + bytes(5000)
        files["another behind"] = base + base
        files["comment without length"] = base[:2] + b"\xff\xfe\0\0" + base[2:]
        files["large comment"] = base[:2] + segment(0xFE, bytes(65_533)) + base[2:]
        files["profile without its second half"] = base[:2] + part_of_profile() + base[2:]
        files["short JFIF"] = base[:2] + segment(0xE0, b"JFIF\0\1") + base[20:]
        files["no JFIF"] = base[:2] + base[20:]
        for name, file in files.items():
            yield Sample("odd JPEG", f"{name}, {number}", file, pixels)


def segment(marker: int, content: bytes) -> bytes:
    """Return a JPEG segment."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def app1(base: bytes, block: bytes) -> bytes:
    """Put an EXIF block into a JPEG file."""
    return base[:2] + segment(0xE1, b"Exif\0\0" + block) + base[2:]


def part_of_profile() -> bytes:
    """Return one of two parts of a profile."""
    return segment(0xE2, b"ICC_PROFILE\0\1\2" + bytes(500))


def pngs() -> Iterator[Sample]:
    """Give chunks that are unknown, broken, empty or cut in pieces."""
    for mode in ("L", "P", "RGB", "RGBA"):
        base = saved(image(73, 49, mode), "PNG")
        pixels = shown(base)
        start = base.index(b"IDAT") - 4
        length = struct.unpack(">I", base[start : start + 4])[0]
        data, end = base[start + 8 : start + 8 + length], base[start + 12 + length :]
        words = chunk(b"tEXt", b"Comment\0of no weight")
        pieces = b"".join(chunk(b"IDAT", data[at : at + 7]) for at in range(0, length, 7))
        extras = {
            "unknown": chunk(b"quUx", bytes(300)),
            "wrong sum": words[:-1] + bytes((words[-1] ^ 1,)),
            "broken profile": chunk(b"iCCP", b"x\0\0broken"),
            "broken EXIF": chunk(b"eXIf", bytes.fromhex("4d4d002a00000008ffff")),
            "time": chunk(b"tIME", bytes((7, 234, 2, 30, 25, 61, 61))),
            "no density": chunk(b"pHYs", bytes(9)),
            "short density": chunk(b"pHYs", bytes(3)),
            "broken words": chunk(b"zTXt", b"Raw profile type exif\0\0no zlib"),
            "words without end": chunk(b"iTXt", b"XML:com.adobe.xmp"),
        }
        files = {name: base[:33] + extra + base[33:] for name, extra in extras.items()}
        files["pieces"] = base[:start] + pieces + end
        files["empty pieces"] = base[:start] + chunk(b"IDAT", b"") * 3 + base[start:]
        files["no end"] = base[: -len(end)] if end.endswith(chunk(b"IEND", b"")) else base
        files["bytes behind"] = base + bytes(5000)
        for name, file in files.items():
            yield Sample("odd PNG", f"{name}, {mode}", file, pixels)


def webps() -> Iterator[Sample]:
    """Give chunks that are unknown or broken, and sizes that are off by the padding."""
    for number, options in enumerate(({"quality": 50}, {"lossless": True}, {"quality": 90})):
        mode = "RGBA" if number == 2 else "RGB"
        exif = image(9, 9).getexif()
        exif[0x010F] = "somebody"
        base = saved(image(73, 49, mode), "WEBP", exif=exif, xmp=b"<x/>", **options)
        pixels = shown(base)
        files = {
            "unknown": framed(base[12:] + b"quUx" + struct.pack("<I", 6) + bytes(6)),
            "unknown, odd": framed(base[12:] + b"quUx" + struct.pack("<I", 5) + bytes(6)),
            "broken EXIF": base.replace(b"II*\0", b"II*\xff").replace(b"MM\0*", b"MM\xff*"),
            "bytes behind": base + bytes(5000),
            "animation of one": one_frame(saved(image(73, 49, mode), "WEBP", **options)),
        }
        for name, file in files.items():
            yield Sample("odd WebP", f"{name}, {number}", file, pixels)


def one_frame(still: bytes) -> bytes:
    """Return an animation that does not move."""
    first = still.index(b"VP8X") + 18 if b"VP8X" in still[:16] else 12
    frame = bytes(6) + struct.pack("<I", 72)[:3] + struct.pack("<I", 48)[:3] + bytes(4)
    frame += still[first:]
    canvas = struct.pack("<I", 0x12) + struct.pack("<I", 72)[:3] + struct.pack("<I", 48)[:3]
    head = b"VP8X" + struct.pack("<I", 10) + canvas + b"ANIM" + struct.pack("<I", 6) + bytes(6)
    return framed(head + b"ANMF" + struct.pack("<I", len(frame)) + frame)


def framed(chunks: bytes) -> bytes:
    """Return a WebP file of these chunks."""
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks
