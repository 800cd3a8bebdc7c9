import numpy as np
import pytest
from chatbrush_models.diffusion_tools.soft_mask import change_of
from chatbrush_models.seam import RING, with_matched_edge
from pictures import disc, landscape


def cells(radius: int = 12) -> np.ndarray:
    return disc(40, 48, 24, 20, radius).astype(np.float32)[None, None]


def test_without_softness_a_mask_is_as_it_was():
    assert np.array_equal(change_of(cells(), 0), cells())


@pytest.mark.parametrize("softness", [0.25, 0.5, 1])
def test_a_soft_edge_fades_inwards_from_what_is_not_selected(softness):
    change = change_of(cells(), softness)[0, 0]

    assert (change[cells()[0, 0] == 0] == 0).all() and change[20, 24] == 1
    row = change[20, 12:25]
    assert (np.diff(row) >= 0).all() and 0 < row[1] < 1
    assert np.count_nonzero(row == 1) == pytest.approx(1 + 12 * (1 - softness), abs=1.5)


def test_it_fades_as_far_at_any_scale_and_not_at_the_edge_of_the_picture():
    small, large = change_of(cells(), 0.5), change_of(cells().repeat(2, 2).repeat(2, 3), 0.5)
    left = np.zeros((1, 1, 40, 48), np.float32)
    left[..., :20] = 1

    assert np.abs(large[..., ::2, ::2] - small).max() < 0.2
    assert (change_of(left, 1)[..., 0] == 1).all()
    assert (change_of(np.ones_like(left), 1) == 1).all()


@pytest.mark.parametrize("hole", [disc(120, 160, 80, 60, 30), disc(120, 160, 0, 0, 50)])
def test_a_fill_of_other_colours_meets_the_picture_at_the_edge(hole):
    picture = landscape(160, 120)
    made = (picture.astype(np.float32) * 0.9 + (14, -6, 3)).clip(0, 255).astype(np.uint8)

    matched = with_matched_edge(made, picture, hole)

    before, after = (np.abs(each.astype(int) - picture)[hole].mean() for each in (made, matched))
    assert after < before / 2
    assert np.array_equal(matched[~hole], made[~hole]), "who calls has those pixels"


def test_what_meets_the_picture_already_or_has_no_edge_stays():
    picture, hole = landscape(160, 120), disc(120, 160, 80, 60, 30)
    painted = picture.copy()
    painted[disc(120, 160, 80, 60, 30 - RING)] = (200, 30, 60)

    assert np.array_equal(with_matched_edge(painted, picture, hole), painted)
    whole = np.ones_like(hole)
    assert np.array_equal(with_matched_edge(painted, picture, whole), painted)
