"""Prompts as the UNet reads them, remembered."""

from __future__ import annotations

import numpy as np

from chatbrush_models.diffusion.arrays import Floats
from chatbrush_models.diffusion.tokenizer import ClipTokenizer
from chatbrush_models.diffusion_tools.byte_cache import ByteCache
from chatbrush_models.network_calls import NetworkCalls


class TextEmbedder:
    """Prompt and negative prompt -> embeddings float32 [1,77,D] each. Thread-safe.

    Both go through the text encoder in one call of batch 2 and are kept as a pair: were they kept
    one by one, the batch would depend on what is known already, and with it their last bits.
    """

    def __init__(
        self, networks: NetworkCalls, network: str, tokenizer: ClipTokenizer, cache_bytes: int
    ) -> None:
        self._networks = networks
        self._network = network
        self._tokenizer = tokenizer
        self._cache: ByteCache[Floats] = ByteCache(cache_bytes)

    def embed(self, prompt: str, negative_prompt: str) -> tuple[Floats, Floats]:
        """Return the embeddings of both. Errors: those of `NetworkCalls.call`."""
        key = prompt, negative_prompt
        pair = self._cache.get(key)
        if pair is None:
            ids = np.stack([self._tokenizer.encode(text)[0] for text in key])
            pair = self._networks.call(self._network, {"input_ids": ids}, "text_embeddings").copy()
            self._cache.put(key, pair, pair.nbytes + len(prompt) + len(negative_prompt))
        return pair[:1], pair[1:]

    def is_cut(self, prompt: str) -> bool:
        """Whether the encoder cannot see the prompt's end."""
        return self._tokenizer.encode(prompt)[1]
