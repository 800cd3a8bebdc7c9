"""A remote editor that misbehaves in every way is told apart, in time, and never followed."""

import os
import struct
import subprocess
import sys
import time
import zlib

import image_server
import numpy as np
import pytest
from chatbrush_models.edit_contract import EditError
from chatbrush_models.remote import openai_edits, pictures
from chatbrush_models.remote.openai_edits import Server
from config_text import REPOSITORY
from image_server import says, serving
from pictures import landscape as photo

IMAGE = photo(48, 32)
LONG = 10.0  # seconds: what a faulty deadline would take longer than, on a busy machine too
MASK = np.zeros((32, 48), bool)
MASK[8:16, 10:20] = True


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(openai_edits, "FIRST_PAUSE", 0.05)


def edit(server, seconds=5.0, mask=None, check=lambda: None, **options):
    asked = Server(server.address, "some-model", options.pop("key", ""), seconds, **options)
    mask = None if mask is None else pictures.mask_png(mask)
    answer = asked.edit(pictures.png(IMAGE), mask, "put a red hat on the dog", check)
    return pictures.read(answer, *IMAGE.shape[:2])


def test_picture_mask_prompt_and_key_go_there_and_a_picture_comes_back():
    with serving(image_server.inverts) as server:
        found = edit(server, mask=MASK, key="secret", fields=(("quality", "high"),))

    path, headers, fields = server.asked[0]
    assert path == "/v1/images/edits"
    assert headers["Authorization"] == "Bearer secret"
    assert fields["prompt"] == b"put a red hat on the dog"
    assert (fields["model"], fields["n"], fields["quality"]) == (b"some-model", b"1", b"high")
    assert (found[MASK] == 255 - IMAGE[MASK]).all()
    assert (found[~MASK] == IMAGE[~MASK]).all()


def test_without_a_mask_and_a_key_none_is_sent():
    with serving(image_server.inverts) as server:
        found = edit(server)

    assert "mask" not in server.asked[0][2] and "Authorization" not in server.asked[0][1]
    assert (found == 255 - IMAGE).all()


def test_another_size_is_undone():
    with serving(image_server.doubles) as server:
        found = edit(server)

    assert found.shape == IMAGE.shape
    assert (found == (255, 0, 0)).all()


@pytest.mark.parametrize(
    "first",
    [
        says(500, b"oops"),
        says(429, {"error": {"message": "slow down"}}, Retry_After="0"),
        image_server.hangs_up,
    ],
)
def test_what_passes_is_tried_again(first):
    with serving(first, image_server.inverts) as server:
        found = edit(server)

    assert len(server.asked) == 2
    assert (found == 255 - IMAGE).all()


@pytest.mark.parametrize(
    ("behaviour", "code", "words"),
    [
        (says(401, {"error": {"message": "key sk-123 is wrong"}}), "MODEL_UNAVAILABLE", "key"),
        (says(400, {"error": {"message": "not allowed"}}), "EDIT_REFUSED", "400.: not allowed"),
        (says(404, b"<html>\n  nothing here"), "EDIT_REFUSED", "<html> nothing here"),
        (says(302, b"", Location="http://127.0.0.1:1/"), "MODEL_FAILED", "not followed"),
        (says(200, b"no json"), "MODEL_FAILED", "without a picture"),
        (says(200, {"data": []}), "MODEL_FAILED", "without a picture"),
        (says(200, [1]), "MODEL_FAILED", "without a picture"),
        (says(200, {"data": [{"url": "http://127.0.0.1:1/x.png"}]}), "MODEL_FAILED", "b64_json"),
        (says(200, {"data": [{"b64_json": "&&&"}]}), "MODEL_FAILED", "no base64"),
        (says(200, {"data": [{"b64_json": "aGVsbG8="}]}), "MODEL_FAILED", "no picture that"),
        (says(200, {"data": [{"b64_json": ""}]}), "MODEL_FAILED", "no picture that"),
    ],
)
def test_each_fault_has_a_sentence_and_is_not_tried_again(behaviour, code, words):
    with serving(behaviour) as server, pytest.raises(EditError, match=words) as caught:
        edit(server)

    assert caught.value.code == code
    assert len(server.asked) == 1
    assert "sk-123" not in str(caught.value), "a server's words about the key are not passed on"


