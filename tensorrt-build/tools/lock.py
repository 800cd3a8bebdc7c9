"""Rewrites the lock files from their .in files (needs `pip install uv`).

The development set is resolved first and the others take its versions, so that installing one file
over another never moves a package. Run `python tools/lock.py` in any folder.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

MODULE = Path(__file__).resolve().parent.parent
HEADER = """\
# Made by tools/lock.py from {source}; do not edit.
# For CPython 3.10, 3.11 and 3.12 on Linux x86-64: pip install --require-hashes -r {target}
"""
MARKER = re.compile(r" ; (.+?) \\$")
PYTHON_BOUND = re.compile(r"python_full_version (<|>=) '3\.11'")


def simplified(line: str) -> str:
    """Keep only what tells 3.10 from later versions: the rest says what the header says."""
    match = MARKER.search(line)
    if match is None:
        return line
    bound = PYTHON_BOUND.search(match.group(1))
    marker = f' ; python_version {bound.group(1)} "3.11"' if bound else ""
    return line[: match.start()] + marker + " \\"


def lock(source: str, target: str, constraint: str | None) -> None:
    """Resolve `source` for every supported Python and write `target` with hashes."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--universal", "--quiet"]
    command += ["--python-version", "3.10", "--generate-hashes", "--only-binary", ":all:"]
    command += ["--no-emit-index-url", "--no-emit-find-links", "--no-annotate", "--no-header"]
    command += ["--no-sources", source]
    command += ["--constraint", constraint] if constraint else []
    resolved = subprocess.run(command, cwd=MODULE, check=True, capture_output=True, text=True)
    lines = [simplified(line) for line in resolved.stdout.splitlines()]
    body = "\n".join(line for line in lines if not line.startswith("--")) + "\n"
    header = HEADER.format(source=source, target=target)
    (MODULE / target).write_text(header + body, encoding="utf-8")


def main() -> None:
    """Write the lock files."""
    lock("requirements-dev.in", "requirements-dev.lock", None)
    lock("requirements.in", "requirements.lock", "requirements-dev.lock")
    lock("requirements-serving.in", "requirements-serving.lock", "requirements-dev.lock")
    lock("requirements-builder.in", "requirements-builder.lock", "requirements-dev.lock")


if __name__ == "__main__":
    main()
