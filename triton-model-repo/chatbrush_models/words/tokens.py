"""Words to the tokens that each network of an open vocabulary was taught."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from chatbrush_models.diffusion.tokenizer import ClipTokenizer

OWL_LENGTH = 16  # of its text, start, end and padding included
DINO_LENGTH = 256
FIRST, LAST, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"

Tokens = Callable[[str], NDArray[np.int64]]
"""Words to their numbers. Errors: ValueError for words that are none or too many."""


def owl_tokens(vocabulary: Path) -> Tokens:
    """Read CLIP's vocabulary; OWLv2's words are filled up with 0."""
    tokenizer = ClipTokenizer.from_files(vocabulary, padding_id=0)

    def tokens(words: str) -> NDArray[np.int64]:
        numbers, _ = tokenizer.encode(_english(words))
        if numbers[OWL_LENGTH:].any():
            raise ValueError(f"'{words}' is too long: some ten words can be looked for")
        return numbers[:OWL_LENGTH].astype(np.int64)

    return tokens


def dino_tokens(vocabulary: Path) -> Tokens:
    """Read BERT's vocabulary; Grounding DINO wants a sentence: small letters, a full stop."""
    pieces = vocabulary.read_text(encoding="utf-8").splitlines()
    numbers = {piece: number for number, piece in enumerate(pieces)}
    if not {FIRST, LAST, UNKNOWN, "."} <= numbers.keys():
        raise ValueError(f"{vocabulary} is not BERT's list of word pieces; pull it again")
    tokenizer = Tokenizer(WordPiece(numbers, unk_token=UNKNOWN))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()

    def tokens(words: str) -> NDArray[np.int64]:
        inner = tokenizer.encode(_english(words).strip(" .") + ".", add_special_tokens=False).ids
        if len(inner) > DINO_LENGTH - 2:
            raise ValueError(f"'{words[:40]}…' is too long")
        return np.array([numbers[FIRST], *inner, numbers[LAST]], np.int64)

    return tokens


def _english(words: str) -> str:
    if not any("a" <= letter <= "z" for letter in words.lower()):
        raise ValueError(f"'{words}' has no English word, and this network knows no others")
    return words
