"""The autoscalers of the manifests, on the real controller, by figures of a stand-in's."""

import json
import ssl
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlparse

from verify.figures import Figures
from verify.kubernetes.apiserver import ApiServer, Json
from verify.kubernetes.kubelet import is_ready, now

GROUP = "/apis/metrics.k8s.io/v1beta1"
MOST = {"mask-service": 4, "agent-service": 4, "editor-gateway": 6}
# A core is 1000 of these. The manifests add a pod above 300 % of 250.
CALM, BUSY = 700, 1500
STAYS_SECONDS = 10.0


def prove(figures: Figures, server: ApiServer) -> None:
    """Scale each service by its pods' CPU: up to its bound, and not down within ten minutes."""
    for part in MOST:
        server.must("scale", f"deployment/{part}", "--replicas=2")
    with Metrics(server) as metrics:
        metrics.millicores = CALM
        for part in MOST:
            _await(server, part, "ScalingActive", "ValidMetricFound")
        time.sleep(STAYS_SECONDS)
        for part in MOST:
            figures.equals(f"{part}: pods at {CALM / 1000:g} cores each", _pods(server, part), 2)
        metrics.millicores = BUSY
        for part, most in MOST.items():
            _await(server, part, "ScalingLimited", "TooManyReplicas")
            figures.equals(f"{part}: pods at {BUSY / 1000:g} cores each", _pods(server, part), most)
        metrics.millicores = 0
        for part, most in MOST.items():
            _await(server, part, "AbleToScale", "ScaleDownStabilized")
            figures.equals(f"{part}: pods, idle again just now", _pods(server, part), most)


def _pods(server: ApiServer, part: str) -> int:
    return sum(map(is_ready, server.pods(part)))


def _await(server: ApiServer, part: str, condition: str, reason: str) -> None:
    path = f"/apis/autoscaling/v2/namespaces/chatbrush/horizontalpodautoscalers/{part}"
    end = time.monotonic() + 90
    while True:
        status = server.ask("GET", path)["status"]
        told = {one["type"]: one.get("reason") for one in status.get("conditions", [])}
        if told.get(condition) == reason and _pods(server, part) == status.get("desiredReplicas"):
            return
        if time.monotonic() > end:
            raise RuntimeError(f"{part} is not {reason}: {status}")
        time.sleep(1)


class Metrics:
    """Serves the resource metrics API to the API server: each pod uses `millicores`."""

    def __init__(self, server: ApiServer) -> None:
        self._server = server
        self.millicores = 0
        handler = type("Handler", (_Handler,), {"metrics": self})
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*_certificate(server.folder))
        self._http.socket = context.wrap_socket(self._http.socket, server_side=True)

    def __enter__(self) -> "Metrics":
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        for one in _registered(self._http.server_port):
            self._server.must("apply", "-f", "-", given=json.dumps(one))
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    def answer(self, address: str) -> Json | None:
        """Return the list of kinds, or what the pods use that a selector names."""
        asked = urlparse(address)
        if asked.path == GROUP:
            kind = {"name": "pods", "namespaced": True, "kind": "PodMetrics", "verbs": ["list"]}
            group = GROUP.removeprefix("/apis/")
            return {"kind": "APIResourceList", "groupVersion": group, "resources": [kind]}
        if not asked.path.endswith("/namespaces/chatbrush/pods"):
            return None
        selector = parse_qs(asked.query)["labelSelector"][0]
        part = dict(pair.split("=") for pair in selector.split(","))["app.kubernetes.io/name"]
        items = [self._used(pod) for pod in self._server.pods(part)]
        return {"kind": "PodMetricsList", "apiVersion": GROUP[6:], "metadata": {}, "items": items}

    def _used(self, pod: Json) -> Json:
        usage = {"cpu": f"{self.millicores}m", "memory": "500Mi"}
        container = pod["spec"]["containers"][0]["name"]
        return {
            "metadata": {"name": pod["metadata"]["name"], "namespace": "chatbrush"},
            "timestamp": now(),
            "window": "1s",
            "containers": [{"name": container, "usage": usage}],
        }


class _Handler(BaseHTTPRequestHandler):
    metrics: Metrics

    def do_GET(self) -> None:  # noqa: N802 - the library's name
        answer = self.metrics.answer(self.path)
        body = json.dumps(answer).encode()
        self.send_response(200 if answer else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay silent: the API server asks every two seconds."""


def _registered(port: int) -> list[Json]:
    """Return what an installation of metrics-server registers, at a port of this machine."""
    service = {"name": "metrics", "namespace": "chatbrush"}
    name = {"type": "ExternalName", "externalName": "localhost"}
    registration = {
        "group": "metrics.k8s.io", "version": "v1beta1", "insecureSkipTLSVerify": True,
        "groupPriorityMinimum": 100, "versionPriority": 100,
        "service": {**service, "port": port},
    }  # fmt: skip
    return [
        {"apiVersion": "v1", "kind": "Service", "metadata": service, "spec": name},
        {
            "apiVersion": "apiregistration.k8s.io/v1",
            "kind": "APIService",
            "metadata": {"name": "v1beta1.metrics.k8s.io"},
            "spec": registration,
        },
    ]


def _certificate(folder: Path) -> tuple[str, str]:
    certificate, key = str(folder / "metrics.pem"), str(folder / "metrics.key")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
         "-subj", "/CN=localhost", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    return certificate, key
