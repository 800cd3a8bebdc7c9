"""A blur over a part of a picture, which hides it, and over the ground of something."""

import cv2
import numpy as np
import pytest
from chatbrush_models.looks.apply import Tools, apply_wishes
from chatbrush_models.looks.effects import BLUR, radius_that_hides
from chatbrush_models.looks.parse import parse
from pictures import disc, landscape


def blurred(image, mask=None):
    tools = Tools(np.random.default_rng(1), lambda picture: picture)
    return list(apply_wishes(image, mask, parse("blur"), 1.0, tools))[-1]


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


def test_a_part_in_a_corner_is_no_ground():
    mask = np.zeros((240, 360), bool)
    mask[120:, :150] = True

    assert radius_that_hides(mask) > 3 * BLUR
