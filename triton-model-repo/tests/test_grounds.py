"""Another picture behind a subject: how it is fitted, and what is seen at the edge."""

import cv2
import numpy as np
import pytest
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
