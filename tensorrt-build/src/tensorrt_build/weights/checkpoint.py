"""What `fill` reads weights from: any file or set of files with named tensors."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from numpy.typing import NDArray

from tensorrt_build.errors import ArchiveError
from tensorrt_build.weights.safetensors_archive import SafetensorsArchive
from tensorrt_build.weights.torch_archive import TorchArchive


class Checkpoint(Protocol):
    """Named tensors, read one at a time."""

    def names(self) -> list[str]:
        """Names of all tensors."""
        ...

    def shape(self, name: str) -> tuple[int, ...]:
        """Shape of a tensor, without reading it."""
        ...

    def read(self, name: str) -> NDArray[Any]:
        """One tensor in memory of its own. Errors: ArchiveError when there is none."""
        ...


class ShardedCheckpoint:
    """Several files as one. Errors: ArchiveError when two hold a tensor of the same name."""

    def __init__(self, shards: Sequence[Checkpoint]) -> None:
        self._shard_of: dict[str, Checkpoint] = {}
        for shard in shards:
            for name in shard.names():
                if name in self._shard_of:
                    raise ArchiveError(f"two files hold the tensor '{name}'")
                self._shard_of[name] = shard

    def names(self) -> list[str]:
        """Names of the tensors of all files."""
        return list(self._shard_of)

    def shape(self, name: str) -> tuple[int, ...]:
        """Shape of a tensor."""
        return self._shard(name).shape(name)

    def read(self, name: str) -> NDArray[Any]:
        """One tensor."""
        return self._shard(name).read(name)

    def _shard(self, name: str) -> Checkpoint:
        if name not in self._shard_of:
            raise ArchiveError(f"none of the files holds the tensor '{name}'")
        return self._shard_of[name]


@contextlib.contextmanager
def open_checkpoint(place: Path | Sequence[Path]) -> Iterator[Checkpoint]:
    """Open a .safetensors, .pt, .ckpt or TorchScript file, or several as one; by content, not name.

    Errors: ArchiveError with the file's name and the reason.
    """
    places = [place] if isinstance(place, Path) else list(place)
    with contextlib.ExitStack() as stack:
        opened: list[Checkpoint] = [stack.enter_context(_archive(path)) for path in places]
        yield opened[0] if len(opened) == 1 else ShardedCheckpoint(opened)


def _archive(path: Path) -> contextlib.AbstractContextManager[Checkpoint]:
    if not path.is_file():
        raise ArchiveError(f"{path} is no file")
    with path.open("rb") as stream:
        start = stream.read(9)
    if start[:2] == b"PK" or zipfile.is_zipfile(path):
        return TorchArchive(path)
    if start[8:] == b"{":
        return SafetensorsArchive(path)
    raise ArchiveError(
        f"{path.name} is refused: it is neither a safetensors file nor a checkpoint of PyTorch 1.6 "
        "or later; load an older one with PyTorch and save it again"
    )
