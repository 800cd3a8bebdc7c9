"""Small real processes that stand for the parts of a stack."""

import sys

from launcher.run import ports
from launcher.run.parts import Part

ANSWERS = """
import http.server, subprocess, sys
class Ok(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b"{}")
print("listening", flush=True)
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Ok).serve_forever()
"""
DIES = "import sys; print('the reason stands here'); sys.exit(7)"


def answering(name, fingerprint="1"):
    port = ports.any_free(set())
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-c", ANSWERS, str(port)]
    return Part(name, command, {}, url, {"address": url}, fingerprint)


def dying(name):
    return Part(name, [sys.executable, "-c", DIES], {}, "http://127.0.0.1:1", {}, "1")
