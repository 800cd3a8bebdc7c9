"""Open vocabularies: words to tokens, and what a network finds to the detector's contract."""

import json
import os
from pathlib import Path

import fake_triton_backend
import numpy as np
import pytest
from chatbrush_models.words.found import things
from chatbrush_models.words.tokens import dino_tokens, owl_tokens

fake_triton_backend.install()
from chatbrush_models.words.detector import WordsModel  # noqa: E402 (needs the stand-in)

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", ".", "red", "tea", "##pot", "tie"]


@pytest.fixture
def vocabulary(tmp_path):
    path = tmp_path / "vocab.txt"
    path.write_text("\n".join(PIECES), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        ("Red teapot", ["[CLS]", "red", "tea", "##pot", ".", "[SEP]"]),
        (" red tie. ", ["[CLS]", "red", "tie", ".", "[SEP]"]),
        ("kite", ["[CLS]", "[UNK]", ".", "[SEP]"]),
    ],
)
def test_grounding_dino_gets_a_sentence_of_word_pieces(vocabulary, words, pieces):
    assert [PIECES[number] for number in dino_tokens(vocabulary)(words)] == pieces


def test_another_list_than_berts_is_refused(tmp_path):
    path = tmp_path / "vocab.txt"
    path.write_text("a\nb", encoding="utf-8")

    with pytest.raises(ValueError, match="BERT's list of word pieces; pull it again"):
        dino_tokens(path)


@pytest.mark.weights
def test_owlv2_gets_its_words_filled_up_to_sixteen():
    folder = Path(os.environ["CHATBRUSH_WEIGHTS"])
    tokens = owl_tokens(folder / "clip_bpe_simple_vocab_16e6.txt.gz")

    assert tokens("a cat").tolist() == [49406, 320, 2368, 49407, *[0] * 12]
    with pytest.raises(ValueError, match="too long"):
        tokens("one two three four five six seven eight nine ten eleven twelve thirteen x y z")


def test_of_what_overlaps_the_best_is_kept_inside_the_picture():
    boxes = np.array(
        [[-5, 10, 50, 60], [0, 12, 50, 62], [80, 10, 120, 40], [10, 10, 10, 40], [0, 0, 9, 9]],
        np.float32,
    )
    scores = np.array([0.5, 0.9, 0.4, 0.9, 0.1], np.float32)

    found = things(boxes, scores, "teapot", 100, 80, 0.3)

    np.testing.assert_array_equal(found["boxes"], [[0, 12, 50, 62], [80, 10, 100, 40]])
    np.testing.assert_allclose(found["scores"], [0.9, 0.4])
    assert found["labels"].tolist() == [b"teapot"] * 2


def test_nothing_found_is_answered_with_empty_tensors():
    found = things(np.zeros((0, 4), np.float32), np.zeros(0, np.float32), "x", 9, 9, 0.3)

    assert found["boxes"].shape == (0, 4)
    assert found["scores"].shape == (0,)


class Calls:
    """Stands for the network: remembers what it was given."""

    def call_for(self, network, inputs, outputs):
        self.given = network, inputs, outputs
        return [np.array([[1, 2, 30, 40]], np.float32), np.array([0.8], np.float32)]


@pytest.fixture
def model(vocabulary):
    class Model(WordsModel):
        reader = staticmethod(dino_tokens)

    config = {
        "name": "words",
        "input": [
            {"name": "image", "data_type": "TYPE_UINT8", "dims": [-1, -1, 3]},
            {"name": "text", "data_type": "TYPE_STRING", "dims": [1]},
        ],
        "parameters": {
            "chatbrush.requires": {"string_value": "grounding_dino"},
            "chatbrush.vocabulary_file": {"string_value": vocabulary.name},
        },
    }
    made = Model()
    version = vocabulary.parent.name
    made.initialize(
        {
            "model_config": json.dumps(config),
            "model_repository": str(vocabulary.parent.parent),
            "model_version": version,
        }
    )
    made.calls = Calls()
    return made


def ask(model, words, image=None):
    image = np.zeros((50, 60, 3), np.uint8) if image is None else image
    request = fake_triton_backend.Request(image=image, text=np.array([words.encode()], np.object_))
    (response,) = model.execute([request])
    return response


def test_a_detector_asks_its_network_with_tokens(model):
    response = ask(model, "teapot")

    network, inputs, outputs = model.calls.given
    assert (network, outputs) == ("grounding_dino", ("boxes", "scores"))
    assert inputs["tokens"].dtype == np.int64
    assert response.outputs["labels"].tolist() == [b"teapot"]
    np.testing.assert_array_equal(response.outputs["boxes"], [[1, 2, 30, 40]])


class Code(str):
    """Triton's error, of which the stand-in keeps the text."""

    INVALID_ARG, INTERNAL = "invalid", "internal"

    def __new__(cls, text, code=""):
        return super().__new__(cls, f"{text} [{code}]")


@pytest.mark.parametrize(
    ("words", "image", "said"),
    [
        ("찻주전자", None, "NAME_UNKNOWN: '찻주전자' has no English word"),
        ("teapot", np.zeros((5, 5), np.uint8), "INPUT_INVALID: 'image' must have shape"),
    ],
)
def test_what_it_cannot_look_for_is_told(model, monkeypatch, words, image, said):
    import triton_python_backend_utils as pb_utils

    monkeypatch.setattr(pb_utils, "TritonError", Code)

    assert ask(model, words, image).error.startswith(said)


def test_each_request_has_an_answer_of_its_own(model, monkeypatch):
    import triton_python_backend_utils as pb_utils

    monkeypatch.setattr(pb_utils, "TritonError", Code)
    image, text = np.zeros((5, 5, 3), np.uint8), np.array([b"teapot"], np.object_)
    given = {"image": image}, {"image": image, "text": text}

    lacking, whole = model.execute([fake_triton_backend.Request(**one) for one in given])
    model.calls = None
    failed = ask(model, "teapot")

    assert lacking.error == "INPUT_INVALID: input 'text' is missing [invalid]"
    assert whole.error is None and len(whole.outputs["boxes"]) == 1
    assert failed.error.startswith("MODEL_FAILED: AttributeError") and "[internal]" in failed.error
