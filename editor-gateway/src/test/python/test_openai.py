"""OpenAI's own SDK edits photos on the whole stack."""

import base64
import io
import os
from pathlib import Path

import cv2
import numpy as np
import openai
import pytest

PHOTO = Path(__file__).parents[4] / "testdata/photos/coffee.jpg"


@pytest.fixture(scope="module")
def client():
    with openai.OpenAI(
        base_url=os.environ["CHATBRUSH_URL"] + "/v1", api_key="none", max_retries=0
    ) as made:
        yield made


@pytest.fixture(scope="module")
def mask():
    """Fully transparent where the spoon is."""
    height, width = cv2.imread(str(PHOTO)).shape[:2]
    picture = np.full((height, width, 4), 255, np.uint8)
    cv2.circle(picture, (365, 285), 40, (0, 0, 0, 0), -1)
    return picture


def png(picture, name="mask.png"):
    file = io.BytesIO(cv2.imencode(".png", picture)[1].tobytes())
    file.name = name
    return file


def decoded(base64_text):
    return cv2.imdecode(np.frombuffer(base64.b64decode(base64_text), np.uint8), cv2.IMREAD_COLOR)


def assert_changed_only_there(made, mask):
    before = cv2.imread(str(PHOTO)).astype(int)
    changed = (made.astype(int) != before).any(axis=2)
    there = cv2.dilate((mask[..., 3] == 0).astype(np.uint8), np.ones((31, 31), np.uint8)) > 0
    assert changed[285, 365]
    assert not changed[~there].any()


def test_it_edits_where_the_mask_is_transparent(client, mask):
    with PHOTO.open("rb") as photo:
        reply = client.images.edit(image=photo, mask=png(mask), prompt="이거 지워줘", model="auto")

    assert reply.output_format == "png"
    assert len(reply.data) == 1
    assert_changed_only_there(decoded(reply.data[0].b64_json), mask)


def test_it_streams(client, mask):
    with PHOTO.open("rb") as photo:
        events = list(
            client.images.edit(
                image=photo,
                mask=png(mask),
                prompt="erase this",
                model="object_erase",
                stream=True,
                partial_images=1,
            )
        )

    assert [event.type for event in events][-1] == "image_edit.completed"
    assert_changed_only_there(decoded(events[-1].b64_json), mask)


def test_formats_and_sizes_are_those_that_are_asked_for(client):
    with PHOTO.open("rb") as photo:
        reply = client.images.edit(
            image=photo,
            prompt="make it black and white",
            size="256x256",
            output_format="webp",
            output_compression=80,
            quality="high",
        )

    made = decoded(reply.data[0].b64_json)
    assert max(made.shape[:2]) == 256
    assert np.ptp(made.astype(int), axis=2).max() <= 4
    assert base64.b64decode(reply.data[0].b64_json)[8:12] == b"WEBP"


def test_what_is_wrong_is_raised_as_the_sdk_has_it(client, mask):
    with PHOTO.open("rb") as photo, pytest.raises(openai.BadRequestError) as refused:
        client.images.edit(image=photo, mask=png(mask[:10, :10]), prompt="erase this")
    assert (refused.value.code, refused.value.param) == ("mask_size_differs", "mask")

    with PHOTO.open("rb") as photo, pytest.raises(openai.APIStatusError, match="무엇을"):
        client.images.edit(image=photo, prompt="이거 지워줘")


def test_the_tools_are_models(client):
    names = [model.id for model in client.models.list()]

    assert names[0] == "auto"
    assert {"object_erase", "image_transform"} <= set(names)
    assert client.models.retrieve("auto").owned_by == "chatbrush"
