"""Every alert: fires when it should and only then, says what to do, and has its page."""

import json
import os
import re
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest
import yaml
from alert_cases import CASES, Case, Series

DEPLOY = Path(__file__).parents[1]
SETTINGS = DEPLOY.parent / "docs/config.md"
PAGES = DEPLOY.parent / "docs/operations/runbooks"
RULES = sorted((DEPLOY / "prometheus/rules").glob("*.yml"))
BASE = yaml.safe_load((DEPLOY / "prometheus/prometheus.yml").read_text())["global"][
    "external_labels"
]["runbooks"]
HOMES = {
    rule["alert"]: (rule, file)
    for file in RULES
    for group in yaml.safe_load(file.read_text())["groups"]
    for rule in group["rules"]
    if "alert" in rule
}
ALERTS = {name: rule for name, (rule, _file) in HOMES.items()}
TOOLS = os.environ.get("CHATBRUSH_PROMTOOLS", "promtool").split(":")


def unit_tests(alert: str, case: Case) -> list[dict[str, object]]:
    """One for each series that it must fire on, and the one that it must be silent on."""
    fire = [case.fires, *case.fires_too]
    return [
        *(unit_test(alert, case, series, True) for series in fire),
        unit_test(alert, case, case.silent, False),
    ]


def unit_test(alert: str, case: Case, series: Series, fires: bool) -> dict[str, object]:
    found = f'count by (alertname) (ALERTS{{alertname="{alert}",alertstate="firing"}}) > bool 0'
    labels = f'{{alertname="{alert}"}}'
    return {
        "name": f"{alert} {'fires' if fires else 'is silent'}",
        "interval": case.step,
        "input_series": [{"series": name, "values": values} for name, values in series.items()],
        "promql_expr_test": [
            {
                "expr": found,
                "eval_time": case.at,
                "exp_samples": [{"labels": labels, "value": 1}] if fires else [],
            }
        ],
    }


def told() -> dict[str, object]:
    """What one of them tells, word by word."""
    return {
        "name": "what a person reads",
        "interval": "1m",
        "external_labels": {"runbooks": BASE},
        "input_series": [{"series": 'up{job="triton",instance="t:8002"}', "values": "0x10"}],
        "alert_rule_test": [
            {
                "eval_time": "5m",
                "alertname": "PartDown",
                "exp_alerts": [
                    {
                        "exp_labels": {"severity": "page", "job": "triton"},
                        "exp_annotations": {
                            "summary": "triton does not answer",
                            "description": "Prometheus gets metrics from no triton. People see a "
                            "banner; what goes on without it stands in deploy/README.md.",
                            "runbook_url": f"{BASE}/PartDown.md",
                        },
                    }
                ],
            }
        ],
    }


@pytest.mark.parametrize("promtool", TOOLS)
def test_every_alert_fires_when_it_should_and_only_then(promtool, tmp_path):
    files = defaultdict(list)  # by what is evaluated and how often: days in minutes take minutes
    for name, case in CASES.items():
        files[HOMES[name][1], case.step].extend(unit_tests(name, case))
    files[HOMES["PartDown"][1], "1m"].append(told())
    for number, ((rules, step), tests) in enumerate(files.items()):
        content = {"rule_files": [str(rules)], "evaluation_interval": step, "tests": tests}
        (tmp_path / f"{number}.yml").write_text(json.dumps(content))

    command = [promtool, "test", "rules", *map(str, tmp_path.glob("*.yml"))]
    reply = subprocess.run(command, capture_output=True, text=True)

    assert reply.returncode == 0, reply.stdout + reply.stderr


def test_no_alert_lacks_its_test():
    assert set(CASES) == set(ALERTS)


@pytest.mark.parametrize("name", sorted(ALERTS))
def test_every_alert_says_how_urgent_it_is_and_what_to_do(name):
    alert = ALERTS[name]

    assert alert["labels"]["severity"] in ("page", "ticket")
    assert alert["annotations"]["summary"] and alert["annotations"]["description"]
    assert alert["annotations"]["runbook_url"] == f"{{{{ $externalLabels.runbooks }}}}/{name}.md"
    page = (PAGES / f"{name}.md").read_text()
    for heading in ("# " + name, "## What it means", "## What to do"):
        assert heading + "\n" in page, f"{name}.md lacks '{heading}'"


def test_every_setting_that_is_named_exists():
    """In the runbooks as code, in the rules' texts as it stands; a group's name too."""
    known = set(re.findall(r"^\| `(chatbrush\.[^`]+)`", SETTINGS.read_text(), re.M))
    texts = {page: re.findall(r"`[^`]+`", page.read_text()) for page in PAGES.glob("*.md")}
    texts |= {file: [file.read_text()] for file in RULES}
    named = {
        (file.name, key.rstrip("."))
        for file, parts in texts.items()
        for part in parts
        for key in re.findall(r"(?<![\w/.])chatbrush\.[a-z0-9./-]+", part)
        if not key.startswith("chatbrush.dev/")  # labels of Kubernetes
    }

    assert len(named) > 5
    for file, key in sorted(named):
        there = any(one == key or one.startswith(key + ".") for one in known)
        assert there, f"{file} names {key}, which docs/config.md does not have"


def test_the_runbooks_have_one_absolute_base():
    assert re.fullmatch(r"https://\S+/docs/operations/runbooks", BASE)
    assert {page.stem for page in PAGES.glob("*.md")} - {"README"} == set(ALERTS)
