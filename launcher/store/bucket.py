"""Pictures in a bucket, by the gateway's settings and under its keys, ab/abcdef… after a prefix.

Four calls of S3, signed by hand, so that a copy needs nothing that is not here.
Source: Amazon S3 API Reference, "Authenticating Requests (AWS Signature Version 4)",
ListObjectsV2, GetObject, PutObject.
"""

import datetime
import hashlib
import hmac
import os
import re
import shutil
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import TypeVar
from xml.etree import ElementTree

from launcher.errors import LauncherError

T = TypeVar("T")
NOTHING = hashlib.sha256(b"").hexdigest()
KEY = re.compile(r"[0-9a-f]{2}/([0-9a-f]{64})")
TRIES = 4
SECONDS = 60.0


@dataclass(frozen=True)
class Bucket:
    """A bucket below a prefix. LauncherError where it cannot be reached or refuses."""

    name: str
    endpoint: str
    region: str
    path_style: bool
    prefix: str
    key: str
    secret: str = field(repr=False)
    token: str = field(repr=False)

    @staticmethod
    def of_variables() -> "Bucket":
        """Return the one that the gateway's variables name."""
        given = os.environ.get
        name, region = given("CHATBRUSH_S3_BUCKET", ""), given("CHATBRUSH_S3_REGION", "us-east-1")
        key, secret = given("AWS_ACCESS_KEY_ID", ""), given("AWS_SECRET_ACCESS_KEY", "")
        if not (name and key and secret):
            raise LauncherError(
                "Pictures lie in a bucket, and its name or key is not given.",
                "set CHATBRUSH_S3_BUCKET, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY "
                "(and CHATBRUSH_S3_… as the gateway has them)",
            )
        return Bucket(
            name,
            given("CHATBRUSH_S3_ENDPOINT") or f"https://s3.{region}.amazonaws.com",
            region,
            given("CHATBRUSH_S3_PATH_STYLE", "false").lower() == "true",
            given("CHATBRUSH_S3_PREFIX", ""),
            key,
            secret,
            given("AWS_SESSION_TOKEN", ""),
        )

    def __str__(self) -> str:
        return f"the bucket {self.name}"

    def names(self) -> Iterator[str]:
        """All pictures by their hashes; what is being written or removed is none."""
        after = ""
        while True:
            query = {"list-type": "2", "prefix": self.prefix}
            query |= {"continuation-token": after} if after else {}
            page = ElementTree.fromstring(self._ask("GET", "", HTTPResponse.read, query))
            for entry in page.iterfind("{*}Contents/{*}Key"):
                if found := KEY.fullmatch((entry.text or "").removeprefix(self.prefix)):
                    yield found[1]
            after = page.findtext("{*}NextContinuationToken") or ""
            if not after:
                return

    def fetch(self, name: str, target: Path) -> None:
        """Write a picture into a file; FileNotFoundError where it was removed meanwhile."""

        def write(reply: HTTPResponse) -> None:
            with target.open("wb") as file:
                shutil.copyfileobj(reply, file, 1 << 20)
                came, told = file.tell(), reply.headers["Content-Length"]
            if told and came != int(told):
                raise ConnectionError(f"{came} of {told} bytes came")

        self._ask("GET", self._key_of(name), write)

    def keep(self, name: str, source: Path) -> None:
        """Put a picture there; the server is told its hash and refuses other bytes."""
        self._ask("PUT", self._key_of(name), HTTPResponse.read, file=source)

    def _key_of(self, name: str) -> str:
        return f"{self.prefix}{name[:2]}/{name}"

    def _ask(
        self,
        method: str,
        key: str,
        read: Callable[[HTTPResponse], T],
        query: dict[str, str] | None = None,
        file: Path | None = None,
    ) -> T:
        """Ask and read the reply, again where the server or the line has a bad moment."""
        for attempt in range(1, TRIES + 1):
            try:
                with self._once(method, key, query or {}, file) as reply:
                    return read(reply)
            except urllib.error.HTTPError as refused:
                if refused.code == 404 and key:
                    raise FileNotFoundError(key) from refused
                said = f"{refused.code} {refused.read(500).decode(errors='replace')}"
                again = refused.code >= 500
            except (OSError, HTTPException) as lost:
                said, again = str(lost), True
            if not again or attempt == TRIES:
                raise LauncherError(
                    f"{self} at {self.endpoint} does not do {method}: {said}",
                    "look at CHATBRUSH_S3_… and AWS_…: they are to be those of the gateway",
                )
            time.sleep(attempt)
        raise AssertionError("unreachable")

    def _once(
        self, method: str, key: str, query: dict[str, str], file: Path | None
    ) -> HTTPResponse:
        place = urllib.parse.urlsplit(self.endpoint)
        host = place.netloc if self.path_style else f"{self.name}.{place.netloc}"
        path = f"/{self.name}/{key}" if self.path_style else f"/{key}"
        path = urllib.parse.quote(path, safe="/-_.~")
        asked = "&".join(
            f"{_quoted(name)}={_quoted(value)}" for name, value in sorted(query.items())
        )
        content = file.name if file else NOTHING  # a picture is named by its hash
        headers = self.signed(method, host, path, asked, content, now())
        url = f"{place.scheme}://{host}{path}" + (f"?{asked}" if asked else "")
        request = urllib.request.Request(url, method=method, headers=headers)
        if file is None:
            reply: HTTPResponse = urllib.request.urlopen(request, timeout=SECONDS)
            return reply
        with file.open("rb") as request.data:
            request.add_header("Content-Length", str(file.stat().st_size))
            reply = urllib.request.urlopen(request, timeout=SECONDS)
            return reply

    def signed(
        self, method: str, host: str, path: str, query: str, content: str, at: str
    ) -> dict[str, str]:
        """Return the headers that prove who asks, for a quarter of an hour. at: 20130524T000000Z.

        content: SHA-256 of what is sent; path and query are quoted already.
        """
        headers = {"host": host, "x-amz-content-sha256": content, "x-amz-date": at}
        if self.token:
            headers["x-amz-security-token"] = self.token
        names = ";".join(sorted(headers))
        lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
        canonical = "\n".join([method, path, query, lines, names, content])  # task 1
        scope = f"{at[:8]}/{self.region}/s3/aws4_request"
        digest = hashlib.sha256(canonical.encode()).hexdigest()
        signing = f"AWS4-HMAC-SHA256\n{at}\n{scope}\n{digest}"  # task 2
        key = f"AWS4{self.secret}".encode()
        for part in scope.split("/"):
            key = hmac.new(key, part.encode(), hashlib.sha256).digest()
        signature = hmac.new(key, signing.encode(), hashlib.sha256).hexdigest()  # task 3
        headers["authorization"] = (
            f"AWS4-HMAC-SHA256 Credential={self.key}/{scope}, SignedHeaders={names}, "
            f"Signature={signature}"
        )
        return headers


def now() -> str:
    """Return the time as signatures have it."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")


def _quoted(text: str) -> str:
    return urllib.parse.quote(text, safe="-_.~")
