"""Small real processes that stand for the parts of a stack."""

import sys

from launcher.run import ports
from launcher.run.parts import Part

ANSWERS = """
import http.server, sys
class Ok(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b"{}")
server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Ok)
print("listening", flush=True)
server.serve_forever()
"""
DIES = "import sys; print('the reason stands here'); sys.exit(7)"


def answering(name, fingerprint="1", port=0):
    port = port or ports.any_free(set())
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-c", ANSWERS, str(port)]
    return Part(name, command, {}, url, url, {"address": url}, fingerprint)


def dying(name):
    nowhere = "http://127.0.0.1:1"
    return Part(name, [sys.executable, "-c", DIES], {}, nowhere, nowhere, {}, "1")


def silent(name):
    nowhere = "http://127.0.0.1:1"
    command = [sys.executable, "-c", "import time; time.sleep(600)"]
    return Part(name, command, {}, nowhere, nowhere, {}, "1")
