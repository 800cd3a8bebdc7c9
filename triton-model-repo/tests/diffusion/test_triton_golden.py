"""The tools in a real Triton against pictures that `diffusers` made with the same networks."""

from pathlib import Path

import cases
import numpy as np
import pytest
from triton_edit import edit

PICTURES = np.load(Path(__file__).parent / "golden" / "pictures.npz")

pytestmark = pytest.mark.triton


@pytest.mark.parametrize("name", cases.TOOL_CASES)
def test_edit_equals_the_reference(name, tiny_triton):
    case = cases.picture_cases()[name]
    inputs = {
        "image": case.picture(),
        "prompt": case.prompt,
        "negative_prompt": case.negative,
        "steps": case.steps,
        "guidance_scale": case.guidance_scale,
        "seed": case.seed,
    }
    if case.model == "pix2pix":
        inputs["image_guidance_scale"] = case.image_guidance_scale
    else:
        inputs["mask"] = case.mask()
        inputs["strength"] = case.strength

    outcome = edit(tiny_triton.target, case.model, **inputs)

    assert outcome.error is None
    difference = np.abs(outcome.image.astype(np.int16) - PICTURES[f"{name}/picture"])
    assert difference.max() <= cases.GREY_LEVELS
