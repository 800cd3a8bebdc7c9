"""Where to erase: the mask becomes a few square windows, each small enough for the network."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

NETWORK_SIDE = 512
HOLE_SHARE = 0.55  # the longest side of a hole takes at most this part of its window
LONG_HOLE = 2.6  # longer than this many times its thickness: filled piece by piece
SMALLEST_WINDOW = 256


@dataclass(frozen=True)
class Box:
    """A rectangle in picture pixels; x1 and y1 are exclusive."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def longest(self) -> int:
        """The longer side."""
        return max(self.x1 - self.x0, self.y1 - self.y0)

    def union(self, other: Box) -> Box:
        """Return the smallest box that holds both."""
        return Box(
            min(self.x0, other.x0),
            min(self.y0, other.y0),
            max(self.x1, other.x1),
            max(self.y1, other.y1),
        )


@dataclass(frozen=True)
class Window:
    """A square of the picture that is shown to the network, and the part of the mask it fills.

    It may reach over the picture's edge (small pictures); what lies outside is mirrored in.
    """

    x: int
    y: int
    side: int
    hole: Box


def plan_windows(mask: NDArray[np.bool_]) -> list[Window]:
    """Cover the mask (bool [H,W], not empty) with windows, in the order in which to fill them."""
    height, width = mask.shape
    boxes = [piece for box, thick in _parts(mask) for piece in _pieces(mask, box, thick)]
    return [window_around(box, width, height) for box in _merge(boxes, width, height)]


def _parts(mask: NDArray[np.bool_]) -> list[tuple[Box, float]]:
    """Return bounding box and thickness (pixels) of each connected part of the mask."""
    plane = mask.astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(plane, connectivity=8)
    whole = _whole(mask)
    if whole and count > 400:  # dust: joined by a coarse grid, so that the work stays bounded
        return [(box, float(box.longest)) for box in _grid(mask, whole, NETWORK_SIDE // 2)]
    parts = []
    for index in range(1, count):
        x, y, w, h, _ = (int(v) for v in stats[index])
        part = (labels[y : y + h, x : x + w] == index).astype(np.uint8)
        padded = cv2.copyMakeBorder(part, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
        thickness = 2 * float(cv2.distanceTransform(padded, cv2.DIST_L2, 3).max())
        parts.append((Box(x, y, x + w, y + h), thickness))
    return parts


def _pieces(mask: NDArray[np.bool_], box: Box, thickness: float) -> list[Box]:
    """Cut a long thin part, such as a cable, so that each piece is filled at full sharpness."""
    cell = max(NETWORK_SIDE * HOLE_SHARE, LONG_HOLE * thickness)
    if box.longest <= cell * 1.3:
        return [box]
    return _grid(mask, box, int(cell))


def _grid(mask: NDArray[np.bool_], box: Box, cell: int) -> list[Box]:
    rows = max(1, round((box.y1 - box.y0) / cell))
    columns = max(1, round((box.x1 - box.x0) / cell))
    ys = np.linspace(box.y0, box.y1, rows + 1).astype(int)
    xs = np.linspace(box.x0, box.x1, columns + 1).astype(int)
    found = []
    for y0, y1 in zip(ys, ys[1:], strict=False):
        for x0, x1 in zip(xs, xs[1:], strict=False):
            tight = _whole(mask[y0:y1, x0:x1])
            if tight:
                found.append(Box(x0 + tight.x0, y0 + tight.y0, x0 + tight.x1, y0 + tight.y1))
    return found


def _whole(mask: NDArray[np.bool_]) -> Box | None:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not rows.size:
        return None
    return Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)


def _merge(boxes: list[Box], width: int, height: int) -> list[Box]:
    """Join near boxes while the joint window is hardly larger than the larger of the two."""
    merged: list[Box] = []
    for box in boxes:
        joined = True
        while joined:
            joined = False
            for other in merged:
                union = box.union(other)
                larger = max(_side(box, width, height), _side(other, width, height))
                if _side(union, width, height) <= larger * 1.15:
                    merged.remove(other)
                    box, joined = union, True
                    break
        merged.append(box)
    return merged


def _side(box: Box, width: int, height: int, share: float = HOLE_SHARE) -> int:
    wanted = max(NETWORK_SIDE, round(box.longest / share))
    return min(wanted, max(SMALLEST_WINDOW, width, height))


def window_around(box: Box, width: int, height: int, share: float = HOLE_SHARE) -> Window:
    """Return the window in which the hole's longest side takes at most `share` of the side."""
    side = _side(box, width, height, share)
    x = placed((box.x0 + box.x1 - side) // 2, side, width)
    y = placed((box.y0 + box.y1 - side) // 2, side, height)
    return Window(x, y, side, box)


def placed(start: int, side: int, length: int) -> int:
    """Shift a window inside the picture, or centre it where the picture is smaller."""
    if side > length:
        return (length - side) // 2
    return min(max(start, 0), length - side)
