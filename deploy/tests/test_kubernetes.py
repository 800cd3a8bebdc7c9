"""The manifests as `kubectl kustomize` renders them."""

import importlib.util
import os
import re
import subprocess
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
KUBERNETES = Path(__file__).parents[1] / "kubernetes"
OVERLAYS = ["overlays/cpu", "overlays/gpu", "overlays/production"]
ALL = [*OVERLAYS, "canary"]
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


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_network_is_closed_but_for_the_arrows_of_the_design(overlay):
    policies = of_kind(overlay, "NetworkPolicy")
    assert policies["chatbrush-default-deny"]["spec"] == {
        "podSelector": {"matchLabels": OURS},
        "policyTypes": ["Ingress", "Egress"],
    }
    for name, policy in policies.items():
        selected = policy["spec"]["podSelector"]["matchLabels"]
        assert selected.items() >= OURS.items(), f"{name} touches others' pods"
    callers = policies["triton"]["spec"]["ingress"][0]["from"]
    names = {c["podSelector"]["matchLabels"]["app.kubernetes.io/name"] for c in callers}
    assert names == {"mask-service", "agent-service"}, "the gateway never talks to Triton"


@pytest.mark.parametrize("component", ["ingress", "s3"])
def test_the_gateway_reaches_what_each_component_alone_has_it_ask(component, tmp_path):
    """Its provider of logins, its bucket; without the component it asks nobody outside."""
    alone = an_overlay(tmp_path, resources=["overlays/cpu"], components=[f"components/{component}"])

    assert not outside("overlays/cpu", "editor-gateway")
    assert outside(alone, "editor-gateway") == {443}


def outside(overlay, name):
    """Ports of everywhere that a part may ask."""
    policies = of_kind(overlay, "NetworkPolicy").values()
    return {
        port["port"]
        for policy in policies
        if policy["spec"]["podSelector"]["matchLabels"].get("app.kubernetes.io/name") == name
        for rule in policy["spec"].get("egress", [])
        if "to" not in rule
        for port in rule["ports"]
    }


