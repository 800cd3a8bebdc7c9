"""Prometheus' configuration, its rules' metrics, and the Grafana dashboards."""

import json
import re
import subprocess
from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[1]
DASHBOARDS = {
    file.stem: json.loads(file.read_text())
    for file in sorted((DEPLOY / "grafana/dashboards").glob("*.json"))
}
RULES = "".join(file.read_text() for file in (DEPLOY / "prometheus/rules").glob("*.yml"))
each_dashboard = pytest.mark.parametrize("board", DASHBOARDS.values(), ids=DASHBOARDS)


def promtool(*arguments):
    reply = subprocess.run(["promtool", *arguments], capture_output=True, text=True, cwd=DEPLOY)
    assert reply.returncode == 0, reply.stdout + reply.stderr


def test_prometheus_configuration_is_valid():
    promtool("check", "config", "prometheus/prometheus.yml")


def test_there_is_a_dashboard_for_each_question():
    assert set(DASHBOARDS) == {"people", "engines", "services"}
    assert len({board["uid"] for board in DASHBOARDS.values()}) == len(DASHBOARDS)


@each_dashboard
def test_every_panel_asks_a_valid_question(board, tmp_path):
    expressions = [t["expr"] for panel in board["panels"] for t in panel["targets"]]
    assert len(expressions) >= 12
    rules = [
        {"record": f"panel:{number}", "expr": expression.replace("$__rate_interval", "1m")}
        for number, expression in enumerate(expressions)
    ]
    file = tmp_path / "rules.yml"
    file.write_text(json.dumps({"groups": [{"name": "panels", "rules": rules}]}))
    promtool("check", "rules", str(file))


@each_dashboard
def test_panels_do_not_overlap(board):
    taken = {}
    for panel in board["panels"]:
        grid = panel["gridPos"]
        for x in range(grid["x"], grid["x"] + grid["w"]):
            for y in range(grid["y"], grid["y"] + grid["h"]):
                assert (x, y) not in taken, f"{panel['title']} lies on {taken.get((x, y))}"
                taken[x, y] = panel["title"]


def test_our_own_metrics_are_named_where_they_are_counted():
    """A renamed meter would leave an empty panel; a service or Triton's models must name it."""
    asked = set(re.findall(r"chatbrush_[a-z_]+", json.dumps(DASHBOARDS) + RULES))
    meters = {
        re.sub(r"_(total|count|sum|bucket|bytes)$", "", re.sub(r"_seconds(_[a-z]+)?$", "", name))
        for name in asked
    }
    sources = "".join(
        file.read_text()
        for module in ("editor-gateway", "mask-service", "agent-service", "service-calls")
        for file in (DEPLOY.parent / module / "src/main/java").rglob("*.java")
    )
    models = (DEPLOY.parent / "triton-model-repo/chatbrush_models").rglob("*.py")
    sources += "".join(file.read_text() for file in models)
    named = {name.replace(".", "_") for name in re.findall(r'"(chatbrush[._a-z]+)"', sources)}
    missing = {meter for meter in meters if meter not in {re.sub("_bytes$", "", n) for n in named}}
    assert not missing, f"nobody counts these meters: {sorted(missing)}"
