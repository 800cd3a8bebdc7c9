import numpy as np
import pytest
from chatbrush_models.erase import lama
from chatbrush_models.erase.lama import SIDES, fill_with_lama
from chatbrush_models.erase.plan import plan_windows
from pictures import disc, landscape
from tensorrt_build.networks.catalogue import NETWORKS

COLOUR = np.array([0.35, 0.6, 0.3], np.float32)


class PlainNetwork:
    """Fills with one colour and remembers what it was shown."""

    def __init__(self):
        self.shown = []

    def __call__(self, image, mask):
        assert image.dtype == mask.dtype == np.float32
        assert image.shape[0] == mask.shape[0] == mask.shape[1] == 1
        assert image.shape[2:] == mask.shape[2:]
        assert 0 <= image.min() and image.max() <= 1 and set(np.unique(mask)) <= {0, 1}
        self.shown.append((image, mask))
        return mask * COLOUR[None, :, None, None] + (1 - mask) * image


def erase(image, mask, network=None, seed=1, few=True):
    rng, windows = np.random.default_rng(seed), plan_windows(mask)
    steps = list(fill_with_lama(image, mask, windows, network or PlainNetwork(), rng, few))
    assert len(steps) == len(windows)
    return steps[-1]


@pytest.mark.parametrize(("width", "height", "radius"), [(300, 200, 20), (701, 513, 60), (1, 9, 1)])
@pytest.mark.parametrize("sides", [SIDES, (128,)])
@pytest.mark.parametrize("few", [True, False])
def test_bytes_outside_the_mask_are_identical(monkeypatch, width, height, radius, sides, few):
    monkeypatch.setattr(lama, "SIDES", sides)
    image = landscape(width, height)
    mask = disc(height, width, width // 2, height // 3, radius)
    mask[-1] = False

    result = erase(image, mask, few=few)

    assert (result[~mask] == image[~mask]).all()
    assert (result[mask] != image[mask]).any()


@pytest.mark.parametrize(("width", "height"), [(90, 60), (300, 200), (701, 513), (1203, 999)])
def test_the_network_sees_only_sides_that_plans_capture(width, height):
    captured = NETWORKS["lama"].captured
    network = PlainNetwork()

    erase(landscape(width, height), disc(height, width, width // 2, height // 2, 300), network)

    assert [{"height": side, "width": side} for side in SIDES] == list(captured)
    assert all(image.shape[2] == image.shape[3] in SIDES for image, _ in network.shown)


@pytest.mark.parametrize(("size", "radius", "least"), [((257, 257), 20, 264), ((900, 700), 150, 0)])
def test_without_plans_no_window_is_wider_than_it_must_be(size, radius, least):
    width, height = size
    mask = disc(height, width, width // 2, height // 2, radius)
    (window,) = plan_windows(mask)
    network = PlainNetwork()

    erase(landscape(width, height), mask, network, few=False)

    ((image, _),) = network.shown
    assert image.shape[2] == image.shape[3] == -(-window.side // 8) * 8 >= least
    assert image.shape[2] - window.side < 8


def test_a_small_hole_is_seen_at_the_pictures_own_size():
    picture = landscape(1600, 1200)
    network = PlainNetwork()

    erase(picture, disc(1200, 1600, 800, 700, 40), network)

    ((image, mask),) = network.shown
    shown = np.rint(image[0] * 255).astype(np.uint8).transpose(1, 2, 0)
    rows = [y for y in range(1200 - 511) if (picture[y, 800 - 256 : 800 + 256] == shown[0]).all()]
    assert shown.shape == (512, 512, 3)
    assert rows
    assert mask.sum() > 40 * 40 * 3


def test_the_fill_meets_the_colour_around_it():
    image = np.full((400, 400, 3), (100, 160, 90), np.uint8)
    mask = disc(400, 400, 200, 200, 50)

    result = erase(image, mask)

    assert np.abs(result[mask].astype(int) - (100, 160, 90)).max() <= 3


def test_a_second_hole_in_the_same_window_is_not_shown_as_picture():
    network = PlainNetwork()
    mask = disc(600, 600, 150, 300, 40) | disc(600, 600, 450, 300, 40)

    erase(landscape(600, 600), mask, network)

    assert network.shown[0][1].sum() > 2 * 3 * 40 * 40


def test_the_same_seed_gives_the_same_picture(monkeypatch):
    monkeypatch.setattr(lama, "SIDES", (256,))  # so that detail is drawn from the surroundings
    image = landscape(400, 300)
    mask = disc(300, 400, 200, 150, 60)

    assert (erase(image, mask, seed=3) == erase(image, mask, seed=3)).all()
