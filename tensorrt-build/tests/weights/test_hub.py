from __future__ import annotations

import hashlib

import pytest
from file_server import serving
from tensorrt_build.errors import NoNetworkError, SourceError
from tensorrt_build.weights.hub import hub_file
from tensorrt_build.weights.manifest import Source

DATA = b"weights" * 1000
SHA256 = hashlib.sha256(DATA).hexdigest()
COMMIT = "0123456789abcdef0123456789abcdef01234567"
SOURCE = Source("hub", "owner/name", "unet/net 1.safetensors", "main")


def endpoint(server) -> str:
    return server.url.rsplit("/", 1)[0]


@pytest.fixture
def hub(monkeypatch):
    """A hub that redirects to its storage, as for every large file."""
    with serving(DATA) as storage:
        headers = {"X-Repo-Commit": COMMIT, "X-Linked-ETag": f'"{SHA256}"'}
        with serving(b"", redirect=storage.url, headers=headers) as server:
            monkeypatch.setenv("HF_ENDPOINT", endpoint(server) + "/")
            monkeypatch.delenv("HF_TOKEN", raising=False)
            server.storage = storage
            yield server


def test_the_address_is_fixed_to_the_commit_and_the_hash_is_the_announced_one(hub):
    remote = hub_file(SOURCE)

    member = "unet/net%201.safetensors"
    assert hub.paths == [f"HEAD /owner/name/resolve/main/{member}"]
    assert remote.url == f"{endpoint(hub)}/owner/name/resolve/{COMMIT}/{member}"
    assert remote.sha256 == SHA256
    assert remote.revision == COMMIT
    assert remote.member is None


def test_files_of_the_same_name_have_partials_of_their_own(hub):
    other = Source("hub", "owner/name", "vae/net 1.safetensors", "main")

    assert hub_file(SOURCE).file_name != hub_file(other).file_name
    assert "/" not in hub_file(SOURCE).file_name


def test_the_token_goes_to_the_hub_alone(hub, monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "secret")

    remote = hub_file(SOURCE)

    assert hub.requests[0]["Authorization"] == "Bearer secret"
    assert remote.headers == {"Authorization": "Bearer secret"}
    assert hub.storage.requests == []


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (401, "the repository is gated, private or gone; accept its terms at .*/owner/name, and"),
        (403, "set HF_TOKEN to your token"),
        (404, "the hub has no unet/net 1.safetensors at revision main"),
        (500, "the hub answered HTTP 500"),
    ],
)
def test_says_what_to_do_about_a_refusal(hub, status, sentence):
    hub.statuses = [status]

    with pytest.raises(SourceError, match=sentence) as caught:
        hub_file(SOURCE)
    assert not isinstance(caught.value, NoNetworkError)


def test_says_that_the_token_has_no_access(hub, monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "secret")
    hub.statuses = [403]

    with pytest.raises(SourceError, match="the token has no access to it"):
        hub_file(SOURCE)


def test_says_that_the_hub_cannot_be_reached(monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")

    with pytest.raises(NoNetworkError, match="127.0.0.1:9 cannot be reached"):
        hub_file(SOURCE)


def test_a_mirror_that_announces_nothing_is_taken_at_its_word(hub):
    hub.headers = {}

    remote = hub_file(SOURCE)

    assert remote.sha256 is None
    assert remote.revision == "main"


def test_a_renamed_repository_is_followed_on_the_same_host(hub):
    old = "/owner/name/resolve/main/unet/net%201.safetensors"
    hub.moved = {old: old.replace("owner", "new-owner")}

    assert hub_file(SOURCE).sha256 == SHA256
    assert hub.paths == [f"HEAD {old}", f"HEAD {old.replace('owner', 'new-owner')}"]
