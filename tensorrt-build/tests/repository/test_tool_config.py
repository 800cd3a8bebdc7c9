import json
import shutil

import pytest
from google.protobuf import text_format
from small_networks import CONTRACT
from tensorrt_build.errors import BuildError
from tensorrt_build.repository.tool_config import complete, completed
from tritonclient.grpc import model_config_pb2

WARMTH = {
    "name": "warmth",
    "type": "float",
    "min": 0,
    "max": 2,
    "default": 1,
    "title": {"en": "Warmth, the painter's", "ko": "따뜻함"},
}
CONFIG = """# A tool of the tests; this comment stays.
name: "warm"
backend: "python"
model_transaction_policy { decoupled: true }
parameters { key: "chatbrush.role" value: { string_value: "tool" } }
# So does this one.
"""


@pytest.fixture
def tool(tmp_path):
    """A repository with one tool that has no tensors yet; the tool's folder."""
    (tmp_path / "chatbrush_models").mkdir()
    shutil.copy(CONTRACT, tmp_path / "chatbrush_models")
    (tmp_path / "warm").mkdir()
    (tmp_path / "warm" / "config.pbtxt").write_text(CONFIG)
    return tmp_path / "warm"


def parsed(text):
    return text_format.Parse(text, model_config_pb2.ModelConfig())


def add(tool, key, value):
    quoted = json.dumps(value)
    line = f'parameters {{ key: "chatbrush.{key}" value: {{ string_value: {quoted} }} }}\n'
    with (tool / "config.pbtxt").open("a") as stream:
        stream.write(line)


def test_a_tool_gets_the_tensors_of_the_contract(tool):
    contract = json.loads(CONTRACT.read_text())

    config = parsed(completed(tool))

    once = [each["name"] for each in contract["inputs"] if "repeated" not in each]
    assert [each.name for each in config.input] == once
    given = [each["name"] for each in contract["outputs"] if "with" not in each]
    assert [each.name for each in config.output] == given
    assert [each.name for each in config.input if not each.optional] == ["image"]
    assert list(config.input[0].dims) == [-1, -1, 3]


def test_a_tool_that_may_grow_its_mask_has_a_tensor_to_say_so(tool):
    add(tool, "grows", "8")

    assert [each.name for each in parsed(completed(tool)).output][-1] == "mask"


def test_a_tool_that_looks_at_other_pictures_has_a_tensor_for_each(tool):
    add(tool, "references", "2")

    inputs = [each for each in parsed(completed(tool)).input if "reference" in each.name]

    assert [each.name for each in inputs] == ["reference_image_1", "reference_image_2"]
    assert all(each.optional and list(each.dims) == [-1, -1, 3] for each in inputs)


def test_an_option_of_its_own_gets_a_tensor(tool):
    add(tool, "options", json.dumps([WARMTH, {"name": "steps", "type": "int"}]))

    config = parsed(completed(tool))

    warmth = config.input[-1]
    assert (warmth.name, list(warmth.dims), warmth.optional) == ("warmth", [1], True)
    assert warmth.data_type == model_config_pb2.DataType.TYPE_FP32
    assert [each.name for each in config.input].count("steps") == 1


def test_writing_again_changes_nothing_and_keeps_comments(tool):
    add(tool, "options", json.dumps([WARMTH]))

    assert complete(tool.parent) == ["warm"]
    text = (tool / "config.pbtxt").read_text()

    assert complete(tool.parent) == []
    assert text.startswith("# A tool of the tests; this comment stays.\n")
    assert "# So does this one.\n" in text


def test_tensors_that_somebody_changed_are_put_right(tool):
    complete(tool.parent)
    path = tool / "config.pbtxt"
    good = path.read_text()
    path.write_text(good.replace("TYPE_FP32", "TYPE_FP64").replace("preview_every", "previews"))

    assert completed(tool) == good


def test_a_list_of_looks_is_published_with_names_only(tool):
    looks = [
        {"id": "warm", "en": "Painter's warmth", "ko": "따뜻함", "ops": [["grade", {}]]},
        {"id": "cold", "en": 'The "cold" one', "ko": "차가움", "ops": []},
    ]
    (tool.parent / "chatbrush_models" / "looks.json").write_text(json.dumps(looks))
    add(tool, "looks_from", "chatbrush_models/looks.json")

    complete(tool.parent)
    again = complete(tool.parent)

    config = parsed((tool / "config.pbtxt").read_text())
    assert json.loads(config.parameters["chatbrush.looks"].string_value) == [
        {key: look[key] for key in ("id", "en", "ko")} for look in looks
    ]
    assert again == []


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("options", "[", "is no JSON"),
        ("options", "{}", "must be a list of objects"),
        ("options", '[{"name": "x", "type": "half"}]', "one of int, float, bool, text, choice"),
        ("references", "some", "must be a whole number, got 'some'"),
        ("looks_from", "chatbrush_models/none.json", "none.json: cannot be read"),
    ],
)
def test_what_cannot_be_written_is_said(tool, key, value, words):
    add(tool, key, value)

    with pytest.raises(BuildError, match=words):
        completed(tool)
