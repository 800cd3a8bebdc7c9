"""Holds the plans of a repository against the TensorRT that builds and the server that runs them.

A plan runs on one version of TensorRT and one architecture. What is wrong is told with the line
that mends it.
"""

from __future__ import annotations

import importlib
import json
import re
import urllib.request
from pathlib import Path
from typing import Any

from tensorrt_build.repository.folder import Stamp

SECONDS = 10
# TensorRT's words when it refuses a plan of another version (10.x).
REFUSAL = re.compile(r"expecting library version (\S+) got (\S+?)[,.]?(?:\s|$)")
AGAIN = "./chatbrush models build {names} --target tensorrt"


def problems_of_plans(repository: Path) -> list[str]:
    """One sentence where plans are of several versions, or of another than is installed here."""
    versions = _versions(repository)
    if not versions:
        return []
    installed = _installed()
    problems = []
    if len(set(versions.values())) > 1:
        told = ", ".join(f"{name} {version}" for name, version in sorted(versions.items()))
        problems.append(f"the plans are of several versions of TensorRT, no server has two: {told}")
    for version in sorted(set(versions.values())):
        names = " ".join(name for name, its in sorted(versions.items()) if its == version)
        if installed and version != installed:
            problems.append(
                f"{names}: a plan of TensorRT {version}, installed here is {installed}. If the "
                f"server has {installed}: {AGAIN.format(names=names)}; if it has {version}: "
                f"pip install tensorrt-cu13=={version}"
            )
    return problems


def problems_of_server(repository: Path, address: str) -> list[str]:
    """One sentence for each model of the repository that the server there does not run.

    address: of Triton's HTTP, such as http://127.0.0.1:8000.
    """
    request = urllib.request.Request(f"{address.rstrip('/')}/v2/repository/index", b"{}")
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as reply:
            index = json.load(reply)
    except (OSError, ValueError) as error:
        return [f"no Triton answers at {address} ({error}); start it, or leave out --server"]
    states = {(entry["name"], entry.get("version", "")): entry for entry in index}
    problems = []
    for name, entry in sorted(Stamp.read(repository).models.items()):
        found = states.get((name, str(entry.version)))
        if found is None:
            problems.append(f"{name}: the server at {address} serves another repository")
        elif found.get("state") != "READY":
            problems.append(_refused(name, str(found.get("reason") or found.get("state"))))
    return problems


def _refused(name: str, reason: str) -> str:
    words = REFUSAL.search(reason)
    if words is None:
        return f"{name}: the server does not run it: {reason}"
    return (
        f"{name}: a plan of TensorRT {words[2]}, the server has {words[1]}: "
        f"pip install tensorrt-cu13=={words[1]} && {AGAIN.format(names=name)}"
    )


def _versions(repository: Path) -> dict[str, str]:
    """Return the TensorRT that each served plan was built by."""
    versions = {}
    for name, entry in Stamp.read(repository).models.items():
        report = repository / name / str(entry.version) / "report.json"
        plan: dict[str, Any] = {}
        if report.exists():
            plan = json.loads(report.read_text(encoding="utf-8"))["checks"].get("plan", {})
        if plan:
            versions[name] = str(plan["tensorrt"])
    return versions


def _installed() -> str | None:
    try:
        return str(importlib.import_module("tensorrt").__version__)
    except ImportError:
        return None
