import cv2
import numpy as np
import pytest
from chatbrush_models.edit_contract import EditError
from chatbrush_models.looks.apply import Tools, apply_wishes
from chatbrush_models.looks.catalogue import looks
from chatbrush_models.looks.parse import Wish, parse
from chatbrush_models.looks.scene import find_sky
from pictures import disc, landscape


def swap_channels(image, weights):
    """Stand in for the style network: recognisable, and its contract is checked."""
    assert image.dtype == np.float32 and image.shape[:2] == (1, 3)
    assert image.shape[2] % 4 == 0 and image.shape[3] % 4 == 0 and max(image.shape) <= 1024
    assert weights.shape == (26,) and weights.sum() == 1
    return np.ascontiguousarray(image[:, ::-1])


def run(image, wishes, mask=None, seed=1, strength=1.0):
    tools = Tools(np.random.default_rng(seed), swap_channels)
    return list(apply_wishes(image, mask, wishes, strength, tools))[-1]


def say(image, prompt, **options):
    return run(image, parse(prompt), **options)


ALL = [pytest.param(Wish(name), id=name) for name in looks()]


@pytest.mark.parametrize("wish", ALL)
def test_look_changes_the_picture_and_keeps_its_size(wish):
    image = landscape()

    result = run(image, [wish])

    assert result.shape == image.shape and result.dtype == np.uint8
    assert np.abs(result.astype(int) - image).mean() > 0.3


@pytest.mark.parametrize("wish", ALL)
def test_look_with_a_mask_touches_only_the_mask(wish):
    image = landscape()
    mask = disc(160, 240, 120, 90, 40)

    result = run(image, [wish], mask=mask)

    assert (result[~mask] == image[~mask]).all()
    assert (result[mask] != image[mask]).any()


@pytest.mark.parametrize("wish", ALL)
def test_same_seed_gives_the_same_bytes(wish):
    image = landscape(seed=5)

    assert (run(image, [wish], seed=3) == run(image, [wish], seed=3)).all()


@pytest.mark.parametrize("size", [(1, 1), (8, 8), (1, 300), (300, 1), (17, 33)])
def test_every_look_takes_tiny_and_thin_pictures(size):
    image = np.random.default_rng(1).integers(0, 256, (*size, 3), np.uint8)

    for name in looks():
        assert run(image, [Wish(name)]).shape == image.shape, name


def test_black_and_white_has_no_colour():
    result = say(landscape(), "black and white")

    assert (result.max(axis=2).astype(int) - result.min(axis=2)).max() <= 1


def test_warmer_and_cooler_move_red_against_blue():
    image = landscape()

    def red_over_blue(picture):
        return picture[..., 0].mean() - picture[..., 2].mean()

    assert red_over_blue(say(image, "warmer")) > red_over_blue(image) + 5
    assert red_over_blue(say(image, "cooler")) < red_over_blue(image) - 5


def test_words_of_strength_order_the_change():
    image = landscape()

    slight, plain, strong = (
        say(image, prompt).mean() for prompt in ("slightly darker", "darker", "much darker")
    )

    assert image.mean() > slight > plain > strong


def test_strength_zero_changes_nothing():
    image = landscape()

    assert (say(image, "oil painting, warmer", strength=0.0) == image).all()


def test_winter_turns_the_meadow_white_and_leaves_the_house_its_shape():
    image = landscape()

    result = say(image, "winter")

    meadow = result[120:].astype(int)
    assert meadow.mean() > image[120:].mean() + 40
    assert (meadow[..., 1] - meadow[..., 2]).mean() < 10


def test_autumn_turns_green_to_orange():
    result = say(landscape(), "autumn")[130:].reshape(-1, 3).mean(axis=0)

    assert result[0] > result[1] > result[2]


@pytest.mark.parametrize(
    ("name", "channel"), [("red", 0), ("green", 1), ("blue", 2)], ids=["red", "green", "blue"]
)
def test_recolouring_sets_the_hue_and_keeps_the_texture(name, channel):
    image = landscape()
    mask = np.zeros(image.shape[:2], bool)
    mask[110:150, 20:200] = True

    result = say(image, f"make it {name}", mask=mask)

    inner = result[115:145, 25:195]
    assert inner.reshape(-1, 3).mean(axis=0).argmax() == channel
    before = cv2.cvtColor(image[115:145, 25:195], cv2.COLOR_RGB2GRAY).astype(float).ravel()
    after = cv2.cvtColor(inner, cv2.COLOR_RGB2GRAY).astype(float).ravel()
    assert np.corrcoef(before, after)[0, 1] > 0.9


