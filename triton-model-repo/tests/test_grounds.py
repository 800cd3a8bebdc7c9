"""Another picture behind a subject: how it is fitted, and what is seen at the edge."""

import tracemalloc

import cv2
import numpy as np
import pytest
from chatbrush_models.cut_out import laid_on
from chatbrush_models.grounds import before_ground, covering


@pytest.mark.parametrize("size", [(40, 60), (200, 50), (50, 400), (1, 1), (7, 300)])
def test_a_picture_of_any_size_covers(size: tuple[int, int]) -> None:
    """Its middle stays in the middle, and nothing is stretched by more than a pixel's share."""
    picture = np.zeros((*size, 3), np.uint8)
    picture[size[0] // 2, size[1] // 2] = 255

    ground = covering(picture, (80, 120))

    assert ground.shape == (80, 120, 3)
    rows, columns = np.nonzero(ground[..., 0] == ground.max())
    pixel = max(80 / size[0], 120 / size[1])
    assert abs(rows.mean() - 40) <= pixel + 1
    assert abs(columns.mean() - 60) <= pixel + 1


def test_a_circle_stays_round() -> None:
    """Sides are scaled alike, the rest is cut off."""
    picture = np.zeros((300, 900, 3), np.uint8)
    cv2.circle(picture, (450, 150), 60, (255, 255, 255), -1)

    ground = covering(picture, (200, 200))

    rows, columns = (np.flatnonzero((ground[..., 0] > 127).any(axis=axis)) for axis in (1, 0))
    assert abs(len(rows) - len(columns)) <= 1
    assert abs(len(rows) - 80) <= 2


def test_what_is_see_through_in_it_is_white() -> None:
    """A reference with opacity leaves no holes behind the subject."""
    glass = np.zeros((20, 20, 4), np.uint8)

    assert (covering(glass, (10, 10)) == 255).all()


def sticker(height: int, width: int) -> np.ndarray:
    """Return an orange disc with grain and a soft edge; where nothing is, its colour is green."""
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    side = min(height, width)
    away = np.hypot(rows - height / 2, columns - width / 2) - 0.4 * side
    opacity = np.clip(127.5 - away / side * 2550, 0, 255)[..., None].astype(np.uint8)
    grain = np.random.default_rng(3).integers(-30, 30, (height, width, 3))
    colours = np.where(opacity > 0, np.array([200, 120, 40]) + grain, (0, 255, 0))
    return np.dstack([colours.astype(np.uint8), opacity])


@pytest.mark.parametrize("size", [(2000, 3000), (200, 300), (90, 120)])
def test_one_with_opacity_is_as_if_laid_on_white_before(size: tuple[int, int]) -> None:
    """Larger, as large and smaller than the place; what it hides is not seen."""
    picture = sticker(*size)
    white = laid_on(picture[..., :3], picture[..., 3], (255, 255, 255))
    hidden = picture.copy()
    hidden[hidden[..., 3] == 0, :3] = (255, 0, 255)

    ground = covering(picture, (200, 300))

    off = np.abs(ground.astype(int) - covering(white, (200, 300)))
    assert off.max() <= 2
    assert off.mean() < 0.5
    assert (covering(hidden, (200, 300)) == ground).all()


def test_a_large_one_with_opacity_takes_little_memory() -> None:
    """Less than another picture of its size."""
    picture = sticker(2000, 3000)

    tracemalloc.start()
    try:
        covering(picture, (200, 300))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    print(f"{peak / (2000 * 3000):.1f} bytes a pixel")
    assert peak < picture.nbytes


def test_nothing_of_the_old_ground_is_seen_at_the_edge() -> None:
    """An orange disc before blue is mixed with the new picture as it was with the old."""
    rows, columns = np.mgrid[:240, :320]
    hard = (np.hypot(rows - 120, columns - 160) < 70).astype(np.float32)
    share = cv2.GaussianBlur(hard, (0, 0), 1.5)[..., None]
    orange, blue = np.array([230, 120, 30.0]), np.array([40, 80, 160.0])
    image = np.rint(orange * share + blue * (1 - share)).astype(np.uint8)
    ground = np.dstack([columns % 256, rows % 256, np.full_like(rows, 60)]).astype(np.uint8)

    laid, alpha = before_ground(image, None, share[..., 0] < 0.5, ground, 32)

    wanted = orange * share + ground * (1 - share)
    assert alpha is None
    assert np.abs(laid - wanted).max(axis=2).mean() < 1
    assert (np.abs(laid - wanted).max(axis=2) > 40).sum() < 20


def test_a_cut_out_keeps_its_edge() -> None:
    """The picture lies behind what is see-through, near the mask alone."""
    colours = np.full((40, 60, 3), 200, np.uint8)
    alpha = np.zeros((40, 60), np.uint8)
    alpha[:, 30:], alpha[:, 29], alpha[10, 55] = 255, 128, 100
    ground = np.zeros((40, 60, 3), np.uint8)

    laid, opacity = before_ground(colours, alpha, alpha < 255, ground, 3)

    assert (laid[:, :29] == 0).all()
    assert (laid[:, 29] == 100).all()
    assert (opacity == 255).all()
    assert (laid[:, 40] == 200).all()
