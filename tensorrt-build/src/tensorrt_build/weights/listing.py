"""Tells which weights there are, which are installed, and how exact the networks on them are."""

from __future__ import annotations

import json
from pathlib import Path

from tensorrt_build.weights.folder import WeightsFolder
from tensorrt_build.weights.manifest import Manifest, Weights

HEADER = f"{'NAME':<22}{'SIZE':>10}  {'LICENCE':<25}{'INSTALLED':<11}{'PARITY':<9}ABOUT"


def rows(manifest: Manifest, folder: WeightsFolder) -> list[dict[str, object]]:
    """One object each: name, groups, about, file, bytes (exact or not), licence, installed.

    installed: by size, not hash. networks: those that run on the weights, and for each the largest
    difference from PyTorch that its graph's report found, relative to the output's largest value.
    """
    return [
        {
            "name": entry.name,
            "groups": list(entry.groups),
            "about": entry.about,
            "file": entry.file,
            "bytes": entry.size,
            "bytes_exact": entry.bytes is not None,
            "licence": entry.licence,
            "must_accept": entry.licence in manifest.licences,
            "installed": folder.has(entry),
            "networks": parities(manifest, entry),
        }
        for entry in manifest.weights.values()
    ]


def as_json(manifest: Manifest, folder: WeightsFolder) -> str:
    """Write the rows as one JSON array."""
    return json.dumps(rows(manifest, folder), indent=2, ensure_ascii=False)


def as_table(manifest: Manifest, folder: WeightsFolder) -> str:
    """Write the rows for a person."""
    lines = [HEADER]
    for entry in manifest.weights.values():
        installed = "yes" if folder.has(entry) else "no"
        about = "" if entry.bytes is not None else "~"
        size = f"{about}{entry.size / 1e6:.1f} MB"
        known = [worst for worst in parities(manifest, entry).values() if worst is not None]
        parity = f"{max(known):.0e}" if known else "-"
        asked = "*" if entry.licence in manifest.licences else ""
        lines.append(
            f"{entry.name:<22}{size:>10}  {entry.licence + asked:<25}{installed:<11}{parity:<9}"
            f"{entry.about}"
        )
    if any(entry.licence in manifest.licences for entry in manifest.weights.values()):
        lines.append("* asks to be accepted at the first download. ~ an estimate.")
    return "\n".join(lines)


def parities(manifest: Manifest, weights: Weights) -> dict[str, float | None]:
    """Networks on `weights`, each with the largest difference in its graph's parity report."""
    return {
        recipe.model: _worst(manifest.graphs_folder / f"{Path(recipe.graph).stem}.parity.json")
        if recipe.graph
        else None
        for recipe in manifest.recipes.values()
        if recipe.weights == weights.name
    }


def _worst(report: Path) -> float | None:
    try:
        cases = json.loads(report.read_text(encoding="utf-8"))["cases"]
        return max(float(gap["relative"]) for case in cases.values() for gap in case.values())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # a graph without a report has no known parity
