"""The tool that changes a picture's frame, against a real Triton."""

import numpy as np
import pytest
from pictures import landscape
from triton_edit import edit

pytestmark = pytest.mark.triton


def basics(target, prompt, image=None, **inputs):
    image = landscape(300, 200) if image is None else image
    return edit(target, "photo_basics", image=image, prompt=prompt, seed=5, **inputs)


def test_a_quarter_turn_gives_every_byte_at_its_new_place(triton_target):
    outcome = basics(triton_target, "rotate left")

    assert np.array_equal(outcome.image, np.rot90(landscape(300, 200)))
    assert outcome.steps[-1]["seed"].tolist() == [5]


def test_edits_run_one_after_the_other_with_previews_of_their_sizes(triton_target):
    outcome = basics(triton_target, "crop to a square, then resize to 50%", preview_every=1)

    previews = [step["preview"].shape for step in outcome.steps if "preview" in step]
    assert previews == [(200, 200, 3), (100, 100, 3)]
    assert outcome.image.shape == (100, 100, 3)
    assert int(outcome.steps[-1]["step"][0]) == int(outcome.steps[-1]["total_steps"][0]) == 3


def test_a_result_may_be_larger_than_the_picture(triton_target):
    assert basics(triton_target, "resize to 400%").image.shape == (800, 1200, 3)


def test_a_large_picture_is_turned_at_full_size(triton_target):
    image = landscape(6000, 4000)

    assert np.array_equal(
        basics(triton_target, "rotate right", image=image).image, np.rot90(image, -1)
    )


@pytest.mark.parametrize(
    ("prompt", "code"),
    [
        ("make it winter", "WORDS_NOT_UNDERSTOOD"),
        ("straighten", "TILT_UNKNOWN"),
        ("resize to 1%", "SIZE_TOO_SMALL"),
    ],
)
def test_says_why_it_cannot_do_it(triton_target, prompt, code):
    image = np.full((200, 300, 3), 90, np.uint8)

    outcome = basics(triton_target, prompt, image=image)

    assert f"{code}: " in outcome.error


def test_a_picture_is_extended_by_the_network_that_erases(triton_target):
    photo = landscape(300, 200)
    outcome = basics(triton_target, "extend 10% to the left, then rotate left", image=photo)

    assert outcome.error is None
    assert outcome.image.shape == (330, 200, 3)
    assert np.array_equal(np.rot90(outcome.image, -1)[:, 30:], photo)
    added = np.rot90(outcome.image, -1)[:, :30]
    assert np.abs(added.mean(axis=(0, 1)) - photo[:, :30].mean(axis=(0, 1))).max() < 40
