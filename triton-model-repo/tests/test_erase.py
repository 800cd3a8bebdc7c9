import numpy as np
import pytest
from chatbrush_models.erase.coherence import strangeness
from chatbrush_models.erase.crop import to_network
from chatbrush_models.erase.fill import count_calls, fill_windows
from chatbrush_models.erase.plan import NETWORK_SIDE, plan_windows
from chatbrush_models.erase.views import views_of
from chatbrush_models.local_colour import spread
from chatbrush_models.seam import match_edge
from pictures import disc, landscape


class PlainNetwork:
    """Fills with one colour and remembers what it was shown."""

    def __init__(self, colour=(90, 150, 70)):
        self.colour = np.array(colour, np.uint8)
        self.keeps = []

    def __call__(self, image, keep):
        assert image.shape == (1, 3, NETWORK_SIDE, NETWORK_SIDE) and image.dtype == np.uint8
        assert keep.shape == (1, 1, NETWORK_SIDE, NETWORK_SIDE) and keep.dtype == np.uint8
        self.keeps.append(keep[0, 0])
        return np.where(keep == 0, self.colour[None, :, None, None], image)


def erase(image, mask, network=None, seed=1):
    windows = plan_windows(mask)
    steps = list(
        fill_windows(image, mask, windows, network or PlainNetwork(), np.random.default_rng(seed))
    )
    assert len(windows) <= len(steps) <= count_calls(windows, image.shape)
    return steps[-1]


def test_small_hole_in_a_large_picture_is_seen_at_full_sharpness():
    windows = plan_windows(disc(3000, 4000, 2000, 1500, 60))

    assert [window.side for window in windows] == [NETWORK_SIDE]


def test_large_hole_gets_a_window_with_context_around_it():
    (window,) = plan_windows(disc(3000, 4000, 2000, 1500, 600))

    assert window.side * 0.5 < window.hole.longest < window.side * 0.6
    assert window.x >= 0 and window.x + window.side <= 4000


def test_near_parts_share_a_window_and_far_ones_do_not():
    near = disc(2000, 2000, 500, 500, 20) | disc(2000, 2000, 560, 520, 20)
    far = disc(2000, 2000, 200, 200, 20) | disc(2000, 2000, 1800, 1800, 20)

    assert len(plan_windows(near)) == 1
    assert len(plan_windows(far)) == 2


def test_long_cable_is_cut_into_sharp_pieces_that_cover_it():
    mask = np.zeros((2000, 4000), bool)
    mask[1000:1012] = True

    windows = plan_windows(mask)

    covered = np.zeros_like(mask)
    for window in windows:
        box = window.hole
        covered[box.y0 : box.y1, box.x0 : box.x1] = True
    assert all(window.side <= 600 for window in windows)
    assert covered[mask].all()


def test_dust_is_joined_into_few_windows():
    mask = np.random.default_rng(2).random((1500, 1500)) > 0.998

    assert len(plan_windows(mask)) <= 36


