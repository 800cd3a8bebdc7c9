"""Finds what a mask leaves of its object: soft edges, halos of JPEG, ghosts of letters.

A mask's edge is never trusted, whoever drew it. Around the hole the picture is looked at in shells
a pixel wide, and along each of them in short arcs. An arc belongs to the object where its colour
lies on the way from the ground's colour to the object's, or where it is much livelier than the
ground further out. What does not reach the mask over such arcs is no part of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.local_colour import LocalColour, core, depth_in

GROUND = 12  # pixels beyond the reach that tell what the ground is like
ARC = 9  # pixels of a shell that are judged together
LARGEST = 1400  # pixels a side; larger holes are looked at in a smaller copy
LEAST_CONTRAST = 14.0  # (0..255) an object that differs less from its ground leaves nothing to see
LEAST_SHARE = 0.05  # of the object's colour in an arc
# Times what the ground itself varies by; less right at the mask, where mixtures are the rule.
CLEAR = 3.0
CLEAR_AT_MASK = 1.5
LIVELY, LEAST_LIVELY = 2.0, 3.0  # times and more than what the ground is

Floats = NDArray[np.float32]


def with_left_over(
    image: NDArray[np.uint8], mask: NDArray[np.bool_], reach: int
) -> NDArray[np.bool_]:
    """Return the mask, grown where the object goes on: by `reach` pixels at most.

    image: uint8 [H,W,3]; mask: bool [H,W], not empty. Where it would cover the whole picture, and
    where nothing is left over, it is the mask itself.
    """
    area = _around(mask, reach + GROUND + 2)
    part, hole = np.ascontiguousarray(image[area]), mask[area]
    if reach < 1 or hole.all():
        return mask
    shrink = -(-max(hole.shape) // LARGEST)
    if shrink > 1:
        found = _shrunk(part, hole, reach, shrink)
    else:
        found = _left_over(part, hole, reach)
    if not found.any() or (found | hole).all():
        return mask
    grown = mask.copy()
    grown[area] |= found
    return grown


def _around(mask: NDArray[np.bool_], margin: int) -> tuple[slice, slice]:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return (
        slice(max(0, int(rows[0]) - margin), int(rows[-1]) + 1 + margin),
        slice(max(0, int(columns[0]) - margin), int(columns[-1]) + 1 + margin),
    )


def _shrunk(
    image: NDArray[np.uint8], hole: NDArray[np.bool_], reach: int, factor: int
) -> NDArray[np.bool_]:
    height, width = hole.shape
    size = -(-width // factor), -(-height // factor)
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    share = cv2.resize(hole.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    found = _left_over(small, share > 0, max(1, reach // factor)).astype(np.uint8)
    found = cv2.dilate(found, np.ones((3, 3), np.uint8))  # the hole's own coarse edge with it
    large = cv2.resize(found, (width, height), interpolation=cv2.INTER_NEAREST) > 0
    near = depth_in(~hole)
    left: NDArray[np.bool_] = large & (near > 0) & (near <= reach)
    return left


@dataclass(frozen=True)
class _Scene:
    """What the surroundings of a hole look like.

    shell: float32 [h,w], how many pixels outside the hole, whole numbers, 0 in it; share: float32
    [h,w], how far a pixel's colour is on the way from the ground's (0) to the object's (1); lively:
    float32 [h,w], squared difference to the ground; seen: bool [h,w], whether object and ground
    differ enough to tell.
    """

    shell: Floats
    share: Floats
    lively: Floats
    seen: NDArray[np.bool_]

    @classmethod
    def around(cls, image: NDArray[np.uint8], hole: NDArray[np.bool_], reach: int) -> _Scene:
        """Look at the ground beyond the reach and at the object, and compare each pixel."""
        shell = np.rint(depth_in(~hole))
        beyond = (shell > reach) & (shell <= reach + GROUND)
        ground = LocalColour(image, beyond, ARC).plane(hole.shape)
        way = LocalColour(image, core(hole, reach // 2), ARC).plane(hole.shape) - ground
        length = np.maximum((way**2).sum(axis=2), 1)
        off = image - ground
        return cls(
            shell,
            (off * way).sum(axis=2) / length,
            (off**2).sum(axis=2),
            length > LEAST_CONTRAST**2,
        )

    def arcs(self, shell: int) -> tuple[NDArray[np.bool_], Floats, Floats]:
        """Return a shell's pixels, and share and liveliness, each the mean of an arc of it."""
        on = self.shell == shell
        weight = on.astype(np.float32)
        return on, _mean(self.share, weight, ARC), _mean(self.lively, weight, ARC)


def _left_over(image: NDArray[np.uint8], hole: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    scene = _Scene.around(image, hole, reach)
    ground = (scene.shell > reach) & (scene.shell <= reach + GROUND)
    if ground.sum() < ARC * ARC:
        return np.zeros_like(hole)
    usual = np.sqrt(np.maximum(_mean(scene.lively, ground.astype(np.float32), 4 * ARC), 0))
    varies = _varies(scene, range(reach + 2, reach + GROUND, 2))
    found = hole
    for shell in range(1, reach + 1):
        on, share, lively = scene.arcs(shell)
        least = max(LEAST_SHARE, min(CLEAR, CLEAR_AT_MASK + 0.5 * (shell - 1)) * varies)
        left = (scene.seen & (share > least)) | (
            np.sqrt(np.maximum(lively, 0)) > LIVELY * usual + LEAST_LIVELY
        )
        reached = cv2.dilate(found.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
        more = on & left & reached
        if not more.any():
            break
        found = found | more
    return _rounded(found, hole, scene.shell, reach)


def _varies(scene: _Scene, shells: range) -> float:
    """Return by how much arcs of the ground differ from it by chance, as a share of the object."""
    squares = [
        share[on & scene.seen] ** 2 for on, share, _ in (scene.arcs(shell) for shell in shells)
    ]
    values = np.concatenate(squares)
    return float(np.sqrt(values.mean())) if len(values) else 1.0


def _rounded(
    found: NDArray[np.bool_], hole: NDArray[np.bool_], shell: Floats, reach: int
) -> NDArray[np.bool_]:
    """Take a pixel more where something was found, for what fades out is not seen to its end."""
    more = (found & ~hole).astype(np.uint8)
    wider = cv2.dilate(more, cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))) > 0
    left: NDArray[np.bool_] = wider & ~hole & (shell <= reach)
    return left


def _mean(values: Floats, weight: Floats, side: int) -> Floats:
    total = cv2.blur(values * weight, (side, side))
    return total / np.maximum(cv2.blur(weight, (side, side)), 1e-6)
