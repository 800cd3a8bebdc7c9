"""Room beside a picture: how much, and that the picture itself stays to the byte."""

import itertools

import cv2
import numpy as np
import pytest
from chatbrush_models.basics import extend
from chatbrush_models.basics.edits import Extend, ExtendToLength, ExtendToRatio
from chatbrush_models.basics.extend import Extension
from chatbrush_models.basics.margins import Margins
from chatbrush_models.edit_contract import EditError
from chatbrush_models.erase.views import views_of
from pictures import landscape


def grey(image, keep):
    """Stand in for the network: grey where it is asked, the picture elsewhere."""
    return np.where(keep == 255, image, 128).astype(np.uint8)


def diffused(image, keep):
    """Stand in for the network: what is around runs into the hole."""
    around = np.ascontiguousarray(image[0].transpose(1, 2, 0))
    filled = cv2.inpaint(around, 255 - keep[0, 0], 3, cv2.INPAINT_TELEA)
    return filled.transpose(2, 0, 1)[None]


@pytest.mark.parametrize(
    ("edit", "margins"),
    [
        (ExtendToRatio(16, 9), Margins(left=28, right=28)),
        (ExtendToRatio(16, 10, ("left",)), Margins(left=20)),
        (ExtendToRatio(4, 3), Margins(top=12, bottom=13)),
        (Extend(("left",), 0.12), Margins(left=36)),
        (Extend(("top", "bottom"), 0.1), Margins(top=20, bottom=20)),
        (Extend(("right",), 0.1, 7), Margins(right=7)),
        (Extend(("left", "right"), pixels=41, halved=True), Margins(left=20, right=21)),
        (Extend(("top", "bottom"), 0.2, halved=True), Margins(top=20, bottom=20)),
        (ExtendToLength(320, "width"), Margins(left=10, right=10)),
        (ExtendToLength(220, "height", ("bottom",)), Margins(bottom=20)),
    ],
)
def test_margins_follow_from_what_was_said(edit, margins):
    assert Margins.of(edit, 300, 200) == margins


@pytest.mark.parametrize(
    ("edit", "margins"),
    [
        (ExtendToRatio(21, 9), Margins(left=83, right=84)),
        (Extend(("left",), 1.0), Margins(left=300)),
        (Extend(("top", "right"), 0.5), Margins(top=100, right=150)),
    ],
)
def test_what_paints_may_add_as_much_as_there_is(edit, margins):
    assert Margins.of(edit, 300, 200, painted=True) == margins
    with pytest.raises(EditError, match="by 100% at each side, here 300 pixels across"):
        Margins.of(Extend(("left",), 1.1), 300, 200, painted=True)


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (Extend(("left",), 0.4), "by 12% at each side, here 36 pixels across"),
        (ExtendToRatio(4, 1), "that would be 83%"),
        (ExtendToRatio(3, 2), "has that shape or size already"),
        (ExtendToRatio(16, 9, ("top",)), "room at the left or right, not at the top"),
        (ExtendToLength(250, "width"), "width is 300 pixels already"),
    ],
)
def test_more_than_can_be_filled_is_refused_in_words(edit, words):
    with pytest.raises(EditError, match=words):
        Margins.of(edit, 300, 200)


def test_the_picture_stays_as_it_is_in_the_middle_of_its_room():
    photo = landscape(120, 90)
    extension = Extension(photo, Margins(left=20, bottom=10))

    steps = list(extension.steps(grey, np.random.default_rng(0)))

    assert 1 <= len(steps) <= extension.calls
    assert steps[-1].shape == (100, 140, 3)
    assert np.array_equal(steps[-1][:90, 20:], photo)


def grey_fill(picture, holes, windows, *_):
    """Stand in for what fills: grey, whatever is beside it."""
    (hole,) = (window.hole for window in windows)
    filled = picture.copy()
    box = slice(hole.y0, hole.y1), slice(hole.x0, hole.x1)
    filled[box][holes[box]] = 128
    yield filled


def steepest(picture):
    return max(np.abs(np.diff(picture[..., 0].astype(int), axis=axis)).max() for axis in (0, 1))


@pytest.mark.parametrize(
    "margins", [Margins(left=20), Margins(right=20), Margins(top=20), Margins(left=20, bottom=20)]
)
def test_no_line_is_seen_at_the_pictures_edge(monkeypatch, margins):
    monkeypatch.setattr(extend, "fill_windows", grey_fill)
    photo = np.full((90, 120, 3), 40, np.uint8)

    *_, last = Extension(photo, margins).steps(grey, np.random.default_rng(0))

    rows = slice(margins.top, margins.top + 90)
    columns = slice(margins.left, margins.left + 120)
    assert np.array_equal(last[rows, columns], photo)
    assert last.max() == 128 and steepest(last) <= 44, "of 88 from the picture to the grey"


def test_what_paints_meets_the_picture_by_itself(monkeypatch):
    monkeypatch.setattr(extend, "fill_windows", grey_fill)
    photo = np.full((90, 120, 3), 40, np.uint8)
    extension = Extension(photo, Margins(left=20), painted=True)

    *_, last = extension.steps(grey, np.random.default_rng(0))

    assert steepest(last) == 88


