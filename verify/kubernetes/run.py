"""A real API server takes every manifest, and its controllers do with them what is wanted.

./chatbrush verify kubernetes      # half an hour at first: two programs are built; then two minutes

Wants: apt-get install etcd-server kubernetes-client golang
"""

import argparse
import shutil
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from verify.figures import Figures
from verify.kubernetes import apiserver, programs, promotion, rolling, scaling
from verify.kubernetes.kubelet import Kubelet
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
    folder = options.programs.absolute()
    kube_apiserver = programs.program(folder, "kube-apiserver")
    figures = Figures(f"a real API server, {programs.version(kube_apiserver)}, and its controllers")
    with apiserver.ApiServer(kube_apiserver) as server:
        namespace = yaml.safe_load((KUBERNETES / "base" / "namespace.yaml").read_text())
        taken = server.kubectl("create", "-f", "-", given=yaml.safe_dump(namespace))
        figures.equals("namespace made", taken.returncode == 0, 1)
        # A controller would make it.
        server.kubectl("create", "serviceaccount", "default", "--namespace=chatbrush")
        for overlay in FOLDERS:
            _judge(figures, server, overlay)
        figures.equals("a pod as root, let in", _let_in(server, {"runAsUser": 0}), 0)
        figures.equals("the same as nobody, let in", _let_in(server, {"runAsUser": 65534}), 1)
        _shown(figures, "what controllers do", lambda: _control(figures, server, folder))
    return figures.finish()


def _shown(figures: Figures, what: str, prove: Callable[[], None]) -> None:
    """Go on to the other figures, and miss one, where a part cannot be shown."""
    try:
        prove()
    except Exception:  # whatever it is: it is told, and the proof fails
        traceback.print_exc()
        print(f"✗ not shown: {what}", flush=True)
        figures.equals(f"not shown, see above: {what}", 1, 0)


def _control(figures: Figures, server: apiserver.ApiServer, folder: Path) -> None:
    """Apply what production is, and see what becomes of it."""
    server.control(programs.program(folder, "kube-controller-manager"))
    ours = [document for document in _rendered("overlays/production") if not _foreign(document)]
    server.must("apply", "-f", "-", given=yaml.safe_dump_all(ours))
    with Kubelet(server) as kubelet:
        _shown(figures, "promotion", lambda: promotion.prove(figures, server))
        _shown(figures, "rolling and draining", lambda: rolling.prove(figures, server, kubelet))
        _shown(figures, "scaling", lambda: scaling.prove(figures, server))


def _rendered(folder: str) -> Iterator[dict[str, Any]]:
    command = ["kubectl", "kustomize", str(KUBERNETES / folder)]
    rendered = subprocess.run(command, capture_output=True, text=True, check=True)
    yield from yaml.safe_load_all(rendered.stdout)


def _foreign(document: dict[str, Any]) -> bool:
    """Whether it is of an operator, whose definition this server does not have."""
    group = document["apiVersion"].partition("/")[0]
    return "." in group and not group.endswith(".k8s.io")


def _judge(figures: Figures, server: apiserver.ApiServer, folder: str) -> None:
    known, foreign = 0, 0
    for document in _rendered(folder):
        if _foreign(document):
            foreign += 1
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
