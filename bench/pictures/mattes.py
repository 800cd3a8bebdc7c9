"""How far an opacity is from the true one, and what is seen of the old ground on a new one."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from cases import Case
from grounds import Picture, Plane
from numpy.typing import NDArray

SMOOTH = 1.4  # pixels, as in the benchmark of Rhemann et al. 2009
SEEN = 30  # (0..255) differences that make a rim


@dataclass(frozen=True)
class CutOut:
    """How well a thing was cut out.

    sad: sum of the absolute errors of opacity, in thousands; mse: a thousand times the mean square
    error; gradient: sum of the squared errors of its slopes; rim: pixels that are off by more than
    30 of 255 from the thing's own colour when laid on green.
    Source: Rhemann et al. 2009, "A perceptually motivated online benchmark for image matting".
    """

    sad: float
    mse: float
    gradient: float
    rim: int

    @classmethod
    def of(cls, case: Case, colours: Picture, opacity: NDArray[np.uint8]) -> CutOut:
        """Compare with the share that is known."""
        found = opacity / 255.0
        off = found - case.share
        slopes = _slope(found) - _slope(case.share)
        green = np.array((0.0, 180.0, 60.0))
        laid = colours * found[..., None] + green * (1 - found[..., None])
        share = case.share[..., None]
        wrong = np.abs(laid - (case.own * share + green * (1 - share))).max(axis=2)
        return cls(
            sad=float(np.abs(off).sum() / 1000),
            mse=float((off**2).mean() * 1000),
            gradient=float((slopes**2).sum()),
            rim=int((wrong > SEEN).sum()),
        )


def given(case: Case) -> NDArray[np.bool_]:
    """Return the mask as a decoder gives it: hair is beyond its grid."""
    return cv2.GaussianBlur(case.mask.astype(np.float32), (0, 0), 2.5) > 0.5


def guided(case: Case) -> NDArray[np.uint8]:
    """Return OpenCV's guided filter of the mask (He et al. 2013), radius 8."""
    # A guide of floats in 0..1 is passed over by OpenCV: what comes back is a box blur.
    plane = cv2.ximgproc.guidedFilter(
        case.picture, given(case).astype(np.float32), 8, 1e-3 * 255**2
    )
    return np.rint(255 * np.clip(plane, 0, 1)).astype(np.uint8)


def _slope(plane: Plane) -> Plane:
    smooth = cv2.GaussianBlur(plane, (0, 0), SMOOTH)
    across = cv2.Sobel(smooth, cv2.CV_64F, 1, 0, scale=1 / 8)
    return np.hypot(across, cv2.Sobel(smooth, cv2.CV_64F, 0, 1, scale=1 / 8))
