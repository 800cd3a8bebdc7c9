"""The erasing tool as Triton loads it: its own file, with a network of the tests."""

import importlib.util
from pathlib import Path

import cv2
import fake_triton_backend
import numpy as np
import pytest
from chatbrush_models.edit_contract import EditRequest
from chatbrush_models.edit_options import Options
from chatbrush_models.edit_progress import CancelledError, Progress
from pictures import disc

fake_triton_backend.install()

MODEL = Path(__file__).resolve().parents[1] / "migan_erase" / "1" / "model.py"


class Network:
    """Fills with noise and counts its calls."""

    def __init__(self):
        self.calls = 0
        self.random = np.random.default_rng(4)

    def call(self, network, inputs, output):
        assert (network, output) == ("migan", "result")
        self.calls += 1
        return self.random.integers(0, 256, inputs["image"].shape, np.uint8)


def erasing(network):
    spec = importlib.util.spec_from_file_location("migan_erase_model", MODEL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    model = module.TritonPythonModel()
    model.networks, model.reach = network, 0
    return model


def four_far_holes():
    coarse = np.random.default_rng(3).integers(0, 256, (18, 24, 3), np.uint8)
    image = cv2.resize(coarse, (1200, 900), interpolation=cv2.INTER_CUBIC)
    mask = sum(disc(900, 1200, x, y, 50) for x in (150, 1050) for y in (150, 750))
    arrays = {"image": image, "mask": mask.astype(np.uint8) * 255}
    return EditRequest.read(arrays, "required", "none", Options.parse(""))


def test_no_call_is_made_after_a_stop():
    network, sent = Network(), []
    progress = Progress(sent.append, lambda: len(sent) >= 2)

    with pytest.raises(CancelledError):
        erasing(network).edit(four_far_holes(), progress)

    # A step is told after its call, and the stop is heard when the next one is to be told.
    assert len(sent) == 2
    assert network.calls == 3


def test_without_a_stop_every_hole_is_filled():
    network, sent = Network(), []

    picture = erasing(network).edit(four_far_holes(), Progress(sent.append, lambda: False))

    request = four_far_holes()
    changed = (picture != request.image).any(axis=2)
    assert changed[request.mask].mean() > 0.9 and not changed[~request.mask].any()
    assert network.calls >= len(sent) >= 4
