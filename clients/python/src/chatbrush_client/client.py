"""One Chatbrush server."""

from __future__ import annotations

import os
from pathlib import Path

from chatbrush_client.picture import Picture
from chatbrush_client.wire import Json, Wire

ADDRESS = "http://127.0.0.1:8080"


class Chatbrush:
    """A server, and all that is asked of it as a whole. Errors: ProblemError, UnreachableError."""

    def __init__(
        self, address: str = ADDRESS, key: str | None = None, timeout: float = 600.0
    ) -> None:
        """Only note where it is.

        key: an API key, where the server wants one; by default the environment variable
        CHATBRUSH_KEY. timeout: seconds that a server may be silent.
        """
        self._wire = Wire(address, key or os.environ.get("CHATBRUSH_KEY"), timeout)

    @property
    def address(self) -> str:
        """Where it is."""
        return self._wire.address

    def open(self, photo: str | Path | bytes, name: str | None = None) -> Picture:
        """Upload a photo (PNG, JPEG, WebP; what else the server takes) and open it for editing.

        photo: the file's path or its bytes. Errors besides: OSError where the file cannot be read.
        """
        if isinstance(photo, bytes):
            return Picture(self._wire, self._wire.upload("/api/sessions", photo, name or "picture"))
        path = Path(photo)
        upload = self._wire.upload("/api/sessions", path.read_bytes(), name or path.name)
        return Picture(self._wire, upload)

    def picture(self, session: str) -> Picture:
        """Go on with a picture that was opened before. session: its id."""
        return Picture(self._wire, self._wire.call("GET", f"/api/sessions/{session}").json())

    def tools(self) -> Json:
        """Tell what can be done now, by which models, and what each lets one set."""
        return self._wire.call("GET", "/api/tools").json()

    def status(self) -> Json:
        """Tell whether all parts are up."""
        return self._wire.call("GET", "/api/status").json()
