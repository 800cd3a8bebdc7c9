"""How close the service's masks come to the published predictor's, prompt by prompt.

    python bench/segmentation/parity.py --reference reference.tsv [--address http://127.0.0.1:8080]

Needs a running stack whose best segmenter is mobile_sam, and what reference.py wrote. Photos are
sent as PNG of the very pixels that the predictor saw. Of a prompt with a box the candidate that the
predictor took is compared: the service's own choice is another there. Masks are asked for as the
model gave them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

import clicks
import cv2
import numpy as np
from run import mask_of

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "bench"))

from client import Editor, Session  # noqa: E402 (found by the line above)

PHOTOS = ROOT / "testdata/photos"
GOAL = 0.995
Case = tuple[str, dict[str, Any], clicks.Mask]


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--address", default="http://127.0.0.1:8080")
    parser.add_argument("--reference", type=Path, required=True)
    arguments = parser.parse_args()
    editor = Editor(arguments.address)
    lines = arguments.reference.read_text(encoding="utf-8").splitlines()
    sessions: dict[str, Session] = {}
    overlaps = []
    for number, (photo, prompt, expected) in enumerate(map(read_case, lines)):
        if photo not in sessions:
            sessions[photo] = open_as_png(editor, PHOTOS / photo)
        found = max(
            answers(sessions[photo], prompt), key=lambda mask: clicks.overlap(expected, mask)
        )
        overlaps.append(clicks.overlap(expected, found))
        if overlaps[-1] < GOAL:
            different = int(np.count_nonzero(expected != found))
            print(
                f"{number}: {photo} {prompt}: IoU {overlaps[-1]:.4f}, {different} pixels differ, "
                f"the mask has {int(expected.sum())}"
            )
    values = np.array(overlaps)
    print(
        f"{len(values)} masks: mean IoU {values.mean():.5f}, least {values.min():.4f}, "
        f"{np.count_nonzero(values >= GOAL)} at {GOAL} or above"
    )


def answers(session: Session, prompt: dict[str, Any]) -> list[clicks.Mask]:
    """Return the service's mask, or every candidate where the prompt has a box."""
    reply, _ = session.select(**prompt)
    if not prompt["box"]:
        return [mask_of(reply)]
    indices = [candidate["index"] for candidate in reply["candidates"]]
    return [mask_of(session.select(candidate=index, **prompt)[0]) for index in indices]


def read_case(line: str) -> Case:
    """Read a line of reference.py: photo, selection, mask."""
    photo, points, box, size, runs = line.split("\t")
    prompt: dict[str, Any] = {"points": [], "box": None, "refine": {"tidy": "nothing"}}
    if points != "-":
        for point in points.split(" "):
            x, y, label = point.split(",")
            prompt["points"].append({"x": float(x), "y": float(y), "label": label})
    if box != "-":
        prompt["box"] = dict(zip(("x0", "y0", "x1", "y1"), map(float, box.split(",")), strict=True))
    rle = {"size": [int(side) for side in size.split()], "counts": [int(n) for n in runs.split()]}
    return photo, prompt, mask_of({"rle": rle})


def open_as_png(editor: Editor, photo: Path) -> Session:
    """Upload the photo's pixels, free of another JPEG decoder's roundings."""
    with tempfile.TemporaryDirectory() as folder:
        png = Path(folder) / f"{photo.stem}.png"
        cv2.imwrite(str(png), cv2.imread(str(photo)))
        return editor.open(png)


if __name__ == "__main__":
    main()
