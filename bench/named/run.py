"""How often a thing is found by its name, how well its mask fits, and what is found wrongly.

Needs a running stack (`./chatbrush up --detach`) and the cut-outs of segmentation/composites.py:

    ./chatbrush bench named --stamps FOLDER [--photos FOLDER]

Things of known outline are pasted onto the photos of testdata (segmentation/composites.py says how)
and asked for by their names through REST, beside one click in their middle and a tight box. Then
every name of the detector is asked for on real photos, whose contents present.json lists. Prints
Markdown tables; --details writes every figure as JSON.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT / "bench"), str(HERE.parent / "segmentation")]

import clicks  # noqa: E402 (found by the line above)
import composites  # noqa: E402
from client import Editor, Session  # noqa: E402

COPIES = 3
SHARES = (0.25, 0.65)  # of the thing's longer side in the picture's shorter one
GOOD = 0.7  # intersection over union
SMALL, LARGE = 0.03, 0.1  # shares of the picture
Row = dict[str, Any]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--address", default="http://127.0.0.1:8080")
    parser.add_argument("--stamps", type=Path, required=True)
    parser.add_argument("--photos", type=Path, help="further photos that present.json lists")
    parser.add_argument("--details", type=Path, help="write every figure there, as JSON")
    arguments = parser.parse_args()
    editor = Editor(arguments.address)
    rows = list(pasted(editor, arguments.stamps))
    print_found(rows)
    photos = photos_of([composites.PHOTOS, arguments.photos])
    false = list(absent(editor, photos))
    print_false(false, photos)
    if arguments.details:
        content = {"pasted": rows, "false": false}
        arguments.details.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def pasted(editor: Editor, stamps: Path) -> Iterator[Row]:
    """Ask for every cut-out on some photos. The same pictures at each run."""
    rng = np.random.default_rng(7)
    composites.OBJECT_SHARE = SHARES
    listing = json.loads((HERE / "cutouts.json").read_text(encoding="utf-8"))
    for number, entry in enumerate(listing * COPIES):
        cut_out = composites.read_cut_out(stamps / entry["path"], entry["sha256"])
        copy = number // len(listing)
        photo = composites.BACKGROUNDS[(number * 3 + copy) % len(composites.BACKGROUNDS)]
        aspect = composites.ASPECTS[(number + copy) % len(composites.ASPECTS)]
        scene = composites.read_background(composites.PHOTOS / photo, aspect, rng)
        picture, truth = composites.paste(cut_out, scene, rng)
        session = opened(editor, picture)
        yield {
            "name": entry["name"],
            "object": cut_out.name,
            "photo": photo,
            "share": float(truth.mean()),
            **by_name(session, entry["name"], truth),
            "click": overlap(session, truth, points=[clicks.centre(truth)]),
            "box": overlap(session, truth, box=clicks.box(truth)),
        }


def opened(editor: Editor, picture: np.ndarray) -> Session:
    """Upload RGB pixels."""
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        cv2.imwrite(file.name, picture[..., ::-1])
        return editor.open(Path(file.name))


def by_name(session: Session, name: str, truth: np.ndarray) -> Row:
    """Count what has the name, and the best overlap of one of them with the truth."""
    try:
        reply, timings = session.select(text=name)
    except RuntimeError as none:
        if "NAME_NOT_FOUND" not in str(none):
            raise
        return {"finds": 0, "iou": 0.0}
    numbers = [find["number"] for find in reply["finds"]]
    ious = [overlap(session, truth, text=name, numbers=[number]) for number in numbers]
    return {"finds": len(numbers), "iou": max(ious), "millis": timings["client"]}


def overlap(session: Session, truth: np.ndarray, **selection: Any) -> float:  # noqa: ANN401 (JSON)
    """Intersection over union of what that selects and the truth."""
    session.select(**selection)
    mask = cv2.imdecode(np.frombuffer(session.mask(), np.uint8), cv2.IMREAD_GRAYSCALE)
    return clicks.overlap(mask > 127, truth)


def photos_of(folders: Iterable[Path | None]) -> dict[Path, Row]:
    """Photos that present.json lists, and what they show."""
    present = json.loads((HERE / "present.json").read_text(encoding="utf-8"))
    files = (file for folder in folders if folder for file in sorted(folder.iterdir()))
    return {path: present[path.name] for path in files if path.name in present}


def absent(editor: Editor, photos: dict[Path, Row]) -> Iterator[Row]:
    """Ask for everything, also for what a photo does not show."""
    names = known_names()
    for path, present in photos.items():
        session = editor.open(path)
        for name in names:
            try:
                reply, _ = session.select(text=name)
            except RuntimeError as none:
                if "NAME_NOT_FOUND" not in str(none):
                    raise
                if name in present["shows"]:
                    yield {"photo": path.name, "name": name, "shown": True, "score": 0.0}
                continue
            shown = name in present["shows"]
            tolerated = name in present.get("looks_like", [])
            score = max(find["score"] for find in reply["finds"])
            if not tolerated:
                yield {"photo": path.name, "name": name, "shown": shown, "score": score}


def known_names() -> list[str]:
    """Every label of the detector."""
    sys.path.insert(0, str(ROOT / "tensorrt-build/src"))
    from tensorrt_build.repository.model_config import read_config

    config = read_config(ROOT / "triton-model-repo/coco_objects/config.pbtxt")
    return [label["id"] for label in json.loads(config.parameters["chatbrush.labels"])]


def print_found(rows: list[Row]) -> None:
    """Tables by class and by size."""
    print(f"{len(rows)} things on photos that do not go with them\n")
    print_table("class", rows, lambda row: row["name"])
    print_table("size", rows, size_of)


def size_of(row: Row) -> str:
    """Name the size of a thing in its picture."""
    if row["share"] < SMALL:
        return f"below {SMALL:.0%}"
    return f"above {LARGE:.0%}" if row["share"] > LARGE else f"{SMALL:.0%} to {LARGE:.0%}"


def print_table(title: str, rows: list[Row], key: Callable[[Row], str]) -> None:
    """One line a group, and one for all."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    print(
        f"| {title} | things | found, IoU ≥ {GOOD} | … alone | something else | nothing |"
        f" one click ≥ {GOOD} | box ≥ {GOOD} |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for name, group in [*sorted(groups.items()), ("**all**", rows)]:
        right = [row for row in group if row["iou"] >= GOOD]
        alone = sum(row["finds"] == 1 for row in right)
        wrong = sum(row["finds"] > 0 and row["iou"] < GOOD for row in group)
        none = sum(row["finds"] == 0 for row in group)
        click, box = (sum(row[way] >= GOOD for row in group) for way in ("click", "box"))
        figures = (len(group), len(right), alone, wrong, none, click, box)
        print(f"| {name} | " + " | ".join(map(str, figures)) + " |")
    print()


def print_false(found: list[Row], photos: dict[Path, Row]) -> None:
    """Tell what is there and found, and what is found and not there."""
    shown = [row for row in found if row["shown"]]
    false = [row for row in found if not row["shown"]]
    seen = sum(row["score"] > 0 for row in shown)
    told = sum(len(one["shows"]) + len(one.get("looks_like", [])) for one in photos.values())
    asked = len(photos) * len(known_names()) - told
    print(f"{seen} of {len(shown)} names of what {len(photos)} photos show are found.")
    print(f"{len(false)} of {asked} names of what they do not show are found:")
    for row in false:
        print(f"- {row['photo']}: {row['name']} {row['score']:.2f}")


if __name__ == "__main__":
    main()
