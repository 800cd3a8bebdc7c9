"""A cancelled or abandoned edit stops within a step and gives its slot back."""

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from diffusion_requests import TOOLS, UNETS, request
from triton_edit import Edit, edit

pytestmark = pytest.mark.triton

CANCELS = int(os.environ.get("CHATBRUSH_CANCELS", "12"))
STEPS = 30
SLOTS = 8
# Large enough that a step takes longer than a cancel's way to the server.
WIDTH, HEIGHT = 256, 192


def all_slots_work(server, tool):
    with ThreadPoolExecutor(SLOTS) as pool:
        edits = [pool.submit(edit, server.target, tool, **request(tool)) for _ in range(SLOTS)]
    return [running.result().error for running in edits] == [None] * SLOTS


@pytest.mark.parametrize("tool", TOOLS)
def test_cancel_at_random_steps_ends_the_network_calls(tiny_triton, tool):
    draw = random.Random(tool)
    for _ in range(CANCELS // len(TOOLS)):
        running = Edit(tiny_triton.target, tool, **request(tool, WIDTH, HEIGHT, steps=STEPS))
        for _ in range(draw.randrange(0, STEPS - 3)):
            _, error, last = running.next_step()
            assert error is None and not last

        running.cancel()

        # A step is told while the network computes the next; one more may begin before the cancel
        # has come.
        assert tiny_triton.calls_after(UNETS[tool]) <= 2
        assert not any("image" in step for step in answers(running))
    assert all_slots_work(tiny_triton, tool)


def answers(running):
    """Return the outputs of what is still in the client's queue."""
    found = []
    while not running.answers.empty():
        result, _ = running.answers.get()
        if result is not None:
            found.append({output.name for output in result.get_response().outputs})
    return found


def test_client_that_dies_ends_its_edit(tiny_triton):
    """A client of its own is killed in mid-edit, with its connection open."""
    for _ in range(3):
        client = subprocess.Popen(
            [sys.executable, __file__, tiny_triton.target], stdout=subprocess.PIPE
        )
        assert client.stdout.readline() == b"step\n"
        client.send_signal(signal.SIGKILL)
        client.wait()
        client.stdout.close()
        time.sleep(0.05)  # until the server's socket has the end of the connection

        assert tiny_triton.calls_after(UNETS["pix2pix"]) <= 1
    assert all_slots_work(tiny_triton, "pix2pix")


def test_cancel_of_one_leaves_the_others_as_they_are(tiny_triton):
    inputs = request("sd_inpaint", WIDTH, HEIGHT, steps=10)
    alone = edit(tiny_triton.target, "sd_inpaint", **inputs).image
    kept = [Edit(tiny_triton.target, "sd_inpaint", **inputs) for _ in range(2)]
    stopped = Edit(tiny_triton.target, "sd_inpaint", **inputs | {"steps": STEPS})
    stopped.next_step()

    stopped.cancel()

    for outcome in (running.outcome() for running in kept):
        assert outcome.error is None
        assert np.abs(outcome.image.astype(int) - alone.astype(int)).max() <= 1


def abandon(target):
    """Start an edit, say when its first step is done, and wait to be killed."""
    running = Edit(target, "pix2pix", **request("pix2pix", WIDTH, HEIGHT, steps=STEPS))
    running.next_step()
    print("step", flush=True)
    time.sleep(600)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    abandon(sys.argv[1])
