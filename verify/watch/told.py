"""What a cluster and a GPU would tell, where there is neither: a page of metrics of our own.

Stand-ins: they show that a rule fires on these names and labels, not what brings them about.
"""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Beside:
    """A target for Prometheus that tells what it was told to."""

    def __init__(self) -> None:
        self._pages: dict[str, str] = {}
        pages = self._pages

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = "".join(pages.values()).encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/plain; version=0.0.4")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self._server.daemon_threads = True
        self.target = f"127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def tell(self, name: str, text: str) -> None:
        """Tell this from now on, in place of what was told by that name."""
        self._pages[name] = text

    def close(self) -> None:
        """Go away."""
        self._server.shutdown()
        self._server.server_close()


def cluster(restarts: int) -> str:
    """Return what kube-state-metrics 2 tells of a container that was killed for its memory."""
    of = 'namespace="chatbrush",pod="triton-0",uid="c0ffee",container="triton"'
    text = f"kube_pod_container_status_restarts_total{{{of}}} {restarts}\n"
    if restarts:
        name = "kube_pod_container_status_last_terminated_reason"
        text += f'{name}{{{of},reason="OOMKilled"}} 1\n'
    return text


def gpu(used: float) -> str:
    """Return what Triton tells of a GPU's memory, of which so much is in use."""
    of = '{gpu_uuid="GPU-stand-in"}'
    total = 140e9
    return f"nv_gpu_memory_used_bytes{of} {used * total}\nnv_gpu_memory_total_bytes{of} {total}\n"
