"""Writes safetensors files, right and forged ones, without the library."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

TYPES = {"float32": "F32", "float16": "F16", "float64": "F64", "int64": "I64", "uint16": "BF16"}


def described(tensors: dict[str, NDArray]) -> tuple[dict[str, Any], bytes]:
    """Header and numbers; uint16 stands for bfloat16."""
    header, data = {}, b""
    for name, values in tensors.items():
        begin = len(data)
        data += values.tobytes()
        place = {"dtype": TYPES[str(values.dtype)], "shape": list(values.shape)}
        header[name] = place | {"data_offsets": [begin, len(data)]}
    return header, data


def write_safetensors(path: Path, tensors: dict[str, NDArray]) -> Path:
    header, data = described(tensors)
    return write_raw(path, json.dumps(header | {"__metadata__": {"format": "pt"}}).encode(), data)


def write_raw(path: Path, header: bytes, data: bytes) -> Path:
    path.write_bytes(len(header).to_bytes(8, "little") + header + data)
    return path
