"""Another picture behind a subject, on a real Triton."""

import numpy as np
import pytest
from pictures import landscape
from triton_edit import edit

pytestmark = pytest.mark.triton


def disc() -> tuple[np.ndarray, np.ndarray]:
    """Return an orange disc before blue, and the mask of what is behind it."""
    rows, columns = np.mgrid[:120, :160]
    behind = np.hypot(rows - 60, columns - 80) > 35
    image = np.where(behind[..., None], (40, 80, 160), (230, 120, 30)).astype(np.uint8)
    return image, np.where(behind, 255, 0).astype(np.uint8)


def test_it_covers_the_background_and_spares_the_subject(tiny_triton):
    image, mask = disc()
    other = landscape(300, 90)

    outcome = edit(
        tiny_triton.target, "picture_behind", image=image, mask=mask, reference_image_1=other
    )

    assert outcome.error is None
    assert outcome.image.shape == image.shape
    changed = (outcome.image != image).any(axis=2)
    assert not (changed & ~outcome.changed(mask)).any()
    assert (outcome.image[50:70, 70:90] == image[50:70, 70:90]).all()
    assert changed[:20].mean() > 0.99


def test_a_cut_out_becomes_opaque(tiny_triton):
    image, mask = disc()
    cut_out = np.dstack([image, 255 - mask])

    outcome = edit(
        tiny_triton.target,
        "picture_behind",
        image=cut_out,
        mask=mask,
        reference_image_1=landscape(50, 400),
    )

    assert outcome.error is None
    assert outcome.image.shape[2] == 3 or (outcome.image[..., 3] == 255).all()
    assert (outcome.image[50:70, 70:90, :3] == image[50:70, 70:90]).all()


def test_what_lacks_is_said(tiny_triton):
    image, mask = disc()

    bare = edit(tiny_triton.target, "picture_behind", image=image, mask=mask)
    everything = edit(
        tiny_triton.target,
        "picture_behind",
        image=image,
        mask=np.full_like(mask, 255),
        reference_image_1=image,
    )

    assert bare.error.startswith("REFERENCE_NEEDED")
    assert everything.error.startswith("MASK_COVERS_ALL")
