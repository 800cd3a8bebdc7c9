"""Files of the Hugging Face hub: the address at a fixed commit, and the hash the hub announces.

HF_ENDPOINT names another hub or a mirror, HF_TOKEN a token that is sent to that host alone. The
hub answers a HEAD request on /OWNER/NAME/resolve/REVISION/FILE with the commit (X-Repo-Commit) and,
for large files, the content's SHA-256 (X-Linked-ETag) before it redirects to its storage.
"""

from __future__ import annotations

import os
import re
import urllib.error
import urllib.parse

from tensorrt_build.errors import SourceError
from tensorrt_build.weights.http_client import headers_of
from tensorrt_build.weights.manifest import Source
from tensorrt_build.weights.remote_file import RemoteFile

HUB = "https://huggingface.co"
SHA256 = re.compile(r"[0-9a-f]{64}")
COMMIT = re.compile(r"[0-9a-f]{40}")


def hub_file(source: Source) -> RemoteFile:
    """Find a file of the hub. Errors: SourceError with what to do, NoNetworkError."""
    endpoint = os.environ.get("HF_ENDPOINT", HUB).rstrip("/")
    token = os.environ.get("HF_TOKEN")
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        facts = headers_of(_address(endpoint, source, source.revision), headers)
    except urllib.error.HTTPError as error:
        raise SourceError(_refusal(error.code, endpoint, source, bool(token))) from error
    found = {name.lower(): value for name, value in facts.items()}
    commit = found.get("x-repo-commit", "")
    revision = commit if COMMIT.fullmatch(commit) else source.revision
    announced = found.get("x-linked-etag", "").strip('"')
    return RemoteFile(
        url=_address(endpoint, source, revision),
        member=None,
        headers=headers,
        sha256=announced if SHA256.fullmatch(announced) else None,
        name="--".join([*source.package.split("/"), revision, *source.member.split("/")]),
        revision=revision,
    )


def _address(endpoint: str, source: Source, revision: str) -> str:
    member = urllib.parse.quote(source.member)
    return f"{endpoint}/{source.package}/resolve/{revision}/{member}"


def _refusal(status: int, endpoint: str, source: Source, has_token: bool) -> str:
    if status in (401, 403):
        step = "the token has no access to it" if has_token else "set HF_TOKEN to your token"
        return (
            f"the hub answered HTTP {status}: the repository is gated, private or gone; "
            f"accept its terms at {endpoint}/{source.package}, and {step}"
        )
    if status == 404:
        return f"the hub has no {source.member} at revision {source.revision}"
    return f"the hub answered HTTP {status}"
