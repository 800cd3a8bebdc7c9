from __future__ import annotations

import os
import pickle
import zipfile

import numpy as np
import pytest
from checkpoints import (
    Call,
    Global,
    StorageId,
    pickled,
    save_checkpoint,
    storage_id,
    tensor,
    write_archive,
)
from tensorrt_build.errors import ArchiveError
from tensorrt_build.weights.torch_archive import TorchArchive

FOUR = np.arange(4, dtype=np.float32).tobytes()


def refusal(path, read: str | None = None) -> str:
    with pytest.raises(ArchiveError) as caught, TorchArchive(path) as archive:
        archive.read(read or "none")
    return str(caught.value)


def forged(tmp_path, content, **members: bytes):
    data = content if isinstance(content, bytes) else pickled(content)
    named = {f"data/{key.removeprefix('k')}": value for key, value in members.items()}
    return write_archive(tmp_path / "forged.pt", data, named)


def test_reads_shapes_types_and_values(tmp_path):
    tensors = {
        "a.weight": np.random.default_rng(0).normal(size=(3, 4, 5)).astype(np.float32),
        "a.count": np.array(7, dtype=np.int64),
        "a.half": np.linspace(0, 1, 6, dtype=np.float16).reshape(2, 3),
    }

    with TorchArchive(save_checkpoint(tmp_path / "net.pt", tensors)) as archive:
        assert archive.names() == list(tensors)
        for name, values in tensors.items():
            found = archive.read(name)
            assert found.dtype == values.dtype
            np.testing.assert_array_equal(found, values)


def test_reads_views_with_offset_and_strides(tmp_path):
    storage = np.arange(12, dtype=np.float32)
    content = {"t": tensor(storage_id("0", "FloatStorage", 12), 1, (3, 2), (1, 4))}

    with TorchArchive(forged(tmp_path, content, k0=storage.tobytes())) as archive:
        np.testing.assert_array_equal(archive.read("t"), [[1, 5], [2, 6], [3, 7]])


def test_reads_bfloat16_as_float32(tmp_path):
    halves = np.array([0x3F80, 0xC000], dtype=np.uint16)
    content = {"t": tensor(storage_id("0", "BFloat16Storage", 2), 0, (2,), (1,))}

    with TorchArchive(forged(tmp_path, content, k0=halves.tobytes())) as archive:
        np.testing.assert_array_equal(archive.read("t"), np.array([1.0, -2.0], np.float32))


def test_passes_over_what_is_no_tensor(tmp_path):
    inner = tensor(storage_id("0", "FloatStorage", 4), 0, (4,), (1,))
    parameter = Call(Global("torch._utils", "_rebuild_parameter"), inner, True, {})
    content = {"epoch": 3, "t": parameter, "names": ["a", None, 1.5, True]}

    with TorchArchive(forged(tmp_path, content, k0=FOUR)) as archive:
        assert archive.names() == ["t"]
        assert archive.shape("t") == (4,)


def test_runs_nothing(tmp_path):
    trace = tmp_path / "trace"

    class Attack:
        def __reduce__(self):
            return os.system, (f"touch {trace}",)

    message = refusal(forged(tmp_path, pickle.dumps({"t": Attack()}, 2)))

    assert "forged.pt is refused: it asks for posix.system" in message
    assert not trace.exists()


def test_runs_nothing_that_hides_inside_a_tensor(tmp_path):
    attack = Call(Global("builtins", "eval"), "1")
    content = {"t": tensor(storage_id("0", "FloatStorage", 4), attack, (4,), (1,))}

    assert "asks for builtins.eval" in refusal(forged(tmp_path, content, k0=FOUR))


@pytest.mark.parametrize(
    "name",
    [
        "torch.load",
        "torch._utils._rebuild_tensor_v2.__globals__",
        "numpy.load",
        "functools.partial",
    ],
)
def test_names_the_unknown_global(tmp_path, name):
    module, _, attribute = name.rpartition(".")

    message = refusal(forged(tmp_path, {"t": Global(module, attribute)}))

    assert f"asks for {name}, which no tensor needs" in message


def test_calls_nothing_but_what_makes_tensors(tmp_path):
    content = {"t": Call(storage_id("0", "FloatStorage", 4))}

    assert "it calls Storage(" in refusal(forged(tmp_path, content, k0=FOUR))


def test_sets_no_attributes_of_functions(tmp_path):
    build = pickle.PROTO + b"\x02" + b"ctorch._utils\n_rebuild_tensor_v2\n" + b"}b."

    assert "sets attributes of <function" in refusal(forged(tmp_path, build))


@pytest.mark.parametrize("opcode", [b"(i__main__\nX\n", b"\x81", b"P1\n", b"\x82\x01", b"\x97"])
def test_refuses_operations_that_no_tensor_needs(tmp_path, opcode):
    message = refusal(forged(tmp_path, b"\x80\x02}" + opcode + b"."))

    assert "uses an operation that no tensor needs" in message


def test_a_forged_memo_index_takes_no_memory(tmp_path):
    data = b"\x80\x02}r\xff\xff\xff\x7f."

    with TorchArchive(forged(tmp_path, data)) as archive:
        assert archive.names() == []


