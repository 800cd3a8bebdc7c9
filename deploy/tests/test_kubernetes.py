"""What every overlay promises of its pods."""

import re
from pathlib import Path

import pytest
from manifests import OURS, SERVICES, containers, of_kind, rendered

ROOT = Path(__file__).parents[2]
OVERLAYS = ["overlays/cpu", "overlays/gpu", "overlays/production"]
ALL = [*OVERLAYS, "canary"]


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_part_is_there(overlay):
    workloads = of_kind(overlay, "Deployment", "StatefulSet")
    assert set(workloads) == SERVICES | {"triton", "postgres"}
    assert set(of_kind(overlay, "Service")) == set(workloads)
    assert set(of_kind(overlay, "PodDisruptionBudget")) == set(workloads)


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_the_namespace_lets_no_pod_in_that_is_not_restricted(overlay):
    (namespace,) = of_kind(overlay, "Namespace").values()
    assert namespace["metadata"]["labels"]["pod-security.kubernetes.io/enforce"] == "restricted"
    for document in rendered(overlay):
        if document["kind"] != "Namespace":
            assert document["metadata"]["namespace"] == namespace["metadata"]["name"]


@pytest.mark.parametrize("overlay", ALL)
def test_every_container_is_bounded_and_harmless(overlay):
    """The profile `restricted` of the Pod Security Standards, and more."""
    for name, pod, workload in containers(overlay):
        assert workload["spec"]["template"]["metadata"]["labels"].items() >= OURS.items(), name
        assert pod["automountServiceAccountToken"] is False, name
        context = pod["securityContext"]
        assert context["runAsNonRoot"] is True and context["runAsUser"] >= 100, name
        assert context["seccompProfile"] == {"type": "RuntimeDefault"}, name
        assert not {"hostNetwork", "hostPID", "hostIPC"} & set(pod), name
        kinds = {next(k for k in volume if k != "name") for volume in pod.get("volumes", [])}
        assert kinds <= {"emptyDir", "secret", "persistentVolumeClaim", "configMap", "projected"}, (
            name
        )
        for container in [*pod["containers"], *pod.get("initContainers", [])]:
            assert "memory" in container["resources"]["limits"], name
            assert all("hostPort" not in port for port in container.get("ports", [])), name
            security = container["securityContext"]
            assert security["readOnlyRootFilesystem"] is True, name
            assert security["allowPrivilegeEscalation"] is False, name
            assert security["capabilities"] == {"drop": ["ALL"]}, name


@pytest.mark.parametrize("overlay", ALL)
def test_what_serves_is_probed(overlay):
    for name, pod, workload in containers(overlay):
        if workload["kind"] != "Job":
            for container in pod["containers"]:
                assert {"readinessProbe", "livenessProbe"} <= set(container), name


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_replicas_are_spread_over_nodes_and_zones(overlay):
    for name, pod, _ in containers(overlay):
        if name in SERVICES | {"triton"}:
            keys = {rule["topologyKey"] for rule in pod["topologySpreadConstraints"]}
            assert keys == {"kubernetes.io/hostname", "topology.kubernetes.io/zone"}, name


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_no_secret_is_a_variable_that_a_description_shows(overlay):
    for name, pod, _ in containers(overlay):
        for container in pod["containers"]:
            for entry in container.get("env", []):
                secret = entry.get("valueFrom", {}).get("secretKeyRef")
                assert secret is None, f"{name}: {entry['name']}"


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_who_is_stopped_may_end_a_step(overlay):
    """The grace is the longest step, what readiness takes to be seen, and some seconds to close."""
    config = (ROOT / "docs/config.md").read_text()
    step = int(re.search(r"`chatbrush.chat.step-timeout` \| `(\d+)s`", config).group(1))
    for name, pod, _ in containers(overlay):
        if name not in {"editor-gateway", "agent-service", "triton"}:
            continue
        (container,) = pod["containers"]
        told = {e["name"]: e.get("value", "") for e in container.get("env", [])}
        stop = container.get("lifecycle", {}).get("preStop", {}).get("exec", {}).get("command")
        unready = int(stop[1]) if stop else int(told["QUARKUS_SHUTDOWN_DELAY"].removesuffix("s"))
        assert unready >= 2 * container["readinessProbe"]["periodSeconds"], name
        assert pod["terminationGracePeriodSeconds"] >= unready + step + 15, name
        drains = [int(v.removesuffix("s")) for n, v in told.items() if n.endswith("_DRAIN")]
        assert drains == ([step] if name != "triton" else []), name


@pytest.mark.parametrize("overlay", ALL)
def test_services_select_pods_and_name_their_ports(overlay):
    pods = {name: pod for name, pod, _ in containers(overlay)}
    for name, service in of_kind(overlay, "Service").items():
        selected = service["spec"]["selector"]["app.kubernetes.io/name"]
        open_ports = {p["containerPort"] for c in pods[selected]["containers"] for p in c["ports"]}
        assert {p["port"] for p in service["spec"]["ports"]} <= open_ports, name


@pytest.mark.parametrize("overlay", ALL)
def test_mounted_volumes_exist(overlay):
    for name, pod, workload in containers(overlay):
        claimed = {c["metadata"]["name"] for c in workload["spec"].get("volumeClaimTemplates", [])}
        known = {volume["name"] for volume in pod.get("volumes", [])} | claimed
        for container in [*pod["containers"], *pod.get("initContainers", [])]:
            assert {m["name"] for m in container.get("volumeMounts", [])} <= known, name
