"""docker-compose.yml, read as Compose reads it: anchors, profiles, references."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]


def started_by(profile):
    return {n for n, s in SERVICES.items() if profile in s.get("profiles", [profile])}


@pytest.mark.parametrize("profile", ["cpu", "gpu"])
def test_a_profile_starts_the_whole_stack_with_one_triton(profile):
    assert started_by(profile) == {
        "editor-gateway",
        "mask-service",
        "agent-service",
        "postgres",
        "prometheus",
        "alertmanager",
        "grafana",
        f"triton-{profile}",
        *({"model-builder"} if profile == "gpu" else ()),
    }
    aliases = SERVICES[f"triton-{profile}"]["networks"]["default"]["aliases"]
    assert aliases == ["triton"], "the services know it by this name"


def test_files_and_volumes_that_it_names_exist():
    for name, service in SERVICES.items():
        if "build" in service:
            assert (ROOT / service["build"]["dockerfile"]).is_file(), name
            module = service["build"].get("args", {}).get("MODULE")
            assert module is None or (ROOT / module / "pom.xml").is_file(), name
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            if source.startswith("./"):
                assert (ROOT / source).is_dir(), f"{name}: {source}"
            elif not source.startswith("$"):
                assert source in COMPOSE["volumes"], f"{name}: {source}"
        for needed in service.get("depends_on", {}):
            assert needed in SERVICES, f"{name} depends on {needed}"


def test_ports_are_published_on_loopback_only():
    for name, service in SERVICES.items():
        for port in service.get("ports", []):
            assert port.startswith("127.0.0.1:"), f"{name}: {port}"


def test_images_are_pinned():
    for name, service in SERVICES.items():
        if "image" in service:
            tag = service["image"].rsplit(":", 1)
            assert len(tag) == 2 and tag[1] != "latest", f"{name}: {service['image']}"


def test_what_serves_people_is_watched_by_a_health_check():
    without = {n for n, s in SERVICES.items() if "healthcheck" not in s}
    assert without == {"prometheus", "alertmanager", "grafana", "model-builder"}


OURS = {name for name, service in SERVICES.items() if "build" in service}


@pytest.mark.parametrize("name", sorted(OURS))
def test_a_container_of_ours_is_harmless(name):
    service = SERVICES[name]
    assert service["read_only"] is True and service["tmpfs"] == ["/tmp"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["platform"] == "linux/amd64"


def test_secrets_come_by_files():
    given = {
        s if isinstance(s, str) else s["source"]
        for v in SERVICES.values()
        for s in v.get("secrets", [])
    }
    assert given == set(COMPOSE["secrets"])
    for name, service in SERVICES.items():
        words = (*(service.get("environment") or {}),)
        secret = [w for w in words if w.endswith(("_PASSWORD", "_KEY", "_TOKEN", "_SECRET"))]
        assert not secret, f"{name}: {secret} can be read by `docker inspect`"


def test_models_are_there_before_the_gpus_server_starts():
    needed = SERVICES["triton-gpu"]["depends_on"]["model-builder"]
    assert needed == {"condition": "service_completed_successfully"}
    assert SERVICES["triton-gpu"]["volumes"] == ["models:/models:ro"]
    assert "models:/models" in SERVICES["model-builder"]["volumes"]


def test_who_is_stopped_may_end_a_step():
    config = (ROOT / "docs/config.md").read_text()
    step = int(re.search(r"`chatbrush.chat.step-timeout` \| `(\d+)s`", config).group(1))
    for name in ("editor-gateway", "agent-service", "triton-cpu", "triton-gpu"):
        assert int(SERVICES[name]["stop_grace_period"].removesuffix("s")) >= step + 15, name
