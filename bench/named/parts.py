"""How often faces and the sky are found by their names, and where there are none.

Needs a running stack (`./chatbrush up --detach`); README.md says where the photos are from:

    python bench/named/parts.py --photos FOLDER...

parts.json says which photos show a sky and how many faces (those that can be told as faces by eye:
no blurred crowd). All others show none. Prints every photo where it was otherwise, and --output
writes what was selected, for whoever looks whether it was the right thing. --hide then has the
faces hidden, blurred and as squares, and counts those that are found after it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "bench"))

from client import Editor, Session  # noqa: E402 (found by the line above)

OWN = ROOT / "testdata/photos"
PICTURES = {".jpg", ".png"}
HIDING = ("blur the faces", "얼굴 모자이크")
Row = dict[str, Any]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--address", default="http://127.0.0.1:8080")
    parser.add_argument("--photos", type=Path, nargs="+", required=True)
    parser.add_argument("--output", type=Path, help="write the selected pixels there")
    parser.add_argument("--hide", action="store_true")
    arguments = parser.parse_args()
    truth = json.loads((HERE / "parts.json").read_text(encoding="utf-8"))
    present = {"face": truth["faces"], "sky": dict.fromkeys(truth["sky"], 1)}
    rows = list(measured(Editor(arguments.address), arguments.photos, present, arguments.output))
    for part in present:
        print_part(part, [row for row in rows if row["part"] == part])
    if arguments.hide:
        files = [file for file in photos_of(arguments.photos) if file.name in truth["faces"]]
        for sentence in HIDING:
            left = sum(left_after(Editor(arguments.address), file, sentence) for file in files)
            print(f"“{sentence}”: {left} faces are found after it, on {len(files)} photos")


def photos_of(folders: list[Path]) -> list[Path]:
    """Testdata's and those of the folders."""
    files = [file for folder in [OWN, *folders] for file in sorted(folder.iterdir())]
    return [file for file in files if file.suffix.lower() in PICTURES]


def left_after(editor: Editor, photo: Path, sentence: str) -> int:
    """How many faces are found after they were to be hidden."""
    session = editor.open(photo)
    if not count_of(session, "face"):
        return 0
    session.say(sentence)
    return count_of(session, "face")


def measured(
    editor: Editor, folders: list[Path], present: dict[str, dict[str, int]], output: Path | None
) -> Iterator[Row]:
    """Ask every photo for both."""
    for file in photos_of(folders):
        session = editor.open(file)
        for part, counts in present.items():
            found = count_of(session, part)
            if found and output:
                output.mkdir(parents=True, exist_ok=True)
                write_selected(session, file, output / f"{file.stem}-{part}.jpg")
            there = counts.get(file.name, 0)
            yield {"photo": file.name, "part": part, "there": there, "found": found}


def count_of(session: Session, part: str) -> int:
    """How many of that name are found."""
    try:
        reply, _ = session.select(text=part)
    except RuntimeError as none:
        if "NAME_NOT_FOUND" not in str(none):
            raise
        return 0
    return len(reply["finds"])


def write_selected(session: Session, photo: Path, target: Path) -> None:
    """Write the photo with what is selected in violet."""
    picture = cv2.imread(str(photo))
    mask = cv2.imdecode(np.frombuffer(session.mask(), np.uint8), cv2.IMREAD_GRAYSCALE)
    share = cv2.resize(mask, picture.shape[1::-1])[..., None] / 510
    marked = picture * (1 - share) + np.array([255, 0, 255]) * share
    cv2.imwrite(str(target), marked.astype(np.uint8))


def print_part(part: str, rows: list[Row]) -> None:
    """One line of figures, and a line for each photo where it was otherwise."""
    showing = [row for row in rows if row["there"]]
    bare = [row for row in rows if not row["there"]]
    right = sum(min(row["found"], row["there"]) for row in showing)
    more = [row for row in rows if row["found"] > row["there"]]
    print(
        f"{part}: {right} of {sum(row['there'] for row in showing)} on {len(showing)} photos; "
        f"{sum(row['found'] > 0 for row in bare)} of {len(bare)} photos without have finds; "
        f"more than there are on {len(more)}"
    )
    for row in rows:
        if row["found"] != row["there"]:
            print(f"- {row['photo']}: {row['found']} found, {row['there']} there")


if __name__ == "__main__":
    main()
