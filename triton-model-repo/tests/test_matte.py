"""A new colour leaves no rim of the old one, and does not run into the ground."""

import numpy as np
import pytest
from chatbrush_models.looks.apply import Tools, apply_wishes
from chatbrush_models.looks.matte import Matte
from chatbrush_models.looks.parse import parse

REACH = 6
ROWS, COLUMNS = np.mgrid[:240, :320]
AWAY = np.hypot(COLUMNS - 160, ROWS - 120)
GROUNDS = {"beige": (200, 190, 176), "dark": (30, 35, 40), "green": (60, 120, 45)}
ORANGE = np.clip(np.array((235, 120, 20)) * (1 + 0.15 * np.sin(COLUMNS / 15))[..., None], 0, 255)


def inside(radius, soft):
    return np.clip((radius - AWAY) / soft + 0.5, 0, 1)[..., None]


def recoloured(image, mask, colour, reach=REACH):
    tools = Tools(np.random.default_rng(1), None)
    return list(apply_wishes(image, mask, parse(f"make it {colour}"), 1.0, tools, reach))[-1]


def picture(ground, soft):
    share = inside(80, soft)
    return np.rint(ORANGE * share + np.array(GROUNDS[ground]) * (1 - share)).astype(np.uint8)


@pytest.mark.parametrize("colour", ["black", "white", "blue"])
@pytest.mark.parametrize("off", [-2, 0, 2], ids=["small", "exact", "large"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_the_edge_is_mixed_of_the_new_colour_and_the_ground(ground, off, colour):
    whole = np.ones(AWAY.shape, bool)
    new = recoloured(ORANGE.astype(np.uint8), whole, colour).astype(float)
    share = inside(80, 2)

    result = recoloured(picture(ground, 2), AWAY < 80 + off, colour)

    wrong = np.abs(result - (new * share + np.array(GROUNDS[ground]) * (1 - share))).max(axis=2)
    edge = np.abs(AWAY - 80) < 8
    assert (wrong[edge] > 48).sum() < 0.01 * edge.sum()
    assert np.median(wrong[AWAY < 70]) <= 3


def test_no_more_changes_than_the_reach():
    image = picture("beige", 8)

    changed = (recoloured(image, AWAY < 80, "black", 3) != image).any(axis=2)

    assert changed[AWAY < 78].all()
    assert (changed & (AWAY >= 80)).any() and not changed[AWAY > 84].any()


def test_where_no_pixel_outside_may_change_none_does():
    image = picture("beige", 3)

    changed = (recoloured(image, AWAY < 80, "black", 0) != image).any(axis=2)

    assert not changed[AWAY >= 80].any()


def test_a_thing_of_the_grounds_colour_keeps_the_masks_edge():
    image = np.full((*AWAY.shape, 3), 120, np.uint8)

    matte = Matte.at_edge(image, AWAY < 80, REACH)

    away = AWAY[matte.rows, matte.columns]
    assert (matte.share[away < 78] > 0.99).all() and (matte.share[away > 82] < 0.01).all()


@pytest.mark.parametrize("size", [(1, 1), (1, 40), (12, 12)])
def test_small_things_are_taken(size):
    image = np.random.default_rng(1).integers(0, 256, (*size, 3), np.uint8)
    mask = np.zeros(size, bool)
    mask[:1, :1] = True

    assert recoloured(image, mask, "red").shape == image.shape
    assert recoloured(image, np.ones(size, bool), "red").shape == image.shape
