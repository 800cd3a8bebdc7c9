import numpy as np
from chatbrush_models.diffusion_tools.padding import Padding
from chatbrush_models.edit_contract import EditRequest
from pictures import disc, landscape


def request(width, height, masked=True):
    mask = disc(height, width, width // 2, height // 2, 5) if masked else None
    return EditRequest(landscape(width, height), mask, "x", seed=1, preview_every=0)


def test_picture_that_is_large_enough_stays_as_it_is():
    given = request(96, 72)
    padding = Padding.to_size(72, 96, (72, 96))

    padded = padding.add(given)

    assert (padded.image == given.image).all() and (padded.mask == given.mask).all()
    assert padding.remove(padded.image).shape == (72, 96, 3)


def test_narrow_picture_is_mirrored_and_nothing_added_is_selected():
    given = request(96, 24)
    padding = Padding.to_size(24, 96, (64, 96))

    padded = padding.add(given)

    assert padded.image.shape == (64, 96, 3)
    assert (padded.image[24:47] == given.image[22::-1]).all()
    assert padded.mask.sum() == given.mask.sum()
    assert (padding.remove(padded.image) == given.image).all()


def test_preview_is_cut_in_proportion():
    padding = Padding.to_size(24, 32, (64, 64))

    assert padding.remove(np.zeros((64, 64, 3), np.uint8)).shape == (24, 32, 3)
    assert padding.remove(np.zeros((8, 8, 3), np.uint8)).shape == (3, 4, 3)


def test_request_without_a_mask_keeps_none():
    assert Padding.to_size(24, 96, (64, 96)).add(request(96, 24, masked=False)).mask is None


def test_a_picture_of_one_row_can_be_filled_up():
    padded = Padding.to_size(1, 96, (64, 96)).add(request(96, 1, masked=False))

    assert (padded.image == padded.image[0]).all()
