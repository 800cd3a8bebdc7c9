"""How much of known text is covered where “the text” is asked for, and what is found wrongly.

Needs a running stack (`./chatbrush up --detach`) and fonts of this machine:

    python bench/named/text.py --photos FOLDER --fonts FILE...

Text of known pixels is written onto photos that have none, in each font in turn, at four sizes,
plain, outlined or half see-through, straight or tilted; each photo is asked before and after. With
`--korean` it is Korean, each photo gets two, and there are signs too: boards in perspective,
blurred and noisy (the fonts must have Hangul; of a collection of fonts, `--face` chooses one).
Prints a Markdown table and every photo whose text is not covered.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
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
KOREAN = (
    "여름 세일|오늘도 좋은 하루|출입 금지|서울특별시 종로구|어서 오세요|주차 금지|사진 김민수"
    "|생일 축하해요|맛있는 김밥|2026년 11월 30일|화장실|비상구|무단 촬영 금지|사랑해|횡단보도"
).split("|")
HEIGHTS = (0.04, 0.06, 0.09, 0.13)  # of the letters, in the picture's height
COLOURS = ((255, 255, 255), (255, 220, 0), (220, 30, 60))
STYLES = ("plain", "outlined", "half see-through", "tilted")
SIGN = "sign"
NOISE = 6.0  # deviation of a sign's pixels
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
    parser.add_argument("--face", type=int, default=0, help="of a collection of fonts")
    parser.add_argument("--korean", action="store_true")
    arguments = parser.parse_args()
    cases = list(korean() if arguments.korean else latin())
    fonts = [Font(file, arguments.face) for file in arguments.fonts]
    rows = list(measured(Editor(arguments.address), arguments.photos, fonts, cases))
    print("| style | photos | text covered ≥ 95 % | pixels covered | selected, text = 1 |")
    print("|---|---|---|---|---|")
    for style in (*STYLES, SIGN, "**all**"):
        group = [row for row in rows if style in (row["style"], "**all**")]
        if not group:
            continue
        full = sum(row["covered"] >= COVERED for row in group)
        covered, selected = (np.mean([row[key] for row in group]) for key in ("covered", "taken"))
        print(f"| {style} | {len(group)} | {full} | {covered:.1%} | {selected:.1f} |")
    asked = [row for row in rows if "false" in row]
    print(f"\n{sum(row['false'] for row in asked)} of {len(asked)} photos have finds without text")
    for row in rows:
        if row["covered"] < COVERED or row.get("false"):
            print("-", json.dumps(row, ensure_ascii=False))


@dataclass(frozen=True)
class Font:
    """A font's file, and which of a collection."""

    file: Path
    face: int = 0

    def of(self, size: int) -> ImageFont.FreeTypeFont:
        """Open it at that size in pixels."""
        return ImageFont.truetype(str(self.file), size, index=self.face)


@dataclass(frozen=True)
class Case:
    """What is written on which photo, and how; height in the picture's."""

    photo: str
    text: str
    style: str
    height: float


def latin() -> Iterator[Case]:
    """One text a photo."""
    for number, name in enumerate(WITHOUT_TEXT):
        yield Case(name, SAYINGS[number % 5], STYLES[number % 4], HEIGHTS[number // 4 % 4])


def korean() -> Iterator[Case]:
    """Two texts a photo, in turn in all styles."""
    styles = (*STYLES, SIGN)
    for number, name in enumerate(WITHOUT_TEXT * 2):
        turn = number // len(WITHOUT_TEXT)
        text = KOREAN[number % len(KOREAN)]
        yield Case(name, text, styles[(number + turn) % 5], HEIGHTS[(number // 5 + turn) % 4])


def measured(editor: Editor, photos: Path, fonts: list[Font], cases: list[Case]) -> Iterator[Row]:
    """Ask for the text of each photo, with known text and, once each, with none."""
    rng = np.random.default_rng(11)
    for number, case in enumerate(cases):
        own = ROOT / "testdata/photos" / f"{case.photo}.jpg"
        photo = Image.open(own if own.exists() else photos / f"{case.photo}.png").convert("RGB")
        font, colour = fonts[number % len(fonts)], COLOURS[number % 3]
        if case.style == SIGN:
            picture, truth = sign(photo, case.text, font, case.height, rng)
        else:
            picture, truth = written(photo, case.text, font, case.height, case.style, colour)
        mask = selected(editor, picture)
        row = {
            "photo": case.photo,
            "text": case.text,
            "style": case.style,
            "font": font.file.stem,
            "height": case.height,
            "covered": float(mask[truth].mean()),
            "taken": float(mask.sum() / truth.sum()),
        }
        if number < len(WITHOUT_TEXT):
            row["false"] = bool(selected(editor, np.asarray(photo)).any())
        yield row


def written(
    photo: Image.Image, text: str, font: Font, height: float, style: str, colour: tuple[int, ...]
) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Write text into the lower middle. Returns the picture and the pixels that it changed."""
    size = max(12, round(height * photo.height / 0.7))
    face = font.of(size)
    while face.getlength(text) > 0.9 * photo.width:
        size -= 1
        face = font.of(size)
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


def sign(
    photo: Image.Image, text: str, font: Font, height: float, rng: np.random.Generator
) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Put up a board with text, seen from aside and noisily. Returns as `written` does."""
    letters = height * photo.height
    face = font.of(min(96, max(24, round(letters / 0.7))))
    width, tall = round(face.getlength(text) + 1.6 * face.size), round(2 * face.size)
    ground = tuple(int(value) for value in rng.integers(20, 235, 3))
    dark = np.dot(ground, (0.299, 0.587, 0.114)) < 128
    board = Image.new("RGBA", (width, tall), (*ground, 255))
    ink = Image.new("L", (width, tall), 0)
    ImageDraw.Draw(ink).text((width / 2, tall / 2), text, 255, face, "mm")
    board.paste((245, 245, 240, 255) if dark else (15, 15, 25, 255), None, ink)
    scale = min(letters / 0.7 / face.size, 0.9 * photo.width / width)
    half = np.array([width, tall]) * scale / 2
    middle = np.array([photo.width / 2, photo.height * 0.65])
    corners = middle + half * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
    corners[1:3] += [[-0.12 * half[0], 0.3 * half[1]], [-0.12 * half[0], -0.05 * half[1]]]
    flat = np.array([[0, 0], [width, 0], [width, tall], [0, tall]], np.float32)
    turn = cv2.getPerspectiveTransform(flat, corners.astype(np.float32))
    layer, truth = (
        cv2.warpPerspective(np.asarray(each), turn, photo.size, flags=cv2.INTER_AREA)
        for each in (board, ink)
    )
    share = cv2.GaussianBlur(layer[..., 3:].astype(np.float32), (0, 0), 0.8)[..., None] / 255
    colours = (
        cv2.GaussianBlur(layer[..., :3], (0, 0), 0.8) + rng.normal(0, NOISE, truth.shape)[..., None]
    )
    picture = np.asarray(photo) * (1 - share) + colours * share
    return np.clip(np.rint(picture), 0, 255).astype(np.uint8), truth > 127


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
