"""Whether promote.sh lets an image take Triton's place, with a stand-in for kubectl.

A real API server and its controllers are asked by `./chatbrush verify kubernetes`.
"""

import os
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "kubernetes" / "promote.sh"
IMAGE = "registry.example/triton:0.2.0"


def promote(folder, ended, ready="exit 0"):
    """Run it where a Job ends so and Deployments become `ready`. Returns it and what was asked."""
    kubectl = folder / "kubectl"
    kubectl.write_text(
        f'#!/bin/sh\necho "$*" >> {folder}/asked\ncase "$*" in\n'
        f"  *status.conditions*) {ended} ;;\n  *'rollout status deployment/triton '*) {ready} ;;\n"
        f"  *'rollout status deployment/triton-canary'*) {ready} ;;\nesac\n"
    )
    kubectl.chmod(0o755)
    variables = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}
    command = ["sh", str(SCRIPT), IMAGE]
    reply = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=60)
    return reply, (folder / "asked").read_text()


# A Job says first that it will fail or has succeeded, and then that it is over.
@pytest.mark.parametrize("ended", ["echo SuccessCriteriaMet Complete", "echo Complete"])
def test_one_that_holds_takes_the_place(tmp_path, ended):
    reply, asked = promote(tmp_path, ended)

    assert reply.returncode == 0, reply.stderr
    assert f"set image deployment/triton triton={IMAGE} guard={IMAGE}" in asked
    assert asked.splitlines()[-1].split()[2] == "delete"


@pytest.mark.parametrize(
    "ended, ready, said",
    [
        ("echo FailureTarget Failed", "exit 0", "The canary is not promoted"),
        ("echo Complete", "exit 1", "The canary does not become ready"),
        ("exit 1", "exit 0", ""),
    ],
)
def test_one_that_does_not_leaves_all_as_it_was(tmp_path, ended, ready, said):
    reply, asked = promote(tmp_path, ended, ready)

    assert reply.returncode == 1
    assert said in reply.stderr
    assert "set image" not in asked
    assert asked.splitlines()[-1].split()[2] == "delete", "nothing of the canary stays"
