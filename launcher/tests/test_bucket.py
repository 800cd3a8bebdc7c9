"""Pictures in a bucket: how calls are signed, and what is said where nothing is to be had.

A real server of S3 is copied and restored by `./chatbrush verify store`.
"""

import hashlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from launcher.errors import LauncherError
from launcher.layout import Layout
from launcher.store import archive, bucket
from launcher.store.bucket import NOTHING, Bucket

PAGE = """<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
{keys}{more}</ListBucketResult>"""


def name(content):
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def server():
    """A server that has two pages of keys and pictures in them."""
    kept = {f"p/{name(c)[:2]}/{name(c)}": c for c in (b"one", b"two")}
    others = {"p/leaving/" + name(b"one") + "-x": b"", "p/partial/gateway": b"half"}

    broken = set()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            asked = urlsplit(self.path)
            key = asked.path.removeprefix("/pictures/")
            if key in kept and key not in broken:  # the line breaks the first time
                broken.add(key)
                return self.answer(200, kept[key], len(kept[key]) - 1)
            if key in kept:
                return self.answer(200, kept[key])
            if key:
                return self.answer(404, b"NoSuchKey")
            after = parse_qs(asked.query).get("continuation-token", [""])[0]
            keys = list(kept)[1:] if after else [*others, *list(kept)[:1]]
            text = "".join(f"<Contents><Key>{key}</Key></Contents>" for key in keys)
            more = "" if after else "<NextContinuationToken>2/=</NextContinuationToken>"
            self.answer(200, PAGE.format(keys=text, more=more).encode())

        def do_PUT(self):
            content = self.rfile.read(int(self.headers["Content-Length"]))
            if name(content) != self.headers["x-amz-content-sha256"]:
                return self.answer(400, b"XAmzContentSHA256Mismatch")
            kept[self.path.removeprefix("/pictures/")] = content
            self.answer(200, b"")

        def answer(self, status, body, sent=None):
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[:sent])

        def log_message(self, *_):
            pass

    made = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made, kept
    made.shutdown()
    made.server_close()


def of(address, **changes):
    settings = {
        "name": "pictures", "endpoint": address, "region": "us-east-1", "path_style": True,
        "prefix": "p/", "key": "id", "secret": "secret", "token": "",
    }  # fmt: skip
    return Bucket(**settings | changes)


def test_a_call_is_signed_as_amazons_example():
    """Amazon's "Example: GET Bucket (List Objects)" with its keys, which are nobody's."""
    asked = of(
        "https://s3.amazonaws.com",
        key="AKIAIOSFODNN7EXAMPLE",
        secret="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    )

    headers = asked.signed(
        "GET", "examplebucket.s3.amazonaws.com", "/", "max-keys=2&prefix=J", NOTHING,
        "20130524T000000Z",
    )  # fmt: skip

    assert headers["authorization"].endswith(
        "Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
    )


def test_pictures_alone_are_listed_page_by_page(server):
    made, _ = server

    assert set(of(f"http://127.0.0.1:{made.server_port}").names()) == {name(b"one"), name(b"two")}


def test_what_is_put_can_be_fetched(server, tmp_path):
    made, kept = server
    there = of(f"http://127.0.0.1:{made.server_port}")
    (tmp_path / name(b"three")).write_bytes(b"three")

    there.keep(name(b"three"), tmp_path / name(b"three"))
    there.fetch(name(b"three"), tmp_path / "back")

    assert (tmp_path / "back").read_bytes() == b"three"
    assert kept[f"p/{name(b'three')[:2]}/{name(b'three')}"] == b"three"
    with pytest.raises(FileNotFoundError):
        there.fetch(name(b"four"), tmp_path / "gone")


def test_a_refusal_tells_the_servers_words(server, tmp_path):
    made, _ = server
    (tmp_path / name(b"one")).write_bytes(b"other bytes")

    with pytest.raises(LauncherError, match="400 XAmzContentSHA256Mismatch"):
        of(f"http://127.0.0.1:{made.server_port}").keep(name(b"one"), tmp_path / name(b"one"))


def test_who_is_not_there_is_asked_again_and_named(monkeypatch):
    waited = []
    monkeypatch.setattr(bucket.time, "sleep", waited.append)

    with pytest.raises(LauncherError, match=r"bucket pictures at http://127\.0\.0\.1:9"):
        list(of("http://127.0.0.1:9").names())
    assert len(waited) == bucket.TRIES - 1


def test_a_bucket_without_a_key_is_told_what_it_lacks(monkeypatch, tmp_path):
    monkeypatch.setenv("CHATBRUSH_STORAGE_PICTURES", "s3")
    for variable in ("CHATBRUSH_S3_BUCKET", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(variable, raising=False)

    with pytest.raises(LauncherError) as refused:
        archive.back_up(Layout(tmp_path, tmp_path, tmp_path), tmp_path / "copy")
    assert "AWS_ACCESS_KEY_ID" in refused.value.remedy
