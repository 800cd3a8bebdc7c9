import fake_triton_backend
import numpy as np

fake_triton_backend.install()

from chatbrush_models.diffusion_tools.text import TextEmbedder  # noqa: E402


class LetterCounter:
    """Tokenizes into the number of characters."""

    def encode(self, text):
        return np.full(77, len(text), np.int32), len(text) > 20


class Networks:
    """Embeds each token as itself, and notes the calls."""

    def __init__(self):
        self.calls = []

    def call(self, network, inputs, output):
        self.calls.append((network, inputs["input_ids"].shape, output))
        return np.repeat(inputs["input_ids"][:, :, None], 4, axis=2).astype(np.float32)


def embedder(cache_bytes=1 << 20):
    networks = Networks()
    return TextEmbedder(networks, "clip", LetterCounter(), cache_bytes), networks


def test_prompt_and_negative_prompt_go_in_one_call():
    text, networks = embedder()

    prompt, negative = text.embed("snow", "fo")

    assert networks.calls == [("clip", (2, 77), "text_embeddings")]
    assert prompt.shape == negative.shape == (1, 77, 4)
    assert (prompt[0, 0, 0], negative[0, 0, 0]) == (4, 2)


def test_a_pair_is_encoded_once():
    text, networks = embedder()

    first = text.embed("snow", "")
    again = text.embed("snow", "")
    text.embed("snow", "fog")

    assert len(networks.calls) == 2
    assert all((one == other).all() for one, other in zip(first, again, strict=True))


def test_the_cache_is_bounded_in_bytes():
    text, networks = embedder(cache_bytes=2 * 2 * 77 * 4 * 4 + 100)

    for prompt in ("a", "b", "c", "c", "b", "a"):
        text.embed(prompt, "")

    assert len(networks.calls) == 4


def test_says_when_a_prompt_is_cut():
    text, _ = embedder()

    assert text.is_cut("a prompt of many words") and not text.is_cut("snow")
