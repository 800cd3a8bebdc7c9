import numpy as np
import pytest
from chatbrush_models.looks.auto import auto_levels, white_balance
from pictures import landscape


@pytest.fixture
def dull():
    """A landscape whose tones are all between 80 and 160."""
    return (80 + landscape(240, 160) / 255 * 80).astype(np.uint8)


def test_spreads_the_tones_of_a_dull_picture(dull):
    result = auto_levels(dull, 1)

    assert np.ptp(result.mean(axis=2)) > 1.5 * np.ptp(dull.mean(axis=2))


def test_half_the_amount_goes_half_the_way(dull):
    whole, half = auto_levels(dull, 1).astype(int), auto_levels(dull, 0.5).astype(int)

    assert np.abs(half - (dull.astype(int) + whole) / 2).max() <= 1
    assert np.array_equal(auto_levels(dull, 0), dull)


def test_the_order_of_the_tones_stays(dull):
    ramp = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, axis=2)

    for change in (auto_levels, white_balance):
        assert (np.diff(change(ramp, 1).astype(int), axis=1) >= 0).all()


def test_night_stays_night():
    night = (landscape(240, 160) * 0.15).astype(np.uint8)

    assert auto_levels(night, 1).mean() < 80


def test_takes_a_cast_off_grey(rng):
    grey = rng.normal(128, 30, (100, 100, 1)).clip(0, 255)
    cast = (grey * (1.1, 1.0, 0.85)).clip(0, 255).astype(np.uint8)

    balanced = white_balance(cast, 1).reshape(-1, 3).mean(axis=0)

    assert np.ptp(balanced) < 3 < np.ptp(cast.reshape(-1, 3).mean(axis=0))
    assert np.ptp(auto_levels(cast, 1).reshape(-1, 3).mean(axis=0)) < np.ptp(
        cast.reshape(-1, 3).mean(axis=0)
    )


@pytest.mark.parametrize("change", [auto_levels, white_balance])
def test_flat_and_tiny_pictures_are_no_trouble(change):
    assert change(np.full((1, 1, 3), 90, np.uint8), 1).shape == (1, 1, 3)
    assert change(np.zeros((5, 7, 3), np.uint8), 1).shape == (5, 7, 3)