@pytest.mark.parametrize(
    "data", [b"", b"\x80\x02}", b"\x80\x02}q", b"\x80\x02h\x05.", b"\x80\x02u."]
)
def test_says_that_the_pickle_is_damaged(tmp_path, data):
    assert "its pickle is damaged" in refusal(forged(tmp_path, data))


@pytest.mark.parametrize("share", [0.2, 0.6, 0.99])
def test_says_that_the_file_is_cut_off(tmp_path, share):
    path = save_checkpoint(tmp_path / "net.pt", {"t": np.zeros(4000, np.float32)})
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])

    assert "net.pt is refused: it is cut off, or no checkpoint" in refusal(path)


def test_notices_a_flipped_bit(tmp_path):
    path = save_checkpoint(tmp_path / "net.pt", {"t": np.ones(4000, np.float32)})
    data = bytearray(path.read_bytes())
    data[data.index(np.ones(2000, np.float32).tobytes())] ^= 1
    path.write_bytes(data)

    assert "net/data/0 is damaged" in refusal(path, "t")


@pytest.mark.parametrize("key", ["../../etc/passwd", "0/../1", "", "٣", 0, None])
def test_a_storage_is_named_by_a_number_only(tmp_path, key):
    content = {"t": tensor(storage_id(key, "FloatStorage", 4), 0, (4,), (1,))}

    assert "it refers to a storage by" in refusal(forged(tmp_path, content, k0=FOUR))


@pytest.mark.parametrize(
    ("count", "offset", "shape", "strides"),
    [
        (4, 0, (5,), (1,)),
        (4, 1, (4,), (1,)),
        (4, 0, (2, 2), (3, 2)),
        (4, 0, (1 << 40,), (0,)),
        (4, 0, (1 << 40, 1 << 40), (0, 0)),
    ],
)
def test_refuses_views_beyond_their_storage(tmp_path, count, offset, shape, strides):
    content = {"t": tensor(storage_id("0", "FloatStorage", count), offset, shape, strides)}

    message = refusal(forged(tmp_path, content, k0=FOUR), "t")

    assert f"tensor 't' of shape {shape} needs more than its 4 numbers" in message


@pytest.mark.parametrize(
    ("offset", "shape", "strides"),
    [(-1, (4,), (1,)), (0, (-4,), (1,)), (0, (4,), (-1,)), (0, (2.0,), (1,)), ("0", (4,), (1,))],
)
def test_refuses_views_described_by_nonsense(tmp_path, offset, shape, strides):
    content = {"t": tensor(storage_id("0", "FloatStorage", 4), offset, shape, strides)}

    assert "describes a tensor by" in refusal(forged(tmp_path, content, k0=FOUR))


def test_refuses_a_storage_that_is_none(tmp_path):
    assert "is no storage" in refusal(forged(tmp_path, {"t": StorageId("module", "x")}))


@pytest.mark.parametrize(("count", "found"), [(5, 16), (1 << 40, 16)])
def test_refuses_storages_that_are_shorter_than_they_say(tmp_path, count, found):
    content = {"t": tensor(storage_id("0", "FloatStorage", count), 0, (4,), (1,))}

    message = refusal(forged(tmp_path, content, k0=FOUR), "t")

    assert f"storage 0 must have {count * 4} bytes, found {found}" in message


def test_refuses_storages_that_are_longer_than_they_say(tmp_path):
    content = {"t": tensor(storage_id("0", "FloatStorage", 3), 0, (3,), (1,))}

    message = refusal(forged(tmp_path, content, k0=FOUR), "t")

    assert "net/data/0 says 16 bytes, at most 12 fit" in message


def test_refuses_missing_storages(tmp_path):
    content = {"t": tensor(storage_id("9", "FloatStorage", 4), 0, (4,), (1,))}

    assert "it lacks net/data/9" in refusal(forged(tmp_path, content, k0=FOUR), "t")


def test_refuses_compressed_members(tmp_path):
    path = tmp_path / "net.pt"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("net/data.pkl", b"\0" * 10_000_000)

    assert "net/data.pkl is compressed or encrypted" in refusal(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_refuses_members_that_come_twice(tmp_path):
    path = tmp_path / "net.pt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("net/data.pkl", pickled({}))
        archive.writestr("net/data.pkl", pickled({}))

    assert "it holds net/data.pkl twice" in refusal(path)


@pytest.mark.parametrize("names", [[], ["a/data.pkl", "b/data.pkl"]])
def test_needs_exactly_one_pickle(tmp_path, names):
    path = tmp_path / "net.pt"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, pickled({}))

    assert f"it must hold one data.pkl, found {len(names)}" in refusal(path)


def test_refuses_big_endian_numbers(tmp_path):
    path = write_archive(tmp_path / "net.pt", pickled({}), {"byteorder": b"big"})

    assert "not little-endian" in refusal(path)


def test_refuses_a_checkpoint_that_is_no_dictionary(tmp_path):
    assert "no dictionary from names to tensors" in refusal(forged(tmp_path, pickled([1, 2])))
