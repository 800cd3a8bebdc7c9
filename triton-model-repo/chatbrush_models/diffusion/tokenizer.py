"""CLIP's byte-pair tokenizer, made from the vocabulary file that OpenAI published.

Sources: Radford et al. 2021, arXiv:2103.00020, section 2.4; Sennrich et al. 2016,
arXiv:1508.07909 (byte-pair encoding). The text rules are those of the `tokenizers` pipeline that
ships with the Stable Diffusion checkpoints.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers
from tokenizers.models import BPE

LENGTH = 77
"""Tokens of one prompt, start and end included."""
START, END = "<|startoftext|>", "<|endoftext|>"
WORD_END = "</w>"
SIZE = 49408
"""Tokens of the vocabulary: 2 x 256 bytes, 48894 merges, start and end."""

# Contractions, words, single digits, runs of signs; white space is left out.
_PIECES = (
    r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d"
    r"|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"
)


class ClipTokenizer:
    """Text → token numbers. Immutable after construction, so threads may share one.

    padding_id: fills up to LENGTH; 49407 (the end token) for Stable Diffusion 1, 0 for 2.
    """

    def __init__(self, tokenizer: Tokenizer, padding_id: int) -> None:
        self._tokenizer = tokenizer
        self._start = tokenizer.token_to_id(START)
        self._end = tokenizer.token_to_id(END)
        self._padding = padding_id

    @classmethod
    def from_files(cls, vocabulary: Path, padding_id: int = SIZE - 1) -> ClipTokenizer:
        """Read `bpe_simple_vocab_16e6.txt.gz`. Errors: ValueError for another file, OSError."""
        merges = _read_merges(vocabulary)
        letters = _byte_letters()
        tokens = [*letters, *(letter + WORD_END for letter in letters)]
        tokens += ["".join(pair) for pair in merges] + [START, END]
        if len(tokens) != SIZE:
            raise ValueError(f"{vocabulary} gives {len(tokens)} tokens, CLIP's has {SIZE}")
        model = BPE(
            vocab={token: number for number, token in enumerate(tokens)},
            merges=merges,
            continuing_subword_prefix="",
            end_of_word_suffix=WORD_END,
            unk_token=END,
        )
        tokenizer = Tokenizer(model)
        tokenizer.normalizer = normalizers.Sequence(
            [normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()]
        )
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
            [
                pre_tokenizers.Split(Regex(_PIECES), behavior="removed", invert=True),
                pre_tokenizers.ByteLevel(add_prefix_space=False),
            ]
        )
        tokenizer.add_special_tokens([START, END])
        return cls(tokenizer, padding_id)

    def encode(self, text: str) -> tuple[NDArray[np.int32], bool]:
        """Return the token numbers int32 [LENGTH] and whether the end of the text was cut off."""
        inner = self._tokenizer.encode(text, add_special_tokens=False).ids
        cut = len(inner) > LENGTH - 2
        ids = np.full(LENGTH, self._padding, np.int32)
        kept = [self._start, *inner[: LENGTH - 2], self._end]
        ids[: len(kept)] = kept
        return ids, cut


def _read_merges(vocabulary: Path) -> list[tuple[str, str]]:
    """Return the merges in order of rank; the file lists more than CLIP uses, after a header."""
    with gzip.open(vocabulary, "rt", encoding="utf-8") as lines:
        rows = lines.read().split("\n")[1 : SIZE - 2 * 256 - 2 + 1]
    pairs = [tuple(row.split()) for row in rows]
    if any(len(pair) != 2 for pair in pairs):
        raise ValueError(f"{vocabulary} is not CLIP's list of merges; pull it again")
    return [(first, second) for first, second in pairs]


def _byte_letters() -> list[str]:
    """Return one printable character for each byte, in the order of CLIP's vocabulary.

    Bytes that print as themselves come first; the others are given characters from 256 on.
    """
    printable = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1)]
    printable += range(ord("®"), ord("ÿ") + 1)
    hidden = [byte for byte in range(256) if byte not in printable]
    return [chr(byte) for byte in printable] + [chr(256 + k) for k in range(len(hidden))]
