"""Composites whose truth is exact: photographed cut-outs with alpha, pasted onto real photos.

    python bench/segmentation/composites.py --stamps FOLDER --output FOLDER

FOLDER with the cut-outs is usr/share/tuxpaint/stamps of Debian's tuxpaint-stamps-default
2022.06.04-1 (GPL-2, so they are fetched and not kept here):

    apt-get download tuxpaint-stamps-default && dpkg-deb -x tuxpaint-stamps-default_*.deb FOLDER

Writes NN-NAME.png, NN-NAME.mask.png (255 where the object covers more than half a pixel) and
index.json. The same seed gives the same pictures.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import cv2
import matching
import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).parent
PHOTOS = HERE.parents[1] / "testdata/photos"
BACKGROUNDS = (
    "astronaut.jpg",
    "cat.jpg",
    "coffee.jpg",
    "dandelion.jpg",
    "raccoon.jpg",
    "rocket.jpg",
    "grace-hopper.jpg",
    "dandelion-16mpx.jpg",
)
ASPECTS = ((4, 3), (3, 4), (1, 1), (16, 9))
LONGEST_SIDE = 704
OBJECT_SHARE = (0.35, 0.65)  # its longer side, of the picture's shorter side
COPIES = 2


@dataclass(frozen=True)
class CutOut:
    """A photographed object: float32 [h, w, 3] RGB in 0..255 and float32 [h, w] alpha in 0..1."""

    name: str
    rgb: NDArray[np.float32]
    alpha: NDArray[np.float32]


def main() -> None:
    """Read the command line and write the pictures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--stamps", type=Path, default=Path("/usr/share/tuxpaint/stamps"))
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    index = write(arguments.stamps, arguments.output, arguments.seed)
    print(f"{len(index)} composites in {arguments.output}")


def write(stamps: Path, output: Path, seed: int) -> list[dict[str, str]]:
    """Make every composite; returns what index.json holds."""
    output.mkdir(parents=True, exist_ok=True)
    listing = json.loads((HERE / "cutouts.json").read_text(encoding="utf-8"))
    rng = np.random.default_rng(seed)
    index = []
    for number in range(len(listing) * COPIES):
        entry = listing[number % len(listing)]
        cut_out = read_cut_out(stamps / entry["path"], entry["sha256"])
        background = BACKGROUNDS[(number * 3 + number // len(listing)) % len(BACKGROUNDS)]
        scene = read_background(
            PHOTOS / background, ASPECTS[(number + number // len(listing)) % len(ASPECTS)], rng
        )
        picture, truth = paste(cut_out, scene, rng)
        name = f"{number:02d}-{cut_out.name}"
        cv2.imwrite(str(output / f"{name}.png"), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
        cv2.imwrite(str(output / f"{name}.mask.png"), truth.astype(np.uint8) * 255)
        index.append({"name": name, "object": cut_out.name, "background": background})
    (output / "index.json").write_text(json.dumps(index, indent=1) + "\n", encoding="utf-8")
    return index


def read_cut_out(path: Path, sha256: str) -> CutOut:
    """Read a stamp, cut to where it is not transparent. Errors: SystemExit with what to do."""
    if not path.is_file():
        raise SystemExit(f"{path} is missing. How to get the cut-outs:\n{__doc__}")
    data = path.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        raise SystemExit(f"{path}: expected SHA-256 {sha256}, found {found}: another version?")
    rgba = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    rows, columns = np.nonzero(rgba[..., 3] > 127)
    rgba = rgba[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    rgb = cv2.cvtColor(np.ascontiguousarray(rgba[..., :3]), cv2.COLOR_BGR2RGB).astype(np.float32)
    return CutOut(path.stem, rgb, rgba[..., 3].astype(np.float32) / 255)


def read_background(
    path: Path, aspect: tuple[int, int], rng: np.random.Generator
) -> NDArray[np.float32]:
    """Cut a window of that aspect out of a photo: float32 [h, w, 3] RGB, at most LONGEST_SIDE."""
    photo = cv2.cvtColor(cv2.imread(str(path), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
    height, width = photo.shape[:2]
    unit = min(width / aspect[0], height / aspect[1]) * rng.uniform(0.8, 1)
    w, h = int(aspect[0] * unit), int(aspect[1] * unit)
    left, top = int(rng.integers(0, width - w + 1)), int(rng.integers(0, height - h + 1))
    window = photo[top : top + h, left : left + w]
    scale = min(1.0, LONGEST_SIDE / max(w, h))
    size = (round(w * scale), round(h * scale))
    return cv2.resize(window, size, interpolation=cv2.INTER_AREA).astype(np.float32)


def paste(
    cut_out: CutOut, scene: NDArray[np.float32], rng: np.random.Generator
) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Paste a cut-out somewhere into the scene: uint8 [h, w, 3] RGB and bool [h, w] truth."""
    rgb, alpha = scaled(cut_out, min(scene.shape[:2]) * rng.uniform(*OBJECT_SHARE))
    height, width = alpha.shape
    top = int(rng.integers(0, scene.shape[0] - height + 1))
    left = int(rng.integers(0, scene.shape[1] - width + 1))
    place = (slice(top, top + height), slice(left, left + width))
    behind = scene[place]
    everywhere = np.ones((height, width), bool)
    rgb, alpha = matching.match_blur(
        rgb, alpha, matching.sharpness(matching.gray(behind), everywhere)
    )
    rgb = matching.match_light(rgb, alpha, behind)
    own, target = (matching.noise_level(matching.gray(part)) for part in (rgb, scene))
    rgb = matching.match_noise(rgb, own, target, rng)
    picture = scene.copy()
    picture[place] = behind + (rgb - behind) * alpha[..., None]
    truth = np.zeros(scene.shape[:2], bool)
    truth[place] = alpha > 0.5
    return np.clip(np.rint(picture), 0, 255).astype(np.uint8), truth


def scaled(cut_out: CutOut, side: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Shrink to a longer side of `side` pixels, never enlarge; a 4-pixel clear border around."""
    factor = min(1.0, side / max(cut_out.alpha.shape))
    size = tuple(max(1, round(length * factor)) for length in reversed(cut_out.alpha.shape))
    weighted = cv2.resize(
        cut_out.rgb * cut_out.alpha[..., None], size, interpolation=cv2.INTER_AREA
    )
    alpha = cv2.resize(cut_out.alpha, size, interpolation=cv2.INTER_AREA)
    rgb = weighted / np.maximum(alpha, 1e-4)[..., None]
    rgb = cv2.copyMakeBorder(rgb, 4, 4, 4, 4, cv2.BORDER_REPLICATE)
    return rgb, cv2.copyMakeBorder(alpha, 4, 4, 4, 4, cv2.BORDER_CONSTANT, value=0.0)


if __name__ == "__main__":
    main()
