"""Says sentences that name things, on real photos, and lays picture and result side by side.

    ./chatbrush up --detach
    python bench/named/sentences.py --photos FOLDER --output FOLDER

FOLDER with further photos: README.md says how to get them. sentences.json holds what is said, and
what shall come of it: `edit`, or a question back (`which` of several, `where`). Prints a table and
writes NN.jpg; whether the right thing was edited has to be looked at.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import cv2
import numpy as np

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "bench"))

from client import Editor, Json  # noqa: E402 (found by the line above)


def main() -> None:
    """Say them all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--address", default="http://127.0.0.1:8080")
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    editor = Editor(arguments.address)
    sentences = json.loads((HERE / "sentences.json").read_text(encoding="utf-8"))
    expected = 0
    print("| | photo | said | wanted | came | seconds |\n|---|---|---|---|---|---|")
    for number, entry in enumerate(sentences, 1):
        photo = ROOT / "testdata/photos" / entry["photo"]
        session = editor.open(photo if photo.exists() else arguments.photos / entry["photo"])
        outcomes = [session.say(text) for text in entry["say"]]
        came = " → ".join(map(outcome_of, outcomes))
        expected += came == entry["want"]
        seconds = sum(r["recipe"]["millis"] for o in outcomes for r in o.get("revisions", [])) / 1e3
        said = " → ".join(entry["say"])
        line = (number, entry["photo"], said, entry["want"], came, f"{seconds:.1f}")
        print("| " + " | ".join(map(str, line)) + " |")
        pictures = [pixels(session.image(revision)) for revision in (1, outcomes[-1]["head"])]
        cv2.imwrite(str(arguments.output / f"{number:02d}.jpg"), np.hstack(pictures))
    print(f"\n{expected} of {len(sentences)} as wanted")


def outcome_of(outcome: Json) -> str:
    """Name what came of a sentence: edit, which, where, or the server's own word."""
    if outcome["outcome"] == "completed":
        return "edit"
    if outcome["outcome"] == "question":
        return "which" if outcome["plan"].get("choice") else "where"
    return str(outcome["outcome"])


def pixels(encoded: bytes) -> np.ndarray:
    """Decode a picture."""
    return cv2.imdecode(np.frombuffer(encoded, np.uint8), cv2.IMREAD_COLOR)


if __name__ == "__main__":
    main()
