"""Opacity through the edit contract, and what of it is left where something was taken out."""

import numpy as np
import pytest
from chatbrush_models.basics.edits import Flip, Rotate, ScaleTo
from chatbrush_models.basics.frame import apply
from chatbrush_models.edit_contract import EditError, EditRequest, with_alpha
from chatbrush_models.edit_options import Options
from chatbrush_models.opacity import continued

HOLE = np.zeros((60, 80), bool)
HOLE[20:40, 30:50] = True


def read(image: np.ndarray) -> EditRequest:
    """Check a request of that picture."""
    return EditRequest.read({"image": image}, "none", "none", Options.parse(""))


def test_a_request_has_colours_and_opacity_apart() -> None:
    """Both are what was sent; an opaque picture has no opacity."""
    sent = np.random.default_rng(1).integers(0, 256, (9, 7, 4), np.uint8)

    request = read(sent)

    assert np.array_equal(with_alpha(request.image, request.alpha), sent)
    assert read(sent[..., :3]).alpha is None


def test_two_channels_are_refused() -> None:
    """The sentence says what was expected and what came."""
    with pytest.raises(EditError, match=r"\[H,W,3\] or \[H,W,4\], got uint8 \[9, 7, 2\]"):
        read(np.zeros((9, 7, 2), np.uint8))


@pytest.mark.parametrize("around", [0, 90, 255])
def test_one_opacity_around_goes_on_through_the_hole(around: int) -> None:
    """An object that stands on nothing leaves nothing; one on glass leaves glass."""
    alpha = np.full(HOLE.shape, around, np.uint8)
    alpha[HOLE] = 255

    assert (continued(alpha, HOLE) == around).all()


def test_an_edge_goes_on_as_crisp_as_it_was() -> None:
    """Half on a sheet, half on nothing: the sheet's edge runs on; outside nothing changes."""
    alpha = np.zeros(HOLE.shape, np.uint8)
    alpha[:, 40:] = 255
    before = alpha.copy()
    alpha[HOLE] = 255

    found = continued(alpha, HOLE)

    assert np.array_equal(found[~HOLE], before[~HOLE])
    assert (found[HOLE] != before[HOLE]).mean() < 0.2
    assert ((found > 8) & (found < 247)).mean() < 0.03


def test_frames_turn_and_scale_opacity_with_the_colours() -> None:
    """The fourth channel goes where the others go."""
    alpha = np.tile(np.linspace(0, 255, 80).astype(np.uint8), (60, 1))
    picture = with_alpha(np.repeat(alpha[..., None], 3, axis=2), alpha)

    for edit in (Flip("horizontal"), Rotate(90), Rotate(7), ScaleTo(40, "longest")):
        made = apply(picture, edit)
        assert made.shape[2] == 4
        assert np.array_equal(made[..., 0], made[..., 3])
