"""The remote tool in a real Triton, in front of a real HTTP server."""

import shutil

import image_server
import numpy as np
import pytest
import tiny_server
from config_text import REPOSITORY, read_config
from google.protobuf import text_format
from pictures import landscape
from triton_edit import edit

pytestmark = pytest.mark.triton


def configured(address: str):
    """Write a repository with the tool, as an operator fills it in."""

    def write(folder, _vocabulary):
        config = read_config(REPOSITORY / "remote_edit" / "config.pbtxt")
        config.parameters["chatbrush.endpoint"].string_value = address
        config.parameters["chatbrush.remote_model"].string_value = "some-model"
        config.parameters["chatbrush.seconds"].string_value = "5"
        shutil.copytree(REPOSITORY / "remote_edit", folder / "remote_edit")
        text = text_format.MessageToString(config, as_utf8=True)
        (folder / "remote_edit" / "config.pbtxt").write_text(text, encoding="utf-8")

    return write


def test_an_edit_goes_there_and_comes_back(tmp_path):
    image, mask = landscape(64, 48), np.zeros((48, 64), np.uint8)
    mask[10:20, 10:30] = 255
    refused = image_server.says(400, {"error": {"message": "not that"}})
    behaviours = (image_server.inverts, image_server.inverts, refused)
    with (
        image_server.serving(*behaviours) as remote,
        tiny_server.running(tmp_path / "home", configured(remote.address)) as server,
    ):
        whole = edit(server.target, "remote_edit", image=image, prompt="a red hat")
        part = edit(server.target, "remote_edit", image=image, mask=mask, prompt="a red hat")
        none = edit(server.target, "remote_edit", image=image, prompt="a red hat")

    assert (whole.image == 255 - image).all()
    assert (part.image[mask > 0] == 255 - image[mask > 0]).all()
    assert (part.image[mask == 0] == image[mask == 0]).all()
    assert none.error.startswith("EDIT_REFUSED: ") and "not that" in none.error
