"""Wide margins, painted by the inpainting tool on tiny networks in a real Triton."""

import time

import numpy as np
import pytest
from pictures import landscape
from triton_edit import Edit, edit

pytestmark = pytest.mark.triton
NAME = "photo_basics"
STEPS = 2  # of a window


def wanted(prompt, **more):
    return {"image": noisy(), "prompt": prompt, "seed": 5, **more}


def noisy():
    """A picture that no plain ground goes on from."""
    grain = np.random.default_rng(3).integers(-60, 60, (200, 240, 3))
    return (landscape(240, 200).astype(int) + grain).clip(0, 255).astype(np.uint8)


def test_a_wide_margin_is_painted_and_what_follows_is_done_too(tiny_triton):
    before = tiny_triton.calls("sd_inpaint_unet")

    outcome = edit(
        tiny_triton.target, NAME, **wanted("extend 40% to the left, rotate left", preview_every=3)
    )

    assert outcome.error is None
    made = np.rot90(outcome.image, -1)
    assert made.shape == (200, 336, 3) and np.array_equal(made[:, 96:], noisy())
    assert np.ptp(made[:, :96].astype(int), axis=(0, 1)).min() > 20
    assert (tiny_triton.calls("sd_inpaint_unet") - before).requests == STEPS
    assert [int(step["step"][0]) for step in outcome.steps] == [1, 2, 3, 4, 5]
    assert {int(step["total_steps"][0]) for step in outcome.steps} == {5}
    assert [step["preview"].shape for step in outcome.steps if "preview" in step] == [(200, 336, 3)]


def test_narrow_margins_are_not_painted(tiny_triton):
    before = tiny_triton.calls("sd_inpaint_unet")

    outcome = edit(tiny_triton.target, NAME, **wanted("extend 10% to the left"))

    assert "needs the network 'migan'" in outcome.error
    assert (tiny_triton.calls("sd_inpaint_unet") - before).requests == 0


def test_who_cancels_is_heard_between_the_steps_of_what_paints(tiny_triton):
    began = time.monotonic()
    running = Edit(tiny_triton.target, NAME, **wanted("extend 40%"))
    step, error, _ = running.next_step()
    assert error is None and int(step["step"][0]) == 1
    assert int(step["total_steps"][0]) == 4 * (STEPS + 1) + 1
    until_first = time.monotonic() - began

    running.cancel()

    assert tiny_triton.calls_after("sd_inpaint_unet", 2 * until_first) <= STEPS

    outcome = edit(tiny_triton.target, NAME, **wanted("rotate left"))
    assert outcome.error is None and np.array_equal(outcome.image, np.rot90(noisy()))


def test_without_what_paints_a_wide_margin_is_refused(tiny_triton):
    client = tiny_triton.client()
    client.unload_model("sd_inpaint")

    outcome = edit(tiny_triton.target, NAME, **wanted("extend 40% to the left"))

    client.load_model("sd_inpaint")
    assert "EXTENDED_TOO_MUCH: a picture can be extended by 12%" in outcome.error


def test_what_fails_while_painting_is_told_as_it_is(tiny_triton):
    client = tiny_triton.client()
    client.unload_model("vae_encoder")

    outcome = edit(tiny_triton.target, NAME, **wanted("extend 40% to the left"))

    client.load_model("vae_encoder")
    assert outcome.error.startswith("MODEL_UNAVAILABLE: this needs the network 'vae_encoder'")


def test_what_fails_after_its_first_steps_is_told_as_it_is(tiny_triton):
    client = tiny_triton.client()
    client.unload_model("vae_decoder")

    outcome = edit(tiny_triton.target, NAME, **wanted("extend 40% to the left"))

    client.load_model("vae_decoder")
    assert len(outcome.steps) == STEPS
    assert outcome.error.startswith("MODEL_FAILED: 'sd_inpaint' broke off while it painted")
