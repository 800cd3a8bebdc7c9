"""The report that lies beside a network: of what it was made, by which tools, which checks held."""

from __future__ import annotations

import json
import platform
from importlib import metadata
from pathlib import Path
from typing import Any

from tensorrt_build.hashing import sha256_of_file

FILE = "report.json"
TOOLS = ("numpy", "onnx", "onnxruntime", "openvino", "tensorrt")


def write_report(folder: Path, content: dict[str, Any]) -> None:
    """Add tool versions and the hashes of the folder's files, and write it as FILE."""
    files = {
        path.name: {"sha256": sha256_of_file(path), "bytes": path.stat().st_size}
        for path in sorted(folder.iterdir())
        if path.is_file() and path.suffix != ".py"
    }
    report = {**content, "files": files, "tools": tool_versions()}
    (folder / FILE).write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


def tool_versions() -> dict[str, str]:
    """Versions of the interpreter and of those TOOLS that are installed."""
    versions = {"python": platform.python_version()}
    for name in TOOLS:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return versions
