"""A contact sheet: a row a case, a column a way, cut out around the thing."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from cases import Case
from grounds import HEIGHT, WIDTH, Picture

SIDE = 104
CAPTION = 14
ACROSS = 2  # rows of cases side by side
INK = (40, 40, 40)
QUALITY = 66


def write(path: Path, rows: list[tuple[Case, list[tuple[str, Picture]]]]) -> None:
    """Write the sheet as JPEG; each row is a case and its named pictures."""
    strips = [_strip(case, pictures) for case, pictures in rows]
    width = max(strip.shape[1] for strip in strips) + 8
    height = strips[0].shape[0]
    lines = -(-len(strips) // ACROSS)
    page = np.full((lines * height, ACROSS * width, 3), 255, np.uint8)
    for index, strip in enumerate(strips):
        y, x = index // ACROSS * height, index % ACROSS * width
        page[y : y + height, x : x + strip.shape[1]] = strip
    done = cv2.imwrite(str(path), page[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    if not done:
        raise RuntimeError(f"cannot write {path}; choose a folder that takes it")


def _strip(case: Case, pictures: list[tuple[str, Picture]]) -> Picture:
    y, x, side = _square(case)
    tiles = []
    for name, picture in pictures:
        tile = np.full((SIDE + CAPTION, SIDE + 2, 3), 255, np.uint8)
        cut = picture[y : y + side, x : x + side]
        tile[CAPTION:, :SIDE] = cv2.resize(cut, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
        words = case.name if not tiles else name
        cv2.putText(tile, words[:21], (1, 10), cv2.FONT_HERSHEY_SIMPLEX, 0.32, INK, 1, cv2.LINE_AA)
        tiles.append(tile)
    return np.hstack(tiles)


def _square(case: Case) -> tuple[int, int, int]:
    rows, columns = (np.flatnonzero(case.mask.any(axis=axis)) for axis in (1, 0))
    longest = max(rows[-1] - rows[0], columns[-1] - columns[0])
    side = int(min(HEIGHT, longest * 1.5 + 30))
    y = int(np.clip((rows[0] + rows[-1] - side) // 2, 0, HEIGHT - side))
    x = int(np.clip((columns[0] + columns[-1] - side) // 2, 0, WIDTH - side))
    return y, x, side
