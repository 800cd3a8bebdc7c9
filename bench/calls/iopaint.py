"""The same clicks and the same hole at IOPaint, by the calls of its own page.

Its server keeps nothing of a picture but the last one's embedding: each call carries the picture.
"""

import base64
import json
import statistics
import time
import urllib.request
from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np

from bench.calls.cases import (
    CLICK,
    CLICKS,
    ERASE,
    FIRST_MASK,
    HOLE,
    SIDES,
    Found,
    Photos,
    Sample,
    place,
)


class IOPaint:
    """An IOPaint server (1.6.0: `iopaint/api.py`) with the plugin InteractiveSeg and model cv2."""

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")

    def run(self, photos: Photos) -> Iterator[Found]:
        """Do once what both can do."""
        opened, unseen = (base64.b64encode(p).decode() for p in (photos.opened, photos.unseen))
        self._click(opened, 0)
        clicks = [self._click(opened, number) for number in range(CLICKS)]
        yield CLICK, Sample(statistics.median(clicks))
        yield ERASE, Sample(self._erase(opened))
        yield FIRST_MASK, Sample(self._click(unseen, 0))

    def _click(self, picture: str, number: int) -> float:
        x, y = place(*SIDES, number)
        clicks = [[round(x), round(y), 1]]
        body = {"name": "InteractiveSeg", "image": picture, "clicks": clicks}
        return self._millis("run_plugin_gen_mask", body)

    def _erase(self, picture: str) -> float:
        mask = np.zeros(SIDES[::-1], np.uint8)
        (middle,) = HOLE["points"]
        cv2.circle(mask, tuple(middle), HOLE["radius"], 255, cv2.FILLED)
        done, file = cv2.imencode(".png", mask)
        assert done
        hole = base64.b64encode(file.tobytes()).decode()
        body = {"image": picture, "mask": hole, "cv2_flag": "INPAINT_TELEA"}
        return self._millis("inpaint", body)

    def _millis(self, call: str, body: dict[str, Any]) -> float:
        """Return how long a call took until its picture had come whole."""
        request = urllib.request.Request(
            f"{self._address}/api/v1/{call}", json.dumps(body).encode()
        )
        request.add_header("Content-Type", "application/json")
        begun = time.perf_counter()
        with urllib.request.urlopen(request, timeout=600) as reply:
            picture = reply.read()
        millis = (time.perf_counter() - begun) * 1000
        if cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_UNCHANGED) is None:
            raise RuntimeError(f"{call}: IOPaint answered no picture: {picture[:300]!r}")
        return millis
