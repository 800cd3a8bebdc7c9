"""The sentence encoder's contract, against a real Triton."""

import numpy as np
import pytest
import tritonclient.grpc as triton

pytestmark = pytest.mark.triton

MODEL = "sentence_encoder"


def embed(target, *texts):
    said = np.array([text.encode() for text in texts], np.object_)
    given = triton.InferInput("text", [len(texts)], "BYTES").set_data_from_numpy(said)
    return triton.InferenceServerClient(target).infer(MODEL, [given]).as_numpy("embedding")


def test_what_means_the_same_is_near_in_both_languages(triton_target):
    vectors = embed(triton_target, "erase this", "이거 지워줘", "make it night", "밤으로 바꿔줘")

    alike = vectors @ vectors.T
    assert vectors.shape == (4, 512) and vectors.dtype == np.float32
    np.testing.assert_allclose(np.diag(alike), 1, rtol=1e-5)
    assert alike[0, 1] > max(alike[0, 2], alike[0, 3]) + 0.05
    assert alike[2, 3] > max(alike[1, 2], alike[1, 3]) + 0.05


def test_too_many_sentences_are_refused_in_words(triton_target):
    with pytest.raises(triton.InferenceServerException, match="1 to 256 sentences"):
        embed(triton_target, *["a"] * 257)


def test_broken_text_is_read_as_far_as_it_goes(triton_target):
    given = triton.InferInput("text", [1], "BYTES")
    given.set_data_from_numpy(np.array([b"\xffnight\xf0"], np.object_))

    answer = triton.InferenceServerClient(triton_target).infer(MODEL, [given])

    assert np.isfinite(answer.as_numpy("embedding")).all()
