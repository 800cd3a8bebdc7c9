"""Write what pycocotools makes of 10,000 masks: sample.txt and digest.txt beside this file.

Needs numpy and pycocotools 2.0.x: `python generate.py`. The masks come from SplitMix64 numbers, so
that the Java test makes the same ones. A line is: number height width area x y boxwidth boxheight
counts. digest.txt is the SHA-256 of all lines, sample.txt holds the first of them.
Each mask is decoded again from its counts here, and from counts given as plain numbers.
"""

import hashlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pycocotools import mask as coco

MASKS = 10_000
SAMPLE = 50
HERE = Path(__file__).parent


def numbers(seed: int, count: int) -> NDArray[np.int64]:
    """Return SplitMix64's first numbers after `seed`, each shifted down to 31 bits."""
    with np.errstate(over="ignore"):
        steps = np.arange(1, count + 1, dtype=np.uint64)
        z = np.uint64(seed) + steps * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return ((z ^ (z >> np.uint64(31))) >> np.uint64(33)).astype(np.int64)


def mask_of(number: int) -> NDArray[np.uint8]:
    """Return mask `number`: noise when it is even, else rectangles joined by exclusive or."""
    width, height, density = numbers(number, 3) % 96 + 1
    if number % 2 == 0:
        noise = numbers(number + MASKS, width * height) % 100 < density
        return noise.reshape(height, width).astype(np.uint8)
    mask = np.zeros((height, width), np.uint8)
    for n in range(density % 7):
        x, y, w, h = numbers(number + (n + 2) * MASKS, 4)
        x, y = x % width, y % height
        mask[y : y + 1 + h % height, x : x + 1 + w % width] ^= 1
    return mask


def line_of(number: int) -> str:
    """Return what pycocotools says of mask `number`."""
    mask = mask_of(number)
    encoded = coco.encode(np.asfortranarray(mask))
    if not np.array_equal(coco.decode(encoded), mask):
        raise AssertionError(f"mask {number} does not come back")
    flat = mask.flatten(order="F")
    changes = np.flatnonzero(np.diff(flat)) + 1
    counts = np.diff(np.concatenate([[0], changes, [flat.size]])).tolist()
    plain = {"size": list(mask.shape), "counts": ([0] if flat[0] else []) + counts}
    if coco.frPyObjects(plain, *mask.shape)["counts"] != encoded["counts"]:
        raise AssertionError(f"the plain counts of mask {number} are others")
    x, y, w, h = (int(v) for v in coco.toBbox(encoded))
    area = int(coco.area(encoded))
    height, width = mask.shape
    return f"{number} {height} {width} {area} {x} {y} {w} {h} {encoded['counts'].decode()}\n"


def main() -> None:
    """Write both files."""
    lines = [line_of(number) for number in range(MASKS)]
    (HERE / "sample.txt").write_text("".join(lines[:SAMPLE]), encoding="ascii")
    digest = hashlib.sha256("".join(lines).encode("ascii")).hexdigest()
    (HERE / "digest.txt").write_text(digest + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
