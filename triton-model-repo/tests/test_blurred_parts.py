"""A blur over a part of a picture, which hides it, and over the ground of something."""

import cv2
import numpy as np
import pytest
from chatbrush_models.looks.apply import SCALED, Tools, apply_wishes
from chatbrush_models.looks.catalogue import looks
from chatbrush_models.looks.effects import BLUR, radius_that_hides
from chatbrush_models.looks.parse import parse
from pictures import disc, landscape


def looked(look, image, mask=None, whole_side=0):
    tools = Tools(np.random.default_rng(1), lambda picture: picture)
    return list(apply_wishes(image, mask, parse(look), 1.0, tools, 0, whole_side))[-1]


def blurred(image, mask=None):
    return looked("blur", image, mask)


def fineness(picture):
    """Mean step from a pixel to the next: less of it where strokes and blurs are wide."""
    return np.abs(np.diff(picture.astype(int), axis=1)).mean()


@pytest.mark.parametrize("size", [(400, 300), (1600, 1200)])
def test_a_blurred_part_is_as_hard_to_know_in_a_small_picture_as_in_a_large_one(size):
    image = landscape(*size)
    across = size[0] // 5
    mask = disc(size[1], size[0], size[0] // 2, size[1] // 2, across // 2)
    squares = np.indices(image.shape[:2]).sum(axis=0) // (across // 8) % 2 * 200
    image[mask] = squares[mask][:, None]

    result = blurred(image, mask)

    inner = cv2.erode(mask.astype(np.uint8), np.ones((9, 9))) > 0
    assert result[inner].std() < 0.3 * image[inner].std()
    assert (result[~mask] == image[~mask]).all()


def ground_of(thing):
    """What is around a thing in 360 x 240, or the upper half."""
    rows, columns = np.indices((240, 360))
    head = disc(240, 360, 180, 70, 50)
    return {
        "a disc": ~disc(240, 360, 180, 120, 50),
        "a portrait": ~(head | (rows > 120) & (abs(columns - 180) < 160)),
        "a portrait to both edges": ~(head | (rows > 90)),
        "a land": rows < 120,
    }[thing]


@pytest.mark.parametrize("thing", ["a disc", "a portrait", "a portrait to both edges", "a land"])
def test_a_blurred_ground_is_blurred_like_a_whole_picture(thing):
    image = np.zeros((240, 360, 3), np.uint8)
    image[:, np.arange(360) // 8 % 2 == 0] = 200

    result = blurred(image, ground_of(thing))

    whole = blurred(image)
    assert np.abs(result[4:14, 4:-4].astype(int) - whole[4:14, 4:-4]).max() <= 1


@pytest.mark.parametrize(
    "look",
    ["blur", "sharper", "glow", "hdr", "oil painting", "pencil sketch", "cartoon", "watercolour"],
)
def test_half_a_picture_changes_as_it_would_in_the_whole(look):
    image = landscape(900, 600)
    half = np.zeros((600, 900), bool)
    half[:, :450] = True

    whole, part = looked(look, image), looked(look, image, half)

    middle = slice(60, -60), slice(60, 390)
    assert (part[:, 450:] == image[:, 450:]).all()
    assert fineness(part[middle]) == pytest.approx(fineness(whole[middle]), rel=0.1)


@pytest.mark.parametrize("look", ["sharper", "glow", "oil painting", "snow"])
def test_a_part_of_a_picture_changes_as_it_would_in_the_whole(look):
    image = landscape(1200, 900)
    cut = slice(200, 700), slice(300, 900)
    mask = np.zeros((900, 1200), bool)
    mask[240:660, 340:860] = True

    whole = looked(look, image, mask)
    part = looked(look, np.ascontiguousarray(image[cut]), mask[cut], whole_side=1200)

    assert fineness(part[mask[cut]].reshape(420, 520, 3)) == pytest.approx(
        fineness(whole[mask].reshape(420, 520, 3)), rel=0.05
    )
    if look in ("sharper", "glow"):  # nothing drawn by chance
        assert np.abs(part[mask[cut]].astype(int) - whole[mask]).mean() < 0.5


def test_a_speck_of_a_large_picture_is_changed_by_every_look():
    image, mask = landscape(60, 40), np.zeros((40, 60), bool)
    mask[18:21, 30:33] = True
    networkless = [one for one in looks().values() if "style" not in dict(one.ops)]

    for one in networkless:
        result = looked(one.words[0], image, mask, whole_side=8000)
        assert (result[~mask] == image[~mask]).all(), one.id


def test_what_grows_with_a_picture_is_told_how_large_it_is():
    assert {"blur", "sharpen", "glow", "grain", "oil", "pencil", "rain", "stars"} <= SCALED
    assert "vignette" not in SCALED


def test_a_part_in_a_corner_is_no_ground():
    mask = np.zeros((240, 360), bool)
    mask[120:, :150] = True

    assert radius_that_hides(mask) > 3 * BLUR
