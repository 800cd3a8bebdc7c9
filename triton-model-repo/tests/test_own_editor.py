"""A tool that looks at other pictures, on a real Triton: docs/bring-your-own-editor.md's code."""

import cv2
import numpy as np
import own_editor
import pytest
from pictures import landscape
from triton_edit import edit

pytestmark = pytest.mark.triton


def sunset(width: int, height: int) -> np.ndarray:
    """Return a picture in one warm light."""
    grain = np.random.default_rng(1).normal(0, 12, (height, width, 1))
    return np.clip(np.array([220, 120, 60]) + grain, 0, 255).astype(np.uint8)


def lab(picture: np.ndarray) -> np.ndarray:
    return cv2.cvtColor(np.float32(picture) / 255, cv2.COLOR_RGB2LAB).reshape(-1, 3)


def test_the_page_keeps_its_promise_of_forty_lines():
    assert len(own_editor.block("python").splitlines()) <= 40


def test_each_reference_counts_whatever_its_size(tiny_triton):
    photo = landscape(96, 64)
    warm, grey = sunset(40, 30), np.full((20, 80, 3), 128, np.uint8)

    one = edit(tiny_triton.target, "colour_match", image=photo, reference_image_1=warm)
    two = edit(
        tiny_triton.target,
        "colour_match",
        image=photo,
        reference_image_1=warm,
        reference_image_2=grey,
    )

    assert one.error is None
    assert [int(step["step"][0]) for step in one.steps] == [1, 2, 3]
    assert np.abs(lab(one.image).mean(axis=0) - lab(warm).mean(axis=0)).max() < 5
    assert int(two.steps[-1]["total_steps"][0]) == 4
    assert lab(two.image)[:, 1].mean() < lab(one.image)[:, 1].mean() - 5


def test_without_a_picture_to_look_at_it_says_so(tiny_triton):
    outcome = edit(tiny_triton.target, "colour_match", image=landscape(96, 64))

    assert outcome.error.startswith("REFERENCE_NEEDED: send 1 other pictures")


def test_an_option_of_the_page_is_taken(tiny_triton):
    photo = landscape(96, 64)
    outcome = edit(
        tiny_triton.target,
        "colour_match",
        image=photo,
        reference_image_1=sunset(40, 30),
        amount=0.0,
    )

    assert np.abs(outcome.image.astype(int) - photo).max() <= 1
