"""Says how near an engine's result is to FP32's, by what a person would see of it.

Everything is measured on a mosaic of four real photos. Drawn scenes flatter: there masks from
MobileSAM's encoder in BF16 overlap FP32's by 0.9996, on photos by 0.98.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from tensorrt_build.errors import BuildError
from tensorrt_build.graph.run_check import Arrays
from tensorrt_build.weights.manifest import MODULE_FOLDER

PHOTOS = MODULE_FOLDER.parent / "testdata" / "photos"
TILES = (("coffee.jpg", "dandelion.jpg"), ("cat.jpg", "cameraman.jpg"))
SIDE = 1024  # of a segmenter's picture
CLICKS = 6  # along each side of the mosaic
LEAST_MEAN_IOU = 0.995  # as between our masks and the published predictor's
LEAST_IOU = 0.99
LEAST_PSNR = 45.0  # dB: a pixel differs by one and a half grey levels
Runner = Callable[[Arrays], Arrays]


@dataclass(frozen=True)
class Fidelity:
    """How near, in figures for the report, and whether that is near enough."""

    near: bool
    figures: dict[str, float]


class Judge(Protocol):
    """Compares the outputs of one network."""

    @property
    def criterion(self) -> str:
        """What is compared, in words."""
        ...

    def inputs(self) -> Arrays:
        """Make what the network is asked."""
        ...

    def compare(self, expected: Arrays, found: Arrays) -> Fidelity:
        """Hold what an engine gave against what FP32 gave."""
        ...


@dataclass(frozen=True)
class PictureJudge:
    """Judges pictures by their peak signal-to-noise ratio, in dB over 8 bits.

    side: pixels of the inputs `image` and `mask` (255 = keep, 0 = fill).
    """

    side: int
    criterion: str = "PSNR of the picture"

    def inputs(self) -> Arrays:
        """Show the mosaic, the middle of it to be filled, axes [1, C, H, W]."""
        mask = np.full((1, 1, self.side, self.side), 255, np.uint8)
        middle = slice(self.side * 3 // 8, self.side * 5 // 8)
        mask[:, :, middle, middle] = 0
        return {"image": mosaic(self.side).transpose(2, 0, 1)[None].copy(), "mask": mask}

    def compare(self, expected: Arrays, found: Arrays) -> Fidelity:
        """Take the worst output."""
        psnr = min(_psnr(expected[name], found[name]) for name in expected)
        return Fidelity(psnr >= LEAST_PSNR, {"psnr": round(psnr, 1)})


@dataclass(frozen=True)
class EncoderJudge:
    """Judges an encoder by the masks that its decoder makes of both embeddings.

    decoder: the decoder in FP32.
    """

    decoder: Runner
    criterion: str = "IoU of masks"

    def inputs(self) -> Arrays:
        """Show the mosaic."""
        return {"image": mosaic(SIDE)}

    def compare(self, expected: Arrays, found: Arrays) -> Fidelity:
        """Click everywhere."""
        return _masks_agree(
            (self.decoder(expected | click), self.decoder(found | click)) for click in clicks()
        )


@dataclass(frozen=True)
class DecoderJudge:
    """Judges a decoder by its mask of one click, from FP32's embedding.

    encoder: the encoder in FP32.
    """

    encoder: Runner
    criterion: str = "IoU of masks"

    def inputs(self) -> Arrays:
        """Click once on the mosaic."""
        return self.encoder({"image": mosaic(SIDE)}) | clicks()[0]

    def compare(self, expected: Arrays, found: Arrays) -> Fidelity:
        """Take the best mask of that click."""
        return _masks_agree([(expected, found)])


def mosaic(side: int) -> NDArray[np.uint8]:
    """Lay the four photos together, each stretched to a quarter, uint8 RGB [side, side, 3].

    Errors: BuildError when a photo is missing.
    """
    import cv2  # not in NVIDIA's container, which chooses no engines

    half = side // 2
    rows = []
    for names in TILES:
        photos = [cv2.imread(str(PHOTOS / name)) for name in names]
        if any(photo is None for photo in photos):
            raise BuildError(
                f"{PHOTOS} lacks one of {', '.join(names)}: engines are judged by them"
            )
        tiles = [cv2.resize(p, (half, half), interpolation=cv2.INTER_AREA) for p in photos]
        rows.append(np.concatenate(tiles, axis=1))
    picture: NDArray[np.uint8] = np.ascontiguousarray(np.concatenate(rows)[:, :, ::-1])
    return picture


def clicks() -> list[Arrays]:
    """Spread include points over the mosaic, each with the padding point that a decoder wants."""
    places = [(i + 0.5) * SIDE / CLICKS for i in range(CLICKS)]
    return [
        {
            "point_coords": np.array([[x, y], [0, 0]], np.float32),
            "point_labels": np.array([1, -1], np.float32),
            "mask_input": np.zeros((1, 256, 256), np.float32),
            "has_mask_input": np.zeros(1, np.float32),
        }
        for y in places
        for x in places
    ]


def _masks_agree(pairs: Iterable[tuple[Arrays, Arrays]]) -> Fidelity:
    """Compare, of each pair of answers, the masks that FP32 thinks best."""
    overlaps = []
    for expected, found in pairs:
        best = int(np.argmax(expected["iou_predictions"]))
        overlaps.append(_iou(expected["low_res_masks"][best], found["low_res_masks"][best]))
    mean, least = float(np.mean(overlaps)), float(np.min(overlaps))
    figures = {"mean_iou": round(mean, 4), "least_iou": round(least, 4)}
    return Fidelity(mean >= LEAST_MEAN_IOU and least >= LEAST_IOU, figures)


def _iou(one: NDArray[Any], other: NDArray[Any]) -> float:
    """Intersection over union of two masks of logits; two empty ones agree."""
    union = np.count_nonzero((one > 0) | (other > 0))
    return np.count_nonzero((one > 0) & (other > 0)) / union if union else 1.0


def _psnr(one: NDArray[Any], other: NDArray[Any]) -> float:
    error = float(np.mean((one.astype(np.float32) - other.astype(np.float32)) ** 2))
    return 10 * float(np.log10(255.0**2 / error)) if error else 99.0
