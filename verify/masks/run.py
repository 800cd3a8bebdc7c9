"""Masks agree with their clicks, have no dots, and hold a wire to its ends.

./chatbrush verify masks               # two minutes
./chatbrush verify masks --short       # 20 seconds
./chatbrush verify masks --as-found    # the model's answers as they came: must fail
"""

import argparse
import itertools
import sys
from typing import Any

import numpy as np
from drawing import CLICKED, PHOTOS, SKY, WIRES, encoded, sky
from numpy.typing import NDArray
from shapes import dots, unpacked

from bench.client import Editor, Session
from verify.figures import Figures
from verify.stack import add_arguments, running

Json = dict[str, Any]
SEED = 16
PROMPTS = 300
PROMPTS_SHORT = 42
CLICKS = 10
CLICKS_SHORT = 2
AS_FOUND = {"tidy": "nothing"}


def main() -> int:
    """Click about on the photos and on two wires."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    parser.add_argument("--as-found", action="store_true", help="ask for masks as the model gave")
    options = parser.parse_args()
    figures = Figures("masks")
    refine = AS_FOUND if options.as_found else {}
    with running(options.home) as stack:
        editor = Editor(stack.address)
        sessions = [editor.open(photo) for photo in PHOTOS]
        agreement(figures, sessions, PROMPTS_SHORT if options.short else PROMPTS, refine)
        tidiness(figures, sessions, CLICKS_SHORT if options.short else CLICKS, refine)
        wires(figures, editor, refine)
    return figures.finish()


def agreement(figures: Figures, sessions: list[Session], prompts: int, refine: Json) -> None:
    """Judge whether includes are inside and excludes outside."""
    rng = np.random.default_rng(SEED)
    clicks = {"include": 0, "exclude": 0}
    kept = {"include": 0, "exclude": 0}
    changed = 0
    for number in range(prompts):
        session = sessions[number % len(sessions)]
        points = some_points(session, rng)
        mask = selected(session, points=points, refine=refine)
        for point in points:
            clicks[point["label"]] += 1
            inside = mask[pixel(point)]
            kept[point["label"]] += inside == (point["label"] == "include")
        changed += bool(np.any(mask != selected(session, points=points, refine=AS_FOUND)))
    figures.note("prompts of 2 to 4 points", prompts)
    figures.note("of them with another mask than the model's", changed)
    for label, side in (("include", "inside"), ("exclude", "outside")):
        share = 100 * kept[label] / clicks[label]
        figures.equals(f"{label}s {side}, of {clicks[label]}", share, 100, "%")


def some_points(session: Session, rng: np.random.Generator) -> list[Json]:
    """Return 2 to 4 points anywhere, the first of them an include."""
    revision = session.view["revision"]
    points = []
    for number in range(int(rng.integers(2, 5))):
        x, y = rng.uniform(0, revision["width"]), rng.uniform(0, revision["height"])
        label = "include" if number == 0 or rng.random() < 0.5 else "exclude"
        points.append({"x": round(x, 1) % revision["width"], "y": y, "label": label})
    return points


def pixel(point: Json) -> tuple[int, int]:
    """Return the row and the column that a point is in."""
    return int(point["y"]), int(point["x"])


def tidiness(figures: Figures, sessions: list[Session], clicks: int, refine: Json) -> None:
    """Count holes and islands of clicked masks and of subjects."""
    rng = np.random.default_rng(SEED)
    holes = islands = holes_before = islands_before = most = 0
    for session in sessions:
        prompts: list[Json] = [{"points": some_points(session, rng)[:1]} for _ in range(clicks)]
        for prompt in [*prompts, {"subject": "subject"}]:
            clicked = pixel(prompt["points"][0]) if "points" in prompt else None
            before = dots(selected(session, **prompt, refine=AS_FOUND), clicked)
            after = dots(selected(session, **prompt, refine=refine), clicked)
            holes_before, islands_before = holes_before + before[0], islands_before + before[1]
            holes, islands = holes + after[0], islands + after[1]
            most = max(most, sum(before))
    figures.note("masks of clicks and subjects", len(sessions) * (clicks + 1))
    figures.note("holes as found", holes_before)
    figures.note("islands as found", islands_before)
    figures.note("most of both in one mask as found", most)
    figures.equals("holes", holes, 0)
    figures.equals("islands", islands, 0)


def wires(figures: Figures, editor: Editor, refine: Json) -> None:
    """Click on each of two wires before a sky, where they hang and where they cross."""
    for kind, rows in WIRES.items():
        session = editor.upload(encoded(sky(rows)), "wires.png")
        width = SKY[1]
        for number, (row, column) in enumerate(itertools.product(rows, CLICKED[kind])):
            point = {"x": column + 0.5, "y": row(column) + 1.0, "label": "include"}
            mask = selected(session, points=[point], refine=refine)
            columns = sum(bool(mask[row(x), x]) for x in range(width))
            name = f"{kind} wire, click {number + 1}"
            figures.at_least(f"columns of {width} of the {name}", columns, 620)
            figures.at_most(f"pixels a column of the {name}", mask.sum() / width, 16)


def selected(session: Session, **selection: Any) -> NDArray[np.bool_]:  # noqa: ANN401 (JSON)
    """Return the mask of a selection."""
    reply, _ = session.select(**selection)
    return unpacked(reply["rle"])


if __name__ == "__main__":
    sys.exit(main())
