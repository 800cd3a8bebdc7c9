"""Reads the tensors of a .safetensors file with NumPy alone.

The file is an unsigned 64-bit length, a JSON header of that many bytes, and the numbers. The header
gives each tensor's type, shape and place. Nothing of it is trusted.
The package safetensors maps the whole file instead (398 MiB at the peak for 320 MiB, here 77; one
cut off meanwhile ends the process), and its refusals leave sizes and most names out.
Source: the format's specification in the README of huggingface/safetensors.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tensorrt_build.errors import ArchiveError

LARGEST_HEADER = 100_000_000  # as the format's own reader has it
BFLOAT16 = "BF16"
TYPES = {
    "F64": "<f8",
    "F32": "<f4",
    "F16": "<f2",
    BFLOAT16: "<u2",
    "I64": "<i8",
    "I32": "<i4",
    "I16": "<i2",
    "I8": "|i1",
    "U8": "|u1",
    "BOOL": "|b1",
}


@dataclass(frozen=True)
class _Entry:
    """One tensor: its type's name in the file, and where its bytes are after the header."""

    type: str
    shape: tuple[int, ...]
    begin: int
    end: int


class SafetensorsArchive:
    """One open file. Reads a tensor at a time, into memory of its own. Read by one thread.

    Errors: ArchiveError with the file's name and the reason, on opening and on reading.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("rb")
        try:
            self._entries = self._read_header()
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> SafetensorsArchive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def names(self) -> list[str]:
        """Names of the tensors, in the header's order."""
        return list(self._entries)

    def shape(self, name: str) -> tuple[int, ...]:
        """Shape of a tensor, without reading it."""
        return self._entry(name).shape

    def read(self, name: str) -> NDArray[Any]:
        """One tensor, contiguous; bfloat16 comes as the same values in float32."""
        entry = self._entry(name)
        self._file.seek(self._start + entry.begin)
        values = np.fromfile(self._file, TYPES[entry.type], math.prod(entry.shape))
        if values.nbytes != entry.end - entry.begin:
            raise self._refusal(f"it was cut off while it was read, at '{name}'")
        if entry.type == BFLOAT16:
            values = (values.astype(np.uint32) << 16).view(np.float32)
        return values.reshape(entry.shape)

    def _entry(self, name: str) -> _Entry:
        if name not in self._entries:
            raise self._refusal(f"it holds no tensor '{name}'")
        return self._entries[name]

    def _read_header(self) -> dict[str, _Entry]:
        length = int.from_bytes(self._file.read(8), "little")
        size = self._path.stat().st_size
        self._start = 8 + length
        if not 0 < length <= LARGEST_HEADER or self._start > size:
            raise self._refusal("it is cut off, or no safetensors file")
        try:
            header = json.loads(self._file.read(length).decode("utf-8"))
        except ValueError as error:  # of JSON and of UTF-8
            raise self._refusal(f"its header is no JSON: {error}") from error
        except RecursionError as error:
            raise self._refusal("its header is nested too deep") from error
        if not isinstance(header, dict):
            raise self._refusal("its header is no object")
        header.pop("__metadata__", None)
        entries = {name: self._checked(name, value) for name, value in header.items()}
        last = max((entry.end for entry in entries.values()), default=0)
        if self._start + last != size:
            raise self._refusal(f"it must have {self._start + last} bytes, found {size}")
        return entries

    def _checked(self, name: str, value: object) -> _Entry:
        fields = value if isinstance(value, dict) else {}
        kind = fields.get("dtype")
        shape: Any = fields.get("shape")
        place: Any = fields.get("data_offsets")
        if not isinstance(kind, str) or kind not in TYPES:
            raise self._refusal(f"tensor '{name}' has the unknown type {kind!r:.40}")
        if not _are_counts(shape) or not _are_counts(place) or len(place) != 2:
            raise self._refusal(f"tensor '{name}' is described by {value!r:.200}")
        begin, end = place
        wanted = math.prod(shape) * np.dtype(TYPES[kind]).itemsize
        if end - begin != wanted:
            raise self._refusal(
                f"tensor '{name}' of shape {tuple(shape)} needs {wanted} bytes, has {end - begin}"
            )
        return _Entry(kind, tuple(shape), begin, end)

    def _refusal(self, reason: str) -> ArchiveError:
        return ArchiveError(f"{self._path.name} is refused: {reason}")


def _are_counts(values: Any) -> bool:  # noqa: ANN401 - whatever the JSON holds
    return isinstance(values, list) and all(type(n) is int and 0 <= n < 2**63 for n in values)
