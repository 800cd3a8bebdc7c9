"""Writes what kustomize cannot read where it lies: rules as a resource, the list of dashboards.

python3 deploy/kubernetes/generate.py     # after a change of rules, or of a dashboard's name
"""

from pathlib import Path

import yaml

DEPLOY = Path(__file__).resolve().parents[1]
HEAD = "# Made by deploy/kubernetes/generate.py; do not edit.\n"


def rule() -> str:
    """Return all groups of all files of rules as one resource."""
    files = sorted((DEPLOY / "prometheus" / "rules").glob("*.yml"))
    groups = [group for file in files for group in yaml.safe_load(file.read_text())["groups"]]
    resource = {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": "PrometheusRule",
        "metadata": {"name": "chatbrush"},
        "spec": {"groups": groups},
    }
    return HEAD + yaml.safe_dump(resource, sort_keys=False, allow_unicode=True, width=100)


def dashboards() -> str:
    """Return the kustomization that hands the dashboards to Grafana's sidecar by its label."""
    names = sorted(file.name for file in (DEPLOY / "grafana" / "dashboards").glob("*.json"))
    generator = {
        "name": "chatbrush-dashboards",
        "files": [f"dashboards/{name}" for name in names],
        "options": {"labels": {"grafana_dashboard": "1"}, "disableNameSuffixHash": True},
    }
    resource = {
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "namespace": "chatbrush",
        "configMapGenerator": [generator],
    }
    return HEAD + yaml.safe_dump(resource, sort_keys=False)


WRITTEN = {
    DEPLOY / "kubernetes/components/monitoring/prometheus-rule.yaml": rule,
    DEPLOY / "grafana/kustomization.yaml": dashboards,
}

if __name__ == "__main__":
    for file, made in WRITTEN.items():
        file.write_text(made())
