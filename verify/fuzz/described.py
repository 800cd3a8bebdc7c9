"""Runs schemathesis on what the server says of itself."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Run:
    """How much is tried. seed: the same one tries the same."""

    phases: str
    examples: int
    seed: int


SHORT = Run("examples,coverage,fuzzing", 4, 1)
WHOLE = Run("examples,coverage,fuzzing,stateful", 100, 1)


def run(address: str, how: Run) -> dict[str, Any]:
    """Return schemathesis' own report; its words go to standard output where it found something.

    RuntimeError where it could not work at all: then nothing was proven.
    """
    with tempfile.TemporaryDirectory(prefix="chatbrush-fuzz-") as folder:
        report = Path(folder, "report.json")
        command = [sys.executable, "-c", "from schemathesis.cli import schemathesis as st; st()"]
        command += ["--config-file", str(HERE / "schemathesis.toml"), "run", "--no-color"]
        command += ["--phases", how.phases, "--max-examples", str(how.examples)]
        command += ["--seed", str(how.seed), "--report", "json"]
        command += ["--report-json-path", str(report), f"{address}/q/openapi"]
        variables = {**os.environ, "SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(HERE)}
        reply = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True)
        if not report.exists():
            raise RuntimeError(f"schemathesis did not run:\n{reply.stdout}{reply.stderr}")
        found: dict[str, Any] = json.loads(report.read_text())
    if found["failures"] or found["errors"]:
        print(reply.stdout, reply.stderr)
    return found
