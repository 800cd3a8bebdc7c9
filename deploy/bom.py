"""Writes what Chatbrush is made of: CycloneDX bills of material, and the licences of all parts.

python3 deploy/bom.py sbom        # sbom/services.json, models.json, page.json, licences.md

services.json: what the three Java images hold, by the CycloneDX plugin of Maven.
models.json: what Triton's images hold of PyPI, by cyclonedx-py over what `./chatbrush up` made.
page.json: what the page is built and tested with, by npm; what it ships is in services.json.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
MAVEN_PLUGIN = "org.cyclonedx:cyclonedx-maven-plugin:2.9.1:makeAggregateBom"
PYTHON_TOOL = "cyclonedx-bom==7.5.0"
Json = dict[str, Any]


def services(target: Path) -> None:
    """Ask Maven; tests' and plugins' own parts are left out."""
    with tempfile.TemporaryDirectory() as folder:
        _run(
            "mvn", "-B", "-q", "-ntp", MAVEN_PLUGIN, "-DoutputFormat=json", "-DoutputName=bom",
            f"-DoutputDirectory={folder}", "-DincludeTestScope=false", "-DschemaVersion=1.6",
        )  # fmt: skip
        target.write_text((Path(folder) / "bom.json").read_text())


def models(target: Path, python: Path) -> None:
    """Ask the environment that the models run in."""
    with tempfile.TemporaryDirectory() as folder:
        _run(sys.executable, "-m", "venv", folder)
        _run(f"{folder}/bin/pip", "install", "-q", PYTHON_TOOL)
        _run(
            f"{folder}/bin/cyclonedx-py", "environment", str(python),
            "--of=JSON", "--sv=1.6", "-o", str(target),
        )  # fmt: skip


def page(target: Path) -> None:
    """Ask npm about its lock file."""
    words = ("sbom", "--sbom-format=cyclonedx", "--package-lock-only")
    target.write_text(_run("npm", *words, folder=ROOT / "editor-gateway" / "webui"))


def licences(bill: Json) -> list[tuple[str, str, str]]:
    """Return name, version and licence of each part."""
    rows = []
    for part in bill.get("components", []):
        if part.get("group") == "dev.chatbrush":
            continue
        told = [
            entry.get("expression")
            or entry.get("license", {}).get("id")
            or entry.get("license", {}).get("name", "")
            for entry in part.get("licenses", [])
        ]
        name = f"{part['group']}:{part['name']}" if part.get("group") else part["name"]
        said = " AND ".join(dict.fromkeys(line.splitlines()[0] for line in told if line))
        rows.append((name, part.get("version", ""), said or "not told: look at its project"))
    return sorted(set(rows))


def _run(*command: str, folder: Path = ROOT) -> str:
    reply = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if reply.returncode != 0:
        raise SystemExit(f"✗ {' '.join(command[:4])}: {(reply.stdout + reply.stderr)[-2000:]}")
    return reply.stdout


def main() -> None:
    """Write all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--python", type=Path, default=ROOT / ".chatbrush" / "python" / "bin" / "python",
        help="the interpreter of the models; `./chatbrush up` makes it",
    )  # fmt: skip
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    folder = options.folder.absolute()
    services(folder / "services.json")
    models(folder / "models.json", options.python)
    page(folder / "page.json")
    text = "# What Chatbrush is made of\n"
    for name in ("services", "models", "page"):
        rows = licences(json.loads((folder / f"{name}.json").read_text()))
        print(f"{name}: {len(rows)} parts, {sum('not told' in row[2] for row in rows)} not told")
        lines = "".join(f"| {' | '.join(row)} |\n" for row in rows)
        text += f"\n## {name}\n| part | version | licence |\n|---|---|---|\n{lines}"
    (folder / "licences.md").write_text(text)


if __name__ == "__main__":
    main()
