from __future__ import annotations

import json

import numpy as np
import pytest
from safetensors_files import described, write_raw, write_safetensors
from tensorrt_build.errors import ArchiveError
from tensorrt_build.weights.safetensors_archive import SafetensorsArchive

ONE = {"t": np.arange(4, dtype=np.float32)}


def refusal(path, read: str = "t") -> str:
    with pytest.raises(ArchiveError) as caught, SafetensorsArchive(path) as archive:
        archive.read(read)
    return str(caught.value)


def forged(tmp_path, **changes):
    header, data = described(ONE)
    header["t"] |= changes
    return write_raw(tmp_path / "f.safetensors", json.dumps(header).encode(), data)


def test_reads_shapes_types_and_values(tmp_path):
    random = np.random.default_rng(0)
    tensors = {
        "a": random.normal(size=(3, 4, 5)).astype(np.float32),
        "b.half": random.normal(size=(2, 3)).astype(np.float16),
        "scalar": np.array(7, np.int64),
        "empty": np.zeros((0, 4), np.float32),
    }

    with SafetensorsArchive(write_safetensors(tmp_path / "net.safetensors", tensors)) as archive:
        assert archive.names() == list(tensors)
        for name, values in tensors.items():
            assert archive.shape(name) == values.shape
            assert archive.read(name).dtype == values.dtype
            np.testing.assert_array_equal(archive.read(name), values)


def test_reads_bfloat16_as_float32(tmp_path):
    path = write_safetensors(tmp_path / "net.safetensors", {"t": np.array([0x3F80, 0xC000], "u2")})

    with SafetensorsArchive(path) as archive:
        np.testing.assert_array_equal(archive.read("t"), np.array([1, -2], np.float32))


@pytest.mark.parametrize("size", [0, 5, 8, 60])
def test_says_that_the_file_is_cut_off(tmp_path, size):
    path = write_safetensors(tmp_path / "net.safetensors", ONE)
    path.write_bytes(path.read_bytes()[:size])

    assert "it is cut off, or no safetensors file" in refusal(path)


def test_says_that_numbers_are_missing(tmp_path):
    path = write_safetensors(tmp_path / "net.safetensors", ONE)
    path.write_bytes(path.read_bytes()[:-1])

    assert "bytes, found" in refusal(path)


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (b"{]", "its header is no JSON"),
        (b"\xff\xfe", "its header is no JSON"),
        (b"[1, 2]", "its header is no object"),
        (b'{"t": 3}', "has the unknown type None"),
        (b"[" * 100_000, "nested too deep"),
    ],
)
def test_refuses_a_broken_header(tmp_path, header, message):
    assert message in refusal(write_raw(tmp_path / "f.safetensors", header, b"\0" * 16))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"dtype": "PICKLE"}, "has the unknown type 'PICKLE'"),
        ({"shape": [-4]}, "is described by"),
        ({"shape": "4"}, "is described by"),
        ({"shape": [True, 4]}, "is described by"),
        ({"shape": [5]}, "of shape (5,) needs 20 bytes, has 16"),
        ({"shape": [1 << 40, 1 << 40]}, "needs"),
        ({"data_offsets": [-16, 0]}, "is described by"),
        ({"data_offsets": [16, 0]}, "has -16"),
        ({"data_offsets": [1 << 50, (1 << 50) + 16]}, "bytes, found"),
        ({"data_offsets": [0]}, "is described by"),
    ],
)
def test_refuses_tensors_described_by_nonsense(tmp_path, changes, message):
    assert message in refusal(forged(tmp_path, **changes))


def test_names_the_tensor_that_is_not_there(tmp_path):
    path = write_safetensors(tmp_path / "net.safetensors", ONE)

    assert "it holds no tensor 'other'" in refusal(path, "other")
