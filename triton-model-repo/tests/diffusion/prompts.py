"""2,000 prompts: what people type, and what no one should."""

from __future__ import annotations

import numpy as np

SEED = 20
COUNT = 2000

WRITTEN = (
    "",
    " ",
    "\n\t  \u00a0\u3000",
    "make it winter",
    "Turn the CAT into a fox, don't touch the background!",
    "it's they're I've I'm we'll he'd 'tis o'clock",
    "배경을 겨울로 바꿔줘",
    "하늘에 무지개를 그려줘 ㅋㅋㅋ ㅠㅠ",
    "가나다 각낙닥",
    "가나다 é e\u0301 Å A\u030a ﬁ ½ ①",
    "😀 👩‍👩‍👧‍👦 🏳️‍🌈 🇰🇷 ❄️ 👍🏽",
    "雪の降る夜 夜空に花火",
    "مشهد شتوي في الليل",
    "สวัสดีชาวโลก",
    "<|startoftext|> <|endoftext|> <|ENDOFTEXT|> <|endoftext",
    "a<|endoftext|>b",
    "(masterpiece:1.2), [blurry], {x|y}, a_b-c/d\\e",
    "3.14159 1,000,000 １２３ ⅳ x² #ff00aa",
    "İstanbul ß ẞ Ǆ ΑΣ ς",
    "\x00\x01\x7f\u200b\u200d\ufeff\ufffd",
    "\U0001f9ff\U000e0041\U0010fffd",
    "a" * 500,
    "word " * 400,
    "😀" * 120,
    "겨울" * 300,
    "!?" * 300,
    "x" + "\u0301" * 200,
)
ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "0123456789",
    " \t\n.,;:!?'\"-_()[]{}<>|/\\@#$%^&*+=~`",
    "가각간갇갈감갑강개객거건검게겨고관구국그기나날남내너노누눈는니다단달당대더도동두드들디때라로를리마만말머모무문물미",
    "áàâäãåçéèêëñóòôöõúùûüÿßøæœšžђжщыэюя",
    "あいうえおカキクケコ漢字雪夜花火山川",
    "😀😂🥰😎🐱🐶🦊🌈❄🔥🏠🚗👍🏽👩💻🇰🇷\u200d\ufe0f",
    "अआइईकखगابتثجحخกขคงאבגד",
)
WORDS = (
    "a an the cat dog house sky sea mountain winter summer night red blue golden painting photo "
    "portrait realistic detailed 4k cinematic lighting oil watercolor sketch make turn remove "
    "replace add with without under over snow rain sunset 고양이 하늘 겨울 바꿔줘 지워줘 그려줘"
).split()


def prompts() -> list[str]:
    """Return COUNT prompts, always the same."""
    rng = np.random.default_rng(SEED)
    made = list(WRITTEN)
    while len(made) < COUNT:
        kind = len(made) % 4
        if kind == 0:
            made.append(" ".join(rng.choice(WORDS, rng.integers(1, 25))))
        elif kind == 1:
            made.append(_letters(rng, [ALPHABETS[rng.integers(len(ALPHABETS))]], 60))
        elif kind == 2:
            made.append(_letters(rng, list(ALPHABETS), 150))
        else:
            points = rng.integers(1, 0x3000, rng.integers(1, 40))
            made.append("".join(chr(point) for point in points))
    return made


def _letters(rng: np.random.Generator, alphabets: list[str], longest: int) -> str:
    letters = "".join(alphabets)
    return "".join(letters[k] for k in rng.integers(len(letters), size=rng.integers(1, longest)))
