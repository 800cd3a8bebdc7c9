"""What a mask leaves of its object is found, and no more is taken than that."""

import cv2
import numpy as np
import pytest
from chatbrush_models.erase.left_over import with_left_over
from pictures import disc

REACH = 8
WALL = (170, 160, 140)


def ground(kind, height=300, width=400):
    rows, columns = np.mgrid[:height, :width]
    wall = np.array(WALL) + np.stack([columns / 20, -rows / 20, columns / 30], axis=-1)
    noise = np.random.default_rng(1).normal(0, 9, (height, width, 1))
    return np.clip(wall + noise if kind == "grainy" else wall, 0, 255).astype(np.uint8)


def with_ball(picture, soft, colour=(40, 44, 60)):
    rows, columns = np.mgrid[: picture.shape[0], : picture.shape[1]]
    inside = np.clip((50 - np.hypot(columns - 200, rows - 150)) / soft + 0.5, 0, 1)[..., None]
    return np.rint(picture * (1 - inside) + np.array(colour) * inside).astype(np.uint8)


def seen(picture, clean, mask):
    return (np.abs(picture.astype(int) - clean).max(axis=2) > 8) & ~mask


@pytest.mark.parametrize("kind", ["smooth", "grainy"])
@pytest.mark.parametrize("soft", [2, 5])
def test_a_soft_edge_goes_with_its_object(kind, soft):
    clean = ground(kind)
    picture, mask = with_ball(clean, soft), disc(300, 400, 200, 150, 50)

    grown = with_left_over(picture, mask, REACH)

    assert seen(picture, clean, mask).sum() > 150
    assert not seen(picture, clean, grown).any()
    assert grown.sum() < disc(300, 400, 200, 150, 50 + soft // 2 + 3).sum()


def test_a_mask_that_is_too_small_reaches_the_objects_edge():
    clean = ground("smooth")
    picture, mask = with_ball(clean, 1), disc(300, 400, 200, 150, 46)

    assert not seen(picture, clean, with_left_over(picture, mask, REACH)).any()


def test_the_halo_of_jpeg_goes_with_its_object():
    clean = ground("smooth")
    sharp = with_ball(clean, 1, (10, 20, 200))
    picture = cv2.imdecode(cv2.imencode(".jpg", sharp, [cv2.IMWRITE_JPEG_QUALITY, 80])[1], 1)
    mask = disc(300, 400, 200, 150, 50)

    grown = with_left_over(picture, mask, REACH)

    assert seen(picture, clean, grown).sum() < 0.3 * seen(picture, clean, mask).sum()


@pytest.mark.parametrize("kind", ["smooth", "grainy"])
def test_a_mask_with_room_around_its_object_stays(kind):
    picture, mask = with_ball(ground(kind), 1), disc(300, 400, 200, 150, 56)

    assert with_left_over(picture, mask, REACH) is mask


def test_a_piece_of_a_wall_is_no_larger_than_it_was_drawn():
    mask = disc(300, 400, 200, 150, 50)

    assert with_left_over(ground("grainy"), mask, REACH) is mask


def test_nothing_grows_further_than_it_may():
    picture, mask = with_ball(ground("smooth"), 1), disc(300, 400, 200, 150, 30)

    grown = with_left_over(picture, mask, 4)

    allowed = cv2.dilate(mask.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    assert not (grown & ~allowed).any() and (grown | ~mask).all()


@pytest.mark.parametrize("size", [(1, 2), (8, 8), (40, 300)])
def test_pictures_without_room_around_the_hole_are_taken(size):
    picture = np.random.default_rng(1).integers(0, 256, (*size, 3), np.uint8)
    mask = np.zeros(size, bool)
    mask[:, : size[1] // 2] = True

    grown = with_left_over(picture, mask, REACH)

    assert (grown | ~mask).all() and not grown.all()


def test_a_large_object_is_looked_at_in_a_smaller_copy():
    clean = np.full((2400, 2400, 3), WALL, np.uint8)
    picture, mask = clean.copy(), disc(2400, 2400, 1200, 1200, 900)
    soft = cv2.GaussianBlur(disc(2400, 2400, 1200, 1200, 901).astype(np.float32), (0, 0), 1.5)
    picture = np.rint(clean + soft[..., None] * (np.array((40, 44, 60)) - clean)).astype(np.uint8)

    grown = with_left_over(picture, mask, REACH)

    assert seen(picture, clean, grown).sum() < 0.02 * seen(picture, clean, mask).sum()
