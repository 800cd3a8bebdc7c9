import cv2
import numpy as np
import pytest
from chatbrush_models.erase.texture import continued, repeats
from pictures import disc
from test_erase import PlainNetwork, erase

HEIGHT, WIDTH = 240, 320


def bricks():
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    joint = (y % 16 < 3) | ((x + 16 * (y // 16 % 2)) % 32 < 3)
    wall = np.where(joint[..., None], (186, 172, 156), (146, 74, 56)).astype(np.uint8)
    return cv2.GaussianBlur(wall, (0, 0), 0.7)


def lawn():
    chance = np.random.default_rng(8)
    picture = np.full((HEIGHT, WIDTH, 3), (44, 84, 30), np.uint8)
    for x, y in chance.integers(0, (WIDTH, HEIGHT), (5000, 2)):
        end = np.array((x, y)) + chance.normal((0, -10), (5, 3))
        light = chance.uniform(0.5, 1)
        colour = [float(v) for v in np.array((110, 172, 62)) * light]
        cv2.line(picture, (int(x), int(y)), end.astype(int).tolist(), colour, 1, cv2.LINE_AA)
    return picture


def horizon():
    y, _ = np.mgrid[:HEIGHT, :WIDTH]
    return np.where((y < 130)[..., None], (120, 180, 230), (38, 82, 112)).astype(np.uint8)


def face():
    picture = np.full((HEIGHT, WIDTH, 3), (70, 90, 160), np.uint8)
    cv2.ellipse(picture, (160, 120), (52, 68), 0, 0, 360, (226, 180, 150), -1)
    cv2.ellipse(picture, (160, 66), (60, 28), 0, 0, 360, (40, 30, 24), -1)
    for x in (138, 182):
        cv2.circle(picture, (x, 108), 8, (30, 60, 40), -1)
    cv2.ellipse(picture, (160, 150), (20, 8), 0, 0, 180, (150, 50, 50), -1)
    return cv2.GaussianBlur(picture, (0, 0), 1)


@pytest.mark.parametrize("ground", [bricks, lawn, horizon])
def test_what_repeats_is_found_to_repeat(ground):
    place = ground(), disc(HEIGHT, WIDTH, 150, 120, 16)
    assert repeats(place, place)


def test_a_face_is_not_continued_with_faces():
    place = face(), disc(HEIGHT, WIDTH, 160, 66, 40)
    assert not repeats(place, place)


def test_where_little_is_known_nothing_is_copied():
    place = bricks(), disc(HEIGHT, WIDTH, 160, 120, 135)
    assert not repeats(place, place)


def test_the_joints_of_a_wall_go_on():
    wall, hole = bricks(), disc(HEIGHT, WIDTH, 150, 120, 24)
    picture = np.where(hole[..., None], np.uint8(30), wall)

    filled = continued(picture, hole)

    assert np.array_equal(filled[~hole], wall[~hole])
    assert np.abs(filled.astype(int) - wall)[hole].mean() < 3


def test_a_strange_fill_gives_way_to_the_texture_around_it():
    wall, hole = bricks(), disc(HEIGHT, WIDTH, 150, 120, 24)
    network = PlainNetwork((20, 200, 240))

    filled = erase(np.where(hole[..., None], np.uint8(30), wall), hole, network)

    assert np.abs(filled.astype(int) - wall)[hole].mean() < 6
    assert len(network.keeps) == 1, "no other view is asked for"


def test_without_a_texture_the_network_is_asked_again():
    hole = disc(HEIGHT, WIDTH, 160, 66, 40)
    network = PlainNetwork((20, 200, 240))

    erase(np.where(hole[..., None], np.uint8(200), face()), hole, network)

    assert len(network.keeps) == 2
