"""Tells which weights there are and which are installed."""

from __future__ import annotations

import json
from pathlib import Path

from tensorrt_build.manifest import Weights


def rows(weights: list[Weights], folder: Path) -> list[dict[str, object]]:
    """One object each: name, group, about, file, bytes, licence, installed (by size, not hash)."""
    return [
        {
            "name": entry.name,
            "group": entry.group,
            "about": entry.about,
            "file": entry.file,
            "bytes": entry.bytes,
            "licence": entry.licence,
            "installed": _installed(entry, folder),
        }
        for entry in weights
    ]


def as_json(weights: list[Weights], folder: Path) -> str:
    """Write the rows as one JSON array."""
    return json.dumps(rows(weights, folder), indent=2, ensure_ascii=False)


def as_table(weights: list[Weights], folder: Path) -> str:
    """Write the rows for a person."""
    lines = [f"{'NAME':<19}{'SIZE':>9}  {'LICENCE':<11}{'INSTALLED':<11}ABOUT"]
    for entry in weights:
        installed = "yes" if _installed(entry, folder) else "no"
        size = f"{entry.bytes / 1e6:.1f} MB"
        lines.append(f"{entry.name:<19}{size:>9}  {entry.licence:<11}{installed:<11}{entry.about}")
    return "\n".join(lines)


def _installed(entry: Weights, folder: Path) -> bool:
    path = folder / entry.file
    return path.exists() and path.stat().st_size == entry.bytes
