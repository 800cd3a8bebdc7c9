"""Small pictures made in code."""

import cv2
import numpy as np


def landscape(width: int = 240, height: int = 160, seed: int = 3) -> np.ndarray:
    """Blue sky over a green, textured meadow with a red house. uint8 [H,W,3]."""
    rng = np.random.default_rng(seed)
    horizon = height // 2
    image = np.zeros((height, width, 3), np.float32)
    image[:horizon] = (120, 165, 225)
    image[horizon:] = (70, 140, 50)
    image[horizon:] += rng.normal(0, 14, (height - horizon, width, 1))
    image[horizon - height // 8 : horizon + height // 5, width // 3 : width // 2] = (180, 40, 35)
    return np.clip(image, 0, 255).astype(np.uint8)


def disc(height: int, width: int, x: int, y: int, radius: int) -> np.ndarray:
    """Boolean mask [H,W] with one disc."""
    plane = np.zeros((height, width), np.uint8)
    cv2.circle(plane, (x, y), radius, 1, -1)
    return plane.astype(bool)
