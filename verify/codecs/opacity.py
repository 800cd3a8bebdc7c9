"""What is see-through stays so: through a look, an erase, undo and downloads of every format."""

import io
import struct
import zlib

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bench.client import Editor, Session
from verify.figures import Figures

WIDTH, HEIGHT = 240, 180
HOLE = (slice(70, 110), slice(150, 200))

Picture = NDArray[np.uint8]


def judge(figures: Figures, editor: Editor) -> None:
    """Take a picture of each kind that can be see-through all the way."""
    for kind, content in files().items():
        came = rgba(content)
        session = editor.upload(content, "sticker.png")
        figures.equals(f"{kind}: opacities that changed at the upload", off(session, 1, came), 0)
        look = session.say("흑백으로 바꿔줘")["revisions"][-1]["number"]
        figures.equals(f"{kind}: after a look", off(session, look, came), 0)
        session.editor.call("POST", f"{session.path}/undo")
        mask(session)
        erased = session.say("이거 지워줘", seed=1)["revisions"][-1]["number"]
        figures.equals(
            f"{kind}: bytes that an erase changed elsewhere", elsewhere(session, erased), 0
        )
        for wanted in ("png", "webp"):
            file = download(session, f"format={wanted}&revision={look}")
            changed = int((rgba(file)[..., 3] != came[..., 3]).sum())
            figures.equals(f"{kind}: after a look, as {wanted}", changed, 0)
        flat = rgba(download(session, "format=jpeg&quality=100&revision=1&background=00ff00"))
        nothing = came[..., 3] == 0
        green = np.abs(flat[nothing][:, :3].astype(int) - (0, 255, 0)).mean()
        figures.at_most(
            f"{kind}: as JPEG on green, off where nothing is", float(green), 12, "of 255"
        )


def files() -> dict[str, bytes]:
    """Return a picture with a hole, glass and a soft edge, in each way to write one."""
    columns, rows = np.meshgrid(np.arange(WIDTH), np.arange(HEIGHT))
    colours = np.stack([columns, rows, 255 - columns], axis=2).astype(np.uint8)
    alpha = np.clip((columns - 20) * 8, 0, 255).astype(np.uint8)
    alpha[:, 60:110] = 128
    whole = Image.fromarray(np.dstack([colours, alpha]))
    gray = Image.fromarray(np.dstack([colours[..., 0], alpha]))
    palette = Image.fromarray(colours).quantize(32)
    eight = np.dstack([colours, alpha])
    # Numbers that are the same of 8 bits whether rounded or cut off.
    deep = eight.astype(np.uint16) * 257 + np.minimum(60, 255 - eight)
    return {
        "PNG": saved(whole, "PNG"),
        "grey with alpha": saved(gray, "PNG"),
        "palette with tRNS": saved(palette, "PNG", transparency=bytes(range(0, 256, 8))),
        "16-bit RGBA": deep_png(deep.astype(">u2")),
        "WebP, lossy": saved(whole, "WEBP", quality=80),
        "WebP, lossless": saved(whole, "WEBP", lossless=True, exact=True),
    }


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    """Return the file."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def deep_png(samples: NDArray[np.uint16]) -> bytes:
    """Return a PNG of 16 bits a sample, which Pillow does not write (PNG, section 11.2)."""

    def chunk(name: bytes, content: bytes) -> bytes:
        check = zlib.crc32(name + content)
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)

    height, width = samples.shape[:2]
    head = struct.pack(">IIBBBBB", width, height, 16, 6, 0, 0, 0)
    rows = b"".join(b"\0" + row.tobytes() for row in samples)
    data = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data


def rgba(file: bytes) -> Picture:
    """Return what Pillow reads, uint8 [H, W, 4]."""
    return np.asarray(Image.open(io.BytesIO(file)).convert("RGBA"))


def off(session: Session, revision: int, came: Picture) -> int:
    """Return how many pixels of a revision have another opacity than the file had."""
    return int((rgba(session.image(revision))[..., 3] != came[..., 3]).sum())


def mask(session: Session) -> None:
    """Select the hole."""
    plane = np.zeros((HEIGHT, WIDTH), np.uint8)
    plane[HOLE] = 255
    body = saved(Image.fromarray(plane), "PNG")
    session.editor.call("PUT", f"{session.path}/selection/mask.png", body, "image/png")


def elsewhere(session: Session, revision: int) -> int:
    """Return how many bytes, opacities too, an erase changed outside the mask that it tells."""
    path = f"{session.path}/revisions/{revision}/mask.png"
    locked = rgba(session.editor.call("GET", path, accept="image/png")[0])[..., 0]
    changed = rgba(session.image(revision)) != rgba(session.image(1))
    return int(changed[locked == 0].sum())


def download(session: Session, query: str) -> bytes:
    """Return a file as a person gets it."""
    return session.editor.call("GET", f"{session.path}/download?{query}", accept="image/*")[0]
