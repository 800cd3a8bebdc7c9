"""Faces: CenterFace (Xu et al. 2019, arXiv:1911.03599), a network that marks their middles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.freed_memory import give_back
from chatbrush_models.parts.found import USUAL_SIDE, Found

MULTIPLE = 32  # of the network's sides
STRIDE = 4  # pixels of its input a cell of its maps
LEAST_SIDE = 10  # pixels of the picture; what is smaller is no face, whatever the network says
OVERLAP = 0.3  # above it two boxes are one face
GROWTH = 1.15  # from brow to chin, as the network was taught, to the whole face
ROUNDNESS = 2.5  # 2 = an ellipse; more fills the corners of the box
LABEL = "face"

Maps = tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class FaceNetwork:
    """The network's file, under OpenCV, which every server of these models has.

    It is read anew for each picture (12 ms): a network of OpenCV's that has seen one size answers
    wrongly for another.
    """

    file: Path

    def __call__(self, picture: NDArray[np.float32]) -> Maps:
        """Return the maps as `FaceFinder` wants them."""
        network = cv2.dnn.readNetFromONNX(str(self.file))
        network.setInput(picture)
        heat, size, offset = network.forward(["537", "538", "539"])
        del network
        give_back()
        return heat, size, offset


@dataclass(frozen=True)
class FaceFinder:
    """Finds faces.

    network: float32 [1,3,h,w] RGB, 0 to 255, to how likely a face's middle is [1,1,h/4,w/4], the
    logarithms of its height and width [1,2,h/4,w/4] and where in its cell it is [1,2,h/4,w/4].
    """

    network: Callable[[NDArray[np.float32]], Maps]
    least_score: float

    def faces(self, image: NDArray[np.uint8]) -> list[Found]:
        """Find every face of uint8 [H,W,3]."""
        height, width = image.shape[:2]
        sides = [max(MULTIPLE, round(side / MULTIPLE) * MULTIPLE) for side in (width, height)]
        resized = cv2.resize(image, sides, interpolation=cv2.INTER_AREA).astype(np.float32)
        planes = np.ascontiguousarray(resized.transpose(2, 0, 1)[None])
        boxes, scores = _decoded(*self.network(planes), self.least_score)
        scale = np.array([width / sides[0], height / sides[1]] * 2)
        return [
            Found(LABEL, _grown(box * scale, width, height), score, self._shape)
            for box, score in _best(boxes, scores)
            if min((box[2:] - box[:2]) * scale[:2]) >= LEAST_SIDE
        ]

    @cached_property
    def _shape(self) -> NDArray[np.uint8]:
        along = np.abs((np.arange(USUAL_SIDE) + 0.5) / USUAL_SIDE * 2 - 1) ** ROUNDNESS
        return np.where(along[:, None] + along <= 1, 255, 0).astype(np.uint8)


def _decoded(
    heat: NDArray[np.float32], size: NDArray[np.float32], offset: NDArray[np.float32], least: float
) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """Boxes x0 y0 x1 y1 in pixels of the network's input (section 3.2), and their scores."""
    rows, columns = np.nonzero(heat[0, 0] >= least)
    y = (rows + offset[0, 0, rows, columns] + 0.5) * STRIDE
    x = (columns + offset[0, 1, rows, columns] + 0.5) * STRIDE
    down = np.exp(size[0, 0, rows, columns]) * STRIDE / 2
    across = np.exp(size[0, 1, rows, columns]) * STRIDE / 2
    boxes = np.stack([x - across, y - down, x + across, y + down], axis=1).astype(np.float64)
    return boxes, heat[0, 0, rows, columns]


def _best(
    boxes: NDArray[np.float64], scores: NDArray[np.float32]
) -> list[tuple[NDArray[np.float64], float]]:
    sized = np.concatenate([boxes[:, :2], boxes[:, 2:] - boxes[:, :2]], axis=1)
    kept = cv2.dnn.NMSBoxes(sized.tolist(), scores.tolist(), 0.0, OVERLAP)
    return [(boxes[number], float(scores[number])) for number in np.ravel(kept)]


def _grown(box: NDArray[np.float64], width: int, height: int) -> Box:
    """Enlarge a box around its middle; at the picture's edge its shape stays what it is there."""
    middle, half = (box[:2] + box[2:]) / 2, (box[2:] - box[:2]) / 2 * GROWTH
    low = np.maximum(middle - half, 0)
    high = np.minimum(middle + half, [width, height])
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])
