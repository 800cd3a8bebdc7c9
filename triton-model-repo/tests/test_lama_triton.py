"""The tool `lama_erase` on a tiny LaMa in a real Triton."""

import numpy as np
import pytest
from pictures import disc, landscape
from triton_edit import edit

pytestmark = pytest.mark.triton


def erase(server, image, mask, **inputs):
    bytes_mask = mask.astype(np.uint8) * 255
    return edit(server.target, "lama_erase", image=image, mask=bytes_mask, seed=1, **inputs)


@pytest.mark.parametrize(("width", "height"), [(300, 201), (637, 419)])
def test_erases_what_is_marked_and_nothing_else(tiny_triton, width, height):
    image = landscape(width, height)
    mask = disc(height, width, width // 2, height // 2, 25)

    outcome = erase(tiny_triton, image, mask, preview_every=1)

    assert outcome.error is None
    assert outcome.image.shape == image.shape
    kept = ~outcome.changed(mask)
    assert (outcome.image[kept] == image[kept]).all()
    assert (outcome.image[mask] != image[mask]).any()
    assert [int(step["total_steps"][0]) for step in outcome.steps] == [2] * len(outcome.steps)
    assert "preview" in outcome.steps[0]


def test_says_what_to_do_when_everything_is_marked(tiny_triton):
    image = landscape(120, 90)

    outcome = erase(tiny_triton, image, np.ones((90, 120), bool))

    assert "MASK_COVERS_ALL: everything is selected; leave some" in str(outcome.error)
