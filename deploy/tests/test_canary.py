"""The canary's judge, over Triton's HTTP protocol as two small servers speak it."""

import importlib.util
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

DEPLOY = Path(__file__).parents[1]
SPEC = importlib.util.spec_from_file_location("compare", DEPLOY / "canary" / "compare.py")
compare = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(compare)

PICTURE = {"name": "image", "data_type": "TYPE_FP32", "dims": ["3", "-1", "-1"]}
NETWORK = {"max_batch_size": 4, "input": [PICTURE], "output": [PICTURE]}
WORDS = {
    "input": [PICTURE],
    "output": [{"name": "names", "data_type": "TYPE_STRING", "dims": ["1"]}],
}
TOOL = {"input": [PICTURE], "output": [PICTURE], "model_transaction_policy": {"decoupled": True}}
PHOTO = np.tile(np.arange(256, dtype=np.uint8)[None, :, None], (64, 1, 3))


@pytest.fixture
def triton():
    """Start servers; each serves `names` and answers pictures made so much brighter."""
    running = []

    def start(names, brighter=0.0):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                name = self.path.split("/")[-2]
                config = {"tool": TOOL, "words": WORDS}.get(name, NETWORK)
                self.answer(json.dumps(config).encode())

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if self.path.endswith("index"):
                    states = [{"name": n, "state": "READY"} for n in names]
                    return self.answer(json.dumps(states).encode())
                head = int(self.headers["Inference-Header-Content-Length"])
                (asked,) = json.loads(body[:head])["inputs"]
                values = np.frombuffer(body[head:], np.float32) + np.float32(brighter)
                told = {"name": "out", "datatype": "FP32", "shape": asked["shape"]}
                told["parameters"] = {"binary_data_size": values.nbytes}
                reply = json.dumps({"outputs": [told]}).encode()
                return self.answer(reply + values.tobytes(), len(reply))

            def answer(self, body, head=None):
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                if head is not None:
                    self.send_header("Inference-Header-Content-Length", str(head))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *words):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        running.append(server)
        return compare.Server(f"http://127.0.0.1:{server.server_port}")

    yield start
    for server in running:
        server.shutdown()


def test_the_same_answers_agree_and_tools_are_not_asked(triton):
    both = triton(["eraser", "tool", "words"]), triton(["eraser", "tool", "words"])

    (line,) = compare.compare(*both, [PHOTO])

    assert line["network"] == "eraser" and line["psnr"] == 99.0 and "fault" not in line
    assert compare._verdict({**line, "canary_ms": line["stable_ms"]}, 35, 1.3) == ""


def test_other_answers_are_told(triton):
    (line,) = compare.compare(triton(["eraser"]), triton(["eraser"], 0.1), [PHOTO])

    assert line["psnr"] == pytest.approx(20, abs=0.1), "a tenth of the range of 0 to 1"
    assert "differs" in compare._verdict(line, 35, 1.3)


def test_a_network_that_the_canary_lacks_is_told(triton):
    lines = compare.compare(triton(["eraser", "looks"]), triton(["eraser"]), [PHOTO])

    assert [line.get("fault") for line in lines] == [None, "the canary does not serve it"]


def test_a_slower_one_is_told():
    line = {"psnr": 99.0, "stable_ms": 100.0, "canary_ms": 200.0}

    assert "1.3 times" in compare._verdict(line, 35, 1.3)
