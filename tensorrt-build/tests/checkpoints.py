"""Makes checkpoints as torch.save does, and forged ones, without torch."""

from __future__ import annotations

import io
import pickle
import zipfile
from collections import OrderedDict
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

TYPES = {"float32": "FloatStorage", "int64": "LongStorage", "float16": "HalfStorage"}


class Global:
    """Pickles as a name: `GLOBAL module name`."""

    def __init__(self, module: str, name: str) -> None:
        self.module, self.name = module, name


class Call:
    """Pickles as a call of a Global."""

    def __init__(self, function: Global, *arguments: Any) -> None:
        self.function, self.arguments = function, arguments


class NewObject:
    """Pickles as an object of a class, made without arguments and given a state."""

    def __init__(self, kind: Global, state: Any) -> None:
        self.kind, self.state = kind, state


class StorageId:
    """Pickles as a persistent id."""

    def __init__(self, *parts: Any) -> None:
        self.parts = parts


class _Pickler(pickle._Pickler):
    """Protocol 2 with full control of what is written."""

    def save(self, obj: Any, save_persistent_id: bool = True) -> None:
        if isinstance(obj, Global):
            self.write(f"c{obj.module}\n{obj.name}\n".encode())
        elif isinstance(obj, Call):
            self.save(obj.function)
            self.save(tuple(obj.arguments))
            self.write(pickle.REDUCE)
        elif isinstance(obj, NewObject):
            self.save(obj.kind)
            self.write(pickle.EMPTY_TUPLE + pickle.NEWOBJ)
            self.save(obj.state)
            self.write(pickle.BUILD)
        elif isinstance(obj, StorageId):
            self.save(tuple(obj.parts))
            self.write(pickle.BINPERSID)
        else:
            super().save(obj, save_persistent_id)


def pickled(content: Any) -> bytes:
    buffer = io.BytesIO()
    _Pickler(buffer, 2).dump(content)
    return buffer.getvalue()


def storage_id(key: str, kind: str, count: int) -> StorageId:
    return StorageId("storage", Global("torch", kind), key, "cpu", count)


def tensor(storage: Any, offset: Any, shape: tuple, strides: tuple) -> Call:
    rebuild = Global("torch._utils", "_rebuild_tensor_v2")
    return Call(rebuild, storage, offset, shape, strides, False, OrderedDict())


def write_archive(path: Path, data_pkl: bytes, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("net/data.pkl", data_pkl)
        for name, data in members.items():
            archive.writestr(f"net/{name}", data)
    return path


def save_checkpoint(path: Path, tensors: dict[str, NDArray]) -> Path:
    """What torch.save(state_dict, path) writes."""
    content, members = {}, {"version": b"3\n", "byteorder": b"little"}
    for key, (name, values) in enumerate(tensors.items()):
        strides = tuple(stride // values.itemsize for stride in values.strides)
        storage = storage_id(str(key), TYPES[str(values.dtype)], values.size)
        content[name] = tensor(storage, 0, values.shape, strides)
        members[f"data/{key}"] = values.tobytes()
    return write_archive(path, pickled(content), members)
