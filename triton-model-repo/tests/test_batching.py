import numpy as np
import pytest
from chatbrush_models.batching import batch_of, groups_of_equal_shape, join, split


def feed(batch, side=4, value=0.0):
    return {
        "sample": np.full((batch, 2, side, side), value, np.float32),
        "timestep": np.full((batch, 1), value, np.float32),
    }


def test_feeds_of_equal_shape_form_a_group_whatever_their_batch():
    feeds = [feed(3), feed(2, side=5), feed(2), feed(1, side=5)]

    assert groups_of_equal_shape(feeds) == [[0, 2], [1, 3]]


def test_each_feed_gets_its_own_rows_back():
    feeds = [feed(3, value=1), feed(1, value=2), feed(2, value=3)]

    joined = join(feeds)
    parts = split([joined["sample"] * 10, joined["timestep"]], feeds)

    assert joined["sample"].shape == (6, 2, 4, 4)
    assert [len(sample) for sample, _ in parts] == [3, 1, 2]
    assert [set(sample.ravel().tolist()) for sample, _ in parts] == [{10.0}, {20.0}, {30.0}]
    assert [set(timestep.ravel().tolist()) for _, timestep in parts] == [{1.0}, {2.0}, {3.0}]


def test_a_feed_alone_is_not_copied():
    alone = feed(3)

    assert join([alone])["sample"] is alone["sample"]


def test_output_without_a_row_for_each_sample_is_refused():
    with pytest.raises(ValueError, match="must have 5 rows, .* got shape"):
        split([np.zeros((4, 1))], [feed(3), feed(2)])


def test_inputs_that_disagree_about_the_batch_are_refused():
    with pytest.raises(ValueError, match="same batch size, got {'sample': 3, 'timestep': 2}"):
        batch_of(feed(3) | {"timestep": np.zeros((2, 1))})
