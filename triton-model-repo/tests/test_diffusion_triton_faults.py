"""Each fault gets its own clear error, and the edits beside it go on unharmed."""

import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from diffusion_requests import TOOLS, largest_difference, request
from triton_edit import Edit, edit

pytestmark = pytest.mark.triton

FAULTS = {
    "sides that are no multiples of 8": ({"width": 100, "height": 60}, "SIZE_NOT_TAKEN", "104x64"),
    "too large": ({"width": 776, "height": 64}, "SIZE_NOT_TAKEN", "8 to 768 pixels"),
    "no steps": ({"steps": 0}, "OPTION_INVALID", "1 to 100, got 0"),
    "10,000 steps": ({"steps": 10_000}, "OPTION_INVALID", "1 to 100, got 10000"),
    "steps below zero": ({"steps": -1}, "OPTION_INVALID", "1 to 100, got -1"),
    "no step left by the strength": ({"steps": 2, "strength": 0.1}, "INPUT_INVALID", "strength"),
    "guidance below zero": ({"guidance_scale": -1.0}, "OPTION_INVALID", "guidance_scale"),
    "guidance that is no number": (
        {"guidance_scale": np.nan},
        "OPTION_INVALID",
        "to 30, got nan",
    ),
    "prompt of 100 KB": ({"prompt": "snow " * 20_000}, "INPUT_INVALID", "100000 characters"),
    "empty prompt": ({"prompt": ""}, "PROMPT_NEEDED", "say what"),
    "prompt of spaces": ({"prompt": "  \n"}, "PROMPT_NEEDED", "say what"),
}
MASK_FAULTS = {
    "no mask": ({"mask": None}, "MASK_NEEDED", "select first"),
    "mask of other size": ({"mask": np.full((64, 64), 255, np.uint8)}, "INPUT_INVALID", "[72, 96]"),
    "empty mask": ({"mask": np.zeros((72, 96), np.uint8)}, "MASK_EMPTY", "empty"),
}
CASES = [
    pytest.param(tool, *fault, id=f"{tool}: {title}")
    for tool in TOOLS
    for title, fault in (FAULTS | (MASK_FAULTS if tool == "sd_inpaint" else {})).items()
]


@pytest.mark.parametrize(("tool", "changes", "code", "words"), CASES)
def test_fault_of_a_request_is_told(tiny_triton, tool, changes, code, words):
    outcome = edit(tiny_triton.target, tool, **request(tool, **changes))

    assert outcome.steps == []
    assert outcome.error.startswith(f"{code}: ")
    assert words in outcome.error


def test_prompt_beyond_77_tokens_is_cut_and_works(tiny_triton):
    long, longer = ("a very long walk " * 40, "a very long walk " * 80)

    one, two = (
        edit(tiny_triton.target, "pix2pix", **request("pix2pix", prompt=prompt)).image
        for prompt in (long, longer)
    )

    assert (one == two).all()


def test_faults_beside_good_edits_harm_none(tiny_triton):
    good = {tool: request(tool, 128, 96, steps=8) for tool in TOOLS}
    alone = {tool: edit(tiny_triton.target, tool, **good[tool]).image for tool in TOOLS}
    bad = [("pix2pix", fault[0]) for fault in FAULTS.values()] + [("pix2pix_broken", {})] * 2

    with ThreadPoolExecutor(8) as pool:
        running = [
            (tool, pool.submit(edit, tiny_triton.target, tool, **good[tool])) for tool in TOOLS * 2
        ]
        failing = [
            pool.submit(edit, tiny_triton.target, tool, **request(tool, **changes))
            for tool, changes in bad
        ]

    assert all(outcome.result().error for outcome in failing)
    for tool, outcome in running:
        assert outcome.result().error is None
        assert largest_difference(outcome.result().image, alone[tool]) <= 1


def test_nan_of_the_network_ends_the_edit_with_its_reason(tiny_triton):
    outcome = edit(tiny_triton.target, "pix2pix_broken", **request("pix2pix", steps=10))

    assert outcome.error.startswith("MODEL_FAILED: the network answered with NaN")
    assert 0 < len(outcome.steps) < 10
    assert not any("image" in step for step in outcome.steps)


def test_network_that_goes_in_mid_loop_is_named_and_comes_back(tiny_triton):
    client = tiny_triton.client()
    running = Edit(tiny_triton.target, "pix2pix_spare", **request("pix2pix", 256, 192, steps=60))
    running.next_step()

    client.unload_model("spare_unet")
    outcome = running.outcome()
    other = edit(tiny_triton.target, "pix2pix", **request("pix2pix"))
    client.load_model("spare_unet")
    again = edit(tiny_triton.target, "pix2pix_spare", **request("pix2pix"))

    assert outcome.error.startswith("MODEL_UNAVAILABLE: ") and "'spare_unet'" in outcome.error
    assert other.error is None
    assert (again.image == other.image).all()


def test_more_than_slots_and_queue_hold_are_refused(tiny_triton):
    """One slot and two places to wait: of eight at once three are served, in their order."""
    inputs = request("pix2pix", 256, 192, steps=6)
    running = [Edit(tiny_triton.target, "pix2pix_spare", **inputs) for _ in range(8)]

    outcomes = [one.outcome() for one in running]

    errors = [outcome.error for outcome in outcomes if outcome.error]
    assert len(errors) == 5
    assert set(errors) == {"OVERLOADED: 1 edits run and 2 wait; try again in a moment"}
    finished = [outcome.image for outcome in outcomes if not outcome.error]
    assert all((image == finished[0]).all() for image in finished)


def test_cancelled_edit_gives_its_place_in_the_queue_back(tiny_triton):
    inputs = request("pix2pix", 256, 192, steps=12)
    first = Edit(tiny_triton.target, "pix2pix_spare", **inputs)
    first.next_step()
    waiting = [Edit(tiny_triton.target, "pix2pix_spare", **inputs) for _ in range(2)]
    wait_for_waiting(tiny_triton, 2)

    waiting[0].cancel()
    wait_for_waiting(tiny_triton, 1)
    last = Edit(tiny_triton.target, "pix2pix_spare", **inputs)

    assert [edit.outcome().error for edit in (first, waiting[1], last)] == [None] * 3


def wait_for_waiting(server, count):
    """Wait until the metric says that so many edits wait."""
    line = f'chatbrush_edits_waiting{{model="pix2pix_spare",version="1"}} {count}'
    for _ in range(600):
        if line in server.metrics():
            return
        time.sleep(0.05)
    pytest.fail(f"not found among the metrics: {line}")


def test_request_stops_when_its_own_time_is_over(tiny_triton):
    inputs = request("pix2pix", 256, 192, steps=100)

    outcome = edit(tiny_triton.target, "pix2pix", timeout=150_000, **inputs)

    assert outcome.error.startswith("INFERENCE_TIMEOUT: the edit was at step ")
    assert len(outcome.steps) < 100


def test_fast_is_refused_before_anything_runs_where_there_is_no_network_for_it(tiny_triton):
    before = tiny_triton.calls("clip_text_encoder_sd2")

    outcome = edit(tiny_triton.target, "sd2_inpaint", **request("sd2_inpaint", speed="fast"))

    assert outcome.error.startswith("OPTION_INVALID: this server has no network for 'fast'")
    assert (tiny_triton.calls("clip_text_encoder_sd2") - before).requests == 0
