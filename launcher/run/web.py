"""Asks local addresses."""

import json
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

from launcher.errors import LauncherError

# Local addresses are asked directly, whatever proxy the environment names.
_OPENER = build_opener(ProxyHandler({}))


def answers(url: str) -> bool:
    """Return True when the address replies 2xx."""
    try:
        with _OPENER.open(url, timeout=3):
            return True
    except (URLError, OSError, HTTPException):
        return False


def bearer(key_file: Path) -> dict[str, str]:
    """Return the header that shows the key in a file; nothing where there is no such file."""
    if not key_file.exists():
        return {}
    return {"Authorization": f"Bearer {key_file.read_text().strip()}"}


def read_json(
    url: str, body: bytes | None = None, headers: dict[str, str] | None = None
) -> object | None:
    """Return the JSON that an address replies (to a POST if there is a body), None without."""
    try:
        with _OPENER.open(Request(url, data=body, headers=headers or {}), timeout=5) as reply:
            value: object = json.load(reply)
            return value
    except (URLError, OSError, HTTPException, ValueError):
        return None


def call(url: str, method: str, secret: str, body: object | None = None) -> tuple[int, bytes]:
    """Return status and body of a reply, whatever the status is."""
    headers = {"Authorization": f"Bearer {secret}"}
    data = None if body is None else json.dumps(body).encode()
    if data is not None:
        headers["Content-Type"] = "application/json"
    try:
        with _OPENER.open(Request(url, data, headers, method=method), timeout=10) as reply:
            return reply.status, reply.read()
    except HTTPError as error:
        return error.code, error.read()
    except (URLError, OSError, HTTPException) as error:
        raise LauncherError(f"{url} does not answer: {error}.") from error
