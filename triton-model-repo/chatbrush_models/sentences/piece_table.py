"""The embeddings of the 128,010 pieces, of which a sentence needs a dozen."""

from __future__ import annotations

import os
import tempfile

import numpy as np
from numpy.typing import NDArray

BLOCKS = 17
WIDTH = 512


class PieceTable:
    """Rows of a table that lies in a file without a name, 65 MB which the system caches or not.

    The archive's blocks `q1`..`q17` hold the rows in turn (piece n is row n // 17 of block n % 17),
    each value as a small number times the block's `scale` plus its `lo`. Safe for all threads.
    """

    names = frozenset([*(f"q{block + 1}" for block in range(BLOCKS)), "scale", "lo"])

    def __init__(self, archive: np.lib.npyio.NpzFile) -> None:
        """Errors: KeyError for an archive that is another."""
        self._scale: NDArray[np.float32] = archive["scale"]
        self._least: NDArray[np.float32] = archive["lo"]
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as this table
        for block in range(BLOCKS):
            rows: NDArray[np.uint8] = archive[f"q{block + 1}"]
            self._rows = len(rows)
            self._file.write(rows.tobytes())
        self._file.flush()

    def rows(self, numbers: NDArray[np.int64]) -> NDArray[np.float32]:
        """Float32 [..., 512] for piece numbers [...]."""
        wanted, places = np.unique(numbers, return_inverse=True)
        block = wanted % BLOCKS
        stored = b"".join(
            self._row(int(b), int(n) // BLOCKS) for b, n in zip(block, wanted, strict=True)
        )
        small = np.frombuffer(stored, np.uint8).reshape(-1, WIDTH)
        rows = small * self._scale[block, None] + self._least[block, None]
        found: NDArray[np.float32] = rows[places.reshape(numbers.shape)]
        return found

    def _row(self, block: int, row: int) -> bytes:
        return os.pread(self._file.fileno(), WIDTH, (block * self._rows + row) * WIDTH)
