"""How far a result is from the truth, where an eye would look."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from cases import Case, Mask
from grounds import Picture
from numpy.typing import NDArray

NEAR = 12  # pixels around a mask in which something may be left over
SEEN = 15  # (0..255) differences that are seen on a plain ground
SHARE = 0.12  # of the thing's colour
RIM = 30
BAND = 8


@dataclass(frozen=True)
class Erased:
    """How well a thing was erased.

    psnr: dB over all that the thing covered; gmsd: how unevenly edges differ from the ground's in
    and around the hole, 0 for the same (Xue et al. 2014, "Gradient magnitude similarity
    deviation"), in OpenCV's implementation; left: pixels around the mask's edge that still show
    the thing; step: difference of the mean colours (0..255); beyond: pixels changed outside the
    person's mask.
    """

    psnr: float
    gmsd: float
    left: int
    step: float
    beyond: int

    @classmethod
    def of(cls, case: Case, result: Picture) -> Erased:
        """Compare with the ground that is known."""
        covered = case.mask | (case.share > 0.02)
        off = result.astype(float) - case.truth
        squares = (off[covered] ** 2).mean()
        changed = (result != case.picture).any(axis=2) & ~case.mask
        return cls(
            psnr=float(10 * np.log10(255**2 / max(squares, 0.1))),
            gmsd=_gmsd(case, result),
            left=int(_left(case, off).sum()),
            step=float(np.abs(off[covered].mean(axis=0)).max()),
            beyond=int(changed.sum()),
        )


def _gmsd(case: Case, result: Picture) -> float:
    rows, columns = np.nonzero(case.mask)
    around = tuple(
        slice(max(0, int(at.min()) - NEAR), int(at.max()) + NEAR) for at in (rows, columns)
    )
    truth, made = (cv2.cvtColor(each[around], cv2.COLOR_RGB2GRAY) for each in (case.truth, result))
    return float(cv2.quality.QualityGMSD_compute(truth, made)[0][0])


def _left(case: Case, off: NDArray[np.float64]) -> Mask:
    """Return where the result lies on the way from the ground to the thing."""
    inner = cv2.erode(case.mask.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    outer = cv2.dilate(case.mask.astype(np.uint8), np.ones((2 * NEAR + 1,) * 2, np.uint8)) > 0
    way = np.array(case.colour, float) - case.truth
    share = (off * way).sum(axis=2) / np.maximum((way**2).sum(axis=2), 1)
    left: Mask = outer & ~inner & (share > SHARE) & (np.abs(off).max(axis=2) > SEEN)
    return left


@dataclass(frozen=True)
class Recoloured:
    """How well a thing got its new colour.

    rim: pixels at its edge that are not the new colour mixed with the ground as the old one was;
    difference: CIE76, of the middle's median to the colour that was asked for.
    """

    rim: int
    difference: float

    @classmethod
    def of(cls, case: Case, code: str, result: Picture) -> Recoloured:
        """Compare with the mixture that is known."""
        share = case.share[..., None]
        middle = cv2.erode((case.share > 0.99).astype(np.uint8), np.ones((13, 13), np.uint8))
        if not middle.any():
            middle = (case.share > 0.99).astype(np.uint8)
        weight = cv2.GaussianBlur(middle.astype(float), (0, 0), 10)[..., None]
        new = cv2.GaussianBlur(result * middle[..., None].astype(float), (0, 0), 10)
        new = new / np.maximum(weight, 1e-9)
        wrong = np.abs(result - (new * share + case.truth * (1 - share))).max(axis=2)
        edge = cv2.dilate((case.share > 0.02).astype(np.uint8), np.ones((BAND * 2 + 1,) * 2))
        edge -= cv2.erode((case.share > 0.98).astype(np.uint8), np.ones((BAND * 2 + 1,) * 2))
        wanted = np.frombuffer(bytes.fromhex(code[1:]), np.uint8)
        off = np.median(_lab(result[middle > 0]), axis=0) - _lab(wanted[None])[0]
        return cls(int(((wrong > RIM) & (edge > 0)).sum()), float(np.hypot.reduce(off)))


def _lab(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    return cv2.cvtColor(pixels[None].astype(np.float32) / 255, cv2.COLOR_RGB2Lab)[0]
