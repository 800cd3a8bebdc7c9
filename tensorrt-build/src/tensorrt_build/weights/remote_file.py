"""A file on some server, as the downloader wants it."""

from __future__ import annotations

import urllib.parse
from dataclasses import dataclass, field


@dataclass(frozen=True)
class RemoteFile:
    """An address, the headers to send, and the member to take out of it (None = the file).

    sha256: what the server announces of the file itself, if it does. name: under which the partial
    download is kept; by default the address's last segment. revision: what the address was at.
    """

    url: str
    member: str | None
    headers: dict[str, str] = field(default_factory=dict)
    sha256: str | None = None
    name: str = ""
    revision: str = ""

    @property
    def file_name(self) -> str:
        """What the partial file is called."""
        path = urllib.parse.urlsplit(self.url).path
        return self.name or urllib.parse.unquote(path.rsplit("/", 1)[-1]) or "download"
