import json

import numpy as np
import pytest
from chatbrush_models.edit_options import PARAMETER, TENSORS, OptionError, Options
from config_text import REPOSITORY, parameters, read_config

TITLE = {"en": "Warmth", "ko": "따뜻함"}
WARMTH = {"name": "warmth", "type": "float", "min": 0, "max": 2, "default": 0.5, "title": TITLE}
ROUNDS = {**WARMTH, "name": "rounds", "type": "int", "max": 9, "default": 3}
NOTE = {"name": "note", "type": "text", "max": 5, "default": "", "title": TITLE}
CHOICES = [{"name": name, "title": TITLE} for name in ("a", "b")]
MODE = {"name": "mode", "type": "choice", "choices": CHOICES, "default": "a", "title": TITLE}
FAST = {"name": "fast", "type": "bool", "default": False, "title": TITLE}


def parse(*entries):
    return Options.parse(json.dumps(entries))


def test_a_request_without_options_has_the_defaults():
    found = parse(WARMTH, ROUNDS, NOTE, MODE, FAST).read({})

    assert found == {"warmth": 0.5, "rounds": 3, "note": "", "mode": "a", "fast": False}


def test_each_type_is_read_from_its_tensor():
    arrays = {
        "warmth": np.array([1.5], np.float32),
        "rounds": np.array([9], np.int32),
        "note": np.array(["눈".encode()], object),
        "mode": np.array([b"b"], object),
        "fast": np.array([True]),
    }

    found = parse(WARMTH, ROUNDS, NOTE, MODE, FAST).read(arrays)

    assert found == {"warmth": 1.5, "rounds": 9, "note": "눈", "mode": "b", "fast": True}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("warmth", np.array([2.5], np.float32), "'warmth' must be 0 to 2, got 2.5"),
        ("warmth", np.array([np.nan], np.float32), "'warmth' must be 0 to 2, got nan"),
        ("warmth", np.array([1, 1], np.float32), "'warmth' must be one value, got 2"),
        ("rounds", np.array([-1], np.int32), "'rounds' must be a whole number 0 to 9, got -1"),
        ("note", np.array([b"longer"], object), "text of at most 5 characters, got longer"),
        ("note", np.array([b"x" * 9000], object), "at most 5 characters, got 9000 characters"),
        ("mode", np.array([b"c"], object), "'mode' must be one of a, b, got c"),
    ],
)
def test_a_value_out_of_bounds_is_refused_with_what_is_allowed(name, value, words):
    with pytest.raises(OptionError, match=words):
        parse(WARMTH, ROUNDS, NOTE, MODE, FAST).read({name: value})


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({**WARMTH, "name": "Warmth"}, "'name' is like 'guidance_scale', got 'Warmth'"),
        ({**WARMTH, "type": "double"}, "'type' of 'warmth' must be one of int, float"),
        ({**WARMTH, "least": 0}, "'warmth' has the unknown key 'least'"),
        ({**WARMTH, "default": 3}, "'warmth' must be 0 to 2, got 3"),
        ({**WARMTH, "max": "2"}, "'max' of 'warmth' must be a number, got '2'"),
        ({**WARMTH, "title": {"en": "Warmth"}}, "'title' of 'warmth' must have 'en' and 'ko'"),
        ({**WARMTH, "amounts": {"slight": 7}}, "'warmth' must be 0 to 2, got 7"),
        ({**WARMTH, "amounts": {"some": 1}}, "'amounts' of 'warmth' may have"),
        ({k: v for k, v in WARMTH.items() if k != "min"}, "'warmth' lacks the key 'min'"),
        ({**MODE, "choices": ["a"]}, "a choice of 'mode' is like .*, got 'a'"),
        ({**MODE, "choices": [{"name": "a"}]}, "'title' of 'mode = a' must have 'en' and 'ko'"),
        ({**FAST, "default": 0}, "'fast' must be true or false, got 0"),
    ],
)
def test_a_wrong_declaration_says_what_is_wrong(entry, words):
    with pytest.raises(ValueError, match=words):
        parse(entry)


def test_a_name_stands_once():
    with pytest.raises(ValueError, match="twice: warmth, warmth"):
        parse(WARMTH, WARMTH)


def test_what_is_no_list_of_objects_is_refused():
    with pytest.raises(ValueError, match="is no JSON"):
        Options.parse("[")
    with pytest.raises(ValueError, match="list of objects"):
        Options.parse('{"name": "warmth"}')


@pytest.mark.parametrize("tool", ["pix2pix", "sd_inpaint", "photo_looks"])
def test_checked_in_tools_have_a_tensor_for_each_option(tool):
    config = read_config(REPOSITORY / tool / "config.pbtxt")
    options = list(Options.parse(parameters(config)[PARAMETER]))
    names = {
        tensor.name: tensor.DESCRIPTOR.fields_by_name["data_type"]
        .enum_type.values_by_number[tensor.data_type]
        .name
        for tensor in config.input
    }

    assert options
    assert {option.name: TENSORS[option.kind] for option in options}.items() <= names.items()