def test_a_promoted_triton_stays_with_the_line_that_promote_says(tmp_path):
    """Without it the next apply takes the image back."""
    kubectl = tmp_path / "kubectl"
    kubectl.write_text('#!/bin/sh\ncase "$*" in *status.conditions*) echo Complete ;; esac\n')
    kubectl.chmod(0o755)
    image = "registry.example:5000/ours/triton:0.2.0"
    reply = subprocess.run(
        ["sh", str(KUBERNETES / "promote.sh"), image],
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert reply.returncode == 0, reply.stderr

    line = yaml.safe_load(reply.stdout.splitlines()[-1])
    above = an_overlay(tmp_path, resources=["overlays/production"], images=line)
    pod = of_kind(above, "Deployment")["triton"]["spec"]["template"]["spec"]
    assert {c["image"] for c in [*pod["containers"], *pod["initContainers"]]} == {image}


def test_gpu_overlay_runs_our_image_on_one_gpu():
    container = of_kind("overlays/gpu", "Deployment")["triton"]["spec"]["template"]["spec"][
        "containers"
    ][0]
    assert container["image"].startswith("chatbrush/triton-gpu:")
    assert "command" not in container and "args" not in container, "the image says how it starts"
    assert container["resources"]["limits"]["nvidia.com/gpu"] == 1
    assert {m["mountPath"]: m.get("readOnly") for m in container["volumeMounts"]}["/models"]


@pytest.mark.parametrize("overlay", ["overlays/gpu", "overlays/production", "canary"])
def test_what_wants_a_gpu_goes_where_one_is_and_may_stay_there(overlay):
    wanting = 0
    for name, pod, _ in containers(overlay):
        wants = [c["resources"]["limits"].get("nvidia.com/gpu") for c in pod["containers"]]
        if any(wants):
            wanting += 1
            assert pod["nodeSelector"] == {"nvidia.com/gpu.present": "true"}, name
            assert {t["key"] for t in pod["tolerations"]} == {"nvidia.com/gpu"}, name
    assert wanting == (1 if overlay == "canary" else 2)


def test_models_of_another_gpu_stop_the_pod_with_a_sentence():
    pod = of_kind("overlays/gpu", "Deployment")["triton"]["spec"]["template"]["spec"]
    (guard,) = pod["initContainers"]
    assert guard["command"] == ["/opt/chatbrush/plans.sh", "true"]
    assert guard["image"] == pod["containers"][0]["image"], "the TensorRT that will serve"
    job = of_kind("overlays/gpu", "Job")["model-builder"]["spec"]["template"]["spec"]
    claims = [v.get("persistentVolumeClaim", {}).get("claimName") for v in job["volumes"]]
    assert "triton-models" in claims


def test_in_production_nobody_is_let_in_without_a_login():
    (container,) = of_kind("overlays/production", "Deployment")["editor-gateway"]["spec"][
        "template"
    ]["spec"]["containers"]
    told = {entry["name"]: entry.get("value") for entry in container["env"]}
    assert told["CHATBRUSH_LOGIN_REQUIRED"] == "true"
    assert "CHATBRUSH_ACCESS_ALLOW_ANONYMOUS" not in told
    (ingress,) = of_kind("overlays/production", "Ingress").values()
    (rule,) = ingress["spec"]["rules"]
    assert ingress["spec"]["tls"][0]["hosts"] == [rule["host"]]
    assert of_kind("overlays/production", "ConfigMap")["chatbrush-gateway"]["data"] == {
        "hosts": rule["host"]
    }


def test_in_production_no_gateway_needs_the_node_of_another():
    pod = of_kind("overlays/production", "Deployment")["editor-gateway"]["spec"]["template"]["spec"]
    assert "CHATBRUSH_STORAGE_PICTURES" in {e["name"] for e in pod["containers"][0]["env"]}
    assert not any("persistentVolumeClaim" in volume for volume in pod["volumes"])
    assert "editor-gateway-data" not in of_kind("overlays/production", "PersistentVolumeClaim")


def test_the_operators_rules_are_those_that_compose_mounts():
    place = KUBERNETES / "generate.py"
    spec = importlib.util.spec_from_file_location("generate", place)
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    for file, made in generate.WRITTEN.items():
        assert file.read_text() == made(), f"{file} is old: run python3 {place}"
    (rule,) = of_kind("overlays/production", "PrometheusRule").values()
    files = sorted((ROOT / "deploy/prometheus/rules").glob("*.yml"))
    wanted = [group for file in files for group in yaml.safe_load(file.read_text())["groups"]]
    assert rule["spec"]["groups"] == wanted


def test_the_operators_dashboards_are_those_that_compose_mounts():
    data = of_kind("overlays/production", "ConfigMap")["chatbrush-dashboards"]["data"]
    folder = ROOT / "deploy/grafana/dashboards"
    assert data == {file.name: file.read_text() for file in folder.glob("*.json")}


def test_pods_are_scraped_under_the_names_that_rules_ask_for():
    jobs = {
        endpoint["relabelings"][0]["replacement"]
        for monitor in of_kind("overlays/production", "PodMonitor").values()
        for endpoint in monitor["spec"]["podMetricsEndpoints"]
    }
    configured = yaml.safe_load((ROOT / "deploy/prometheus/prometheus.yml").read_text())
    assert jobs == {c["job_name"] for c in configured["scrape_configs"]} & (SERVICES | {"triton"})


def test_tritons_follow_the_edits_and_requests_that_wait():
    (scaled,) = of_kind("overlays/production", "ScaledObject").values()
    asked = " ".join(trigger["metadata"]["query"] for trigger in scaled["spec"]["triggers"])
    assert "chatbrush_edits_waiting" in asked and "nv_inference_pending_request_count" in asked
    scalers = set(of_kind("overlays/production", "HorizontalPodAutoscaler"))
    assert scalers == SERVICES, "Triton's replicas are KEDA's"
    for name in (*scalers, "triton"):
        workload = of_kind("overlays/production", "Deployment")[name]
        assert "replicas" not in workload["spec"], f"{name}: an apply would undo its scaling"
