"""Reads a line of Korean, for which PP-OCRv6's recogniser has no signs: Tesseract's network.

It was taught on print and says something of any strokes. So a line counts only where two readings,
of the strip as it is and cut closer, have syllables in common, and the more of them the less sure
they need to be.
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from chatbrush_models.text.reading import Read, Values, kept_signs
from chatbrush_models.text.traineddata import Language, read_language

LONGEST = 3  # codes of one character: a syllable is first, middle and last sound
LEAST_SYLLABLES = 2  # that both readings have
CLOSER = 0.08  # of the strip's height, at its upper and at its lower edge
WORTH_TWO = 0.5  # how sure the first reading must be for a second
INK, GROUND = 0.1, 0.6  # of the pixels in the middle row: this much is darker
LEAST_STEPS = 3  # of the network, of which one is three columns


def reader(file: Path, least: float) -> Read:
    """Open a language file. least: what syllables in common times sureness must reach."""
    language = read_language(file)
    return lambda strip: read(strip, language, least)


def read(strip: Values, language: Language, least: float) -> tuple[str, float] | None:
    """Read float32 [1,3,48,w]: the text and how sure it is, or None where it is none."""
    grey = _projected(strip[0])
    if grey.shape[1] < LEAST_STEPS * 3:
        return None
    first = _readings(grey, language)
    if not any(_is_worth_two(*reading) for reading in first):
        return None
    best: tuple[float, str, float] | None = None
    for (text, sure), (other, other_sure) in zip(
        first, _readings(_closer(grey), language), strict=True
    ):
        common, least_sure = in_common(_syllables(text), _syllables(other)), min(sure, other_sure)
        proof = common * least_sure
        if common >= LEAST_SYLLABLES and proof >= least and (best is None or proof > best[0]):
            best = proof, text.strip(), least_sure
    return best and best[1:]


def in_common(one: str, other: str) -> int:
    """Count the letters of the longest text that both contain in order."""
    row = [0] * (len(other) + 1)
    for letter in one:
        before = row[:]
        for place, another in enumerate(other):
            row[place + 1] = (
                before[place] + 1 if letter == another else max(before[place + 1], row[place])
            )
    return row[-1]


def _is_worth_two(text: str, sure: float) -> bool:
    return len(_syllables(text)) >= LEAST_SYLLABLES and sure >= WORTH_TWO


def _syllables(text: str) -> str:
    return "".join(letter for letter in text if "가" <= letter <= "힣")


def _readings(grey: Values, language: Language) -> list[tuple[str, float]]:
    """Read [48,w] as it is and with light and dark exchanged."""
    lines = np.stack([_contrasted(each)[..., None] for each in (grey, -grey)])
    return [_decoded(steps[0], language) for steps in language.network.run(lines)]


def _projected(strip: Values) -> Values:
    """Bring colours to the one axis along which they differ most: ink and ground."""
    colours = strip.reshape(3, -1)
    centred = colours - colours.mean(axis=1, keepdims=True)
    axis = np.linalg.svd(centred @ centred.T)[0][:, 0]
    values: Values = (axis @ centred).reshape(strip.shape[1:]).astype(np.float32)
    return values


def _closer(grey: Values) -> Values:
    height, width = grey.shape
    cut = round(height * CLOSER)
    inner = grey[cut : height - cut]
    return cv2.resize(inner, (round(width * height / len(inner)), height)).astype(np.float32)


def _contrasted(grey: Values) -> Values:
    """Spread [48,w] so that ink is -1 and the ground 1, by the row through the middle."""
    ink, ground = np.quantile(grey[len(grey) // 2], (INK, GROUND))
    half = max(float(ground - ink) / 2, 1e-3)
    return np.clip((grey - ink) / half - 1, -1, 1).astype(np.float32)


def _decoded(steps: Values, language: Language) -> tuple[str, float]:
    """Read [steps, codes]: repetitions and blanks out, codes joined to characters."""
    signs, sure = kept_signs(steps, language.blank)
    return _joined(signs.tolist(), language.characters), float(sure.mean()) if len(sure) else 0.0


def _joined(codes: list[int], characters: dict[tuple[int, ...], str]) -> str:
    text, at = "", 0
    while at < len(codes):
        for length in range(LONGEST, 0, -1):
            part = tuple(codes[at : at + length])
            if len(part) == length and part in characters:
                text += characters[part]
                at += length
                break
        else:
            at += 1
    return text
