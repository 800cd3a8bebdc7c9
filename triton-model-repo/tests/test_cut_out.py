"""Cutting out: what is sure, what is mixed, and what is laid behind it."""

import tracemalloc

import cv2
import numpy as np
import pytest
from chatbrush_models import cut_out
from chatbrush_models.cut_out import Subject, laid_on
from chatbrush_models.looks.ground import laid_behind
from chatbrush_models.looks.parse import parse

ORANGE, BLUE = np.array([230, 120, 30.0]), np.array([40, 80, 160.0])


def disc(soft: float = 1.5) -> np.ndarray:
    """Return how much of each pixel an orange disc covers."""
    rows, columns = np.mgrid[:240, :320]
    hard = (np.hypot(rows - 120, columns - 160) < 70).astype(np.float32)
    return cv2.GaussianBlur(hard, (0, 0), soft)


def photo(share: np.ndarray) -> np.ndarray:
    """Return that disc before blue, with grain."""
    mixed = ORANGE * share[..., None] + BLUE * (1 - share[..., None])
    grain = np.random.default_rng(2).normal(0, 3, mixed.shape)
    return np.clip(np.rint(mixed + grain), 0, 255).astype(np.uint8)


def test_the_share_is_that_of_the_mixture() -> None:
    """Also where the mask is a few pixels off."""
    share = disc()
    ground = cv2.erode((share < 0.5).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0

    subject = Subject.before(photo(share), ground)

    off = np.abs(subject.opacity / 255 - share)
    assert off.mean() < 0.004
    assert (subject.opacity[:30] == 0).all()
    assert (subject.opacity[110:130, 150:170] == 255).all()


def test_nothing_of_the_old_ground_is_left_in_its_colour() -> None:
    """Laid on white it is orange mixed with white, with no blue rim."""
    share = disc()

    laid = Subject.before(photo(share), share < 0.5).on((255, 255, 255))

    wanted = ORANGE * share[..., None] + 255 * (1 - share[..., None])
    assert np.abs(laid - wanted).max(axis=2).mean() < 4
    assert (np.abs(laid - wanted).max(axis=2) > 40).sum() < 20


def test_beyond_the_band_every_byte_stays() -> None:
    """The subject's middle and the ground's colours are as they were."""
    share = disc()
    image = photo(share)

    subject = Subject.before(image, share < 0.5)

    changed = (subject.colours != image).any(axis=2)
    near = np.abs(np.hypot(*(np.mgrid[:240, :320] - np.array([120, 160])[:, None, None])) - 70)
    assert near[changed].max() <= 10


def test_what_was_see_through_stays_so() -> None:
    """A second cut does not bring anything back."""
    share = disc()
    glass = np.full(share.shape, 100, np.uint8)

    subject = Subject.before(photo(share), share < 0.5, glass)

    assert subject.opacity.max() == 100
    assert (subject.opacity[:30] == 0).all()


def test_a_large_picture_is_looked_at_where_its_edge_is() -> None:
    """Beyond 1024 pixels a side the sure colours are read from a smaller picture."""
    share = cv2.resize(disc(), (1600, 1200), interpolation=cv2.INTER_LINEAR)

    subject = Subject.before(photo(share), share < 0.5)

    assert np.abs(subject.opacity / 255 - share).mean() < 0.004


def test_a_colour_goes_behind_what_is_see_through() -> None:
    """Only within reach of the mask, and only that wish is fulfilled by it."""
    colours = np.full((40, 60, 3), 200, np.uint8)
    alpha = np.zeros((40, 60), np.uint8)
    alpha[:, 30:] = 255
    mask = np.zeros((40, 60), bool)
    mask[:, :10] = True
    wishes = parse("make the background #0000ff and brighter")

    laid, opacity, others = laid_behind(colours, alpha, mask, wishes, 5)

    assert (laid[:, :15] == (0, 0, 255)).all()
    assert (opacity[:, :15] == 255).all()
    assert (opacity[:, 15:30] == 0).all()
    assert [wish.look for wish in others] == ["brighter"]
    assert (laid_on(colours, alpha, (0, 0, 0))[:, 30:] == 200).all()


def test_a_ground_that_is_there_is_not_passed_over() -> None:
    """A photo with rounded corners is no cut-out: its background is still to be replaced."""
    colours = np.full((40, 60, 3), 200, np.uint8)
    alpha = np.full((40, 60), 255, np.uint8)
    alpha[:3, :3] = 0
    mask = np.zeros((40, 60), bool)
    mask[:, :30] = True
    wishes = parse("make the background white")

    same, opacity, others = laid_behind(colours, alpha, mask, wishes, 5)

    assert same is colours
    assert opacity is alpha
    assert others == wishes


def seen_through(height: int, width: int) -> tuple[np.ndarray, np.ndarray]:
    """Return colours and their opacity, of every kind."""
    generator = np.random.default_rng(4)
    picture = generator.integers(0, 256, (height, width, 4), np.uint8)
    picture[: height // 2, :, 3] = 255
    return picture[..., :3], picture[..., 3]


@pytest.mark.parametrize("ground", [(255, 255, 255), (12, 200, 77), None])
def test_stripes_are_mixed_as_the_whole(ground, monkeypatch) -> None:
    """Also the last one, that is lower, and one that is wider than a stripe holds."""
    colours, opacity = seen_through(101, 70)
    behind = np.ascontiguousarray(colours[::-1]) if ground is None else ground
    share = opacity[..., None].astype(np.float32) / 255
    whole = np.rint(colours * share + np.asarray(behind) * (1 - share)).astype(np.uint8)

    for pixels in (30, 70 * 7, 70 * 101):
        monkeypatch.setattr(cut_out, "STRIPE", pixels)
        assert (laid_on(colours, opacity, behind) == whole).all()


@pytest.mark.parametrize("picture", [False, True])
def test_a_large_picture_is_mixed_in_little_memory(picture) -> None:
    """All of it is see-through: beyond the result, less than four floats a pixel."""
    colours, opacity = seen_through(2000, 2000)
    opacity[:] = np.minimum(opacity, 254)
    ground = np.full((2000, 2000, 3), 99, np.uint8) if picture else (255, 255, 255)

    tracemalloc.start()
    try:
        laid = laid_on(colours, opacity, ground)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    print(f"{(peak - laid.nbytes) / opacity.size:.1f} bytes a pixel")
    assert peak - laid.nbytes < 16 * opacity.size
