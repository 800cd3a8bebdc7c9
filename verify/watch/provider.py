"""A language model's server that plans one thing, as slowly and as dear as it is told.

A stand-in for a provider: what is drilled is how Chatbrush counts, tells and goes on without it.
"""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT_ANY = 0


class Provider:
    """Speaks OpenAI's chat completions on a port of its own, which it keeps."""

    def __init__(self) -> None:
        self._port = PORT_ANY
        self._server: ThreadingHTTPServer | None = None
        self.tokens = 200
        self.delay = 0.0  # seconds that it thinks
        self.asked = 0

    @property
    def address(self) -> str:
        """The base URL; known once it was started."""
        return f"http://127.0.0.1:{self._port}/v1"

    def start(self) -> None:
        """Answer from now on."""
        provider = self

        class Answer(BaseHTTPRequestHandler):  # HTTP/1.0: no line outlives its answer
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                provider.asked += 1
                time.sleep(provider.delay)
                body = json.dumps(completion(provider.tokens)).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        ThreadingHTTPServer.allow_reuse_address = True
        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), Answer)
        self._server.daemon_threads = True
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Go away: who asks is refused."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


def completion(tokens: int) -> dict[str, object]:
    """Return a plan of one step, and what it is said to have cost."""
    arguments = json.dumps({"prompt": "make it warmer"})
    call = {"name": "image_transform", "arguments": arguments}
    message = {
        "role": "assistant",
        "tool_calls": [{"id": "call_1", "type": "function", "function": call}],
    }
    usage = {"prompt_tokens": tokens - 10, "completion_tokens": 10, "total_tokens": tokens}
    return {
        "id": "c1", "object": "chat.completion", "created": 1, "model": "stand-in",
        "choices": [{"index": 0, "finish_reason": "tool_calls", "message": message}],
        "usage": usage,
    }  # fmt: skip
