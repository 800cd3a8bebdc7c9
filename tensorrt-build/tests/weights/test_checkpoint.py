from __future__ import annotations

import numpy as np
import pytest
from checkpoints import (
    Call,
    Global,
    NewObject,
    pickled,
    save_checkpoint,
    storage_id,
    tensor,
    write_archive,
)
from safetensors_files import write_safetensors
from tensorrt_build.errors import ArchiveError
from tensorrt_build.weights.checkpoint import open_checkpoint

ONE = {"a.weight": np.arange(4, dtype=np.float32)}
FOUR = {"data/0": ONE["a.weight"].tobytes()}


def weight():
    return tensor(storage_id("0", "FloatStorage", 4), 0, (4,), (1,))


def module(**attributes):
    """A module as TorchScript pickles it."""
    return NewObject(Global("__torch__.some.where", "Module"), attributes)


def names_of(path):
    with open_checkpoint(path) as checkpoint:
        np.testing.assert_array_equal(checkpoint.read(checkpoint.names()[0]), ONE["a.weight"])
        return checkpoint.names()


def test_knows_a_file_by_its_content(tmp_path):
    assert names_of(save_checkpoint(tmp_path / "a.safetensors", ONE)) == ["a.weight"]
    assert names_of(write_safetensors(tmp_path / "a.pt", ONE)) == ["a.weight"]


def test_reads_several_files_as_one(tmp_path):
    other = {"b.weight": np.ones((2, 3), np.float32)}
    paths = [
        write_safetensors(tmp_path / "1.safetensors", ONE),
        write_safetensors(tmp_path / "2.safetensors", other),
    ]

    with open_checkpoint(paths) as checkpoint:
        assert checkpoint.names() == ["a.weight", "b.weight"]
        assert checkpoint.shape("b.weight") == (2, 3)
        np.testing.assert_array_equal(checkpoint.read("b.weight"), other["b.weight"])


def test_refuses_two_files_with_the_same_tensor(tmp_path):
    path = write_safetensors(tmp_path / "1.safetensors", ONE)

    with pytest.raises(ArchiveError, match=r"two files hold the tensor 'a\.weight'"):
        with open_checkpoint([path, path]):
            pass


@pytest.mark.parametrize("content", [b"", b"\x80\x02}q\x00.", b"GGUF" * 10])
def test_refuses_what_it_does_not_know(tmp_path, content):
    path = tmp_path / "old.pt"
    path.write_bytes(content)

    with pytest.raises(ArchiveError, match="neither a safetensors file nor a checkpoint"):
        with open_checkpoint(path):
            pass


def test_reads_the_tensors_of_a_training_checkpoint(tmp_path):
    callback = Global("pytorch_lightning.callbacks.model_checkpoint", "ModelCheckpoint")
    content = {"epoch": 3, "callbacks": {callback: {"best": 1.5}}, "state_dict": {"a": weight()}}

    assert names_of(write_archive(tmp_path / "best.ckpt", pickled(content), FOUR)) == ["a"]


def test_reads_the_modules_of_a_torchscript_archive(tmp_path):
    ints = Call(Global("torch.jit._pickle", "build_intlist"), [0, 1])
    tagged = Call(Global("torch.jit._pickle", "restore_type_tag"), ["a"], "List[str]")
    inner = module(weight=weight(), training=False, padding=ints, names=tagged)
    content = module(model=module(c=inner), steps=weight())

    path = write_archive(tmp_path / "net.pt", pickled(content), FOUR | {"code/x.py": b"boom()"})

    assert names_of(path) == ["model.c.weight", "steps"]


def test_a_module_that_holds_itself_is_read_once(tmp_path):
    looped = b"\x80\x02c__torch__\nM\n)\x81q\x00}(X\x01\x00\x00\x00ah\x00ub."

    with open_checkpoint(write_archive(tmp_path / "net.pt", looped, {})) as checkpoint:
        assert checkpoint.names() == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (NewObject(Global("os", "system"), {}), "asks for os.system"),
        (Call(Global("__torch__", "M")), "it calls ClassName"),
        (
            NewObject(
                Global("pytorch_lightning.callbacks.model_checkpoint", "ModelCheckpoint"), {}
            ),
            "uses an operation that no tensor needs",
        ),
        (NewObject(Global("collections", "OrderedDict"), {}), "uses an operation"),
        (NewObject(Global("__torch__", "M"), ["no", "dictionary"]), "sets attributes of"),
    ],
)
def test_makes_nothing_but_modules(tmp_path, content, message):
    path = write_archive(tmp_path / "net.pt", pickled({"t": content}), {})

    with pytest.raises(ArchiveError, match=message):
        with open_checkpoint(path):
            pass