def test_recolouring_to_white_and_black_maps_the_lightness():
    image = landscape()
    mask = np.zeros(image.shape[:2], bool)
    mask[100:150] = True

    assert say(image, "make it white", mask=mask)[110:140].mean() > 205
    assert say(image, "make it black", mask=mask)[110:140].mean() < 60


@pytest.mark.parametrize("prompt", ["make it red", "blur the background"])
def test_asks_for_a_selection_where_one_is_needed(prompt):
    with pytest.raises(EditError) as caught:
        say(landscape(), prompt)

    assert caught.value.code == "MASK_NEEDED"


def test_each_wish_is_one_step():
    tools = Tools(np.random.default_rng(1), swap_channels)

    steps = list(apply_wishes(landscape(), None, parse("sepia, sharper, vignette"), 1.0, tools))

    assert len(steps) == 3


def test_painted_style_keeps_the_fine_detail_of_a_large_picture():
    image = landscape(2600, 1700)

    result = say(image, "starry night")

    def fine(picture):
        return cv2.Laplacian(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.CV_32F).std()

    assert fine(result[1000:]) > 0.2 * fine(image[1000:])


def test_cartoon_draws_no_hair_of_a_fur_but_the_eye_in_it():
    chance = np.random.default_rng(4)
    image = np.full((300, 400, 3), (176, 140, 104), np.uint8)
    for x, y in chance.integers(0, (400, 300), (700, 2)):
        cv2.line(image, (int(x), int(y)), (int(x) + 4, int(y) + 9), (128, 96, 66), 2, cv2.LINE_AA)
    cv2.ellipse(image, (200, 150), (12, 7), 0, 0, 360, (14, 12, 10), 3, cv2.LINE_AA)
    eye = np.zeros((300, 400), bool)
    eye[138:163, 183:218] = True

    ink = say(image, "cartoon").max(axis=2) < 60

    assert ink[eye].mean() > 0.1
    assert ink[~eye].mean() < 0.03


def test_pencil_presses_hard_on_what_is_black_and_leaves_paper_where_it_is_white():
    image = np.full((240, 320, 3), 128, np.uint8)
    image[:, :100], image[:, 220:] = 12, 245

    drawn = say(image, "pencil sketch").mean(axis=2)

    black, grey, white = drawn[:, 10:90].mean(), drawn[:, 120:200].mean(), drawn[:, 230:].mean()
    assert black < 100 < 150 < grey < 225 < white


def test_cartoon_draws_contours_and_no_specks():
    image = np.full((400, 600, 3), 170, np.uint8)
    for x, y in np.random.default_rng(1).integers(5, 280, (150, 2)).tolist():
        cv2.circle(image, (x, y), 2, (110, 105, 100), -1, cv2.LINE_AA)
    image[:, 300:] = 60

    ink = say(image, "cartoon").max(axis=2) < 50

    assert ink[:, 295:305].any(axis=1).mean() > 0.9
    assert ink[:, :280].mean() < 0.01


def test_sky_is_found_above_the_horizon_only():
    sky = find_sky(landscape())

    assert sky[:60, :60].mean() > 0.9
    assert sky[100:].mean() < 0.02


def test_smooth_water_under_the_sky_is_none():
    rows = np.linspace(0, 1, 240)[:, None, None]
    image = np.array((150, 185, 225)) + rows * np.array((60, 40, 15)) + np.zeros((240, 360, 1))
    image[130:] = np.array((168, 192, 218)) - rows[:110] * np.array((70, 55, 40))
    image = np.clip(cv2.GaussianBlur(image, (0, 0), 1), 0, 255).astype(np.uint8)

    sky = find_sky(image)

    assert sky[:120].mean() > 0.9
    assert sky[140:].mean() < 0.02


def test_picture_without_sky_has_none():
    image = np.random.default_rng(1).integers(0, 256, (100, 150, 3), np.uint8)

    assert not find_sky(image).any()


def test_squares_over_a_part_are_as_large_as_the_part_needs():
    """Of a face of 100 pixels ten squares are left, however large the picture is."""
    rng = np.random.default_rng(1)
    image = rng.integers(0, 256, (600, 800, 3), np.uint8)
    mask = np.zeros((600, 800), bool)
    mask[200:300, 300:400] = True
    mask[250:300, 600:640] = True

    result = run(image, parse("pixelate it"), mask)

    inside = result[210:290, 310:390]
    across = 1 + np.count_nonzero((np.diff(inside.astype(int), axis=1) != 0).any(axis=(0, 2)))
    assert 5 <= across <= 12
    np.testing.assert_array_equal(result[~mask], image[~mask])
