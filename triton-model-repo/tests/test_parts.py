"""Faces and the sky: from maps and pixels to the detector's contract."""

import cv2
import numpy as np
import pytest
from chatbrush_models.parts import sky
from chatbrush_models.parts.faces import FaceFinder
from chatbrush_models.parts.found import Found, tensors
from config_text import REPOSITORY

PHOTOS = REPOSITORY.parent / "testdata/photos"


def maps_of(*middles, side=64, down=40.0, across=32.0):
    """What a network says that sees faces there; a middle is a row, a column and a score."""
    heat = np.zeros((1, 1, side, side), np.float32)
    size = np.zeros((1, 2, side, side), np.float32)
    for row, column, score in middles:
        heat[0, 0, row, column] = score
        size[0, :, row, column] = np.log([down / 4, across / 4])
    return lambda picture: (heat, size, np.zeros((1, 2, side, side), np.float32))


def test_a_face_is_brought_to_the_picture_and_grown_to_all_of_it():
    image = np.zeros((128, 512, 3), np.uint8)  # the network sees 128 x 512
    seen = []
    network = maps_of((16, 32, 0.9))

    (face,) = FaceFinder(lambda p: seen.append(p.shape) or network(p), 0.5).faces(image)

    assert seen == [(1, 3, 128, 512)]
    middle = np.array([130.0, 66.0])
    half = np.array([32, 40]) / 2 * 1.15
    np.testing.assert_allclose(face.box, [*(middle - half), *(middle + half)], atol=1e-4)
    assert (face.label, round(face.score, 3)) == ("face", 0.9)
    assert face.shape[32, 32] == face.shape[0, 32] == 255 and face.shape[0, 0] == 0


def test_of_two_marks_on_one_face_the_surer_counts_and_doubtful_ones_do_not():
    network = maps_of((16, 32, 0.8), (17, 32, 0.9), (50, 10, 0.4))

    faces = FaceFinder(network, 0.5).faces(np.zeros((256, 256, 3), np.uint8))

    assert [round(face.score, 2) for face in faces] == [0.9]


def test_no_face_is_none():
    assert FaceFinder(maps_of(), 0.5).faces(np.zeros((3, 2, 3), np.uint8)) == []


def test_shapes_of_parts_are_brought_to_one_size():
    small = Found("a", (0, 0, 8, 8), 0.5, np.full((4, 2), 255, np.uint8))
    large = Found("b", (-3, 0, 90, 60), 1.0, np.full((64, 32), 255, np.uint8))

    answers = tensors([small, large], 80, 60)

    assert answers["masks"].shape == (2, 64, 32) and (answers["masks"] == 255).all()
    np.testing.assert_array_equal(answers["boxes"][1], [0, 0, 80, 60])


@pytest.mark.parametrize(("name", "least", "most"), [("rocket", 0.6, 0.9), ("cameraman", 0.2, 0.4)])
def test_the_sky_of_a_photo_is_found_whole(name, least, most):
    image = cv2.imread(str(PHOTOS / f"{name}.jpg"))[..., ::-1]

    (found,) = sky.find(np.ascontiguousarray(image))

    x0, y0, x1, y1 = found.box
    assert (x0, y0) == (0, 0) and found.shape.shape == (y1 - y0, x1 - x0)
    assert least < (found.shape > 127).sum() / image[..., 0].size < most


@pytest.mark.parametrize("name", ["astronaut", "cat", "coffee", "raccoon", "grace-hopper"])
def test_a_photo_without_sky_has_none(name):
    image = cv2.imread(str(PHOTOS / f"{name}.jpg"))[..., ::-1]

    assert sky.find(np.ascontiguousarray(image)) == []


@pytest.mark.parametrize("shape", [(1, 1, 3), (2, 300, 3), (40, 40, 3)])
def test_tiny_and_plain_pictures_have_no_sky(shape):
    assert sky.find(np.full(shape, 128, np.uint8)) == []


def test_a_white_ground_is_no_sky():
    drawing = np.full((300, 400, 3), 255, np.uint8)
    cv2.circle(drawing, (200, 150), 80, (200, 30, 30), -1)

    assert sky.find(drawing) == []


BLUE, PINK = (120, 160, 215), (250, 228, 224)


def picture_under(colour, width, grain, channels=1, deepens=0):
    """A picture whose upper half is of one colour, darker towards the top, with that noise."""
    height = width * 3 // 4
    image = np.full((height, width, 3), (70, 80, 40), np.float32)
    depth = np.linspace(deepens, 0, height // 2, dtype=np.float32)[:, None, None]
    image[: height // 2] = np.array(colour, np.float32) - depth
    rng = np.random.default_rng(2)
    image += grain * rng.standard_normal((height, width, channels), np.float32)
    return np.clip(np.rint(image), 0, 255).astype(np.uint8)


@pytest.mark.parametrize(
    ("grain", "channels", "colour", "is_sky"),
    [(3, 1, BLUE, True), (5, 3, BLUE, True), (0, 1, BLUE, False), (3, 1, PINK, False)],
)
def test_a_sky_has_a_photos_grain_and_is_not_warm(grain, channels, colour, is_sky):
    assert bool(sky.find(picture_under(colour, 400, grain, channels))) == is_sky


@pytest.mark.parametrize("deepens", [0, 15])
@pytest.mark.parametrize(("grain", "is_sky"), [(0, False), (1, True), (2, True)])
def test_a_clear_sky_is_known_by_its_grain_in_a_photo_made_smaller(grain, deepens, is_sky):
    photo = picture_under(BLUE, 4096, grain, deepens=deepens)
    shown = cv2.resize(photo, (1024, 768), interpolation=cv2.INTER_AREA)

    assert bool(sky.find(shown)) == is_sky


def test_a_few_pixels_are_no_face():
    network = maps_of((4, 4, 0.9), side=8)

    assert FaceFinder(network, 0.5).faces(np.zeros((9, 9, 3), np.uint8)) == []
