"""The ways to be slow that must not harm others."""

from verify.slow.clients import Kind

HOST = b" HTTP/1.1\r\nHost: localhost\r\n"
CHANGED = b"event:selection"
_LONG = "Content-Length: 1000000"
_JSON = "Content-Type: application/json"
_FORM = b'--x\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\n\r\nabc'


def request(line: str, *headers: str, body: bytes = b"") -> bytes:
    """Return a request of which the body, if any, only begins."""
    lines = "".join(f"{header}\r\n" for header in headers)
    return line.encode() + HOST + lines.encode() + b"\r\n" + body


def upload(name: str) -> Kind:
    """Return who sends a photo a byte a second."""
    form = "Content-Type: multipart/form-data; boundary=x"
    return Kind(name, request("POST /api/sessions", form, _LONG, body=_FORM), trickle=True)


def bodies(session: str) -> list[Kind]:
    """Return who sends other bodies and headers so."""
    begun = {
        "json": request(f"PUT {session}/selection", _JSON, "Content-Length: 9000", body=b'{"a":"'),
        "mask": request(f"PUT {session}/selection/mask.png", "Content-Type: image/png", _LONG),
        "chunk": request(
            f"POST {session}/messages", _JSON, "Transfer-Encoding: chunked", body=b"fffff\r\n{"
        ),
        "mcp": request("POST /mcp", _JSON, _LONG, body=b'{"a":"'),
        "header": b"GET /api/status" + HOST + b"X-Slow: ",
    }
    return [Kind(name, first, trickle=True) for name, first in begun.items()]


def stream(session: str) -> Kind:
    """Return who listens to what happens in a session."""
    events = request(f"GET {session}/events", "Accept: text/event-stream")
    return Kind("stream", events, awaits=CHANGED)


def reader(session: str) -> Kind:
    """Return who asks for a large picture and takes nothing of it."""
    return Kind("reader", request(f"GET {session}/revisions/1/image?format=png"), reads=False)
