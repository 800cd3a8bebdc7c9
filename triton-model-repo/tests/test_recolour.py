"""Recolouring gives the named colour itself, on any cloth, and keeps the cloth's texture."""

import numpy as np
import pytest
from chatbrush_models.looks.apply import Tools, apply_wishes
from chatbrush_models.looks.parse import parse
from chatbrush_models.looks.recolour import recolour
from colour_difference import cie76, ciede2000, cielab

NAMES = """
neon green; neon pink; neon yellow; neon orange; neon blue; neon purple; electric blue; hot pink;
rust; light blue; rose gold; tan; ivory; skin tone; #ff8800; wine; navy blue; black; white; grey;
red; green; blue; yellow; orange; purple; olive; teal; burgundy; mustard; lavender; mint; coral;
khaki; turquoise; champagne; camel; dusty pink; pastel mint; dark olive green; chocolate; sky blue
""".split(";")
CLOTHS = {
    "grey": (128, 128, 128),
    "white": (214, 214, 211),
    "black": (24, 24, 26),
    "blue": (29, 43, 157),
    "red": (178, 24, 32),
    "yellow": (238, 208, 44),
}


def cloth(rgb):
    """Folds and weave: light that goes up and down, and grain."""
    rows, columns = np.mgrid[:160, :200]
    folds = np.sin(columns / 14 + rows / 60) + np.random.default_rng(1).normal(0, 0.3, rows.shape)
    light = 1 + 0.13 * folds[..., None]
    return np.clip(np.array(rgb) * light + 4 * folds[..., None], 0, 255).astype(np.uint8)


def patterned():
    image = cloth((128, 128, 128))
    image[:, ::24] = 230
    for left in range(0, 200, 30):
        image[:, left : left + 10] = (200, 40, 40)
    return image


def say(image, prompt):
    tools = Tools(np.random.default_rng(1), None)
    mask = np.ones(image.shape[:2], bool)
    return list(apply_wishes(image, mask, parse(prompt), 1.0, tools))[-1]


PICTURES = {**{name: cloth(rgb) for name, rgb in CLOTHS.items()}, "patterned": patterned()}


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize("name", [" ".join(name.split()) for name in NAMES])
def test_the_middle_of_a_cloth_has_the_named_colour_and_the_cloth_its_texture(picture, name):
    before = PICTURES[picture]

    after = say(before, f"make it {name}")

    lab, wanted = cielab(after), cielab(parse(f"make it {name}")[0].colour)
    middle = np.median(lab.reshape(-1, 3), axis=0)
    assert cie76(middle, wanted) < 12
    assert ciede2000(middle, wanted) < 5
    relief = lab[..., 0].std() / cielab(before)[..., 0].std()
    assert (0.15 if picture == "patterned" else 0.4) < relief < 1.6
    full = (after == after.max(axis=(0, 1))).all(axis=2).mean()
    assert full < 0.1  # no large spot of one flat colour


@pytest.mark.parametrize("name", ["neon green", "red", "navy blue", "white", "black"])
def test_brighter_stays_brighter(name):
    grey = np.arange(256, dtype=np.uint8)[None, :, None].repeat(3, axis=2)
    rgb = parse(f"make it {name}")[0].colour

    light = cielab(recolour(grey, 1.0, np.ones((1, 256), bool), rgb))[0, :, 0]

    assert (np.diff(light) > -0.5).all()
    assert light[-1] - light[0] > 35


def test_strength_goes_from_the_old_colour_to_the_new():
    image = cloth((128, 128, 128))
    mask = np.ones(image.shape[:2], bool)

    half = recolour(image, 0.5, mask, (200, 30, 40)).reshape(-1, 3).mean(axis=0)
    full = recolour(image, 1.0, mask, (200, 30, 40)).reshape(-1, 3).mean(axis=0)

    assert 128 < half[0] < full[0] and 128 > half[1] > full[1]


def test_only_the_masked_part_tells_the_lightness():
    image = cloth((128, 128, 128))
    image[:, 100:] = 250
    mask = np.zeros(image.shape[:2], bool)
    mask[:, :100] = True

    inside = recolour(image, 1.0, mask, (200, 30, 40))[mask]

    assert cie76(np.median(cielab(inside[None])[0], axis=0), cielab((200, 30, 40))) < 3


def test_ciede2000_agrees_with_the_published_pairs():
    assert ciede2000((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert ciede2000((50, 2.5, 0), (73, 25, -18)) == pytest.approx(27.1492, abs=1e-4)
    assert ciede2000((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514)) == pytest.approx(
        0.9082, abs=1e-4
    )


@pytest.mark.parametrize("picture", PICTURES)
def test_pure_white_leaves_a_thing_its_shape_and_pure_black_is_black(picture):
    white, black = (cielab(say(PICTURES[picture], f"make it {code}")) for code in ("#fff", "#000"))

    relief = white[..., 0].std() / cielab(PICTURES[picture])[..., 0].std()
    assert relief > 0.25
    for lab, wanted in ((white, 100), (black, 0)):
        assert cie76(np.median(lab.reshape(-1, 3), axis=0), (wanted, 0, 0)) < 6
