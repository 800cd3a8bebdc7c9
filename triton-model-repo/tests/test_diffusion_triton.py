"""The diffusion tools keep the edit contract, on tiny networks in a real Triton."""

import numpy as np
import pytest
from diffusion_requests import TOOLS, UNETS, request
from triton_edit import edit

pytestmark = pytest.mark.triton
FAST_UNET = "sd_inpaint_fast_unet"


def picture(server, tool, **changes):
    outcome = edit(server.target, tool, **request(tool, **changes))
    assert outcome.error is None
    return outcome.image


@pytest.mark.parametrize("tool", TOOLS)
def test_one_response_a_step_then_the_picture_and_the_seed(tiny_triton, tool):
    outcome = edit(tiny_triton.target, tool, **request(tool, steps=6, preview_every=2))

    assert outcome.error is None
    assert [int(step["step"][0]) for step in outcome.steps] == [1, 2, 3, 4, 5, 6, 7]
    assert {int(step["total_steps"][0]) for step in outcome.steps} == {7}
    assert ["preview" in step for step in outcome.steps] == [False, True] * 3 + [False]
    assert ["image" in step for step in outcome.steps] == [False] * 6 + [True]
    assert outcome.image.shape == (72, 96, 3) and outcome.image.dtype == np.uint8
    assert outcome.steps[-1]["seed"].tolist() == [5]


@pytest.mark.parametrize("tool", TOOLS)
def test_same_seed_and_inputs_give_the_same_bytes(tiny_triton, tool):
    first, again, other = (picture(tiny_triton, tool, seed=seed) for seed in (7, 7, 8))

    assert (first == again).all()
    assert (first != other).any()


@pytest.mark.parametrize(
    ("tool", "option"),
    [
        ("pix2pix", {"guidance_scale": 3.0}),
        ("pix2pix", {"image_guidance_scale": 2.5}),
        ("pix2pix", {"strength": 0.5}),
        ("pix2pix", {"negative_prompt": "snow"}),
        ("pix2pix", {"prompt": "make it summer"}),
        ("sd_inpaint", {"guidance_scale": 3.0}),
        ("sd_inpaint", {"strength": 0.5}),
        ("sd_inpaint", {"soft_edge": 0.8}),
        ("sd_inpaint", {"match_colour": True}),
        ("pix2pix", {"image_guidance_until": 0.5}),
        ("sd_inpaint", {"negative_prompt": "snow"}),
        ("sd_inpaint", {"prompt": "a dog"}),
    ],
)
def test_option_changes_the_picture(tiny_triton, tool, option):
    assert (picture(tiny_triton, tool, **option) != picture(tiny_triton, tool)).any()


@pytest.mark.parametrize(
    ("tool", "options", "calls"),
    [
        ("pix2pix", {}, 4),
        ("pix2pix", {"guidance_scale": 1.0}, 4),
        ("pix2pix", {"strength": 0.5}, 2),
        ("sd_inpaint", {}, 4),
        ("sd_inpaint", {"guidance_scale": 1.0}, 4),
    ],
)
def test_a_step_is_one_call_of_one_latent(tiny_triton, tool, options, calls):
    before = tiny_triton.calls(UNETS[tool])

    picture(tiny_triton, tool, **options)

    made = tiny_triton.calls(UNETS[tool]) - before
    assert (made.requests, made.samples) == (calls, calls)


def test_fast_runs_another_unet_in_few_steps_without_guidance(tiny_triton):
    before = {name: tiny_triton.calls(name) for name in (FAST_UNET, UNETS["sd_inpaint"])}

    fast = picture(tiny_triton, "sd_inpaint", speed="fast", steps=20)
    fewer = picture(tiny_triton, "sd_inpaint", speed="fast", steps=3)

    made = {name: tiny_triton.calls(name) - calls for name, calls in before.items()}
    assert made[FAST_UNET].requests == 8 + 3
    assert made[UNETS["sd_inpaint"]].requests == 0
    assert (fast != fewer).any()


def test_known_prompts_are_not_encoded_again(tiny_triton):
    picture(tiny_triton, "pix2pix", prompt="a prompt of this test", negative_prompt="fog")
    before = tiny_triton.calls("clip_text_encoder")

    picture(tiny_triton, "pix2pix", prompt="a prompt of this test", negative_prompt="fog", seed=9)
    known = tiny_triton.calls("clip_text_encoder") - before
    picture(tiny_triton, "pix2pix", prompt="a prompt of this test", negative_prompt="rain")
    fresh = tiny_triton.calls("clip_text_encoder") - before

    assert (known.requests, fresh.requests) == (0, 1)


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("size", [(64, 64), (72, 64), (104, 136), (768, 64), (336, 24), (8, 8)])
def test_any_multiple_of_8_comes_back_at_its_size(tiny_triton, tool, size):
    width, height = size

    made = picture(tiny_triton, tool, width=width, height=height, steps=1)

    assert made.shape == (height, width, 3)


def test_second_family_runs_by_configuration(tiny_triton):
    before = tiny_triton.calls("sd2_inpaint_unet")

    made = picture(tiny_triton, "sd2_inpaint")

    assert made.shape == (72, 96, 3)
    # `plms` calls the network once more than there are steps.
    assert (tiny_triton.calls("sd2_inpaint_unet") - before).requests == 5


def test_previews_come_from_the_small_decoder_while_it_is_there(tiny_triton):
    client = tiny_triton.client()
    inputs = request("pix2pix", preview_every=1)

    decoded = edit(tiny_triton.target, "pix2pix", **inputs)
    client.unload_model("taesd_decoder")
    projected = edit(tiny_triton.target, "pix2pix", **inputs)
    client.load_model("taesd_decoder")

    assert {step["preview"].shape for step in decoded.steps[:-1]} == {(72, 96, 3)}
    assert {step["preview"].shape for step in projected.steps[:-1]} == {(9, 12, 3)}
    assert (decoded.image == projected.image).all()


def test_a_part_of_a_picture_is_filled_up_to_a_size_and_cut_back(tiny_triton):
    inputs = request("sd_inpaint", 232, 704, steps=2, preview_every=1)

    outcome = edit(tiny_triton.target, "sd_inpaint_sized", **inputs)

    assert outcome.error is None
    assert outcome.image.shape == (704, 232, 3)
    preview = outcome.steps[0]["preview"]
    assert abs(preview.shape[1] / preview.shape[0] - 232 / 704) < 0.02
    inputs = request("sd_inpaint", 704, 704, steps=1)
    refused = edit(tiny_triton.target, "sd_inpaint_sized", **inputs)
    assert refused.error.startswith("SIZE_NOT_TAKEN")
