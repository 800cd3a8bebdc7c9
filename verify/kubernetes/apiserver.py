"""A real Kubernetes API server here for as long as a proof takes. No node."""

import json
import os
import shutil
import ssl
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Any

from verify.stack import free_port

NEEDED = ("etcd", "kubectl", "openssl")
START_SECONDS = 120.0
TOKEN = "for-this-proof-only"
PODS = "/api/v1/namespaces/chatbrush/pods"
# Those that make pods of what is applied, that keep, count and remove them, and that scale.
CONTROLLERS = (
    "deployment-controller,replicaset-controller,job-controller,serviceaccount-controller,"
    "garbage-collector-controller,disruption-controller,horizontal-pod-autoscaler-controller"
)
# A cluster waits minutes where a proof waits seconds: how often it looks, how long a pod is new.
SOON = (
    "--horizontal-pod-autoscaler-sync-period=2s",
    "--horizontal-pod-autoscaler-cpu-initialization-period=1s",
    "--horizontal-pod-autoscaler-initial-readiness-delay=1s",
)
Json = dict[str, Any]


class ApiServer:
    """etcd and kube-apiserver on free ports of the loopback; gone at the end."""

    def __init__(self, kube_apiserver: Path) -> None:
        self._program = kube_apiserver
        self.folder = Path(tempfile.mkdtemp(prefix="chatbrush-kubernetes-"))
        self._processes: list[subprocess.Popen[bytes]] = []
        self._port = free_port()

    def __enter__(self) -> "ApiServer":
        etcd, peers = free_port(), free_port()
        self._start(
            "etcd", f"--data-dir={self.folder / 'etcd'}",
            f"--listen-client-urls=http://127.0.0.1:{etcd}",
            f"--advertise-client-urls=http://127.0.0.1:{etcd}",
            f"--listen-peer-urls=http://127.0.0.1:{peers}",
        )  # fmt: skip
        key = self.folder / "key"
        subprocess.run(
            ["openssl", "genrsa", "-out", str(key), "2048"], check=True, capture_output=True
        )
        tokens = self.folder / "tokens.csv"
        tokens.write_text(f"{TOKEN},admin,admin,system:masters\n")
        self.kubeconfig.write_text(json.dumps(_kubeconfig(self.address)))
        self._start(
            str(self._program), f"--etcd-servers=http://127.0.0.1:{etcd}",
            "--bind-address=127.0.0.1", f"--secure-port={self._port}",
            f"--cert-dir={self.folder / 'certificates'}", f"--token-auth-file={tokens}",
            "--service-cluster-ip-range=10.0.0.0/24", "--authorization-mode=RBAC",
            "--service-account-issuer=https://kubernetes.default.svc",
            f"--service-account-key-file={key}", f"--service-account-signing-key-file={key}",
        )  # fmt: skip
        end = time.monotonic() + START_SECONDS
        while self.kubectl("get", "--raw", "/readyz").returncode != 0:
            if time.monotonic() > end:
                self.__exit__(None, None, None)
                raise RuntimeError("the API server does not become ready")
            time.sleep(1)
        return self

    def __exit__(
        self, kind: type | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in reversed(self._processes):
            process.terminate()
            process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"https://127.0.0.1:{self._port}"

    @property
    def kubeconfig(self) -> Path:
        """What its administrator's kubectl is told by."""
        return self.folder / "kubeconfig"

    def control(self, controller_manager: Path) -> None:
        """Start the controllers."""
        self._start(
            str(controller_manager), f"--kubeconfig={self.kubeconfig}",
            f"--controllers={CONTROLLERS}", "--leader-elect=false", "--secure-port=0", *SOON,
            f"--service-account-private-key-file={self.folder / 'key'}",
        )  # fmt: skip

    def _start(self, *command: str) -> None:
        log = self.folder / f"{Path(command[0]).name}.log"
        with log.open("wb") as out:
            self._processes.append(
                subprocess.Popen(command, stdout=out, stderr=out, cwd=self.folder)
            )

    def command(self, *words: str) -> list[str]:
        """Return the words of a kubectl that is its administrator's, whatever else is set up."""
        return ["kubectl", f"--kubeconfig={self.kubeconfig}", *words]

    def kubectl(self, *words: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run kubectl as its administrator."""
        return subprocess.run(
            self.command(*words), input=given, capture_output=True, text=True, env=os.environ
        )

    def must(self, *words: str, given: str | None = None) -> str:
        """Run kubectl in our namespace and return what it says; it must not be refused."""
        said = self.kubectl("--namespace=chatbrush", *words, given=given)
        if said.returncode != 0:
            raise RuntimeError(f"kubectl {' '.join(words)}: {said.stderr.strip()}")
        return said.stdout

    def ask(self, method: str, path: str, body: Json | None = None) -> Json:
        """Ask it without kubectl. What it refuses is an HTTPError."""
        request = urllib.request.Request(
            self.address + path, json.dumps(body).encode() if body else None, method=method
        )
        request.add_header("Authorization", f"Bearer {TOKEN}")
        patch = "strategic-merge-patch+" if method == "PATCH" else ""
        request.add_header("Content-Type", f"application/{patch}json")
        context = ssl._create_unverified_context()  # its certificate is made as it starts
        with urllib.request.urlopen(request, context=context, timeout=20) as reply:
            answer: Json = json.loads(reply.read())
            return answer

    def pods(self, name: str) -> list[Json]:
        """Return the pods of one part that nobody has asked to go."""
        found = self.ask("GET", f"{PODS}?labelSelector=app.kubernetes.io/name={name}")["items"]
        return [pod for pod in found if "deletionTimestamp" not in pod["metadata"]]


def _kubeconfig(address: str) -> Json:
    cluster = {"server": address, "insecure-skip-tls-verify": True}
    return {
        "apiVersion": "v1",
        "kind": "Config",
        "clusters": [{"name": "here", "cluster": cluster}],
        "users": [{"name": "admin", "user": {"token": TOKEN}}],
        "contexts": [{"name": "here", "context": {"cluster": "here", "user": "admin"}}],
        "current-context": "here",
    }
