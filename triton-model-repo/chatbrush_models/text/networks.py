"""The two networks of text, under ONNX Runtime for Python."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chatbrush_models.text.finder import TextFinder


class TextNetworks:
    """Both networks, opened; answers like one of them."""

    def __init__(self, detector: Path, recogniser: Path) -> None:
        # Imported where it is used: it costs a process 25 MB.
        from chatbrush_models.onnx_session import open_session

        threads = int(os.environ.get("CHATBRUSH_CPU_THREADS", "0"))
        find, read = (open_session(file, threads) for file in (detector, recogniser))
        characters = read.get_modelmeta().custom_metadata_map["character"].split("\n")
        self.finder = TextFinder(
            lambda picture: find.run(None, {"x": picture})[0],
            lambda line: read.run(None, {"x": line})[0],
            characters,
        )

    def run(self, names: Sequence[str], feed: Mapping[str, NDArray[Any]]) -> list[Any]:
        """Return the lines of `image`."""
        return self.finder.lines(np.ascontiguousarray(feed["image"]))
