"""Lines of text: from what the networks say to the detector's contract."""

import numpy as np
import pytest
from chatbrush_models.parts.found import tensors
from chatbrush_models.text.finder import LOOKED_AT, MOST_COLUMNS, Line, TextFinder, found
from chatbrush_models.text.reading import decoded, line_input, reader
from chatbrush_models.text.regions import network_input, quads


def test_the_network_gets_sides_that_are_multiples_of_32_and_no_longer_than_it_takes():
    image = np.zeros((700, 2000, 3), np.uint8)
    image[..., 0] = 255

    given = network_input(image)

    assert given.shape == (1, 3, 352, 1024)
    assert (given[0, 2] == 1).all() and (given[0, 0] == -1).all()  # red comes last


def test_a_line_is_grown_back_and_brought_to_the_picture():
    probability = np.zeros((64, 128), np.float32)
    probability[20:28, 10:90] = 0.9

    (quad,) = quads(probability, 256, 128)

    growth = 79 * 7 * 1.6 / (2 * (79 + 7))  # of the contour through the middles of its pixels
    np.testing.assert_allclose(quad[0], [2 * (10 - growth), 2 * (20 - growth)], atol=0.5)
    np.testing.assert_allclose(quad[2], [2 * (89 + growth), 2 * (27 + growth)], atol=0.5)


def test_what_is_doubtful_or_tiny_is_no_line():
    probability = np.zeros((64, 128), np.float32)
    probability[10:20, 10:90] = 0.35
    probability[40:42, 40:42] = 0.99

    assert quads(probability, 128, 64) == []


def test_a_tilted_line_is_straightened():
    image = np.zeros((200, 200, 3), np.uint8)
    quad = np.array([[50, 100], [100, 50], [120, 70], [70, 120]], np.float32)
    image[60:110, 60:110] = 255

    line = line_input(image, quad)

    assert line.shape == (1, 3, 48, 120)
    assert line[..., 10:-10].mean() > 0.6


def test_repetitions_and_blanks_are_left_out():
    steps = np.full((6, 3), 0.1, np.float32)
    for step, number in enumerate([1, 1, 0, 1, 2, 0]):
        steps[step, number] = 0.8 + 0.02 * step

    text, sure = decoded(steps, ["a", "b"])

    assert text == "aab"
    np.testing.assert_allclose(sure, [0.8, 0.86, 0.88], atol=1e-6)


def test_a_line_counts_only_when_one_of_the_readers_can_read_it():
    probability = np.zeros((1, 1, 96, 128), np.float32)
    for top in (8, 40, 72):
        probability[0, 0, top : top + 8, 8:100] = 0.9
    said = iter([("ab", 0.9), None, None])
    others = iter([("가나", 0.8), None])

    finder = TextFinder(lambda picture: probability, lambda _: next(said), lambda _: next(others))
    lines = finder.lines(np.zeros((96, 128, 3), np.uint8))

    assert [(line.text, line.score) for line in lines] == [("ab", 0.9), ("가나", 0.8)]


def test_the_slow_reader_sees_the_beginning_of_a_line_and_only_so_much_of_a_picture():
    probability = np.zeros((1, 1, 1600, 704), np.float32)
    for top in range(8, 1592, 16):
        probability[0, 0, top : top + 4, 8:696] = 0.9
    quick, slow = [], []

    finder = TextFinder(
        lambda picture: probability,
        lambda strip: quick.append(strip.shape[-1]),
        lambda strip: slow.append(strip.shape[-1]),
    )
    lines = finder.lines(np.zeros((1600, 704, 3), np.uint8))

    assert lines == [] and len(quick) == 99 and min(quick) > LOOKED_AT
    assert slow == [LOOKED_AT] * (MOST_COLUMNS // LOOKED_AT)


@pytest.mark.parametrize(
    ("numbers", "sure", "read"),
    [([1, 2], 0.9, "ab"), ([1, 2], 0.7, None), ([1, 0], 0.9, None), ([3, 3], 0.9, None)],
)
def test_two_sure_letters_are_a_reading(numbers, sure, read):
    steps = np.zeros((1, 2, 4), np.float32)
    steps[0, [0, 1], numbers] = sure

    found = reader(lambda strip: steps, ["a", "b", "-"], 0.75)(np.zeros((1, 3, 48, 48)))

    assert (found and found[0]) == read


def test_a_tilted_line_keeps_its_shape_in_its_box():
    quad = np.array([[0, 50], [50, 0], [60, 10], [10, 60]], np.float32)

    answers = tensors(found([Line(quad, "ab", 0.9)], 200, 100), 200, 100)

    np.testing.assert_array_equal(answers["boxes"], [[0, 0, 60, 60]])
    assert answers["labels"].tolist() == [b"text"]
    shape = answers["masks"][0] > 127
    assert shape[32, 32] and not shape[0, 0] and not shape[63, 63]
    assert 0.2 < shape.mean() < 0.4


def test_no_find_is_answered_with_empty_tensors():
    answers = tensors([], 200, 100)

    assert answers["boxes"].shape == (0, 4)
    assert answers["masks"].shape == (0, 64, 64)
    assert answers["scores"].dtype == np.float32
