"""A real API server takes every manifest, and its Pod Security refuses what is not restricted.

./chatbrush verify kubernetes      # ten minutes at first: the API server is built; then one

Wants: apt-get install etcd-server kubernetes-client golang
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from verify.figures import Figures
from verify.kubernetes import apiserver, promotion
from verify.stack import ROOT

KUBERNETES = ROOT / "deploy" / "kubernetes"
FOLDERS = ("overlays/cpu", "overlays/gpu", "overlays/production", "canary")
POD_KINDS = ("Deployment", "StatefulSet", "Job")


def main() -> int:
    """Ask the server about each folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=Path, default=ROOT / ".chatbrush" / "kubernetes")
    options = parser.parse_args()
    missing = [name for name in apiserver.NEEDED if shutil.which(name) is None]
    if missing:
        print(f"✗ not installed: {', '.join(missing)}\n  → {__doc__.splitlines()[-1]}")
        return 1
    figures = Figures(f"kubernetes {apiserver.VERSION}: taken by a real API server")
    programs = options.programs.absolute()
    with apiserver.ApiServer(apiserver.program(programs, "kube-apiserver")) as server:
        namespace = yaml.safe_load((KUBERNETES / "base" / "namespace.yaml").read_text())
        taken = server.kubectl("create", "-f", "-", given=yaml.safe_dump(namespace))
        figures.equals("namespace made", taken.returncode == 0, 1)
        # A controller would make it.
        server.kubectl("create", "serviceaccount", "default", "--namespace=chatbrush")
        for folder in FOLDERS:
            _judge(figures, server, folder)
        figures.equals("a pod as root, let in", _let_in(server, {"runAsUser": 0}), 0)
        figures.equals("the same as nobody, let in", _let_in(server, {"runAsUser": 65534}), 1)
        controllers = apiserver.program(programs, "kube-controller-manager")
        promotion.prove(figures, server, controllers)
    return figures.finish()


def _judge(figures: Figures, server: apiserver.ApiServer, folder: str) -> None:
    rendered = subprocess.run(
        ["kubectl", "kustomize", str(KUBERNETES / folder)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    known, foreign = 0, 0
    for document in yaml.safe_load_all(rendered.stdout):
        group = document["apiVersion"].partition("/")[0]
        if "." in group and not group.endswith(".k8s.io"):
            foreign += 1  # of an operator, whose definition this server does not have
            continue
        known += 1
        for resource in (document, *_pods(document)):
            said = server.kubectl(
                "apply", "--dry-run=server", "--server-side", "--validate=strict", "-f", "-",
                given=yaml.safe_dump(resource),
            )  # fmt: skip
            if said.returncode != 0 or "Warning" in said.stderr:
                name = f"{resource['kind']} {resource['metadata']['name']}"
                print(f"{folder}: {name}: {said.stderr.strip()}")
                figures.equals(f"{folder}: {name}, refused or warned of", 1, 0)
    figures.at_least(f"{folder}: objects asked about", known, 4)
    figures.note(f"{folder}: objects of operators, not asked about", foreign)


def _pods(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the pod that a controller would make: none runs here, and Pod Security asks pods."""
    if document["kind"] not in POD_KINDS:
        return []
    template = document["spec"]["template"]
    metadata = {
        **template["metadata"],
        "name": f"{document['metadata']['name']}-0",
        "namespace": document["metadata"]["namespace"],
    }
    claims = [
        {
            "name": c["metadata"]["name"],
            "persistentVolumeClaim": {"claimName": c["metadata"]["name"]},
        }
        for c in document["spec"].get("volumeClaimTemplates", [])
    ]
    spec = {**template["spec"], "volumes": [*template["spec"].get("volumes", []), *claims]}
    return [{"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": spec}]


def _let_in(server: apiserver.ApiServer, user: dict[str, Any]) -> bool:
    security = {
        "allowPrivilegeEscalation": False,
        "capabilities": {"drop": ["ALL"]},
        "runAsNonRoot": True,
        "seccompProfile": {"type": "RuntimeDefault"},
        **user,
    }
    pod = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "trial", "namespace": "chatbrush"},
        "spec": {
            "automountServiceAccountToken": False,
            "containers": [{"name": "trial", "image": "none", "securityContext": security}],
        },
    }
    said = server.kubectl("create", "--dry-run=server", "-f", "-", given=yaml.safe_dump(pod))
    return said.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
