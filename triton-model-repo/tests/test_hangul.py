"""Korean lines: the language file, its network, and what counts as read."""

import gzip
import os
import struct
from pathlib import Path

import cv2
import numpy as np
import pytest
from chatbrush_models.text import hangul
from chatbrush_models.text.line_network import Layer
from chatbrush_models.text.traineddata import Language, read_language

FOLDER = Path(__file__).parent
STRIPS = FOLDER / "golden/hangul.png"
"""Strips of 48 rows: 출입 금지 dark on light, 어서 오세요 light on dark, and a cat's fur."""


def named(kind, *numbers, flags=0):
    head = struct.pack("<bI", 0, len(kind)) + kind.encode()
    return head + struct.pack("<bbiiii", 0, 0, flags, *numbers, 0) + struct.pack("<I", 0)


def matrix(whole, scale):
    whole = np.array(whole, np.int8)
    head = struct.pack("<BIIb", 129, *whole.shape, 0)
    scales = struct.pack(f"<I{len(whole)}d", len(whole), *[scale] * len(whole))
    return head + whole.tobytes() + scales


def language_file(layers, names=("NULL", "가", "각"), codes=((0,), (1, 2), (1, 3)), blank=4):
    network = layers + struct.pack("<I", 0) + struct.pack("<4i3f", 0, 0, 0, blank, 0, 0, 0)
    characters = "\n".join([str(len(names)), *(f"{name} 0 more" for name in names)]).encode()
    table = struct.pack("<I", len(codes))
    for code in codes:
        table += struct.pack(f"<bi{len(code)}i", 1, len(code), *code)
    parts = {17: network, 21: characters, 22: table}
    starts, at, body = [-1] * 24, 4 + 24 * 8, b""
    for place, part in parts.items():
        starts[place] = at + len(body)
        body += part
    return struct.pack("<i24q", 24, *starts) + body


def softmax(flags=0):
    series = named("Series", 1, 2, flags=flags) + struct.pack("<I", 1)
    return series + named("Softmax", 1, 2) + matrix([[127, 10], [0, -127]], 0.01)


def test_a_language_file_is_read_packed_or_not(tmp_path):
    plain, packed = tmp_path / "plain", tmp_path / "packed.gz"
    plain.write_bytes(language_file(softmax()))
    packed.write_bytes(gzip.compress(language_file(softmax())))

    for file in (plain, packed):
        language = read_language(file)
        assert language.characters == {(0,): " ", (1, 2): "가", (1, 3): "각"}
        assert language.blank == 4
        (layer,) = language.network.parts
        np.testing.assert_allclose(layer.weights[0], [[1.27, 0.1], [0, -1.27]], atol=1e-6)


def damaged(content):
    """Pack it, and overwrite the middle of it."""
    packed = gzip.compress(content)
    return packed[:12] + b"\xff" * 8 + packed[20:]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        damaged(language_file(softmax())),
        gzip.compress(language_file(softmax()))[:-20],
        language_file(softmax()).replace("가".encode(), b"\xff\xff\xff"),
        b"PK\x03\x04 something else entirely, and long enough for a table",
        language_file(softmax())[:-40],
        language_file(named("TensorFlow", 1, 1)),
        language_file(named("Tanh", 1, 1) + struct.pack("<B", 128)),
    ],
)
def test_what_is_no_such_file_is_said_to_be_none(tmp_path, content):
    file = tmp_path / "kor.traineddata"
    file.write_bytes(content)

    with pytest.raises(ValueError, match=r"kor\.traineddata is no language file of Tesseract"):
        read_language(file)


def test_neighbours_stand_column_by_column_and_the_largest_of_a_window_stays():
    values = np.arange(12, dtype=np.float32).reshape(1, 3, 4, 1)

    stacked = Layer("Convolve", size=(1, 1)).run(values)
    largest = Layer("Maxpool", size=(2, 3)).run(values)

    np.testing.assert_array_equal(stacked[0, 1, 1], [0, 4, 8, 1, 5, 9, 2, 6, 10])
    np.testing.assert_array_equal(stacked[0, 0, 0], [0, 0, 0, 0, 0, 4, 0, 1, 5])
    np.testing.assert_array_equal(largest[..., 0], [[[9, 11]]])


