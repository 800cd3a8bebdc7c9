"""Make the gallery: before, mask and after of six edits on the project's own photos.

Needs a running stack (`./chatbrush up --detach`) and OpenCV:
`.chatbrush/python/bin/python docs/gallery/make.py`. Look at what it made before you commit it.
"""

import argparse
import sys
from pathlib import Path

import cv2
import numpy as np

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "bench"))

from client import Editor  # noqa: E402 (found by the line above)

WIDTH = 480  # pixels, of the pictures in the gallery
MASK_COLOUR = (255, 80, 0)  # BGR
# name, photo, selection in pixels of the photo, message
EDITS = [
    ("shuttle", "astronaut.jpg", {"box": [352, 0, 492, 300]}, "이거 지워줘"),
    ("dandelion", "dandelion.jpg", {"points": [[1642, 865]]}, "이거 지워줘"),
    ("rocket", "rocket.jpg", {"points": [[322, 259]]}, "remove this"),
    ("suit", "astronaut.jpg", {"points": [[215, 400]], "candidate": 1}, "make it blue"),
    ("raccoon", "raccoon.jpg", {"box": [20, 5, 1000, 560]}, "make it a pencil sketch"),
    ("coffee", "coffee.jpg", {"box": [70, 10, 485, 395], "invert": True}, "흑백으로 바꿔줘"),
]


def main() -> None:
    """Run every edit and write its pictures and the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="http://127.0.0.1:8080")
    editor = Editor(parser.parse_args().address)
    rows = [make(editor, *edit) for edit in EDITS]
    page = [
        "# Gallery",
        "",
        "Photos of `testdata/photos`, edited by the default models on a machine without a GPU.",
        "Made by `docs/gallery/make.py`; the last column counts the bytes outside the grown mask",
        "that changed.",
        "",
        "| before | selected | after | said | tool · model | changed outside |",
        "|---|---|---|---|---|---|",
        *rows,
        "",
    ]
    (HERE / "README.md").write_text("\n".join(page), encoding="utf-8")


def make(editor: Editor, name: str, photo: str, selection: dict, message: str) -> str:
    """Run one edit, write its three pictures and return its row of the page."""
    session = editor.open(ROOT / "testdata/photos" / photo)
    before = decode(session.image(1))
    marked = before
    if selection:
        session.select(**request(selection))
        marked = overlay(before, decode(session.mask(), cv2.IMREAD_GRAYSCALE))
    outcome = session.say(message, seed=1)
    revision = outcome["revisions"][-1]
    after = decode(session.image(revision["number"]))
    for kind, picture in (("before", before), ("mask", marked), ("after", after)):
        write(HERE / f"{name}-{kind}.jpg", picture)
    recipe = revision["recipe"]
    outside = "–" if recipe["outsideChanged"] is None else recipe["outsideChanged"]
    pictures = " | ".join(f"![]({name}-{kind}.jpg)" for kind in ("before", "mask", "after"))
    return f"| {pictures} | {message} | {recipe['tool']} · {recipe['model']} | {outside} |"


def request(selection: dict) -> dict:
    """Write a selection as the REST interface wants it."""
    body: dict = {}
    if "points" in selection:
        body["points"] = [{"x": x, "y": y, "label": "include"} for x, y in selection["points"]]
    if "box" in selection:
        body["box"] = dict(zip(("x0", "y0", "x1", "y1"), selection["box"], strict=True))
    if "stroke" in selection:
        points, radius = selection["stroke"]
        body["strokes"] = [{"points": points, "radius": radius, "erase": False}]
    if "candidate" in selection:
        body["candidate"] = selection["candidate"]
    if "invert" in selection:
        body["refine"] = {"invert": selection["invert"]}
    return body


def overlay(picture: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Colour what is selected; uint8 [H,W,3] BGR and uint8 [H,W], 255 = selected."""
    coloured = picture.copy()
    selected = mask > 127
    coloured[selected] = coloured[selected] * 0.45 + np.array(MASK_COLOUR) * 0.55
    outline = cv2.morphologyEx(mask, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
    coloured[outline] = (255, 255, 255)
    return coloured


def decode(content: bytes, flags: int = cv2.IMREAD_COLOR) -> np.ndarray:
    """Decode an encoded picture."""
    return cv2.imdecode(np.frombuffer(content, np.uint8), flags)


def write(file: Path, picture: np.ndarray) -> None:
    """Write a small JPEG."""
    height = round(picture.shape[0] * WIDTH / picture.shape[1])
    small = cv2.resize(picture, (WIDTH, height), interpolation=cv2.INTER_AREA)
    cv2.imwrite(str(file), small, [cv2.IMWRITE_JPEG_QUALITY, 85])


if __name__ == "__main__":
    main()
