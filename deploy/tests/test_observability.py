"""Prometheus rules and the Grafana dashboard."""

import json
import re
import subprocess
from pathlib import Path

DEPLOY = Path(__file__).parents[1]
DASHBOARD = json.loads((DEPLOY / "grafana/dashboards/chatbrush.json").read_text())


def promtool(*arguments):
    reply = subprocess.run(["promtool", *arguments], capture_output=True, text=True, cwd=DEPLOY)
    assert reply.returncode == 0, reply.stdout + reply.stderr


def test_prometheus_configuration_is_valid():
    promtool("check", "config", "prometheus/prometheus.yml")


def test_alerts_fire_when_they_should_and_only_then():
    promtool("test", "rules", "tests/prometheus_rules_test.yml")


def test_every_panel_asks_a_valid_question(tmp_path):
    expressions = [t["expr"] for panel in DASHBOARD["panels"] for t in panel["targets"]]
    assert len(expressions) >= 12
    rules = [
        {"record": f"panel:{number}", "expr": expression.replace("$__rate_interval", "1m")}
        for number, expression in enumerate(expressions)
    ]
    file = tmp_path / "rules.yml"
    file.write_text(json.dumps({"groups": [{"name": "panels", "rules": rules}]}))
    promtool("check", "rules", str(file))


def test_panels_do_not_overlap():
    taken = {}
    for panel in DASHBOARD["panels"]:
        grid = panel["gridPos"]
        for x in range(grid["x"], grid["x"] + grid["w"]):
            for y in range(grid["y"], grid["y"] + grid["h"]):
                assert (x, y) not in taken, f"{panel['title']} lies on {taken.get((x, y))}"
                taken[x, y] = panel["title"]


def test_our_own_metrics_are_named_where_they_are_counted():
    """A renamed meter would leave an empty panel; a service or Triton's models must name it."""
    asked = set(re.findall(r"chatbrush_[a-z_]+", json.dumps(DASHBOARD)))
    meters = {
        re.sub(r"_(total|count|sum|bucket)$", "", re.sub(r"_seconds(_[a-z]+)?$", "", name))
        for name in asked
    }
    sources = "".join(
        file.read_text()
        for service in ("editor-gateway", "mask-service", "agent-service")
        for file in (DEPLOY.parent / service / "src/main/java").rglob("*.java")
    )
    models = (DEPLOY.parent / "triton-model-repo/chatbrush_models").rglob("*.py")
    sources += "".join(file.read_text() for file in models)
    missing = {m for m in meters if not any(f'"{n}"' in sources for n in (m, m.replace("_", ".")))}
    assert not missing, f"nobody counts these meters: {sorted(missing)}"
