"""Our loops against files that `diffusers` wrote; make_golden.py rewrites them."""

from pathlib import Path

import analytic
import cases
import editing
import numpy as np
import onnxruntime
import pytest
from chatbrush_models.diffusion.guidance import Conditions
from stacked import guided

GOLDEN = Path(__file__).parent / "golden"
TINY = Path(__file__).parents[1] / "tiny"
GOLDEN_CASES = cases.golden_cases()
PICTURE_CASES = cases.picture_cases()


@pytest.fixture(scope="module")
def loops() -> dict[str, np.ndarray]:
    return dict(np.load(GOLDEN / "loops.npz"))


@pytest.fixture(scope="module")
def pictures() -> dict[str, np.ndarray]:
    return dict(np.load(GOLDEN / "pictures.npz"))


def onnx_networks(model: str) -> editing.Networks:
    """The tiny networks as files, which hold the weights of the reference's modules."""

    def session(name: str):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        graph = onnxruntime.InferenceSession(TINY / f"{name}.onnx", options)
        names = [node.name for node in graph.get_inputs()]
        return lambda *arrays: graph.run(None, dict(zip(names, arrays, strict=True)))[0]

    return editing.Networks(
        session("clip_text_encoder"),
        session("vae_encoder"),
        session("vae_decoder"),
        guided(session(f"{model}_unet")),
    )


@pytest.mark.parametrize("name", GOLDEN_CASES)
def test_latents_after_every_step_equal_the_reference(name, loops):
    case = GOLDEN_CASES[name]
    conditions = Conditions(
        loops[f"{case.model}/text"],
        loops[f"{case.model}/{case.negative}/negative"],
        loops[f"{case.model}/image"],
    )
    source = loops["sd_inpaint/source"] if case.strength < 1 else None

    steps = editing.run(case, editing.Prepared(conditions, source), guided(analytic.denoise))

    assert steps.shape == loops[name].shape
    assert np.abs(steps - loops[name]).max() <= cases.TOLERANCE


@pytest.mark.parametrize("name", PICTURE_CASES)
def test_picture_of_the_tiny_networks_equals_the_reference(name, pictures):
    case, expected = PICTURE_CASES[name], pictures[f"{name}/picture"]
    ids = pictures[f"{name}/ids"], pictures[f"{name}/negative_ids"]

    picture = editing.edit(case, onnx_networks(case.model), *ids).picture

    assert picture.shape == expected.shape
    difference = np.abs(picture.astype(np.int16) - expected)
    assert difference.max() <= cases.GREY_LEVELS
    assert np.ptp(expected) > 50  # a flat picture would agree with anything


def test_golden_loops_hold_exactly_the_cases(loops):
    recorded = {name for name in loops if not name.startswith(("pix2pix/", "sd_inpaint/"))}

    assert recorded == set(GOLDEN_CASES)
