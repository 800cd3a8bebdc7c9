"""What lies behind: plain and textured grounds, drawn by formula, uint8 [H,W,3] RGB."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

HEIGHT, WIDTH = 384, 512
Picture = NDArray[np.uint8]
Plane = NDArray[np.float64]


def gradient() -> Picture:
    """Draw a wall in evening light: no texture that could hide a mistake."""
    y, x = _places()
    return _bytes(np.stack([118 + 44 * x / WIDTH, 140 + 30 * y / HEIGHT, 160 - 40 * x / WIDTH], -1))


def grain() -> Picture:
    """Draw the same wall in a noisy photo."""
    return _bytes(gradient() + np.random.default_rng(1).normal(0, 7, (HEIGHT, WIDTH, 1)))


def sky_and_sea() -> Picture:
    """Draw a horizon, which must go on straight."""
    y, x = _places()
    sky = np.stack([110 + 90 * y / HEIGHT, 160 + 60 * y / HEIGHT, 225 + 0 * y], -1)
    waves = 10 * np.sin(y / 2.3 + 2 * np.sin(x / 31)) + _noise(3, 2.0, 6)
    sea = np.array((38, 82, 112)) + waves[..., None] * np.array((0.7, 1, 1))
    return _bytes(np.where((y < 215)[..., None], sky, sea))


def bricks() -> Picture:
    """Draw courses of bricks whose joints must continue."""
    y, x = _places()
    row = y // 24
    shifted = x + 32 * (row % 2)
    joint = (y % 24 < 3) | (shifted % 64 < 3)
    tone = np.random.default_rng(4).uniform(0.8, 1.12, (40, 20))
    brick = tone[row.astype(int), (shifted // 64).astype(int)]
    colour = np.array((146, 74, 56)) * brick[..., None]
    wall = np.where(joint[..., None], np.array((186, 172, 156)), colour)
    return _bytes(cv2.GaussianBlur(wall, (0, 0), 0.7) + _noise(5, 0.8, 7)[..., None])


def planks() -> Picture:
    """Draw long stripes with a grain of their own."""
    y, x = _places()
    fibres = cv2.GaussianBlur(np.random.default_rng(6).normal(0, 1, (HEIGHT, WIDTH)), (0, 0), 1)
    fibres = cv2.blur(fibres, (61, 1)) * 60
    tone = np.random.default_rng(7).uniform(0.8, 1.1, 20)[(y // 48).astype(int)]
    colour = np.array((168, 122, 78)) * tone[..., None] + fibres[..., None]
    return _bytes(np.where((y % 48 < 2)[..., None], np.array((62, 42, 28)), colour))


def tiles() -> Picture:
    """Draw a checked floor seen at an angle."""
    y, x = _places()
    depth = 1 / (0.35 + y / HEIGHT)
    across, along = (x - WIDTH / 2) * depth / 44, 9 * depth
    dark = (np.floor(across) + np.floor(along)) % 2 == 0
    floor = np.where(dark[..., None], np.array((74, 80, 92)), np.array((205, 200, 190)))
    return _bytes(cv2.GaussianBlur(floor.astype(float), (0, 0), 0.8))


def grass() -> Picture:
    """Draw blades in all directions, light over dark."""
    chance = np.random.default_rng(8)
    lawn = np.full((HEIGHT, WIDTH, 3), (44, 84, 30), np.uint8)
    for step in range(9000):
        x, y = chance.integers(0, WIDTH), chance.integers(0, HEIGHT)
        angle, length = chance.normal(-1.57, 0.6), chance.uniform(8, 22)
        end = int(x + length * np.cos(angle)), int(y + length * np.sin(angle))
        light = chance.uniform(0.6, 1.0) * (0.6 + 0.4 * step / 9000)
        colour = [float(v) for v in np.array((110, 172, 62)) * light]
        cv2.line(lawn, (int(x), int(y)), end, colour, 1, cv2.LINE_AA)
    return lawn


def sand() -> Picture:
    """Draw what is fine, irregular and without lines."""
    coarse, fine = _noise(9, 9, 9), _noise(10, 1.0, 12)
    return _bytes(np.array((198, 176, 140)) + (coarse + fine)[..., None])


def weave() -> Picture:
    """Draw a cloth of regular threads."""
    y, x = _places()
    threads = 16 * np.sin(2 * np.pi * x / 8) * np.sign(np.sin(np.pi * y / 8))
    threads += 10 * np.sin(2 * np.pi * y / 8)
    return _bytes(np.array((92, 112, 138)) + (threads + _noise(11, 0.7, 4))[..., None])


def clouds() -> Picture:
    """Draw soft shapes of every size."""
    shapes = sum(_noise(20 + octave, 48 / 2**octave, 22 / 1.6**octave) for octave in range(4))
    return _bytes(np.array((140, 175, 215)) + np.asarray(shapes)[..., None] * (1.2, 0.9, 0.5))


GROUNDS: dict[str, Callable[[], Picture]] = {
    function.__name__: function
    for function in (
        gradient,
        grain,
        sky_and_sea,
        bricks,
        planks,
        tiles,
        grass,
        sand,
        weave,
        clouds,
    )
}


def _places() -> tuple[Plane, Plane]:
    rows, columns = np.mgrid[:HEIGHT, :WIDTH]
    return rows.astype(float), columns.astype(float)


def _noise(seed: int, size: float, height: float) -> Plane:
    """Return smooth noise: blobs of that many pixels, of that standard deviation."""
    plane = cv2.GaussianBlur(
        np.random.default_rng(seed).normal(0, 1, (HEIGHT, WIDTH)), (0, 0), size
    )
    return height * plane / plane.std()


def _bytes(values: NDArray[np.floating]) -> Picture:
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)
