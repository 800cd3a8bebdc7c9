import json
import re

import pytest
from chatbrush_models.edit_options import CONTRACT
from chatbrush_models.looks.catalogue import RECOLOUR, looks
from config_text import REPOSITORY, parameters, read_config
from tensorrt_build.repository.tool_config import completed

CONFIGS = sorted(REPOSITORY.glob("*/config.pbtxt"))
ROLES = {
    "tool",
    "segment-encoder",
    "segment-decoder",
    "saliency",
    "detector",
    "sentence-encoder",
    "network",
}
TOOLS = [path for path in CONFIGS if parameters(read_config(path))["chatbrush.role"] == "tool"]


def name(path):
    return path.parent.name


def data_type(tensor):
    return (
        tensor.DESCRIPTOR.fields_by_name["data_type"]
        .enum_type.values_by_number[tensor.data_type]
        .name
    )


def test_models_of_the_first_release_are_there():
    found = {name(path) for path in CONFIGS}

    assert found >= {
        "mobile_sam_encoder",
        "mobile_sam_decoder",
        "migan",
        "fast_styles",
        "migan_erase",
        "photo_looks",
    }


@pytest.mark.parametrize("path", CONFIGS, ids=name)
def test_config_names_its_folder_and_role(path):
    config = read_config(path)

    assert config.name == name(path)
    assert parameters(config)["chatbrush.role"] in ROLES
    assert parameters(config)["chatbrush.family"]


@pytest.mark.parametrize("path", CONFIGS, ids=name)
def test_networks_are_plans_and_the_rest_is_python(path):
    config = read_config(path)

    if parameters(config)["chatbrush.role"] in {"tool", "sentence-encoder"} or config.backend:
        assert config.backend == "python"
        assert (path.parent / "1" / "model.py").is_file()
    else:
        assert config.platform == "tensorrt_plan"
        assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("path", TOOLS, ids=name)
def test_tool_tells_the_catalogue_what_it_is_for(path):
    found = parameters(read_config(path))

    assert re.fullmatch(r"[a-z][a-z_]*", found["chatbrush.tool"])
    assert 100 < len(found["chatbrush.description"]) < 1500
    assert found["chatbrush.title.en"].isascii()
    assert re.search("[가-힣]", found["chatbrush.title.ko"])
    assert found["chatbrush.mask"] in {"none", "optional", "required"}
    assert found["chatbrush.prompt"] in {"none", "required"}
    assert int(found["chatbrush.rank"]) > 0
    assert int(found["chatbrush.working_side"]) >= 0
    assert int(found["chatbrush.multiple"]) >= 1


def times(tensor, found):
    """Return how many of a contract's tensor a tool has."""
    return int(found.get(tensor["repeated"], "0")) if "repeated" in tensor else 1


@pytest.mark.parametrize("path", TOOLS, ids=name)
def test_tool_has_the_tensors_of_the_edit_contract(path):
    config = read_config(path)
    inputs = {tensor.name: data_type(tensor) for tensor in config.input}
    outputs = {tensor.name: data_type(tensor) for tensor in config.output}

    assert config.model_transaction_policy.decoupled
    assert [tensor.name for tensor in config.input if not tensor.optional] == ["image"]
    fixed = [
        f"{tensor['name']}_{number}" if "repeated" in tensor else tensor["name"]
        for tensor in CONTRACT["inputs"]
        for number in range(1, times(tensor, parameters(config)) + 1)
    ]
    options = json.loads(parameters(config).get("chatbrush.options", "[]"))
    own = [option["name"] for option in options if option["name"] not in fixed]
    assert list(inputs) == [*fixed, *own]
    assert outputs == {
        tensor["name"]: tensor["data_type"]
        for tensor in CONTRACT["outputs"]
        if tensor.get("with", "chatbrush.tool") in parameters(config)
    }


@pytest.mark.parametrize("family", ["mobile_sam", "sam2_tiny"])
def test_segment_decoder_takes_what_its_encoder_gives(family):
    decoder = read_config(REPOSITORY / f"{family}_decoder" / "config.pbtxt")
    encoder = read_config(REPOSITORY / parameters(decoder)["chatbrush.encoder"] / "config.pbtxt")
    given = {tensor.name: (data_type(tensor), list(tensor.dims)) for tensor in encoder.output}
    taken = {tensor.name: (data_type(tensor), list(tensor.dims)) for tensor in decoder.input}

    assert given.items() <= taken.items()
    assert parameters(encoder)["chatbrush.geometry"] in {"longest-side", "stretch"}
    assert list(encoder.input[0].dims) == [1024, 1024, 3]
    assert parameters(encoder)["chatbrush.input_side"] == "1024"


@pytest.mark.parametrize("family", ["mobile_sam", "sam2_tiny"])
def test_segment_decoder_answers_with_four_masks(family):
    decoder = read_config(REPOSITORY / f"{family}_decoder" / "config.pbtxt")
    answers = {tensor.name: list(tensor.dims) for tensor in decoder.output}

    assert answers == {"low_res_masks": [4, 256, 256], "iou_predictions": [4]}


def test_the_default_family_is_the_quick_one():
    ranks = {
        family: int(
            parameters(read_config(REPOSITORY / f"{family}_decoder" / "config.pbtxt"))[
                "chatbrush.rank"
            ]
        )
        for family in ("mobile_sam", "sam2_tiny")
    }

    assert ranks["mobile_sam"] > ranks["sam2_tiny"]


@pytest.mark.parametrize("path", TOOLS, ids=name)
def test_derived_parts_are_as_assembling_writes_them(path):
    told = "run: ./chatbrush models complete"

    assert path.read_text(encoding="utf-8") == completed(path.parent), told


def test_published_list_of_looks_is_the_one_that_the_tool_uses():
    config = read_config(REPOSITORY / "photo_looks" / "config.pbtxt")
    published = [look["id"] for look in json.loads(parameters(config)["chatbrush.looks"])]

    assert published == [*looks(), RECOLOUR]
