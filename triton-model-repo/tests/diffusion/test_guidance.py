import numpy as np
import pytest
from chatbrush_models.diffusion.errors import SettingsError
from chatbrush_models.diffusion.guidance import Conditions, ThreeWay, TwoWay, rescaled

TEXT, NEGATIVE = np.full((1, 77, 2), 1, np.float32), np.full((1, 77, 2), -1, np.float32)
IMAGE = np.full((1, 5, 3, 3), 4, np.float32)
CONDITIONS = Conditions(TEXT, NEGATIVE, IMAGE)


def constant(*values: float) -> np.ndarray:
    return np.stack([np.full((4, 3, 3), value, np.float32) for value in values])


def test_two_way_moves_away_from_the_negative_text():
    (phase,) = TwoWay(scale=3).phases(CONDITIONS)

    assert np.array_equal(phase.branches.embeddings, np.concatenate([NEGATIVE, TEXT]))
    assert np.array_equal(phase.branches.image, np.concatenate([IMAGE, IMAGE]))
    assert phase.branches.merge(constant(1, 2)) == pytest.approx(1 + 3 * (2 - 1))


def test_three_way_is_equation_three_of_instruct_pix2pix():
    (phase,) = ThreeWay(scale=7, image_scale=1.5).phases(CONDITIONS)

    assert np.array_equal(phase.branches.embeddings, np.concatenate([TEXT, NEGATIVE, NEGATIVE]))
    assert np.array_equal(phase.branches.image, np.concatenate([IMAGE, IMAGE, 0 * IMAGE]))
    assert phase.branches.merge(constant(5, 3, 2)) == pytest.approx(2 + 7 * 2 + 1.5 * 1)


def test_dropping_the_last_branch_is_the_same_as_an_image_scale_of_one():
    late = ThreeWay(scale=7, image_scale=1.5, drop_image_after=0.5).phases(CONDITIONS)[1]
    (ones,) = ThreeWay(scale=7, image_scale=1).phases(CONDITIONS)

    assert late.branches.count == 2
    merged = late.branches.merge(constant(5, 3))
    assert merged == pytest.approx(ones.branches.merge(constant(5, 3, 2)))


@pytest.mark.parametrize(
    "guidance", [TwoWay(scale=1), TwoWay(scale=0), ThreeWay(scale=1), ThreeWay(image_scale=0.9)]
)
def test_without_guidance_there_is_one_branch(guidance):
    (phase,) = guidance.phases(CONDITIONS)

    assert phase.branches.count == 1
    assert phase.branches.embeddings is TEXT
    assert phase.branches.image is IMAGE


def test_rescale_brings_back_the_contrast_of_the_text_branch():
    rng = np.random.default_rng(0)
    text = rng.standard_normal((1, 4, 8, 8), dtype=np.float32)
    merged = 5 * rng.standard_normal((1, 4, 8, 8), dtype=np.float32)

    full, part = rescaled(merged, text, 1.0), rescaled(merged, text, 0.5)

    assert full.std() == pytest.approx(text.std(), rel=1e-5)
    assert part == pytest.approx((full + merged) / 2, abs=1e-5)
    assert rescaled(merged, text, 0.0) is merged
    assert part.dtype == np.float32


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: TwoWay(scale=-1), "guidance_scale must be 0 to 100, got -1"),
        (lambda: TwoWay(scale=float("nan")), "guidance_scale must be 0 to 100, got nan"),
        (lambda: ThreeWay(image_scale=1e9), r"image_guidance_scale must be 0 to 100, got 1e\+09"),
        (lambda: TwoWay(rescale=2), "guidance_rescale must be 0 to 1, got 2"),
        (lambda: ThreeWay(drop_image_after=-0.1), "drop_image_after must be 0 to 1, got -0.1"),
    ],
)
def test_wrong_scales_say_what_is_right(make, sentence):
    with pytest.raises(SettingsError, match=sentence):
        make()
