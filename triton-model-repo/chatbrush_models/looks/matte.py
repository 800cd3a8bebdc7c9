"""What of the pixels at a mask's edge belongs to the thing, and what colour the thing has there.

A pixel at an edge is a mixture, I = aF + (1 - a)B, of the thing's colour F and its ground's B. Both
are read where they are sure, inside and outside a band around the mask's edge, and the share a
follows. So a change can be made to F alone, and nothing of the old colour stays in the mixture, nor
does anything of the ground take the new one where the mask is too large.
Source: the mixing equation of Porter and Duff 1984, "Compositing digital images"; F and B by local
means, as in Chuang et al. 2001, "A Bayesian approach to digital matting", without its covariances.

`cut_out` has the same equation for a whole subject, with a band as wide as hair is long. Here it is
narrow and trusts the mixture less: what is taken for the thing by mistake is seen in its new
colour.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chatbrush_models.local_colour import LocalColour, core, depth_in

BAND = 5  # pixels to each side of the mask's edge that may be mixtures
SOFT = 1.5  # pixels that an edge takes where only the mask tells
AROUND = 4  # pixels over which a sure colour is averaged
SAMPLES = 20_000  # pixels that tell how restless the ground is
CONTRAST = 24.0  # (0..255) between thing and ground, at which the mixture says as much as the mask
NOISE = 0.1  # shares nearer to 0 and 1 than this are all or nothing
RESTLESS = 0.3  # share of the way to the thing by which a ground may differ from itself

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Matte:
    """The pixels that may be mixtures, one entry each: place, share of the thing, its colour.

    rows, columns: int64 [n]; share: float32 [n,1] in 0..1; own: uint8 [n,3].
    """

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    share: Floats
    own: NDArray[np.uint8]

    @classmethod
    def at_edge(cls, image: NDArray[np.uint8], mask: NDArray[np.bool_], reach: int) -> Matte:
        """Look at the edge of a mask, outside it by `reach` pixels at most.

        image: uint8 [H,W,3]; mask: bool [H,W].
        """
        inside, outside = depth_in(mask), depth_in(~mask)
        band = ((inside > 0) & (inside <= BAND)) | ((outside > 0) & (outside <= min(reach, BAND)))
        ground = (outside > BAND) & (outside <= 3 * BAND)
        if not ground.any():
            band[:] = False
        rows, columns = np.nonzero(band)
        pixels = image[rows, columns].astype(np.float32)
        thing = LocalColour(image, core(mask, BAND), AROUND).at(rows, columns)
        local = LocalColour(image, ground, AROUND)
        behind = local.at(rows, columns)
        depth = np.where(inside[rows, columns] > 0, inside[rows, columns], 0.5)
        depth = (depth - np.where(outside[rows, columns] > 0, outside[rows, columns], 0.5))[:, None]
        share = _share(pixels, (thing, behind), depth, _restlessness(image, ground, local))
        own = pixels + (1 - share) * (thing - behind)
        return cls(rows, columns, share, np.clip(np.rint(own), 0, 255).astype(np.uint8))

    def unmixed(self, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return the picture with the thing's own colour where it is mixed with its ground."""
        pure = image.copy()
        pure[self.rows, self.columns] = self.own
        return pure

    def lay(
        self,
        before: NDArray[np.uint8],
        changed: NDArray[np.uint8],
        mask: NDArray[np.bool_],
    ) -> NDArray[np.uint8]:
        """Put the changed thing in the place of the old one, mixed with the ground as that was.

        changed: uint8 [H,W,3], made of what `unmixed` returned.
        """
        result = np.where(mask[..., None], changed, before)
        at = self.rows, self.columns
        change = changed[at].astype(np.float32) - self.own
        mixed = before[at] + self.share * change
        result[at] = np.clip(np.rint(mixed), 0, 255).astype(np.uint8)
        return result


def _restlessness(image: NDArray[np.uint8], ground: NDArray[np.bool_], local: LocalColour) -> float:
    """Return the mean square, over the channels too, by which the ground differs from its mean."""
    rows, columns = (each[:: len(each) // SAMPLES + 1] for each in np.nonzero(ground))
    if not len(rows):
        return 0.0
    return float(((image[rows, columns] - local.at(rows, columns)) ** 2).mean())


def _share(
    pixels: Floats, colours: tuple[Floats, Floats], depth: Floats, restless: float
) -> Floats:
    """Return the thing's share in each pixel, [n,1].

    colours: the thing's and its ground's; depth: pixels inside the mask, negative outside it.
    """
    thing, behind = colours
    way = thing - behind
    length = (way**2).sum(axis=1, keepdims=True)
    mixed = ((pixels - behind) * way).sum(axis=1, keepdims=True) / np.maximum(length, 1)
    mixed = np.clip((mixed - NOISE) / (1 - 2 * NOISE), 0, 1)
    told = np.where(depth > 0, np.clip(0.5 + depth / SOFT, 0, 1), 0)
    trust = length / (length + CONTRAST**2 + restless / RESTLESS**2)
    share = trust * mixed + (1 - trust) * told
    # Towards the band's two sides the mask is right whatever the colours say.
    sure = np.clip((np.abs(depth) - 0.5 * BAND) / (0.5 * BAND), 0, 1)
    return (share + (np.where(depth > 0, 1, 0) - share) * sure).astype(np.float32)
