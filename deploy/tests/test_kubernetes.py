"""The manifests as `kubectl kustomize` renders them."""

import subprocess
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

KUBERNETES = Path(__file__).parents[1] / "kubernetes"
OVERLAYS = ["overlays/cpu", "overlays/gpu"]
SERVICES = {"editor-gateway", "mask-service", "agent-service"}


@lru_cache
def rendered(overlay):
    reply = subprocess.run(
        ["kubectl", "kustomize", str(KUBERNETES / overlay)], capture_output=True, text=True
    )
    assert reply.returncode == 0, reply.stderr
    return [document for document in yaml.safe_load_all(reply.stdout) if document]


def of_kind(overlay, *kinds):
    return {d["metadata"]["name"]: d for d in rendered(overlay) if d["kind"] in kinds}


def containers(overlay):
    for name, workload in of_kind(overlay, "Deployment", "StatefulSet").items():
        yield name, workload["spec"]["template"]["spec"], workload


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_part_is_there(overlay):
    workloads = of_kind(overlay, "Deployment", "StatefulSet")
    assert set(workloads) == SERVICES | {"triton", "postgres"}
    assert set(of_kind(overlay, "Service")) == set(workloads)


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_container_is_probed_bounded_and_harmless(overlay):
    for name, pod, _ in containers(overlay):
        assert pod["automountServiceAccountToken"] is False, name
        assert pod["securityContext"]["runAsNonRoot"] is True, name
        for container in pod["containers"]:
            assert {"readinessProbe", "livenessProbe"} <= set(container), name
            assert "memory" in container["resources"]["limits"], name
            security = container["securityContext"]
            assert security["readOnlyRootFilesystem"] is True, name
            assert security["allowPrivilegeEscalation"] is False, name
            assert security["capabilities"]["drop"] == ["ALL"], name


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_services_select_pods_and_name_their_ports(overlay):
    pods = {name: pod for name, pod, _ in containers(overlay)}
    for name, service in of_kind(overlay, "Service").items():
        selected = service["spec"]["selector"]["app.kubernetes.io/name"]
        open_ports = {p["containerPort"] for c in pods[selected]["containers"] for p in c["ports"]}
        assert {p["port"] for p in service["spec"]["ports"]} <= open_ports, name


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_mounted_volumes_exist(overlay):
    for name, pod, workload in containers(overlay):
        claimed = {c["metadata"]["name"] for c in workload["spec"].get("volumeClaimTemplates", [])}
        known = {volume["name"] for volume in pod.get("volumes", [])} | claimed
        for container in pod["containers"]:
            assert {m["name"] for m in container.get("volumeMounts", [])} <= known, name


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_network_is_closed_but_for_the_arrows_of_the_design(overlay):
    policies = of_kind(overlay, "NetworkPolicy")
    assert policies["default-deny"]["spec"] == {
        "podSelector": {},
        "policyTypes": ["Ingress", "Egress"],
    }
    callers = policies["triton"]["spec"]["ingress"][0]["from"]
    names = {c["podSelector"]["matchLabels"]["app.kubernetes.io/name"] for c in callers}
    assert names == {"mask-service", "agent-service"}, "the gateway never talks to Triton"


def test_gpu_overlay_runs_our_image_on_one_gpu():
    container = of_kind("overlays/gpu", "Deployment")["triton"]["spec"]["template"]["spec"][
        "containers"
    ][0]
    assert container["image"].startswith("chatbrush/triton-gpu:")
    assert "command" not in container and "args" not in container, "the image says how it starts"
    assert container["resources"]["limits"]["nvidia.com/gpu"] == 1
    assert {m["mountPath"]: m.get("readOnly") for m in container["volumeMounts"]}["/models"]