@pytest.mark.parametrize("size", [(1, 2), (2, 1), (8, 8), (30, 200), (600, 700)])
def test_bytes_outside_the_mask_stay(size):
    height, width = size
    image = landscape(width, height) if min(size) > 7 else np.full((height, width, 3), 7, np.uint8)
    mask = np.zeros(size, bool)
    mask[: (height + 1) // 2, : (width + 1) // 2] = True

    result = erase(image, mask)

    assert (result[~mask] == image[~mask]).all()
    assert result.shape == image.shape


def test_network_is_shown_every_hole_and_a_ring_around_it():
    image, network = landscape(700, 600), PlainNetwork()
    mask = disc(600, 700, 300, 300, 40)

    erase(image, mask, network)

    hole = network.keeps[0] == 0
    assert hole.sum() > mask.sum() * 1.1


def test_fill_takes_the_brightness_of_its_surroundings():
    image = np.full((600, 600, 3), 120, np.uint8)
    mask = disc(600, 600, 300, 300, 50)

    result = erase(image, mask, PlainNetwork((135, 130, 110)))

    assert np.abs(result[mask].astype(int) - 120).mean() < 2


def test_a_dark_object_in_a_small_picture_leaves_no_brightness_in_its_place():
    image = np.full((270, 270, 3), 140, np.uint8)
    mask = disc(270, 270, 135, 135, 45)
    image[mask] = 30

    assert (to_network(image, mask) == 140).all()


def test_a_plain_ground_is_continued_without_the_network():
    rows, columns = np.mgrid[:400, :500]
    wall = np.stack([120 + columns / 9, 150 - rows / 14, 110 + (rows + columns) / 20], axis=-1)
    noisy = wall + np.random.default_rng(1).normal(0, 6, (400, 500, 1))
    mask, network = disc(400, 500, 250, 200, 60), PlainNetwork((255, 0, 255))

    for ground, most in ((wall, 1.0), (noisy, 2.5)):
        result = erase(np.rint(ground).astype(np.uint8), mask, network)
        off = result[mask] - wall[mask]
        assert np.abs(off.mean(axis=0)).max() < most / 2
    assert network.keeps == []
    assert result[mask].std(axis=0).min() > 4  # the noise goes on, too


@pytest.mark.parametrize("kind", ["line", "horizon", "edge"])
def test_a_ground_that_is_not_plain_is_left_to_the_network(kind):
    image, network = np.full((400, 500, 3), 150, np.uint8), PlainNetwork()
    mask = disc(400, 500, 250, 200, 60)
    if kind == "line":
        image[196:199] = 90
    elif kind == "horizon":
        image[200:] = 140
    else:
        mask = np.zeros((400, 500), bool)
        mask[:, :120] = True

    erase(image, mask, network)

    assert network.keeps


def test_same_seed_gives_the_same_bytes():
    image = landscape(1400, 1200)
    mask = disc(1200, 1400, 700, 800, 330)

    assert (erase(image, mask, seed=4) == erase(image, mask, seed=4)).all()


def test_large_fill_has_the_texture_of_its_surroundings():
    noise = np.random.default_rng(1).normal(128, 25, (1400, 1400, 1))
    image = np.clip(noise.repeat(3, axis=2), 0, 255).astype(np.uint8)
    mask = disc(1400, 1400, 700, 700, 350)

    result = erase(image, mask, PlainNetwork((128, 128, 128)))

    for x, y in ((700, 700), (520, 520), (700, 420), (420, 700), (880, 880)):
        assert result[disc(1400, 1400, x, y, 60)].std() > 0.5 * image.std()


def test_spread_keeps_known_values_and_joins_them_smoothly():
    values, weight = np.zeros((64, 64, 3), np.float32), np.zeros((64, 64), np.float32)
    values[:, 0], weight[:, 0] = 10, 1
    values[:, -1], weight[:, -1] = 30, 1

    plane = spread(values, weight)

    assert np.allclose(plane[:, 0], 10) and np.allclose(plane[:, -1], 30)
    assert 14 < plane[32, 32, 0] < 26


def test_edge_of_an_object_beside_the_hole_is_not_smeared_into_it():
    fill = np.full((64, 64, 3), 100, np.float32)
    picture = fill.copy()
    hole = disc(64, 64, 32, 32, 12)
    ring = disc(64, 64, 32, 32, 15) & ~hole
    picture[:, :24][ring[:, :24]] = 255  # left over from the object

    corrected = match_edge(fill, picture, ring, hole)

    assert np.abs(corrected[hole] - 100).mean() < 6


def test_of_several_answers_the_one_that_fits_the_picture_is_taken():
    class Changing(PlainNetwork):
        def __call__(self, image, keep):
            strange = (255, 0, 255) if not self.keeps else (70, 140, 50)
            self.colour = np.array(strange, np.uint8)
            return super().__call__(image, keep)

    image, network = landscape(800, 800), Changing()
    mask = disc(800, 800, 330, 400, 110)  # half of the house: nothing that repeats

    result = erase(image, mask, network)

    assert len(network.keeps) >= 2
    assert result[mask].mean(axis=0)[1] > result[mask].mean(axis=0)[0]


def test_spot_takes_one_look_and_a_large_hole_several():
    spot, large = (plan_windows(disc(2000, 2000, 1000, 1000, radius))[0] for radius in (10, 300))

    assert len(views_of(spot, 2000, 2000)) == 1
    assert len(views_of(large, 2000, 2000)) == 4


def test_strangeness_tells_a_foreign_thing_from_the_texture_of_the_picture():
    image = np.random.default_rng(1).normal(120, 20, (512, 512, 1)).repeat(3, axis=2)
    image = image.astype(np.float32)
    hole = disc(512, 512, 256, 256, 90)
    foreign = np.where(hole[..., None], np.float32([250, 20, 20]), image)

    assert strangeness(foreign, hole) > 3 * strangeness(image, hole)
