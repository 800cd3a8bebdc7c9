"""What the overlay for production adds: logins, operators' objects, scaling."""

import importlib.util
from pathlib import Path

import pytest
import yaml
from manifests import KUBERNETES, SERVICES, of_kind

ROOT = Path(__file__).parents[2]


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


@pytest.mark.parametrize("overlay", ["cpu", "production"])
def test_as_many_gateways_as_there_may_be_fit_into_postgresql(overlay):
    """Twice: who ends keeps its connections while it drains, and its successors have theirs."""
    overlay = f"overlays/{overlay}"
    workload = of_kind(overlay, "Deployment")["editor-gateway"]["spec"]
    replicas = [
        one["spec"]["maxReplicas"]
        for one in of_kind(overlay, "HorizontalPodAutoscaler").values()
        if one["spec"]["scaleTargetRef"]["name"] == "editor-gateway"
    ]
    (most,) = replicas or [workload["replicas"]]
    (container,) = workload["template"]["spec"]["containers"]
    told = {e["name"]: e.get("value") for e in container["env"]}
    pool = int(told.get("QUARKUS_DATASOURCE_PG_JDBC_MAX_SIZE", 50))  # what Quarkus has by itself
    gateways = 2 * most
    assert gateways * (pool + 1) <= connections(overlay), "each listens on one beside its pool"


def connections(overlay):
    """How many PostgreSQL gives to who is no superuser."""
    workload = of_kind(overlay, "StatefulSet")["postgres"]["spec"]
    (container,) = workload["template"]["spec"]["containers"]
    *_, most = (a for a in container["args"] if a.startswith("max_connections="))
    return int(most.removeprefix("max_connections=")) - 3


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
