"""Reads the pickle of a PyTorch checkpoint without being able to run anything.

Only the opcodes, globals and storages that a dictionary of tensors needs are known, and the modules
of a TorchScript archive as plain dictionaries; everything else ends the reading with its name. It
builds on the interpreter's Unpickler written in Python: the one in C allocates as much memory as a
forged memo index asks for.
"""

from __future__ import annotations

import io
import pickle
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from tensorrt_build.errors import ArchiveError

BFLOAT16 = "bfloat16"  # NumPy has no such type
STORAGE_TYPES = {
    "FloatStorage": "float32",
    "DoubleStorage": "float64",
    "HalfStorage": "float16",
    "BFloat16Storage": BFLOAT16,
    "LongStorage": "int64",
    "IntStorage": "int32",
    "ShortStorage": "int16",
    "CharStorage": "int8",
    "ByteStorage": "uint8",
    "BoolStorage": "bool",
}
OPCODES = (
    "PROTO FRAME STOP MARK EMPTY_DICT EMPTY_LIST EMPTY_TUPLE TUPLE TUPLE1 TUPLE2 TUPLE3 SETITEM "
    "SETITEMS APPEND APPENDS BININT BININT1 BININT2 LONG1 BINFLOAT NONE NEWTRUE NEWFALSE "
    "BINUNICODE SHORT_BINUNICODE GLOBAL STACK_GLOBAL REDUCE BUILD BINPERSID BINPUT LONG_BINPUT "
    "MEMOIZE BINGET LONG_BINGET"
).split()
SCRIPT = "__torch__"


@dataclass(frozen=True)
class Storage:
    """A flat run of numbers in the archive: member `data/KEY`, `count` items of `type`."""

    key: str
    type: str
    count: int

    @property
    def item_bytes(self) -> int:
        """Bytes of one item."""
        return 2 if self.type == BFLOAT16 else np.dtype(self.type).itemsize


@dataclass(frozen=True)
class TensorRecord:
    """A view into a storage; `offset` and `strides` count items."""

    storage: Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]


class ScriptModule(dict[str, Any]):
    """A module of a TorchScript archive: its attributes. Its code is never looked at."""


@dataclass(frozen=True)
class ClassName:
    """A class that is only named, never made: __torch__… of TorchScript, or one of INERT."""

    module: str
    name: str

    @property
    def is_script(self) -> bool:
        """Whether objects of it are ScriptModules."""
        return self.module.split(".")[0] == SCRIPT


def read_pickle(data: bytes) -> Any:  # noqa: ANN401 - whatever the pickle holds
    """Return what `data` describes, with TensorRecord for tensors. Errors: ArchiveError."""
    try:
        return _Reader(io.BytesIO(data)).load()
    except ArchiveError:
        raise
    except Exception as error:  # forged bytes can break the interpreter's code anywhere
        raise ArchiveError(f"its pickle is damaged ({type(error).__name__}: {error})") from error


def _rebuild_tensor(*arguments: Any) -> TensorRecord:  # noqa: ANN401
    storage, offset, shape, strides = arguments[:4]
    numbers = (offset, *shape, *strides)
    if not isinstance(storage, Storage) or not all(type(n) is int and n >= 0 for n in numbers):
        raise ArchiveError(f"it describes a tensor by {arguments[:4]!r:.200}")
    if len(shape) != len(strides):
        raise ArchiveError(f"it describes a tensor of shape {shape} with strides {strides}")
    return TensorRecord(storage, offset, tuple(shape), tuple(strides))


def _rebuild_parameter(*arguments: Any) -> TensorRecord:  # noqa: ANN401
    if not arguments or not isinstance(arguments[0], TensorRecord):
        raise ArchiveError("it describes a parameter that is no tensor")
    return arguments[0]


def _first(value: Any, *_: Any) -> Any:  # noqa: ANN401
    """Return what TorchScript wraps to tell the type of a list."""
    return value


# Training checkpoints use this class as the key of a dictionary.
INERT = {("pytorch_lightning.callbacks.model_checkpoint", "ModelCheckpoint")}
SCRIPT_LISTS = ("intlist", "doublelist", "boollist", "tensorlist")
GLOBALS: dict[tuple[str, str], Any] = {
    ("collections", "OrderedDict"): OrderedDict,
    ("torch._utils", "_rebuild_tensor_v2"): _rebuild_tensor,
    ("torch._utils", "_rebuild_parameter"): _rebuild_parameter,
    **{("torch", name): name for name in STORAGE_TYPES},
    **{("torch.jit._pickle", f"build_{kind}"): _first for kind in SCRIPT_LISTS},
    ("torch.jit._pickle", "restore_type_tag"): _first,
}
CALLABLES = (OrderedDict, _rebuild_tensor, _rebuild_parameter, _first)


class _Reader(pickle._Unpickler):
    dispatch: ClassVar[dict[int, Callable[[Any], None]]] = {}
    stack: list[Any]  # the interpreter's own

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401
        named = ClassName(module, name)
        if named.is_script or (module, name) in INERT:
            return named
        if (module, name) not in GLOBALS:
            raise ArchiveError(f"it asks for {module}.{name}, which no tensor needs")
        return GLOBALS[module, name]

    def persistent_load(self, pid: Any) -> Storage:  # noqa: ANN401
        if not (isinstance(pid, tuple) and len(pid) == 5 and pid[0] == "storage"):
            raise ArchiveError(f"it refers to something that is no storage: {pid!r:.200}")
        _, type_name, key, _, count = pid
        known = isinstance(type_name, str) and type_name in STORAGE_TYPES
        named = isinstance(key, str) and key.isascii() and key.isdigit()
        if not (known and named and type(count) is int and count >= 0):
            raise ArchiveError(f"it refers to a storage by {pid!r:.200}")
        return Storage(key, STORAGE_TYPES[type_name], count)

    def load_reduce(self) -> None:
        arguments = self.stack.pop()
        function = self.stack[-1]
        if not any(function is known for known in CALLABLES) or type(arguments) is not tuple:
            raise ArchiveError(f"it calls {function!r:.200}")
        self.stack[-1] = function(*arguments)

    def load_newobj(self) -> None:
        """Make an empty module of a TorchScript archive, and nothing else."""
        arguments = self.stack.pop()
        made = self.stack[-1] if self.stack else None
        if not isinstance(made, ClassName) or not made.is_script or arguments != ():
            self.refuse()
        self.stack[-1] = ScriptModule()

    def load_build(self) -> None:
        """Give a ScriptModule its attributes; drop a state_dict's, which tell module versions."""
        state = self.stack.pop()
        made = self.stack[-1]
        if type(made) is ScriptModule and type(state) is dict:
            made.update(state)
        elif type(made) is not OrderedDict:
            raise ArchiveError(f"it sets attributes of {made!r:.200}")

    def refuse(self) -> None:
        raise ArchiveError("its pickle uses an operation that no tensor needs")


_Reader.dispatch = dict.fromkeys(range(256), _Reader.refuse)
for _name in OPCODES:
    _code = getattr(pickle, _name)[0]
    _Reader.dispatch[_code] = pickle._Unpickler.dispatch[_code]
_Reader.dispatch[pickle.REDUCE[0]] = _Reader.load_reduce
_Reader.dispatch[pickle.BUILD[0]] = _Reader.load_build
_Reader.dispatch[pickle.NEWOBJ[0]] = _Reader.load_newobj
