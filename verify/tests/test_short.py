"""Every proof in its short version, on one detached stack."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from verify.stack import ROOT, Stack

# The tests of browser, leases, images and manifests run anyhow and are these ones' short form.
LONG_ONLY = {"compose", "deploys", "images", "kubernetes", "page", "replicas", "store"}
PROOFS = sorted({script.parent.name for script in ROOT.glob("verify/*/run.py")} - LONG_ONLY)


@pytest.fixture(scope="session")
def stack(tmp_path_factory):
    """Start a stack as an operator does, and leave nothing of it."""
    home = tmp_path_factory.mktemp("stack")
    started = Stack(home)
    try:
        started.up()
        yield started
    finally:
        started.down()
        shutil.rmtree(home, ignore_errors=True)


@pytest.mark.parametrize("proof", PROOFS)
def test_holds_in_short(proof, stack):
    script = Path(ROOT, "verify", proof, "run.py")
    command = [sys.executable, str(script), "--short", "--home", str(stack.home)]
    reply = subprocess.run(command, env=os.environ, capture_output=True, text=True)

    assert reply.returncode == 0, f"{reply.stdout}\n{reply.stderr}"
    print(reply.stdout)
