"""How well clicks and boxes find objects whose outline is known.

Needs a running stack (`./chatbrush up --detach`) and the composites (composites.py):

    ./chatbrush bench segmentation --composites FOLDER [--family sam2_tiny] [--tidy found nothing]

Every mask comes through the REST interface, so the service's own choices are measured. Prints
Markdown tables; --details writes every figure as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import clicks
import numpy as np
from samples import Sample, composites, outlines

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "bench"))

from client import Editor, Session  # noqa: E402 (found by the line above)

COLUMNS = {
    "click": "1 click",
    "click_oracle": "1 click, best candidate",
    "second": "2 clicks",
    "third": "3 clicks, the last excludes",
    "box": "box",
    "box_oracle": "box, best candidate",
}
Row = dict[str, Any]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--address", default="http://127.0.0.1:8080")
    parser.add_argument("--composites", type=Path, help="folder that composites.py wrote")
    parser.add_argument("--family", help="models to prefer meanwhile, such as sam2_tiny")
    parser.add_argument(
        "--tidy",
        nargs="+",
        choices=("found", "nothing"),
        default=["found"],
        help="nothing: masks as the model gave them; both: a table of each, on the same clicks",
    )
    parser.add_argument("--details", type=Path, help="write every figure there, as JSON")
    arguments = parser.parse_args()
    chosen = list(outlines())
    if arguments.composites:
        chosen += composites(arguments.composites)
    editor = Editor(arguments.address)
    with preferred(arguments.family):
        rows = [
            row
            for sample in chosen
            for row in measured(editor, sample, arguments.family, arguments.tidy)
        ]
    for tidy in arguments.tidy:
        print(f"\ntidy: {tidy}, ", end="")
        print_tables([row for row in rows if row["tidy"] == tidy])
    if arguments.details:
        arguments.details.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


@contextmanager
def preferred(family: str | None) -> Iterator[None]:
    """Raise the family's rank in the running stack's repository; Triton loads that by itself."""
    if family is None:
        yield
        return
    home = Path(os.environ.get("CHATBRUSH_HOME", ROOT / ".chatbrush"))
    config = home / "models/cpu" / f"{family}_decoder" / "config.pbtxt"
    if not config.is_file():
        raise SystemExit(f"{config} is missing: './chatbrush models pull {family}', then up again")
    before = config.read_text(encoding="utf-8")
    rank = re.compile(r'(key: "chatbrush\.rank"\s*value:?\s*\{\s*string_value: ")\d+')
    changed, count = rank.subn(r"\g<1>99", before)
    if count != 1:
        raise SystemExit(f"{config} must hold one chatbrush.rank, found {count}")
    config.write_text(changed, encoding="utf-8")
    try:
        yield
    finally:
        config.write_text(before, encoding="utf-8")


def measured(editor: Editor, sample: Sample, family: str | None, ways: list[str]) -> Iterator[Row]:
    """Measure each way of tidying; the clicks answer the masks of the first."""
    points: list[clicks.Point] = [clicks.centre(sample.truth)]
    for tidy in ways:
        yield measure(editor, sample, family, tidy, points)


def measure(
    editor: Editor, sample: Sample, family: str | None, tidy: str, chosen: list[clicks.Point]
) -> Row:
    """Overlap with the truth for every way of pointing at one object.

    chosen: the clicks, the first one or all three; those that lack are added.
    """
    session = editor.open(sample.picture)
    truth = sample.truth
    refine = {"tidy": tidy}
    points = chosen[:1]
    reply = first_reply(session, points, family, refine)
    row: Row = {"kind": sample.kind, "name": sample.name, "half": sample.half, "tidy": tidy}
    row["model"] = reply["model"]
    row["click"] = clicks.overlap(truth, mask_of(reply))
    for step, next_click in (("second", clicks.missing), ("third", clicks.excess)):
        if len(chosen) == len(points):
            chosen.append(next_click(truth, mask_of(reply)))
        points = chosen[: len(points) + 1]
        reply, _ = session.select(points=points, refine=refine)
        row[step] = clicks.overlap(truth, mask_of(reply))
    row["click_oracle"] = max(row["click"], best(session, truth, points=points[:1], refine=refine))
    box = clicks.box(truth)
    reply, _ = session.select(box=box, refine=refine)
    row["box"] = clicks.overlap(truth, mask_of(reply))
    row["box_oracle"] = max(row["box"], best(session, truth, box=box, refine=refine))
    print(f"{sample.name}: " + ", ".join(f"{k} {row[k]:.3f}" for k in COLUMNS), file=sys.stderr)
    return row


def first_reply(
    session: Session, points: list[clicks.Point], family: str | None, refine: Row
) -> Row:
    """Click; where a family is asked for, until that family answers (or 60 seconds have gone)."""
    deadline = time.monotonic() + 60
    while True:
        reply, _ = session.select(points=points, refine=refine)
        if family is None or reply["model"].startswith(family):
            return reply
        if time.monotonic() > deadline:
            raise SystemExit(f"{reply['model']} answers instead of {family}; is it loaded?")
        time.sleep(2)


def best(session: Session, truth: clicks.Mask, **prompt: object) -> float:
    """Return the overlap of the best of the candidates that the service offers."""
    reply, _ = session.select(**prompt)
    overlaps = []
    for candidate in reply["candidates"]:
        other, _ = session.select(candidate=candidate["index"], **prompt)
        overlaps.append(clicks.overlap(truth, mask_of(other)))
    return max(overlaps)


def mask_of(reply: Row) -> clicks.Mask:
    """Unpack COCO run lengths (column-major, the first run is of unselected pixels)."""
    counts = np.array(reply["rle"]["counts"], np.int64)
    values = np.repeat(np.arange(len(counts)) % 2 == 1, counts)
    height, width = reply["rle"]["size"]
    return values.reshape(width, height).T


def print_tables(rows: list[Row]) -> None:
    """Print mean overlaps by kind and half, and the cases that went worst."""
    print(f"model: {', '.join(sorted({row['model'] for row in rows}))}\n")
    print("| mean IoU | objects | " + " | ".join(COLUMNS.values()) + " |")
    print("|---|---|" + "---|" * len(COLUMNS))
    for kind in sorted({row["kind"] for row in rows}):
        for half in ("tuned", "held out"):
            print_line(
                f"{kind}, {half}", [r for r in rows if (r["kind"], r["half"]) == (kind, half)]
            )
    for half in ("tuned", "held out"):
        print_line(f"all, {half}", [row for row in rows if row["half"] == half])
    print_line("**all**", rows)
    print("\n| box below 0.8 | IoU | best candidate |\n|---|---|---|")
    for row in sorted(rows, key=lambda each: each["box"]):
        if row["box"] < 0.8:
            print(f"| {row['name']} | {row['box']:.3f} | {row['box_oracle']:.3f} |")


def print_line(title: str, rows: list[Row]) -> None:
    """Print one line of the table, if it has any objects."""
    if rows:
        means = (np.mean([row[key] for row in rows]) for key in COLUMNS)
        print(f"| {title} | {len(rows)} | " + " | ".join(f"{mean:.3f}" for mean in means) + " |")


if __name__ == "__main__":
    main()
