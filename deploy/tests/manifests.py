"""The manifests as `kubectl kustomize` renders them."""

import os
import subprocess
from functools import lru_cache
from pathlib import Path

import yaml

KUBERNETES = Path(__file__).parents[1] / "kubernetes"
WORKLOADS = ("Deployment", "StatefulSet", "Job")
OURS = {"app.kubernetes.io/part-of": "chatbrush"}
SERVICES = {"editor-gateway", "mask-service", "agent-service"}


@lru_cache
def rendered(overlay):
    reply = subprocess.run(
        ["kubectl", "kustomize", str(KUBERNETES / overlay)], capture_output=True, text=True
    )
    assert reply.returncode == 0, reply.stderr
    return [document for document in yaml.safe_load_all(reply.stdout) if document]


def an_overlay(folder, **content):
    """Write an overlay of somebody else's; paths are those from deploy/kubernetes."""
    for kind in ("resources", "components"):
        content[kind] = [os.path.relpath(KUBERNETES / p, folder) for p in content.get(kind, [])]
    (folder / "kustomization.yaml").write_text(yaml.safe_dump(content))
    return str(folder)


def of_kind(overlay, *kinds):
    return {d["metadata"]["name"]: d for d in rendered(overlay) if d["kind"] in kinds}


def containers(overlay):
    for name, workload in of_kind(overlay, *WORKLOADS).items():
        yield name, workload["spec"]["template"]["spec"], workload