def test_opacity_goes_on_beyond_the_edge():
    alpha = np.full((90, 120, 1), 255, np.uint8)
    alpha[:, :40] = 0
    picture = np.concatenate([landscape(120, 90), alpha], axis=2)

    *_, last = Extension(picture, Margins(left=20, right=20)).steps(grey, np.random.default_rng(0))

    assert np.array_equal(last[:, 20:140], picture)
    assert last[:, :15, 3].max() == 0 and last[:, 145:, 3].min() == 255


@pytest.mark.parametrize(
    ("margins", "width", "height"),
    [
        (Margins(top=120, bottom=120), 12_000, 1_000),
        (Margins(left=1_284, right=1_284), 9_432, 1_000),
        (Margins(top=360, bottom=360), 12_000, 3_000),
        (Margins(top=120), 60_000, 1_000),
    ],
)
def test_a_panorama_is_never_shown_as_a_square_of_its_length(margins, width, height):
    width, height = width + margins.left + margins.right, height + margins.top + margins.bottom

    windows = [part.window for part in extend._whole(margins, height, width)]

    sides = [view.window.side for window in windows for view in views_of(window, width, height)]
    assert max(sides) <= max(4096, 1.8 * height)
    filled = np.zeros((height, width), bool)
    for hole in (window.hole for window in windows):
        filled[hole.y0 : hole.y1, hole.x0 : hole.x1] = True
    own = (slice(margins.top, height - margins.bottom), slice(margins.left, width - margins.right))
    assert not filled[own].any() and filled.sum() == filled.size - filled[own].size


@pytest.mark.parametrize("size", [(4000, 3000), (6000, 4000), (8432, 4743)])
def test_other_pictures_margins_are_shown_whole(size):
    assert len(extend._whole(Margins(left=9, top=9), size[1], size[0])) == 2


@pytest.mark.parametrize(
    ("margins", "width", "height"),
    [
        (Margins(left=666, right=666), 4000, 3000),
        (Margins(right=3000), 3000, 3000),
        (Margins(top=500, left=700), 700, 500),
        (Margins(bottom=1000), 12_000, 1_000),
    ],
)
def test_a_painted_margin_is_seen_with_as_much_picture(margins, width, height):
    assert margins.is_wide(width, height)
    whole = height + margins.top + margins.bottom, width + margins.left + margins.right
    open_ = np.ones(whole, bool)
    open_[margins.top : margins.top + height, margins.left : margins.left + width] = False

    windows = [part.window for part in extend._layers(margins, *whole)]

    for window in windows:
        rows = slice(max(window.y, 0), window.y + window.side)
        columns = slice(max(window.x, 0), window.x + window.side)
        seen = open_[rows, columns]
        assert seen.mean() <= 0.5, "half of it is picture, or was painted before"
        hole = window.hole
        open_[hole.y0 : hole.y1, hole.x0 : hole.x1] = False
    assert not open_.any()


def test_what_paints_is_asked_once_for_each_part():
    photo = landscape(300, 200)
    extension = Extension(photo, Margins(left=90, right=90), painted=True)
    asked = []

    def network(image, keep):
        asked.append(keep)
        return diffused(image, keep)

    *_, last = extension.steps(network, np.random.default_rng(0))

    assert 1 <= len(asked) <= extension.calls == 2
    assert last.shape == (200, 480, 3) and np.array_equal(last[:, 90:390], photo)


def test_pieces_fit_each_other_as_well_as_what_is_shown_whole(monkeypatch):
    photo, margins = landscape(1200, 160), Margins(top=16, bottom=16)

    def parts_and_steepest():
        """Return the largest step from column to column in the margins' means."""
        extension = Extension(photo, margins)
        *_, last = extension.steps(diffused, np.random.default_rng(0))
        rims = np.dstack([last[:16].mean(axis=0), last[-16:].mean(axis=0)])
        return len(extension._parts), np.abs(np.diff(rims, axis=0)).max()

    whole, before = parts_and_steepest()
    monkeypatch.setattr(extend, "LARGEST_WHOLE", 600)
    pieces, after = parts_and_steepest()

    assert whole == 2 and pieces >= 8
    assert after <= before


def test_one_piece_goes_over_into_the_next(monkeypatch):
    calls = itertools.count()

    def uneven(picture, holes, windows, *_):
        """Stand in for what fills: each window in another grey."""
        (hole,) = (window.hole for window in windows)
        filled = picture.copy()
        part = np.zeros_like(holes)
        part[hole.y0 : hole.y1, hole.x0 : hole.x1] = holes[hole.y0 : hole.y1, hole.x0 : hole.x1]
        yield filled
        filled[part] = 60 + 120 * (next(calls) % 2)
        yield filled

    monkeypatch.setattr(extend, "LARGEST_WHOLE", 600)
    monkeypatch.setattr(extend, "fill_windows", uneven)
    photo = landscape(1200, 160)
    extension = Extension(photo, Margins(top=16, left=20))

    *_, last = extension.steps(grey, np.random.default_rng(0))

    assert np.array_equal(last[16:, 20:], photo)
    row = last[3, 20:, 0].astype(int)  # beside the corner, which is the left margin's
    assert set(np.unique(row[[0, 100]])) <= {60, 180} and np.ptp(row) == 120
    assert np.abs(np.diff(row)).max() <= 120 / 16 + 1
