import numpy as np
import pytest
import stacked
from chatbrush_models.diffusion.errors import SettingsError
from chatbrush_models.diffusion.guidance import Conditions, ThreeWay, TwoWay

TEXT, NEGATIVE = np.full((1, 77, 2), 1, np.float32), np.full((1, 77, 2), -1, np.float32)
IMAGE = np.full((1, 5, 3, 3), 4, np.float32)
CONDITIONS = Conditions(TEXT, NEGATIVE, IMAGE)


def merge(branches, *values: float) -> np.ndarray:
    answers = np.stack([np.full((4, 3, 3), value, np.float32) for value in values])
    return stacked.merged(answers, branches.table[0, :, 0], float(branches.rescale[0, 0]))


def test_two_way_moves_away_from_the_negative_text():
    (phase,) = TwoWay(scale=3).phases(CONDITIONS)
    branches = phase.branches

    assert np.array_equal(branches.embeddings, np.stack([TEXT, NEGATIVE], axis=1))
    assert branches.image is IMAGE
    assert branches.table[0, :, 1].tolist() == [1, 1]
    assert merge(branches, 2, 1) == pytest.approx(1 + 3 * (2 - 1))


def test_three_way_is_equation_three_of_instruct_pix2pix():
    (phase,) = ThreeWay(scale=7, image_scale=1.5).phases(CONDITIONS)
    branches = phase.branches

    assert np.array_equal(branches.embeddings, np.stack([TEXT, NEGATIVE, NEGATIVE], axis=1))
    assert branches.table[0, :, 1].tolist() == [1, 1, 0], "the last one sees no picture"
    assert merge(branches, 5, 3, 2) == pytest.approx(2 + 7 * 2 + 1.5 * 1)


def test_dropping_the_last_branch_is_the_same_as_an_image_scale_of_one():
    late = ThreeWay(scale=7, image_scale=1.5, drop_image_after=0.5).phases(CONDITIONS)[1]
    (ones,) = ThreeWay(scale=7, image_scale=1).phases(CONDITIONS)

    assert late.branches.count == 2
    assert merge(late.branches, 5, 3) == pytest.approx(merge(ones.branches, 5, 3, 2))


@pytest.mark.parametrize(
    "guidance", [TwoWay(scale=1), TwoWay(scale=0), ThreeWay(scale=1), ThreeWay(image_scale=0.9)]
)
def test_without_guidance_there_is_one_branch(guidance):
    (phase,) = guidance.phases(CONDITIONS)

    assert phase.branches.count == 1
    assert np.array_equal(phase.branches.embeddings[0], TEXT)
    assert phase.branches.table.tolist() == [[[1, 1]]]
    assert phase.branches.rescale.tolist() == [[0]]


def test_the_share_of_rescaling_goes_with_every_branch_count():
    for guidance in (TwoWay(rescale=0.7), ThreeWay(rescale=0.7, drop_image_after=0.5)):
        for phase in guidance.phases(CONDITIONS):
            assert phase.branches.rescale == pytest.approx(0.7)


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
