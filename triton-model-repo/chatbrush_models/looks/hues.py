"""Changes only some hues, such as the greens of leaves."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.looks.pixels import in_strips, smoothstep


def shift_hues(
    image: NDArray[np.uint8],
    amount: float,
    *,
    centre: float,
    width: float,
    towards: float,
    keep: float = 0.3,
    saturation: float = 1,
    value: float = 1,
) -> NDArray[np.uint8]:
    """Turn the hues within `width` degrees around `centre` towards the hue `towards`.

    keep: share of the hues' own variety that stays; saturation, value: factors for these pixels.
    """
    share = min(amount, 1)

    def change(strip: NDArray[np.uint8], _: slice) -> NDArray[np.float32]:
        hsv = cv2.cvtColor(strip.astype(np.float32) / 255, cv2.COLOR_RGB2HSV)
        weight = share * _weight(hsv, centre, width)
        offset = _turn(hsv[..., 0] - centre)
        target = towards + offset * keep
        hsv[..., 0] = (hsv[..., 0] + _turn(target - hsv[..., 0]) * weight) % 360
        hsv[..., 1] = np.clip(hsv[..., 1] * (1 + (saturation - 1) * weight), 0, 1)
        hsv[..., 2] = np.clip(hsv[..., 2] * (1 + (value - 1) * weight), 0, 1)
        return cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB) * 255

    return in_strips(image, change)


def hue_weight(image: NDArray[np.uint8], centre: float, width: float) -> NDArray[np.float32]:
    """How much each pixel belongs to a range of hues, float32 [H,W] in 0..1."""
    hsv = cv2.cvtColor(image.astype(np.float32) / 255, cv2.COLOR_RGB2HSV)
    return _weight(hsv, centre, width)


def _weight(hsv: NDArray[np.float32], centre: float, width: float) -> NDArray[np.float32]:
    distance = np.abs(_turn(hsv[..., 0] - centre))
    near = 1 - smoothstep(width * 0.6, width, distance)
    # Nearly gray pixels have no hue to speak of, very dark ones no reliable hue.
    return near * smoothstep(0.08, 0.25, hsv[..., 1]) * smoothstep(0.03, 0.12, hsv[..., 2])


def _turn(degrees: NDArray[np.float32]) -> NDArray[np.float32]:
    return (degrees + 180) % 360 - 180
