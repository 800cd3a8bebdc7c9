"""A real HTTP server behind `/v1/images/edits` that behaves, or misbehaves, as a test wants it."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cv2
import numpy as np

Behaviour = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Reads the form into `fields`, then does what the next behaviour says."""

    protocol_version = "HTTP/1.1"
    server: ImageServer

    def do_POST(self) -> None:  # noqa: N802 - the class's name for it
        body = self.rfile.read(int(self.headers["Content-Length"]))
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        parts = BytesParser().parsebytes(head + body).get_payload()
        self.fields = {
            part.get_param("name", header="Content-Disposition"): part.get_payload(decode=True)
            for part in parts
        }
        self.server.asked.append((self.path, dict(self.headers), self.fields))
        behaviours = self.server.behaviours
        (behaviours.pop(0) if len(behaviours) > 1 else behaviours[0])(self)

    def answer(self, status: int, reply: object, **headers: str) -> None:
        body = reply if isinstance(reply, bytes) else json.dumps(reply).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class ImageServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, behaviours: list[Behaviour]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviours = behaviours
        self.asked: list[tuple[str, dict, dict]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1/images/edits"

    def handle_error(self, *_: object) -> None:
        """A caller that left is none of the test's business."""


@contextmanager
def serving(*behaviours: Behaviour) -> Iterator[ImageServer]:
    """Start a server; each request gets the next behaviour, the last one again and again."""
    server = ImageServer(list(behaviours))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def encoded(image: np.ndarray) -> str:
    return base64.b64encode(cv2.imencode(".png", image[..., ::-1])[1].tobytes()).decode()


def inverts(handler: Handler) -> None:
    """Answer with the negative where the mask is transparent, or everywhere without one."""
    image = cv2.imdecode(np.frombuffer(handler.fields["image"], np.uint8), cv2.IMREAD_COLOR)
    image, changed = image[..., ::-1], np.ones(image.shape[:2], bool)
    if "mask" in handler.fields:
        mask = np.frombuffer(handler.fields["mask"], np.uint8)
        changed = cv2.imdecode(mask, cv2.IMREAD_UNCHANGED)[..., 3] == 0
    answer = np.where(changed[..., None], 255 - image, image)
    handler.answer(200, {"data": [{"b64_json": encoded(answer)}]})


def doubles(handler: Handler) -> None:
    """Answer with twice the size, all red."""
    image = cv2.imdecode(np.frombuffer(handler.fields["image"], np.uint8), cv2.IMREAD_COLOR)
    large = np.zeros((2 * image.shape[0], 2 * image.shape[1], 3), np.uint8)
    large[..., 0] = 255
    handler.answer(200, {"data": [{"b64_json": encoded(large)}]})


def says(status: int, reply: object, **headers: str) -> Behaviour:
    return lambda handler: handler.answer(status, reply, **headers)


def hangs_up(handler: Handler) -> None:
    """Promise more than comes."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"data": [')
    handler.close_connection = True


def waits(seconds: float) -> Behaviour:
    def wait(handler: Handler) -> None:
        time.sleep(seconds)
        inverts(handler)

    return wait


def drips(handler: Handler, **headers: str) -> None:
    """Send a byte at a time, without end."""
    handler.send_response(200)
    for name, value in (headers or {"Content-Length": "100000"}).items():
        handler.send_header(name, value)
    handler.end_headers()
    for _ in range(300):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.1)


def drips_until_closed(handler: Handler) -> None:
    """Do so in a reply that ends with its connection, of which http.client lets go at once."""
    drips(handler, Connection="close")


def falls_silent(handler: Handler) -> None:
    """Begin such a reply, and say no more."""
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    time.sleep(30)


def drips_headers(handler: Handler) -> None:
    """Send a header at a time, without end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(90):
        handler.wfile.write(f"X-{number}: 1\r\n".encode())
        handler.wfile.flush()
        time.sleep(0.2)
