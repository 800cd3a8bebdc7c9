"""Pictures as the interface wants them, and back at the size that they had."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.edit_contract import MAX_PIXELS, EditError

PNG_SPEED = [cv2.IMWRITE_PNG_COMPRESSION, 1]


def png(image: NDArray[np.uint8]) -> bytes:
    """Write uint8 [H,W,3] sRGB."""
    return _written(cv2.cvtColor(image, cv2.COLOR_RGB2BGR))


def mask_png(mask: NDArray[np.bool_]) -> bytes:
    """Write a mask [H,W], True = edit, as the interface has it: transparent where to edit."""
    pixels = np.zeros((*mask.shape, 4), np.uint8)
    pixels[..., 3] = np.where(mask, 0, 255)
    return _written(pixels)


def read(encoded: bytes, height: int, width: int) -> NDArray[np.uint8]:
    """Read a picture, uint8 [height,width,3]; one of another size is scaled to it.

    Errors: EditError MODEL_FAILED for what is no picture, or of another shape.
    """
    values = np.frombuffer(encoded, np.uint8)
    try:
        found = cv2.imdecode(values, cv2.IMREAD_COLOR) if values.size else None
    except cv2.error:  # more pixels than OPENCV_IO_MAX_IMAGE_PIXELS, told by the file's head
        found = None
    if found is None or found.shape[0] * found.shape[1] > MAX_PIXELS:
        raise EditError("MODEL_FAILED", "what the editor sent is no picture that can be read")
    rows, columns = found.shape[:2]
    picture = cv2.cvtColor(found, cv2.COLOR_BGR2RGB)
    if (rows, columns) != (height, width):
        kind = cv2.INTER_AREA if rows * columns > height * width else cv2.INTER_CUBIC
        picture = cv2.resize(picture, (width, height), interpolation=kind)
    return np.ascontiguousarray(picture, np.uint8)


def _written(pixels: NDArray[np.uint8]) -> bytes:
    done, encoded = cv2.imencode(".png", pixels, PNG_SPEED)
    if not done:
        raise EditError("INPUT_INVALID", "the picture cannot be written as PNG")
    return encoded.tobytes()