@pytest.mark.parametrize("behaviour", [says(503, b""), says(429, b"", Retry_After="60")])
def test_one_that_stays_busy_is_given_up_before_the_deadline(behaviour):
    began = time.monotonic()
    with serving(behaviour) as server, pytest.raises(EditError, match="is busy") as caught:
        edit(server, seconds=0.6)

    assert caught.value.code == "OVERLOADED"
    assert time.monotonic() - began < LONG


@pytest.mark.parametrize(
    "behaviour",
    [
        image_server.waits(30.0),
        image_server.drips,
        image_server.drips_until_closed,
        image_server.falls_silent,
        image_server.drips_headers,
    ],
)
def test_one_that_is_slow_ends_at_the_deadline(behaviour):
    began = time.monotonic()
    with serving(behaviour) as server, pytest.raises(EditError, match="within 0.5 s"):
        edit(server, seconds=0.5)

    assert time.monotonic() - began < LONG


def test_nobody_there_is_told_with_the_host():
    with serving(image_server.inverts) as server:
        address = server.address
    gone = Server(address, "some-model", "", 0.3)

    with pytest.raises(EditError, match=r"127\.0\.0\.1:\d+ cannot be reached") as caught:
        gone.edit(pictures.png(IMAGE), None, "x", lambda: None)
    assert caught.value.code == "MODEL_UNAVAILABLE"


def test_a_reply_without_end_is_not_kept(monkeypatch):
    monkeypatch.setattr(openai_edits, "LARGEST_REPLY", 1000)
    with (
        serving(says(200, b" " * 5000)) as server,
        pytest.raises(EditError, match="larger than") as caught,
    ):
        edit(server)
    assert caught.value.code == "MODEL_FAILED"


@pytest.mark.parametrize(
    "address", ["", "host/v1", "file:///etc/passwd", "ftp://host/v1", "http://host:many/v1"]
)
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(ValueError, match="chatbrush.endpoint.*must be an address"):
        Server(address, "some-model", "", 1)


@pytest.mark.parametrize("key", ["sk-1\n23", "sk-é"])
def test_a_key_that_no_header_carries_is_refused_and_not_told(key):
    with pytest.raises(ValueError, match="no header can carry") as caught:
        Server("http://127.0.0.1:9/v1", "some-model", key, 1)

    assert "sk-" not in str(caught.value)
    assert "sk-" not in repr(Server("http://127.0.0.1:9/v1", "some-model", "sk-1", 1))


def test_a_picture_larger_than_it_looks_is_not_decoded():
    header = struct.pack(">IIBBBBB", 32000, 32000, 8, 2, 0, 0, 0)
    chunk = (
        struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    )
    bomb = b"\x89PNG\r\n\x1a\n" + chunk
    code = "import sys; from chatbrush_models.remote import pictures; " + (
        "pictures.read(sys.stdin.buffer.read(), 8, 8)"
    )
    environment = {
        **os.environ,
        "OPENCV_IO_MAX_IMAGE_PIXELS": "64000000",  # as launcher and images set it
        "PYTHONPATH": str(REPOSITORY),
    }
    ended = subprocess.run(
        [sys.executable, "-c", code], input=bomb, capture_output=True, env=environment
    )

    assert b"MODEL_FAILED: what the editor sent is no picture" in ended.stderr


def test_a_password_in_the_address_is_shown_to_nobody():
    gone = Server("http://someone:secret@127.0.0.1:9/v1/images/edits", "some-model", "", 0.2)

    with pytest.raises(EditError, match="127.0.0.1:9 cannot be reached") as caught:
        gone.edit(pictures.png(IMAGE), None, "x", lambda: None)
    assert "secret" not in str(caught.value)
