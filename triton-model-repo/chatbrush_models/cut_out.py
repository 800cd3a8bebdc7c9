"""How much of each pixel belongs to what stays when a ground goes, and which colour it has then.

Around a mask's edge a pixel is a mixture, I = aF + (1 - a)B, of the subject's colour F and the
ground's B. Both are read where they are sure, beyond a band on either side. How far I lies on the
way from B to F is the share a, as far as the two can be told apart: where they are alike, restless,
or where I lies beside the way, the mask says more. The subject's own colour follows from the share,
so that nothing of the old ground is seen on a new one.
Source: the mixing equation of Porter and Duff 1984, "Compositing digital images"; F and B by local
means and their spread, as in Chuang et al. 2001, "A Bayesian approach to digital matting", without
its covariances across channels.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.local_colour import LARGEST, LocalColour, core, depth_in

BAND_OF_SIDE = 0.027  # of the longest side, on either side of the mask's edge: hair is that long
BANDS = (6, 32)  # pixels at least and at most; the most that a tool may change beyond its mask
AROUND = 4  # pixels over which a sure colour is averaged
SOFT = 2.0  # pixels that an edge takes where only the mask tells
CONTRAST = 16.0  # (0..255) between subject and ground, at which the mixture says as much
SPREAD = 2.0  # how much more restless colours count against the mixture
BESIDE = 4.0  # variances by which a pixel may lie beside the way
NOISE = 0.08  # shares nearer to 0 and 1 than this are all or nothing
NARROW = 3.0  # pixels of the band where the two sides' colours tell nothing
WIDE = 6.0  # how much restless colours narrow it
SURE = 0.6  # share of the band behind which the mask is more and more right
STRIPE = 1 << 17  # pixels that are mixed at once: in floats they take many times their bytes
MEAN_TO_SQUARE = 1.57  # variance over squared mean deviation, of a normal distribution

Floats = NDArray[np.float32]
# One colour, or a picture uint8 [H,W,3].
Ground = tuple[int, int, int] | NDArray[np.uint8]


@dataclass(frozen=True)
class Subject:
    """What stays: colours uint8 [H,W,3] of its own, opacity uint8 [H,W]."""

    colours: NDArray[np.uint8]
    opacity: NDArray[np.uint8]

    @classmethod
    def before(
        cls,
        image: NDArray[np.uint8],
        ground: NDArray[np.bool_],
        opacity: NDArray[np.uint8] | None = None,
    ) -> Subject:
        """Take a picture's subject from its ground.

        image: uint8 [H,W,3]; ground: bool [H,W], not all of it; opacity: uint8 [H,W] that the
        picture has already. Colours change only within the band around the mask's edge.
        """
        band = int(np.clip(round(BAND_OF_SIDE * max(ground.shape)), *BANDS))
        inside, outside = depth_in(~ground), depth_in(ground)
        rows, columns = np.nonzero(
            ((inside > 0) & (inside <= band)) | ((outside > 0) & (outside <= band))
        )
        there = np.where(ground, np.uint8(0), np.uint8(255))
        colours = image.copy()
        if rows.size and ground.any():
            sides = (
                _Side.of(image, core(~ground, band) & (inside <= 4 * band)),
                _Side.of(image, core(ground, band) & (outside <= 4 * band)),
            )
            depth = np.where(
                ground[rows, columns], 0.5 - outside[rows, columns], inside[rows, columns] - 0.5
            )
            share, own = _unmixed(image[rows, columns], sides, (rows, columns), depth, band)
            there[rows, columns] = np.rint(255 * share)
            colours[rows, columns] = own
        if opacity is not None:
            there = np.rint(there * (opacity / np.float32(255))).astype(np.uint8)
        return cls(colours, there)

    def on(self, ground: Ground) -> NDArray[np.uint8]:
        """Return the subject before that, uint8 [H,W,3]."""
        return laid_on(self.colours, self.opacity, ground)


def laid_on(
    colours: NDArray[np.uint8], opacity: NDArray[np.uint8], ground: Ground
) -> NDArray[np.uint8]:
    """Return colours uint8 [H,W,3] of that opacity [H,W] before a ground."""
    laid = colours.copy()
    rows = max(1, STRIPE // opacity.shape[1])
    for top in range(0, opacity.shape[0], rows):
        stripe = slice(top, top + rows)
        through = opacity[stripe] < 255
        share = opacity[stripe][through].astype(np.float32)[:, None] / 255
        own = colours[stripe][through]
        behind = ground[stripe][through] if isinstance(ground, np.ndarray) else np.asarray(ground)
        laid[stripe][through] = np.rint(own * share + behind * (1 - share)).astype(np.uint8)
    return laid


@dataclass(frozen=True)
class _Side:
    """The colours of one side of an edge, and how far pixels there are off from their mean."""

    mean: LocalColour
    off: LocalColour
    scale: float

    @classmethod
    def of(cls, image: NDArray[np.uint8], known: NDArray[np.bool_]) -> _Side:
        scale = min(1.0, LARGEST / max(known.shape))
        small, sure = _small(image, known, scale)
        mean = LocalColour(small, sure, AROUND).plane(small.shape)
        off = np.clip(np.rint(np.abs(small - mean)), 0, 255).astype(np.uint8)
        return cls(LocalColour(image, known, AROUND), LocalColour(off, sure, 2 * AROUND), scale)

    def variance(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> Floats:
        at = (np.rint(each * self.scale).astype(np.int64) for each in (rows, columns))
        spread: Floats = MEAN_TO_SQUARE * (self.off.at(*at) ** 2).sum(axis=1)
        return spread


def _small(
    image: NDArray[np.uint8], known: NDArray[np.bool_], scale: float
) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    if scale == 1:
        return image, known
    size = max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale))
    sure = cv2.resize(known.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    return cv2.resize(image, size, interpolation=cv2.INTER_NEAREST), sure


def _unmixed(
    pixels: NDArray[np.uint8],
    sides: tuple[_Side, _Side],
    at: tuple[NDArray[np.int64], NDArray[np.int64]],
    depth: NDArray[np.float32],
    band: int,
) -> tuple[Floats, NDArray[np.uint8]]:
    """Return of each pixel the subject's share, float32 [n], and its own colour, uint8 [n,3].

    depth: pixels inside the subject's mask, negative in the ground.
    """
    subject, ground = (side.mean.at(*at) for side in sides)
    restless = sides[0].variance(*at) + sides[1].variance(*at)
    way = subject - ground
    length = (way**2).sum(axis=1)
    along = np.clip(((pixels - ground) * way).sum(axis=1) / np.maximum(length, 1), 0, 1)
    beside = ((pixels - ground - along[:, None] * way) ** 2).sum(axis=1)
    trust = length / (length + CONTRAST**2 + SPREAD * restless)
    trust /= 1 + beside / (BESIDE * restless + CONTRAST**2)
    mixed = np.clip((along - NOISE) / (1 - 2 * NOISE), 0, 1)
    told = np.clip(0.5 + depth / SOFT, 0, 1)
    share = trust * mixed + (1 - trust) * told
    # Towards the band's two sides the mask is right whatever the colours say; the band is narrow
    # where they say little: what looks like the subject far from it is something else.
    far = np.maximum(NARROW, band * (length / (length + CONTRAST**2 + WIDE * restless)))
    sure = np.clip((np.abs(depth) - SURE * far) / ((1 - SURE) * far), 0, 1)
    share += (np.where(depth > 0, 1, 0) - share) * sure
    own = np.clip(np.rint(pixels + (1 - share[:, None]) * way), 0, 255).astype(np.uint8)
    return share.astype(np.float32), own
