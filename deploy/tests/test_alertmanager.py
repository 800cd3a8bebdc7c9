"""Who hears of an alert, and which are held back while another fires."""

import re
from pathlib import Path

import yaml

DEPLOY = Path(__file__).parents[1]
MANAGER = yaml.safe_load((DEPLOY / "alertmanager/alertmanager.yml").read_text())
RULES = [
    rule
    for file in (DEPLOY / "prometheus/rules").glob("*.yml")
    for group in yaml.safe_load(file.read_text())["groups"]
    for rule in group["rules"]
    if "alert" in rule
]
MATCHER = re.compile(r'(\w+)(=~|=)"([^"]+)"')
BURNS = [
    {"alertname": "ErrorBudgetBurnsFast", "slo": "clicks"},
    {"alertname": "ErrorBudgetBurns", "slo": "edits"},
    {"alertname": "ServerErrors"},
    {"alertname": "BreakerOpen", "job": "editor-gateway"},
]


def matches(alert, matchers):
    """Alertmanager's way: all of them, a pattern from end to end."""
    for matcher in matchers:
        label, how, wanted = MATCHER.fullmatch(matcher).groups()
        told = alert.get(label, "")
        if not (re.fullmatch(wanted, told) if how == "=~" else wanted == told):
            return False
    return True


def go_out(alerts):
    """Names of those that no other of them holds back."""
    return {one["alertname"] for one in alerts if not any(holds(two, one) for two in alerts)}


def holds(source, target):
    return any(
        matches(source, rule["source_matchers"])
        and matches(target, rule["target_matchers"])
        and all(source.get(label) == target.get(label) for label in rule.get("equal", []))
        for rule in MANAGER["inhibit_rules"]
    )


def test_every_severity_has_a_receiver():
    receivers = {receiver["name"] for receiver in MANAGER["receivers"]}
    pager, *others = MANAGER["route"]["routes"]

    assert pager["matchers"] == ['severity="page"'] and not others
    assert {pager["receiver"], MANAGER["route"]["receiver"]} == receivers
    for receiver in MANAGER["receivers"]:
        for hook in receiver["webhook_configs"]:
            assert hook["url_file"].startswith("/run/secrets/") and "url" not in hook


def test_every_alert_that_holds_back_or_is_held_back_exists():
    known = [rule["alert"] for rule in RULES]
    for rule in MANAGER["inhibit_rules"]:
        for matcher in (*rule["source_matchers"], *rule["target_matchers"]):
            label, _how, pattern = MATCHER.fullmatch(matcher).groups()
            assert label == "alertname"
            for name in pattern.split("|"):
                assert any(re.fullmatch(name, alert) for alert in known), f"no alert is {name}"


def test_one_pod_of_several_that_is_down_holds_nothing_back():
    """Which of both fires when is ReplicaDown's and PartDown's case among the alerts'."""
    down = {"alertname": "ReplicaDown", "job": "mask-service", "instance": "m2"}

    assert go_out([down, *BURNS]) == {
        "ReplicaDown",
        "ErrorBudgetBurnsFast",
        "ErrorBudgetBurns",
        "ServerErrors",
        "BreakerOpen",
    }


def test_of_a_part_that_is_down_as_a_whole_that_alone_is_told():
    down = {"alertname": "PartDown", "job": "mask-service"}

    assert go_out([down, {"alertname": "Degraded"}, *BURNS]) == {"PartDown"}


def test_no_ticket_holds_back_a_page():
    """The night would go by."""
    of = {"page": [], "ticket": []}
    for rule in RULES:
        of[rule["labels"]["severity"]].append({"alertname": rule["alert"], "slo": "edits"})
    assert of["page"] and of["ticket"]
    assert not [(t, p) for t in of["ticket"] for p in of["page"] if holds(t, p)]
