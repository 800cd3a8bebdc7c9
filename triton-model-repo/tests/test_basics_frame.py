import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from chatbrush_models.basics import frame
from chatbrush_models.basics.edits import (
    CropToRatio,
    CropToShare,
    CropToSize,
    CutSide,
    FitInto,
    Flip,
    Rotate,
    ScaleBy,
    ScaleTo,
    Straighten,
)
from chatbrush_models.basics.frame import apply, inner_size
from chatbrush_models.edit_contract import EditError
from pictures import landscape

HEIGHT, WIDTH = 60, 80
CONTRACTS = Path(__file__).parents[2] / "contracts/src/main/resources/dev/chatbrush/contracts"
PROBLEMS = CONTRACTS / "problems.json"


@pytest.fixture
def image(rng):
    return rng.integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8)


@pytest.mark.parametrize(
    ("degrees", "quarters"), [(90, -1), (-90, 1), (180, 2), (270, 1), (-180, 2), (360, 0)]
)
def test_right_angles_move_every_byte_and_change_none(image, degrees, quarters):
    assert np.array_equal(apply(image, Rotate(degrees)), np.rot90(image, quarters))


def test_flips_mirror_every_byte(image):
    assert np.array_equal(apply(image, Flip("horizontal")), image[:, ::-1])
    assert np.array_equal(apply(image, Flip("vertical")), image[::-1])


def test_other_angles_turn_clockwise_about_the_middle():
    image = np.zeros((201, 201, 3), np.uint8)
    image[95:106, 100:] = 255  # from the middle to the right

    turned = apply(image, Rotate(30))

    middle = np.array(turned.shape[:2]) // 2
    angle = np.radians(30)
    at = np.rint(middle + 40 * np.array([np.sin(angle), np.cos(angle)])).astype(int)
    against = np.rint(middle - 40 * np.array([np.sin(angle), np.cos(angle)])).astype(int)
    assert (turned[tuple(at)] == 255).all()
    assert (turned[tuple(against)] == 0).all()


@pytest.mark.parametrize("degrees", [1, -7, 20, 44, 45, 46, 130, -100])
def test_no_corner_is_empty_and_no_larger_part_would_do(degrees):
    white = np.full((300, 500, 3), 255, np.uint8)

    kept = apply(white, Rotate(degrees))

    # What lies outside, told by turning the plane on a canvas that holds all of it.
    quarters = round(degrees / 90)
    upright = np.rot90(white[..., 0], -quarters % 4)
    height, width = upright.shape
    side = 900
    canvas = np.zeros((side, side), np.uint8)
    top, left = (side - height) // 2, (side - width) // 2
    canvas[top : top + height, left : left + width] = upright
    matrix = cv2.getRotationMatrix2D((side / 2 - 0.5, side / 2 - 0.5), 90 * quarters - degrees, 1)
    inside = cv2.warpAffine(canvas, matrix, (side, side)) > 127

    def fits(across, down):
        y, x = (side - down) // 2, (side - across) // 2
        return inside[y : y + down, x : x + across].all()

    assert (kept == 255).all()
    assert fits(kept.shape[1] - 4, kept.shape[0] - 4)
    assert not fits(kept.shape[1] + 6, kept.shape[0] + 6)


def test_the_kept_part_is_the_largest_one():
    width, height, angle = 400, 300, np.radians(10)
    sine, cosine = np.sin(angle), np.cos(angle)

    kept = inner_size(width, height, 10)

    # w cos + h sin <= W and w sin + h cos <= H hold for every rectangle inside.
    areas = [
        w * min((width - w * cosine) / sine, (height - w * sine) / cosine)
        for w in np.arange(1, 400, 0.25)
    ]
    assert kept[0] * kept[1] == pytest.approx(max(areas), rel=0.01)


@pytest.mark.parametrize(
    ("edit", "rows", "columns"),
    [
        (CropToRatio(1, 1), slice(0, 60), slice(10, 70)),
        (CropToRatio(1, 1, "left"), slice(0, 60), slice(0, 60)),
        (CropToRatio(1, 1, "right"), slice(0, 60), slice(20, 80)),
        (CropToRatio(2, 1, "bottom"), slice(20, 60), slice(0, 80)),
        (CropToShare(0.5), slice(15, 45), slice(20, 60)),
        (CropToShare(0.5, "top"), slice(0, 30), slice(0, 80)),
        (CropToSize(40, 20), slice(20, 40), slice(20, 60)),
        (CropToSize(1000, 20), slice(20, 40), slice(0, 80)),
        (CutSide("left", 0.25), slice(0, 60), slice(20, 80)),
        (CutSide("right", 0.25), slice(0, 60), slice(0, 60)),
        (CutSide("top", 0.5), slice(30, 60), slice(0, 80)),
        (CutSide("bottom", pixels=10), slice(0, 50), slice(0, 80)),
    ],
)
def test_crops_keep_the_bytes_of_their_part(image, edit, rows, columns):
    assert np.array_equal(apply(image, edit), image[rows, columns])


