"""Edits that run side by side share UNet runs and give the pictures that they give alone."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from diffusion_requests import TOOLS, UNETS, largest_difference, request
from triton_edit import edit

pytestmark = pytest.mark.triton

PROMPTS = ("winter", "a dog", "made of gold", "눈 오는 밤", "neon", "oil painting", "fog", "a cat")


def together(server, tool, requests):
    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(lambda inputs: edit(server.target, tool, **inputs), requests))


@pytest.mark.parametrize("tool", TOOLS)
def test_1_2_4_and_8_at_once_are_within_a_grey_level_of_alone(tiny_triton, tool):
    requests = [
        request(tool, 192, 144, prompt=prompt, seed=number, steps=12 + number % 3)
        for number, prompt in enumerate(PROMPTS)
    ]
    alone = [edit(tiny_triton.target, tool, **inputs).image for inputs in requests]
    joined = {}
    for count in (1, 2, 4, 8):
        before = tiny_triton.calls(UNETS[tool])
        outcomes = together(tiny_triton, tool, requests[:count])
        made = tiny_triton.calls(UNETS[tool]) - before
        joined[count] = made.requests - made.executions
        assert [outcome.error for outcome in outcomes] == [None] * count
        differences = [
            largest_difference(outcome.image, expected)
            for outcome, expected in zip(outcomes, alone, strict=False)
        ]
        assert max(differences) <= 1

    assert joined[1] == 0
    assert joined[4] + joined[8] > 0, f"runs saved by joining: {joined}"


def test_edits_of_different_sizes_do_not_mix(tiny_triton):
    sizes = [(96, 72), (64, 64), (96, 72), (128, 64), (64, 64), (72, 96)]
    requests = [request("pix2pix", *size, seed=number) for number, size in enumerate(sizes)]
    alone = [edit(tiny_triton.target, "pix2pix", **inputs).image for inputs in requests]

    outcomes = together(tiny_triton, "pix2pix", requests)

    for outcome, expected in zip(outcomes, alone, strict=True):
        assert largest_difference(outcome.image, expected) <= 1


def test_both_tools_at_once_share_text_encoder_and_autoencoder(tiny_triton):
    requests = {tool: request(tool, seed=3) for tool in TOOLS}
    alone = {tool: edit(tiny_triton.target, tool, **requests[tool]).image for tool in TOOLS}

    with ThreadPoolExecutor(6) as pool:
        running = [
            (tool, pool.submit(edit, tiny_triton.target, tool, **requests[tool]))
            for tool in TOOLS * 3
        ]

    for tool, outcome in running:
        assert largest_difference(outcome.result().image, alone[tool]) <= 1
