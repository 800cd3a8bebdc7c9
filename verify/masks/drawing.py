"""What is clicked on: the photos, and two wires before a sky."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

SKY = (427, 640)  # rows, columns
WIRE_HEIGHT = 2

Row = Callable[[int], int]  # the upper row of a wire in a column
WIRES: dict[str, tuple[Row, Row]] = {
    "hanging": (lambda x: hanging(x, 120), lambda x: hanging(x, 210)),
    "crossing": (
        lambda x: round(60 + 200 * x / SKY[1]),
        lambda x: round(250 - 160 * x / SKY[1]),
    ),
}
CLICKED = {"hanging": (320,), "crossing": (320, 560)}  # columns

PHOTOS = [
    Path(__file__).parents[2] / "testdata/photos" / f"{name}.jpg"
    for name in ("astronaut", "cameraman", "cat", "coffee", "grace-hopper", "raccoon", "rocket")
]


def hanging(column: int, top: int) -> int:
    """Return the row of a wire that hangs down in its middle."""
    along = 2 * column / SKY[1] - 1
    return top + round(30 * (1 - along * along))


def sky(wires: tuple[Row, Row]) -> NDArray[np.uint8]:
    """uint8 [427, 640, 3] BGR: a sky with haze that is lighter below, some grain, dark wires."""
    rng = np.random.default_rng(1)
    light = np.linspace(0, 1, SKY[0])[:, None, None]
    picture = (1 - light) * np.array([205, 150, 95]) + light * np.array([235, 215, 195])
    haze = cv2.GaussianBlur(rng.normal(0, 1, SKY), (0, 0), 40)
    picture = picture + (12 * haze / haze.std())[..., None]
    for row in wires:
        for column in range(SKY[1]):
            picture[row(column) : row(column) + WIRE_HEIGHT, column] = (48, 42, 40)
    picture += rng.normal(0, 2, (*SKY, 1))
    return np.clip(picture, 0, 255).astype(np.uint8)


def encoded(picture: NDArray[np.uint8]) -> bytes:
    """Return the picture as PNG."""
    done, file = cv2.imencode(".png", picture)
    assert done
    return bytes(file.tobytes())
