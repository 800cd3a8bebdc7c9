import gzip
import zlib
from pathlib import Path

import numpy as np
import prompts
import pytest
from chatbrush_models.diffusion.tokenizer import ClipTokenizer

GOLDEN = Path(__file__).parent / "golden"


def test_a_file_that_is_no_vocabulary_is_refused(tmp_path):
    wrong, short = tmp_path / "wrong.gz", tmp_path / "short.gz"
    wrong.write_bytes(gzip.compress(b"header\n" + b"one two three\n" * 60_000))
    short.write_bytes(gzip.compress(b"header\ni n\nt h\n"))

    for path in (wrong, short):
        with pytest.raises(ValueError, match=f"{path.name} .*CLIP's"):
            ClipTokenizer.from_files(path)


@pytest.mark.weights
def test_two_thousand_prompts_give_the_reference_tokens(clip_vocabulary):
    tokenizer = ClipTokenizer.from_files(clip_vocabulary)
    expected = np.load(GOLDEN / "tokens.npz")["checksums"]

    found = [
        zlib.crc32(tokenizer.encode(prompt)[0].astype("<i4").tobytes())
        for prompt in prompts.prompts()
    ]

    wrong = [prompts.prompts()[k] for k in np.flatnonzero(expected != found)]
    assert wrong == []
    assert len(found) == 2000


@pytest.mark.weights
def test_tokens_are_those_of_clip(clip_vocabulary):
    ids, cut = ClipTokenizer.from_files(clip_vocabulary).encode("a photo of a cat")

    assert ids.dtype == np.int32
    assert ids.shape == (77,)
    assert ids[:7].tolist() == [49406, 320, 1125, 539, 320, 2368, 49407]
    assert (ids[7:] == 49407).all()
    assert not cut


@pytest.mark.weights
def test_stable_diffusion_2_pads_with_zero(clip_vocabulary):
    ids, _ = ClipTokenizer.from_files(clip_vocabulary, padding_id=0).encode("cat")

    assert ids[:4].tolist() == [49406, 2368, 49407, 0]


@pytest.mark.weights
def test_long_prompts_are_cut_and_say_so(clip_vocabulary):
    tokenizer = ClipTokenizer.from_files(clip_vocabulary)

    fits, cut_fits = tokenizer.encode("cat " * 75)
    longer, cut_longer = tokenizer.encode("cat " * 76)

    assert not cut_fits
    assert cut_longer
    assert np.array_equal(fits, longer)
    assert longer[-2:].tolist() == [2368, 49407]


@pytest.mark.weights
def test_a_prompt_of_100_kilobytes_is_no_trouble(clip_vocabulary):
    tokenizer = ClipTokenizer.from_files(clip_vocabulary)

    for text in ("a" * 100_000, "겨울 " * 15_000):
        ids, cut = tokenizer.encode(text)
        assert cut
        assert ids[-1] == 49407
