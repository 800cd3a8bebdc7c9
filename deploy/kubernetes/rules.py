"""Writes the PrometheusRule of components/monitoring from the rules that Compose mounts.

python3 deploy/kubernetes/rules.py     # run it after a change of deploy/prometheus/rules
"""

from pathlib import Path

import yaml

HERE = Path(__file__).parent
RULES = HERE.parent / "prometheus" / "rules"
TARGET = HERE / "components" / "monitoring" / "prometheus-rule.yaml"


def rendered() -> str:
    """Return the resource: all groups of all files."""
    files = sorted(RULES.glob("*.yml"))
    groups = [group for file in files for group in yaml.safe_load(file.read_text())["groups"]]
    resource = {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": "PrometheusRule",
        "metadata": {"name": "chatbrush"},
        "spec": {"groups": groups},
    }
    head = "# Made by deploy/kubernetes/rules.py from deploy/prometheus/rules; do not edit.\n"
    return head + yaml.safe_dump(resource, sort_keys=False, allow_unicode=True, width=100)


if __name__ == "__main__":
    TARGET.write_text(rendered())
