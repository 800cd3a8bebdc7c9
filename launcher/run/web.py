"""Asks local addresses."""

import json
from http.client import HTTPException
from urllib.error import URLError
from urllib.request import ProxyHandler, Request, build_opener

# Local addresses are asked directly, whatever proxy the environment names.
_OPENER = build_opener(ProxyHandler({}))


def answers(url: str) -> bool:
    """Return True when the address replies 2xx."""
    try:
        with _OPENER.open(url, timeout=3):
            return True
    except (URLError, OSError, HTTPException):
        return False


def read_json(url: str, body: bytes | None = None) -> object | None:
    """Return the JSON that an address replies (to a POST if there is a body), None without."""
    try:
        with _OPENER.open(Request(url, data=body), timeout=5) as reply:
            value: object = json.load(reply)
            return value
    except (URLError, OSError, HTTPException, ValueError):
        return None