def test_an_lstm_is_what_its_equations_say():
    rng = np.random.default_rng(5)
    gates = [rng.normal(0, 0.5, (3, 2 + 3 + 1)).astype(np.float32) for _ in range(4)]
    values = rng.normal(0, 1, (2, 1, 5, 2)).astype(np.float32)

    steps = Layer("LSTM", gates).run(values)
    backwards = Layer("RTLReversed", parts=[Layer("LSTM", gates)]).run(values)
    last = Layer("SummLSTM", gates).run(values)

    state, output = np.zeros(3), np.zeros(3)
    for step in range(5):
        given = np.concatenate([values[1, 0, step], output, [1]])
        cell, into, keep, out = (gate @ given for gate in gates)
        state = state / (1 + np.exp(-keep)) + np.tanh(cell) / (1 + np.exp(-into))
        output = np.tanh(state) / (1 + np.exp(-out))
        np.testing.assert_allclose(steps[1, 0, step], output, atol=1e-5)
    np.testing.assert_array_equal(last[1, 0, 0], steps[1, 0, -1])
    again = Layer("LSTM", gates).run(values[:, :, ::-1])[:, :, ::-1]
    np.testing.assert_array_equal(backwards, again)


class Says:
    """Stands for a network: says codes by which run it is and which line."""

    def __init__(self, *runs):
        self.runs = list(runs)

    def run(self, lines):
        said = self.runs.pop(0)
        steps = np.full((2, 1, 16, 6), 0.02, np.float32)
        for line, (codes, sure) in enumerate(said):
            for step in range(16):
                steps[line, 0, step, codes[step // 2] if step % 2 == 0 else 4] = sure
        return steps


NOTHING = ([4] * 8, 0.9)
GA = [1, 2, 4, 4, 4, 4, 4, 4]
GA_GAK = [1, 2, 1, 3, 4, 4, 4, 4]
CHARACTERS = {(0,): " ", (1, 2): "가", (1, 3): "각", (5,): "7"}


@pytest.mark.parametrize(
    ("first", "second", "read"),
    [
        (((GA_GAK, 0.9), NOTHING), ((GA_GAK, 0.8), NOTHING), ("가각", 0.8)),
        ((NOTHING, (GA_GAK, 0.9)), (NOTHING, (GA_GAK, 0.9)), ("가각", 0.9)),
        (((GA_GAK, 0.9), NOTHING), ((GA, 0.9), NOTHING), None),
        (((GA_GAK, 0.9), NOTHING), (NOTHING, (GA_GAK, 0.9)), None),
        (((GA_GAK, 0.7), NOTHING), ((GA_GAK, 0.7), NOTHING), None),
        (((GA, 0.9), NOTHING), None, None),
        ((([5] * 8, 0.9), NOTHING), None, None),
    ],
)
def test_a_line_counts_where_two_readings_agree(first, second, read):
    language = Language(Says(first, second), CHARACTERS, 4)
    strip = np.random.default_rng(1).uniform(-1, 1, (1, 3, 48, 90)).astype(np.float32)

    found = hangul.read(strip, language, 1.5)

    assert (found and (found[0], pytest.approx(found[1]))) == read


@pytest.mark.parametrize(("one", "other", "count"), [("", "가", 0), ("가나다", "가다", 2)])
def test_common_letters_are_counted_in_order(one, other, count):
    assert hangul.in_common(one, other) == count


@pytest.mark.weights
def test_korean_is_read_and_fur_is_not():
    file = Path(os.environ["CHATBRUSH_WEIGHTS"]) / "kor.traineddata.gz"
    read = hangul.reader(file, 1.5)
    strips = np.split(cv2.imread(str(STRIPS))[..., ::-1], 3)

    readings = [
        read((strip.astype(np.float32) / 127.5 - 1).transpose(2, 0, 1)[None]) for strip in strips
    ]

    assert "출입금지" in readings[0][0].replace(" ", "")
    assert "어서오세요" in readings[1][0].replace(" ", "")
    assert readings[2] is None
