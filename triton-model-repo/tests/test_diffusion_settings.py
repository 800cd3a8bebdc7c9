from pathlib import Path

import pytest
from chatbrush_models.diffusion_tools.settings import Sizes, ToolSettings
from chatbrush_models.edit_contract import EditError
from chatbrush_models.model_config import ModelConfig
from config_text import REPOSITORY, parameters, read_config
from tensorrt_build.networks.families import BUCKETS

TOOLS = ("pix2pix", "sd_inpaint")


def config(tool, **changes):
    found = parameters(read_config(REPOSITORY / tool / "config.pbtxt"))
    found |= {f"chatbrush.{key}": value for key, value in changes.items()}
    return ModelConfig(tool, (), (), found, Path("1"))


@pytest.mark.parametrize("tool", TOOLS)
def test_checked_in_configuration_is_read_whole(tool):
    settings = ToolSettings.from_config(config(tool))

    assert settings.scaling_factor == 0.18215
    assert settings.sizes.buckets == BUCKETS, "and so plans capture them"
    assert settings.sizes.multiple == 8
    assert settings.schedule.prediction == "epsilon"


@pytest.mark.parametrize("tool", TOOLS)
def test_required_networks_are_those_that_the_tool_calls(tool):
    settings = ToolSettings.from_config(config(tool))
    required = parameters(read_config(REPOSITORY / tool / "config.pbtxt"))["chatbrush.requires"]

    called = {settings.text_encoder, settings.vae_encoder, settings.vae_decoder, settings.unet}
    assert set(required.split(", ")) == called
    assert all((REPOSITORY / name / "config.pbtxt").is_file() for name in called)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"unet": ""}, "lacks the parameter 'chatbrush.unet'"),
        ({"scaling_factor": "much"}, "'chatbrush.scaling_factor' .* must be a number, got 'much'"),
        ({"scaling_factor": "nan"}, "'chatbrush.scaling_factor' .* must be a number"),
        ({"padding_id": "many"}, "'chatbrush.padding_id' .* must be a whole number"),
        ({"multiple": "12"}, "'chatbrush.multiple' .* must be a multiple of 8, got 12"),
        ({"sizes": "704x400, big"}, "'chatbrush.sizes' .* as WIDTHxHEIGHT .* got 'big'"),
        ({"sizes": "700x400"}, "'chatbrush.sizes' .* in multiples of 8, got '700x400'"),
        ({"prediction": "colour"}, "prediction must be one of"),
    ],
)
def test_wrong_parameter_is_named(changes, words):
    with pytest.raises(ValueError, match=words):
        ToolSettings.from_config(config("pix2pix", **changes))


@pytest.mark.parametrize(
    ("sides", "filled"),
    [
        ((64, 64), (64, 64)),
        ((768, 64), (768, 64)),
        ((104, 136), (104, 136)),
        ((8, 40), (64, 64)),
    ],
)
def test_size_within_the_range_is_taken(sides, filled):
    assert Sizes(64, 768, 8).filled(*sides) == filled


@pytest.mark.parametrize(
    ("sides", "filled"),
    [
        ((512, 512), (512, 512)),
        ((152, 152), (512, 512)),
        ((232, 704), (400, 704)),
        ((432, 600), (432, 640)),
    ],
)
def test_a_picture_is_filled_up_to_the_smallest_bucket(sides, filled):
    assert Sizes(64, 704, 8, BUCKETS).filled(*sides) == filled


def test_a_picture_that_fits_into_no_bucket_is_refused_with_a_size_that_would_do():
    with pytest.raises(EditError, match="704x704; .* fits into 704x400, .* for example 512x512"):
        Sizes(64, 704, 8, BUCKETS).filled(704, 704)


@pytest.mark.parametrize(
    ("height", "width", "example"),
    [(60, 100, "104x64"), (70, 65, "64x72"), (1000, 64, "64x768"), (4, 9, "8x8")],
)
def test_other_size_is_refused_with_one_that_would_do(height, width, example):
    with pytest.raises(EditError, match=f"{width}x{height}.*8 to 768.*of 8, for example {example}"):
        Sizes(64, 768, 8).filled(height, width)
