"""What can go wrong."""

from __future__ import annotations

from typing import Any


class ChatbrushError(Exception):
    """The root of all of this package's own errors."""


class UnreachableError(ChatbrushError):
    """No server answered at the address, or it stopped in the middle of an answer."""


class ProblemError(ChatbrushError):
    """The server refused or failed: an application/problem+json of its own (RFC 9457).

    code: stable, such as SELECTION_OUTSIDE; docs/problems.md lists all. status: of HTTP. detail:
    what was expected, what came and what to do. body: the whole JSON.
    """

    def __init__(self, body: dict[str, Any], status: int) -> None:
        self.body = body
        self.status = int(body.get("status", status))
        self.code = str(body.get("code", ""))
        self.title = str(body.get("title", "")) or f"the server answered {status}"
        self.detail = str(body.get("detail", ""))
        super().__init__(" ".join(filter(None, (f"{self.title}.", self.detail))))


class UsageError(ChatbrushError):
    """What was asked for cannot be; the sentence says what can."""