@pytest.mark.parametrize(
    ("edit", "shape"),
    [
        (ScaleBy(0.5), (30, 40)),
        (ScaleBy(4), (240, 320)),
        (ScaleTo(40, "width"), (30, 40)),
        (ScaleTo(120, "height"), (120, 160)),
        (ScaleTo(160, "longest"), (120, 160)),
        (FitInto(40, 40), (30, 40)),
    ],
)
def test_sizes_keep_the_shape(image, edit, shape):
    assert apply(image, edit).shape == (*shape, 3)


def test_half_the_size_is_the_mean_of_each_four_pixels(image):
    mean = image.reshape(30, 2, 40, 2, 3).mean((1, 3))

    assert np.abs(apply(image, ScaleBy(0.5)) - mean).max() <= 0.5


def test_enlarging_keeps_what_a_smooth_picture_shows():
    image = cv2.GaussianBlur(landscape(160, 120), (0, 0), 3)

    back = apply(apply(image, ScaleBy(3)), ScaleBy(1 / 3))

    assert np.abs(back.astype(int) - image).mean() < 1


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (ScaleBy(0.1), "SIZE_TOO_SMALL"),
        (ScaleBy(4.5), "ENLARGED_TOO_MUCH"),
        (CutSide("left", 0.99), "SIZE_TOO_SMALL"),
        (CutSide("left", pixels=90), "SIZE_TOO_SMALL"),
        (ScaleTo(13_000, "width"), "SIZE_TOO_LARGE"),
    ],
)
def test_refuses_sizes_that_no_picture_may_have(image, edit, code):
    with pytest.raises(EditError) as caught:
        apply(image, edit)

    assert caught.value.code == code


def test_refuses_more_pixels_than_are_kept():
    with pytest.raises(EditError, match="40 megapixels"):
        apply(np.zeros((3000, 4000, 3), np.uint8), ScaleBy(2))


def houses(height=480, width=640):
    """A facade: level and upright lines of many lengths on a textured wall."""
    rng = np.random.default_rng(5)
    image = np.full((height, width, 3), 150, np.float32) + rng.normal(0, 6, (height, width, 1))
    for x in range(60, width - 80, 110):
        for y in range(50, height - 90, 120):
            image[y : y + 70, x : x + 60] = (60, 70, 90)
    image[height - 40 :] = (90, 80, 70)
    return np.clip(image, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("tilt", [-12, -5, -1.5, 1, 3, 8, 14])
def test_straightening_turns_a_tilted_picture_back(tilt):
    tilted = apply(houses(), Rotate(tilt))

    straight = apply(tilted, Straighten())

    with pytest.raises(EditError, match="level"):
        apply(straight, Straighten())
    expected = inner_size(tilted.shape[1], tilted.shape[0], tilt)
    assert straight.shape[1] == pytest.approx(expected[0], abs=0.02 * expected[0])


def test_says_when_there_is_nothing_to_straighten(rng):
    with pytest.raises(EditError, match="level"):
        apply(houses(), Straighten())
    with pytest.raises(EditError, match="no lines"):
        apply(rng.integers(0, 256, (400, 600, 3), np.uint8), Straighten())
    with pytest.raises(EditError, match="no lines"):
        apply(np.full((100, 100, 3), 80, np.uint8), Straighten())


def test_large_pictures_are_done_at_full_size():
    image = np.zeros((5000, 7000, 3), np.uint8)  # 35 Mpx
    image[:, 3500:] = 200

    assert apply(image, Rotate(90)).shape == (7000, 5000, 3)
    assert apply(image, ScaleBy(0.5)).shape == (2500, 3500, 3)
    turned = apply(image, Rotate(2))
    assert turned.shape[0] > 4700 and turned.shape[1] > 6700


def test_people_are_told_the_bounds_that_hold():
    words = json.loads(PROBLEMS.read_text(encoding="utf-8"))
    told = {
        "ENLARGED_TOO_MUCH": [f"{frame.MOST_ENLARGED:g}"],
        "SIZE_TOO_SMALL": [f"{frame.SMALLEST_SIDE}"],
        "SIZE_TOO_LARGE": [f"{frame.LARGEST_SIDE:,}"],
    }
    for code, bounds in told.items():
        for language in ("en", "ko"):
            assert all(bound in words[code]["title"][language] for bound in bounds)
    assert f"{frame.MOST_PIXELS // 1_000_000} megapixels" in words["SIZE_TOO_LARGE"]["title"]["en"]
