"""promote.sh on a real API server with its real controllers: a canary is promoted, or is not.

No node: what a kubelet would tell of a pod is told here, by the image that it has.
"""

import json
import os
import ssl
import subprocess
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from verify.figures import Figures
from verify.kubernetes import apiserver
from verify.stack import ROOT

KUBERNETES = ROOT / "deploy" / "kubernetes"
NAMESPACE = "/api/v1/namespaces/chatbrush/pods"
SERVES = "chatbrush/triton-gpu:0.1.0"
GOOD, DIFFERS = "registry.example/triton:good", "registry.example/triton:differs"
NEVER, LATER = "registry.example/triton:never", "registry.example/triton:notthere"
Json = dict[str, Any]


def prove(figures: Figures, server: apiserver.ApiServer, controllers: Path) -> None:
    """Promote an image that holds; leave one that differs, never starts, or fails in its place."""
    server.control(controllers)
    rendered = subprocess.run(
        ["kubectl", "kustomize", str(KUBERNETES / "overlays" / "gpu")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    server.kubectl("apply", "-f", "-", given=rendered.stdout)
    with Kubelet(server):
        _await(server, SERVES)
        for image, code, then in (
            (DIFFERS, 1, SERVES),
            (NEVER, 1, SERVES),
            (LATER, 1, SERVES),
            (GOOD, 0, GOOD),
        ):
            said = promote(server, image)
            name = image.rpartition(":")[2]
            print(f"--- promote {name}: {said.returncode}\n{said.stdout}{said.stderr}")
            figures.equals(f"promote, image that is {name}: exit code", said.returncode, code)
            figures.equals(f"… {then} serves, init guard too", _serves(server, then), 1)
            figures.equals("… objects of the canary left", _left(server), 0)
        server.kubectl("--namespace=chatbrush", "rollout", "undo", "deployment/triton")
        _await(server, SERVES)
        figures.equals("rollout undo: the image before serves", _serves(server, SERVES), 1)


def promote(server: apiserver.ApiServer, image: str) -> subprocess.CompletedProcess[str]:
    """Run the script as an operator does."""
    return subprocess.run(
        ["sh", str(KUBERNETES / "promote.sh"), image],
        env={**os.environ, "KUBECONFIG": str(server.kubeconfig), "PATIENCE": "20s"},
        capture_output=True, text=True,
    )  # fmt: skip


def _template(server: apiserver.ApiServer) -> Json:
    told = server.kubectl("--namespace=chatbrush", "get", "deployment/triton", "-o", "json")
    found: Json = json.loads(told.stdout)
    return found


def _serves(server: apiserver.ApiServer, image: str) -> bool:
    """Whether that image is asked for, and its pods are all there are."""
    deployment = _template(server)
    pod, status = deployment["spec"]["template"]["spec"], deployment["status"]
    images = {one["image"] for one in [*pod["containers"], *pod.get("initContainers", [])]}
    whole = status.get("updatedReplicas") == status.get("availableReplicas") == 1
    return images == {image} and whole


def _await(server: apiserver.ApiServer, image: str) -> None:
    end = time.monotonic() + 60
    while not _serves(server, image):
        if time.monotonic() > end:
            raise RuntimeError(f"{image} does not serve: {_template(server)['status']}")
        time.sleep(1)


def _left(server: apiserver.ApiServer) -> int:
    kinds = "deployments,services,jobs,networkpolicies"
    told = server.kubectl("--namespace=chatbrush", "get", kinds, "-o", "name")
    return sum("canary" in line for line in told.stdout.splitlines())


class Kubelet:
    """Says of each pod what its image would do."""

    def __init__(self, server: apiserver.ApiServer) -> None:
        self._server = server
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._live, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _live(self) -> None:
        while not self._over.wait(0.5):
            for pod in self._ask("GET", NAMESPACE)["items"]:
                if "deletionTimestamp" not in pod["metadata"]:
                    self._tell(pod)

    def _tell(self, pod: Json) -> None:
        status = condition(pod)
        if status and pod["status"].get("phase") != status["phase"]:
            path = f"{NAMESPACE}/{pod['metadata']['name']}/status"
            try:
                self._ask("PATCH", path, {"status": status})
            except urllib.error.HTTPError as gone:
                if gone.code != 404:
                    raise

    def _ask(self, method: str, path: str, body: Json | None = None) -> Json:
        request = urllib.request.Request(
            self._server.address + path, json.dumps(body).encode() if body else None, method=method
        )
        request.add_header("Authorization", f"Bearer {apiserver.TOKEN}")
        request.add_header("Content-Type", "application/strategic-merge-patch+json")
        context = ssl._create_unverified_context()  # its certificate is made as it starts
        with urllib.request.urlopen(request, context=context, timeout=20) as reply:
            answer: Json = json.loads(reply.read())
            return answer


def condition(pod: Json) -> Json | None:
    """Return the status of a pod by its image and what it is for; None where it never starts."""
    name = pod["metadata"]["labels"].get("app.kubernetes.io/name")
    image = pod["spec"]["containers"][0]["image"]
    if name == "canary-compare":
        failed = image == DIFFERS
        ended = {"exitCode": int(failed), "finishedAt": now(), "startedAt": now()}
        return {
            "phase": "Failed" if failed else "Succeeded",
            "containerStatuses": [_container("compare", image, {"terminated": ended})],
        }
    if image == NEVER or (image == LATER and name == "triton"):
        return None  # as a guard that finds no plans
    ready = {"type": "Ready", "status": "True", "lastTransitionTime": now()}
    return {
        "phase": "Running",
        "conditions": [ready],
        "containerStatuses": [_container("triton", image, {"running": {"startedAt": now()}})],
    }


def _container(name: str, image: str, state: Json) -> Json:
    return {
        "name": name, "image": image, "imageID": "", "restartCount": 0,
        "ready": "running" in state, "state": state,
    }  # fmt: skip


def now() -> str:
    """Return the time as Kubernetes has it."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
