"""Reads the tensors of a PyTorch checkpoint (.pt, the zip form since PyTorch 1.6) with NumPy alone.

It may be a dictionary of tensors, a training checkpoint with one under `state_dict`, or a
TorchScript archive, whose modules give the dotted names that their state_dict would have. The
archive holds PREFIX/data.pkl, which describes the tensors, and PREFIX/data/KEY, their numbers,
stored without compression. Nothing in it is trusted or run, and nothing is written to disk.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tensorrt_build.errors import ArchiveError
from tensorrt_build.weights.restricted_pickle import (
    BFLOAT16,
    ScriptModule,
    Storage,
    TensorRecord,
    read_pickle,
)

LARGEST_PICKLE = 64 * 1024 * 1024
TRAINED = "state_dict"  # where a training checkpoint keeps the tensors


class TorchArchive:
    """One open checkpoint: names and their tensors. Read by one thread.

    Errors: ArchiveError with the file's name and the reason, on opening and on reading.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except zipfile.BadZipFile as error:
            raise self._refusal(
                "it is cut off, or no checkpoint of PyTorch 1.6 or later"
            ) from error
        try:
            self._members = self._checked_members()
            self._prefix = self._find_prefix()
            self._records = self._read_records()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> TorchArchive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def names(self) -> list[str]:
        """Names of the tensors, in the checkpoint's order."""
        return list(self._records)

    def shape(self, name: str) -> tuple[int, ...]:
        """Shape of a tensor, without reading it."""
        return self._record(name).shape

    def read(self, name: str) -> NDArray[Any]:
        """One tensor, contiguous; bfloat16 comes as the same values in float32."""
        record = self._record(name)
        flat = self._numbers(record.storage)
        item = flat.itemsize
        view = np.lib.stride_tricks.as_strided(
            flat[record.offset :],
            shape=record.shape,
            strides=[stride * item for stride in record.strides],
            writeable=False,
        )
        return np.ascontiguousarray(view).reshape(record.shape)

    def _record(self, name: str) -> TensorRecord:
        if name not in self._records:
            raise self._refusal(f"it holds no tensor '{name}'")
        return self._records[name]

    def _checked_members(self) -> dict[str, zipfile.ZipInfo]:
        members: dict[str, zipfile.ZipInfo] = {}
        for info in self._zip.infolist():
            if info.filename in members:
                raise self._refusal(f"it holds {info.filename} twice")
            members[info.filename] = info
        return members

    def _find_prefix(self) -> str:
        pickles = [name for name in self._members if name.endswith("/data.pkl")]
        if len(pickles) != 1:
            raise self._refusal(f"it must hold one data.pkl, found {len(pickles)}")
        prefix = pickles[0].removesuffix("data.pkl")
        order = prefix + "byteorder"
        if order in self._members and self._bytes_of(order, 16) != b"little":
            raise self._refusal("its numbers are not little-endian")
        return prefix

    def _read_records(self) -> dict[str, TensorRecord]:
        try:
            content = read_pickle(self._bytes_of(self._prefix + "data.pkl", LARGEST_PICKLE))
        except ArchiveError as error:
            raise self._refusal(str(error)) from error
        if isinstance(content, dict) and isinstance(content.get(TRAINED), dict):
            content = content[TRAINED]
        if not isinstance(content, dict) or not all(isinstance(key, str) for key in content):
            raise self._refusal("it holds no dictionary from names to tensors")
        records = dict(_tensors_of(content, "", set()))
        for name, record in records.items():
            self._check(name, record)
        return records

    def _check(self, name: str, record: TensorRecord) -> None:
        """Refuse a view that reaches past its storage, or repeats numbers into a giant."""
        elements = int(np.prod(record.shape, dtype=object))
        reach = sum((n - 1) * s for n, s in zip(record.shape, record.strides, strict=True))
        count = record.storage.count
        if elements > count or (elements and record.offset + reach >= count):
            raise self._refusal(
                f"tensor '{name}' of shape {record.shape} needs more than its {count} numbers"
            )

    def _numbers(self, storage: Storage) -> NDArray[Any]:
        expected = storage.count * storage.item_bytes
        data = self._bytes_of(f"{self._prefix}data/{storage.key}", expected)
        if len(data) != expected:
            raise self._refusal(
                f"storage {storage.key} must have {expected} bytes, found {len(data)}"
            )
        if storage.type == BFLOAT16:
            halves = np.frombuffer(data, "<u2").astype(np.uint32)
            return (halves << 16).view(np.float32)
        return np.frombuffer(data, np.dtype(storage.type).newbyteorder("<"))

    def _bytes_of(self, member: str, largest: int) -> bytes:
        info = self._members.get(member)
        if info is None:
            raise self._refusal(f"it lacks {member}")
        if info.compress_type != zipfile.ZIP_STORED or info.flag_bits & 1:
            raise self._refusal(f"{member} is compressed or encrypted")
        if info.file_size > largest:
            raise self._refusal(f"{member} says {info.file_size} bytes, at most {largest} fit")
        try:
            return self._zip.read(info)
        except (zipfile.BadZipFile, EOFError, ValueError, OSError) as error:
            raise self._refusal(f"{member} is damaged: {error}") from error

    def _refusal(self, reason: str) -> ArchiveError:
        return ArchiveError(f"{self._path.name} is refused: {reason}")


def _tensors_of(
    content: dict[str, Any], prefix: str, seen: set[int]
) -> Iterator[tuple[str, TensorRecord]]:
    """Yield a dictionary's tensors, and of a TorchScript module those of its submodules too.

    seen: modules already read; a forged one may hold itself.
    """
    seen.add(id(content))
    for name, value in content.items():
        if isinstance(value, TensorRecord):
            yield prefix + name, value
        elif isinstance(content, ScriptModule) and isinstance(value, ScriptModule):
            if id(value) not in seen:
                yield from _tensors_of(value, f"{prefix}{name}.", seen)
