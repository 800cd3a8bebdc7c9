"""A real Kubernetes API server here for as long as a proof takes. No node, no controller."""

import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType

from verify.stack import free_port

MODULE = "k8s.io/kubernetes"
VERSION = "v1.34.4"
PROGRAMS = ("kube-apiserver", "kube-controller-manager")
# Those that make pods of what is applied, and what pods need to be made.
CONTROLLERS = "deployment-controller,replicaset-controller,job-controller,serviceaccount-controller"
NEEDED = ("etcd", "kubectl", "openssl")
START_SECONDS = 120.0
TOKEN = "for-this-proof-only"


def program(folder: Path, name: str) -> Path:
    """Return a program of Kubernetes: on the PATH, or built (`go`, some ten minutes at first)."""
    if found := shutil.which(name):
        return Path(found)
    built = folder / f"{name}-{VERSION}"
    if not built.exists():
        _build(folder, name, built)
    return built


def _build(folder: Path, name: str, target: Path) -> None:
    if shutil.which("go") is None:
        raise RuntimeError(f"neither {name} nor go is installed: apt-get install golang")
    module = folder / "module"
    module.mkdir(parents=True, exist_ok=True)
    told = json.loads(_go(module, "mod", "download", "-json", f"{MODULE}@{VERSION}"))
    theirs = json.loads(_go(Path(told["Dir"]), "mod", "edit", "-json"))
    staged = "v0" + VERSION.removeprefix("v1")
    lines = ["module chatbrush.dev/apiserver", f"go {theirs['Go']}", f"require {MODULE} {VERSION}"]
    # In the module's own tree these lie in a folder; published, each is a module.
    lines += [
        f"replace {one['Old']['Path']} => {one['Old']['Path']} {staged}"
        for one in theirs["Replace"]
        if one["New"]["Path"].startswith("./staging")
    ]
    (module / "go.mod").write_text("\n".join(lines) + "\n")
    (module / "tools.go").write_text(
        "//go:build tools\n\npackage tools\n\n"
        + "".join(f'import _ "{MODULE}/cmd/{program}/app"\n' for program in PROGRAMS)
    )
    _go(module, "mod", "tidy")
    print(f"building {name} {VERSION} …", flush=True)
    _go(module, "build", "-ldflags", "-s -w", "-o", str(target), f"{MODULE}/cmd/{name}")


def _go(folder: Path, *words: str) -> str:
    reply = subprocess.run(["go", *words], cwd=folder, capture_output=True, text=True)
    if reply.returncode != 0:
        raise RuntimeError(f"go {' '.join(words)}: {reply.stderr[-2000:]}")
    return reply.stdout


class ApiServer:
    """etcd and kube-apiserver on free ports of the loopback; gone at the end."""

    def __init__(self, kube_apiserver: Path) -> None:
        self._program = kube_apiserver
        self._folder = Path(tempfile.mkdtemp(prefix="chatbrush-kubernetes-"))
        self._processes: list[subprocess.Popen[bytes]] = []
        self._port = free_port()

    def __enter__(self) -> "ApiServer":
        etcd, peers = free_port(), free_port()
        self._start(
            "etcd", f"--data-dir={self._folder / 'etcd'}",
            f"--listen-client-urls=http://127.0.0.1:{etcd}",
            f"--advertise-client-urls=http://127.0.0.1:{etcd}",
            f"--listen-peer-urls=http://127.0.0.1:{peers}",
        )  # fmt: skip
        key = self._folder / "key"
        subprocess.run(
            ["openssl", "genrsa", "-out", str(key), "2048"], check=True, capture_output=True
        )
        tokens = self._folder / "tokens.csv"
        tokens.write_text(f"{TOKEN},admin,admin,system:masters\n")
        self._start(
            str(self._program), f"--etcd-servers=http://127.0.0.1:{etcd}",
            "--bind-address=127.0.0.1", f"--secure-port={self._port}",
            f"--cert-dir={self._folder / 'certificates'}", f"--token-auth-file={tokens}",
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
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"https://127.0.0.1:{self._port}"

    @property
    def kubeconfig(self) -> Path:
        """What its administrator's kubectl is told by."""
        file = self._folder / "kubeconfig"
        cluster = {"server": self.address, "insecure-skip-tls-verify": True}
        file.write_text(
            json.dumps(
                {
                    "apiVersion": "v1",
                    "kind": "Config",
                    "clusters": [{"name": "here", "cluster": cluster}],
                    "users": [{"name": "admin", "user": {"token": TOKEN}}],
                    "contexts": [{"name": "here", "context": {"cluster": "here", "user": "admin"}}],
                    "current-context": "here",
                }
            )
        )
        return file

    def control(self, controller_manager: Path) -> None:
        """Start the controllers that make pods."""
        self._start(
            str(controller_manager), f"--kubeconfig={self.kubeconfig}",
            f"--controllers={CONTROLLERS}", "--leader-elect=false", "--secure-port=0",
            f"--service-account-private-key-file={self._folder / 'key'}",
        )  # fmt: skip

    def _start(self, *command: str) -> None:
        log = self._folder / f"{Path(command[0]).name}.log"
        with log.open("wb") as out:
            self._processes.append(
                subprocess.Popen(command, stdout=out, stderr=out, cwd=self._folder)
            )

    def kubectl(self, *words: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run kubectl as its administrator."""
        server = [f"--server=https://127.0.0.1:{self._port}", "--insecure-skip-tls-verify"]
        return subprocess.run(
            ["kubectl", *server, f"--token={TOKEN}", *words], input=given,
            capture_output=True, text=True, env={**os.environ, "KUBECONFIG": "/dev/null"},
        )  # fmt: skip
