"""How much of known text is covered where “the text” is asked for, and what is found wrongly.

Needs a running stack (`./chatbrush up --detach`) and fonts of this machine:

    python bench/named/text.py --photos FOLDER --fonts FILE...

Text of known pixels is written onto photos that have none, in each font in turn, at four sizes,
plain, outlined or half see-through, straight or tilted; each photo is asked before and after.
Prints a Markdown table and every photo whose text is not covered.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "bench"))

from client import Editor  # noqa: E402 (found by the line above)

WITHOUT_TEXT = (
    "cat coffee dandelion raccoon rocket cameraman HappyFish aero1 aloeL apple baboon butterfly"
    " fruits home leuvenA orange smarties squirrel_cls building basketball1"
).split()
SAYINGS = ("SALE 50% OFF", "© Jane Doe 2026", "Happy Birthday", "2026-11-30 14:05", "hello, world")
HEIGHTS = (0.04, 0.06, 0.09, 0.13)  # of the letters, in the picture's height
COLOURS = ((255, 255, 255), (255, 220, 0), (220, 30, 60))
STYLES = ("plain", "outlined", "half see-through", "tilted")
COVERED = 0.95
Row = dict[str, Any]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--address", default="http://127.0.0.1:8080")
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--fonts", type=Path, nargs="+", required=True)
    arguments = parser.parse_args()
    rows = list(measured(Editor(arguments.address), arguments.photos, arguments.fonts))
    print("| style | photos | text covered ≥ 95 % | pixels covered | selected, text = 1 |")
    print("|---|---|---|---|---|")
    for style in (*STYLES, "**all**"):
        group = [row for row in rows if style in (row["style"], "**all**")]
        full = sum(row["covered"] >= COVERED for row in group)
        covered, selected = (np.mean([row[key] for row in group]) for key in ("covered", "taken"))
        print(f"| {style} | {len(group)} | {full} | {covered:.1%} | {selected:.1f} |")
    print(f"\n{sum(row['false'] for row in rows)} of {len(rows)} photos have finds without text")
    for row in rows:
        if row["covered"] < COVERED or row["false"]:
            print("-", json.dumps(row, ensure_ascii=False))


def measured(editor: Editor, photos: Path, fonts: list[Path]) -> Iterator[Row]:
    """Ask for the text of each photo, with none and with known text."""
    for number, name in enumerate(WITHOUT_TEXT):
        own = ROOT / "testdata/photos" / f"{name}.jpg"
        photo = Image.open(own if own.exists() else photos / f"{name}.png").convert("RGB")
        style, height = STYLES[number % 4], HEIGHTS[number // 4 % 4]
        font = fonts[number % len(fonts)]
        picture, truth = written(
            photo, SAYINGS[number % 5], font, height, style, COLOURS[number % 3]
        )
        mask = selected(editor, picture)
        yield {
            "photo": name,
            "style": style,
            "font": font.stem,
            "height": height,
            "covered": float(mask[truth].mean()),
            "taken": float(mask.sum() / truth.sum()),
            "false": bool(selected(editor, np.asarray(photo)).any()),
        }


def written(
    photo: Image.Image, text: str, font: Path, height: float, style: str, colour: tuple[int, ...]
) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Write text into the lower middle. Returns the picture and the pixels that it changed."""
    size = max(12, round(height * photo.height / 0.7))
    face = ImageFont.truetype(str(font), size)
    while face.getlength(text) > 0.9 * photo.width:
        size -= 1
        face = ImageFont.truetype(str(font), size)
    edge = max(1, size // 16) if style == "outlined" else 0
    letters = Image.new("RGBA", photo.size, (0, 0, 0, 0))
    ImageDraw.Draw(letters).text(
        (photo.width / 2, photo.height * 0.7), text, (*colour, 255), face, "mm",
        stroke_width=edge, stroke_fill=(*(255 - c for c in colour), 255),
    )  # fmt: skip
    if style == "tilted":
        middle = (photo.width / 2, photo.height * 0.7)
        letters = letters.rotate(12, Image.Resampling.BICUBIC, center=middle)
    layer = np.asarray(letters).astype(np.float32)
    share = layer[..., 3:] / 255 * (0.5 if style == "half see-through" else 1)
    before = np.asarray(photo).astype(np.float32)
    picture = np.rint(before * (1 - share) + layer[..., :3] * share).astype(np.uint8)
    return picture, layer[..., 3] > 127


def selected(editor: Editor, picture: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Pixels that “the text” selects; none where none is found."""
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        Image.fromarray(picture).save(file.name)
        session = editor.open(Path(file.name))
    try:
        session.select(text="text")
    except RuntimeError as none:
        if "NAME_NOT_FOUND" not in str(none):
            raise
        return np.zeros(picture.shape[:2], bool)
    mask = cv2.imdecode(np.frombuffer(session.mask(), np.uint8), cv2.IMREAD_GRAYSCALE)
    return np.asarray(mask > 127)


if __name__ == "__main__":
    main()
