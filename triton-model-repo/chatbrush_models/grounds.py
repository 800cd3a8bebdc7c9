"""What lies behind a subject in place of its old ground: a colour, or another picture."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.cut_out import Ground, Subject


def covering(picture: NDArray[np.uint8], shape: tuple[int, ...]) -> NDArray[np.uint8]:
    """Return a picture's middle, scaled to cover a place of that shape, uint8 [H,W,3].

    picture: uint8 [h,w,3], or [h,w,4] with opacity, which is laid on white.
    """
    height, width = shape[:2]
    scale = max(height / picture.shape[0], width / picture.shape[1])
    part = picture[
        _middle(picture.shape[0], height / scale), _middle(picture.shape[1], width / scale)
    ]
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    if part.shape[2] == 4:
        return _on_white(part, (width, height), way)
    resized: NDArray[np.uint8] = cv2.resize(part, (width, height), interpolation=way)
    return resized


def _on_white(part: NDArray[np.uint8], size: tuple[int, int], way: int) -> NDArray[np.uint8]:
    """Return a picture with opacity on white in that size, uint8 [H,W,3]; part: uint8 [h,w,4].

    What each colour takes from white, times its opacity, is scaled in place of the colour: so the
    colours of what is see-through are never seen, and a large picture is laid in its new size.
    """
    opacity = np.ascontiguousarray(part[..., 3])
    planes = []
    for channel in range(3):
        taken = 255 - part[..., channel]
        cv2.multiply(taken, opacity, dst=taken, scale=1 / 255)
        planes.append(255 - cv2.resize(taken, size, interpolation=way))
    return np.dstack(planes)


def _middle(side: int, wanted: float) -> slice:
    kept = min(side, max(1, round(wanted)))
    start = (side - kept) // 2
    return slice(start, start + kept)


def before_ground(
    colours: NDArray[np.uint8],
    alpha: NDArray[np.uint8] | None,
    mask: NDArray[np.bool_],
    ground: Ground,
    reach: int,
) -> tuple[NDArray[np.uint8], NDArray[np.uint8] | None]:
    """Return the picture before a ground in place of what the mask marks, and its opacity.

    What is see-through within `reach` pixels of the mask has the ground behind it, too; a mask of
    what is not there leaves the subject's edge as it is. colours: uint8 [H,W,3]; alpha: uint8
    [H,W] or None; ground: one colour or uint8 [H,W,3].
    """
    if alpha is None:
        return Subject.before(colours, mask).on(ground), None
    replaced = covers_what_is_there(mask, alpha)
    subject = Subject.before(colours, mask, alpha) if replaced else Subject(colours, alpha)
    side = 2 * reach + 1
    near = cv2.dilate(mask.astype(np.uint8), np.ones((side, side), np.uint8)) > 0
    laid = np.where(near[..., None], subject.on(ground), colours)
    return laid, np.where(near, np.uint8(255), alpha)


def covers_what_is_there(mask: NDArray[np.bool_], opacity: NDArray[np.uint8]) -> bool:
    """Whether most of what a mask marks is opaque: no place where nothing is."""
    return float((opacity[mask] == 255).mean()) > 0.5 if mask.any() else False
