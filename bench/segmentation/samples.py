"""Objects with known truth: outlines.json on the repository's photos, and the composites."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).parent
PHOTOS = HERE.parents[1] / "testdata/photos"
SUPERSAMPLING = 4


@dataclass(frozen=True)
class Sample:
    """One object. truth: bool [h, w]. half: "tuned" samples may shape rules, "held out" never."""

    kind: str
    name: str
    picture: Path
    truth: NDArray[np.bool_]
    half: str


def outlines() -> Iterator[Sample]:
    """Hand-outlined objects; a photo's objects are all in the same half."""
    entries = json.loads((HERE / "outlines.json").read_text(encoding="utf-8"))
    photos = list(dict.fromkeys(entry["photo"] for entry in entries))
    for entry in entries:
        path = PHOTOS / entry["photo"]
        height, width = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE).shape
        truth = rasterise(entry["polygons"], width, height)
        half = half_of(photos.index(entry["photo"]))
        yield Sample("outlines", f"{path.stem}: {entry['name']}", path, truth, half)


def composites(folder: Path) -> Iterator[Sample]:
    """Pictures that composites.py wrote; both copies of an object are in the same half."""
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    objects = list(dict.fromkeys(entry["object"] for entry in index))
    for entry in index:
        mask = cv2.imread(str(folder / f"{entry['name']}.mask.png"), cv2.IMREAD_GRAYSCALE)
        picture = folder / f"{entry['name']}.png"
        half = half_of(objects.index(entry["object"]))
        yield Sample("composites", entry["name"], picture, mask > 127, half)


def half_of(position: int) -> str:
    """Every other one is held out."""
    return "held out" if position % 2 else "tuned"


def rasterise(polygons: list[list[list[float]]], width: int, height: int) -> NDArray[np.bool_]:
    """Pixels that lie inside by more than half; polygons in pixels, first pixel's centre at 0.5."""
    fine = np.zeros((height * SUPERSAMPLING, width * SUPERSAMPLING), np.uint8)
    for polygon in polygons:
        corners = np.rint((np.array(polygon) * SUPERSAMPLING - 0.5) * 16).astype(np.int32)
        cv2.fillPoly(fine, [corners], 1, shift=4)
    blocks = fine.reshape(height, SUPERSAMPLING, width, SUPERSAMPLING)
    return blocks.mean(axis=(1, 3)) > 0.5
