"""Who may reach whom."""

import pytest
from manifests import OURS, an_overlay, of_kind


@pytest.mark.parametrize("overlay", ["overlays/cpu", "overlays/gpu", "overlays/production"])
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
