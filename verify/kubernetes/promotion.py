"""promote.sh on a real API server with its real controllers: a canary is promoted, or is not."""

import json
import os
import subprocess
import time

from verify.figures import Figures
from verify.kubernetes.apiserver import ApiServer, Json
from verify.kubernetes.kubelet import DIFFERS, GOOD, LATER, NEVER
from verify.stack import ROOT

SCRIPT = ROOT / "deploy" / "kubernetes" / "promote.sh"
SERVES = "chatbrush/triton-gpu:0.1.0"
TRIED = ((DIFFERS, 1, SERVES), (NEVER, 1, SERVES), (LATER, 1, SERVES), (GOOD, 0, GOOD))


def prove(figures: Figures, server: ApiServer) -> None:
    """Promote an image that holds; leave one that differs, never starts, or fails in its place."""
    _await(server, SERVES)
    for image, code, then in TRIED:
        said = promote(server, image)
        serving = serves(server, then)  # as it ends, not some seconds later
        name = image.rpartition(":")[2]
        print(f"--- promote {name}: {said.returncode}\n{said.stdout}{said.stderr}")
        figures.equals(f"promote, image that is {name}: exit code", said.returncode, code)
        figures.equals(f"… {then} serves, init guard too", serving, 1)
        figures.equals("… objects of the canary left", _left(server), 0)
    server.must("rollout", "undo", "deployment/triton")
    _await(server, SERVES)
    figures.equals("rollout undo: the image before serves", serves(server, SERVES), 1)


def promote(server: ApiServer, image: str) -> subprocess.CompletedProcess[str]:
    """Run the script as an operator does."""
    return subprocess.run(
        ["sh", str(SCRIPT), image],
        env={**os.environ, "KUBECONFIG": str(server.kubeconfig), "PATIENCE": "20s"},
        capture_output=True, text=True,
    )  # fmt: skip


def _triton(server: ApiServer) -> Json:
    found: Json = json.loads(server.must("get", "deployment/triton", "-o", "json"))
    return found


def serves(server: ApiServer, image: str) -> bool:
    """Whether that image is asked for, and its ready pods are all there are."""
    deployment = _triton(server)
    pod, status = deployment["spec"]["template"]["spec"], deployment["status"]
    images = {one["image"] for one in [*pod["containers"], *pod.get("initContainers", [])]}
    seen = status.get("observedGeneration") == deployment["metadata"]["generation"]
    counts = {status.get(f"{kind}eplicas") for kind in ("r", "updatedR", "availableR")}
    return images == {image} and seen and counts == {deployment["spec"]["replicas"]}


def _await(server: ApiServer, image: str) -> None:
    end = time.monotonic() + 60
    while not serves(server, image):
        if time.monotonic() > end:
            raise RuntimeError(f"{image} does not serve: {_triton(server)['status']}")
        time.sleep(1)


def _left(server: ApiServer) -> int:
    """Count what is left of a canary; its pods are removed after what they are of."""
    kinds = "deployments,replicasets,pods,services,jobs,networkpolicies"
    end = time.monotonic() + 20
    while True:
        told = server.must("get", kinds, "-o", "name").splitlines()
        left = [line for line in told if "canary" in line]
        if not left or time.monotonic() > end:
            print(*left, sep="\n")
            return len(left)
        time.sleep(1)
