"""What finds and reads text, opened: two networks under ONNX Runtime for Python, one in NumPy."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chatbrush_models.text import hangul
from chatbrush_models.text.finder import TextFinder
from chatbrush_models.text.reading import reader


class TextNetworks:
    """All networks, opened; answers like one of them.

    least: how sure the letters of a line must be on the mean. least_of_hangul: as
    `hangul.reader` has it.
    """

    def __init__(
        self,
        detector: Path,
        recogniser: Path,
        hangul_file: Path,
        least: float,
        least_of_hangul: float,
    ) -> None:
        # Imported where it is used: it costs a process 25 MB.
        from chatbrush_models.onnx_session import OnnxNetwork

        threads = int(os.environ.get("CHATBRUSH_CPU_THREADS", "0"))
        find, read = (OnnxNetwork(file, threads) for file in (detector, recogniser))
        characters = read.metadata()["character"].split("\n")
        self.finder = TextFinder(
            lambda picture: find.run(None, {"x": picture})[0],
            reader(lambda strip: read.run(None, {"x": strip})[0], characters, least),
            hangul.reader(hangul_file, least_of_hangul),
        )

    def run(self, names: Sequence[str], feed: Mapping[str, NDArray[Any]]) -> list[Any]:
        """Return the lines of `image`."""
        return self.finder.lines(np.ascontiguousarray(feed["image"]))
