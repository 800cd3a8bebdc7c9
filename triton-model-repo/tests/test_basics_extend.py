"""Room beside a picture: how much, and that the picture itself stays to the byte."""

import numpy as np
import pytest
from chatbrush_models.basics.edits import Extend, ExtendToRatio
from chatbrush_models.basics.extend import Extension, Margins
from chatbrush_models.edit_contract import EditError
from pictures import landscape


def grey(image, keep):
    """Stand in for the network: grey where it is asked, the picture elsewhere."""
    return np.where(keep == 255, image, 128).astype(np.uint8)


@pytest.mark.parametrize(
    ("edit", "margins"),
    [
        (ExtendToRatio(16, 9), Margins(left=28, right=28)),
        (ExtendToRatio(16, 10, "left"), Margins(left=20)),
        (ExtendToRatio(4, 3), Margins(top=12, bottom=13)),
        (Extend(("left",), 0.12), Margins(left=36)),
        (Extend(("top", "bottom"), 0.1), Margins(top=20, bottom=20)),
        (Extend(("right",), 0.1, 7), Margins(right=7)),
    ],
)
def test_margins_follow_from_what_was_said(edit, margins):
    assert Margins.of(edit, 300, 200) == margins


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (Extend(("left",), 0.4), "by 12% at each side, here 36 pixels across"),
        (ExtendToRatio(4, 1), "that would be 83%"),
        (ExtendToRatio(3, 2), "has that shape already"),
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


def test_opacity_goes_on_beyond_the_edge():
    alpha = np.full((90, 120, 1), 255, np.uint8)
    alpha[:, :40] = 0
    picture = np.concatenate([landscape(120, 90), alpha], axis=2)

    *_, last = Extension(picture, Margins(left=20, right=20)).steps(grey, np.random.default_rng(0))

    assert np.array_equal(last[:, 20:140], picture)
    assert last[:, :15, 3].max() == 0 and last[:, 145:, 3].min() == 255
