"""Whether promote.sh lets an image take Triton's place, with a stand-in for kubectl.

A real API server and its controllers are asked by `./chatbrush verify kubernetes`.
"""

import os
import re
import signal
import subprocess
import time

import pytest
import yaml
from manifests import KUBERNETES, an_overlay, of_kind

SCRIPT = KUBERNETES / "promote.sh"
IMAGE = "registry.example:5000/ours/triton:0.2.0"


def stand_in(folder, ended="echo Complete", canary="exit 0", ready="exit 0"):
    """Write a kubectl for which a Job ends so, and a Triton becomes ready; `asked` grows by it."""
    kubectl = folder / "kubectl"
    kubectl.write_text(
        f'#!/bin/sh\necho "$*" >> {folder}/asked\ncase "$*" in\n'
        f"  *status.conditions*) {ended} ;;\n  *'rollout status deployment/triton '*) {ready} ;;\n"
        f"  *'rollout status deployment/triton-canary'*) {canary} ;;\n"
        '  *annotations*) echo 7 ;;\n  *) echo "$* done" ;;\nesac\n'
    )
    kubectl.chmod(0o755)
    return {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}


def promote(folder, **behaviour):
    """Run it with that kubectl. Returns what it said, and what was asked."""
    variables = stand_in(folder, **behaviour)
    command = ["sh", str(SCRIPT), IMAGE]
    reply = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=60)
    return reply, (folder / "asked").read_text()


def is_cleared(asked):
    """Whether the last that was asked is that nothing of the canary stays."""
    words = asked.splitlines()[-1].split()
    return words[2] == "delete" and {"deployment/triton-canary", "job/canary-compare"} <= {*words}


# A Job says first that it will fail or has succeeded, and then that it is over.
@pytest.mark.parametrize("ended", ["echo SuccessCriteriaMet Complete", "echo Complete"])
def test_one_that_holds_takes_the_place(tmp_path, ended):
    reply, asked = promote(tmp_path, ended=ended)

    assert reply.returncode == 0, reply.stderr
    assert f"set image deployment/triton triton={IMAGE} guard={IMAGE}" in asked
    assert is_cleared(asked)


@pytest.mark.parametrize(
    "behaviour, said",
    [
        ({"ended": "echo FailureTarget Failed"}, "The canary is not promoted"),
        ({"canary": "exit 1"}, "The canary does not become ready"),
        ({"ended": "exit 1"}, ""),
    ],
)
def test_one_that_does_not_leaves_all_as_it_was(tmp_path, behaviour, said):
    reply, asked = promote(tmp_path, **behaviour)

    assert reply.returncode == 1
    assert said in reply.stderr
    assert "set image" not in asked
    assert is_cleared(asked)


@pytest.mark.parametrize(
    "again, said", [("exit 0", "was put back, and serves"), ("exit 1", "nor does the one before")]
)
def test_one_that_fails_in_its_place_gives_it_back_and_says_whether_that_serves(
    tmp_path, again, said
):
    ready = f"grep -q 'rollout undo' {tmp_path}/asked || exit 1; {again}"
    reply, asked = promote(tmp_path, ready=ready)

    assert reply.returncode == 1
    assert "rollout undo deployment/triton --to-revision=7" in asked, "what served, by number"
    assert said in reply.stderr
    assert is_cleared(asked)


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_who_stops_it_leaves_no_canary(tmp_path, told):
    """It holds a GPU."""
    waiting = f"kill -{told.value} $PPID; exit 1"
    reply, asked = promote(tmp_path, canary=waiting)

    assert reply.returncode == 130
    assert "set image" not in asked
    assert is_cleared(asked)


def test_who_stops_it_later_is_told_the_way_back(tmp_path):
    reply, asked = promote(tmp_path, ready="kill -TERM $PPID; exit 1")

    assert reply.returncode == 130
    assert "rollout undo deployment/triton --to-revision=7" in reply.stderr
    assert is_cleared(asked)


@pytest.mark.parametrize("folder", ["overlays/gpu", "canary"])
def test_no_triton_is_given_up_before_the_script_does(folder):
    """A Deployment has a patience of its own, ten minutes unless told."""
    minutes = int(re.search(r"PATIENCE:-(\d+)m", SCRIPT.read_text()).group(1))
    for name, deployment in of_kind(folder, "Deployment").items():
        if name.startswith("triton"):
            assert deployment["spec"]["progressDeadlineSeconds"] >= 60 * minutes


def test_a_promoted_triton_stays_with_the_line_that_it_ends_with(tmp_path):
    """Without it the next apply takes the image back."""
    reply, _ = promote(tmp_path)

    line = yaml.safe_load(reply.stdout.splitlines()[-1])
    above = an_overlay(tmp_path, resources=["overlays/production"], images=line)
    pod = of_kind(above, "Deployment")["triton"]["spec"]["template"]["spec"]
    assert {c["image"] for c in [*pod["containers"], *pod["initContainers"]]} == {IMAGE}


@pytest.mark.parametrize("phase", ["canary", "ready"])
def test_it_hears_at_once_that_it_is_to_stop(tmp_path, phase):
    """A shell whose command runs in the foreground would hear it half an hour later."""
    variables = stand_in(tmp_path, **{phase: "exec sleep 30"})
    begun = subprocess.Popen(["sh", str(SCRIPT), IMAGE], env=variables)
    asked = tmp_path / "asked"
    waits = "triton-canary --timeout" if phase == "canary" else "deployment/triton --timeout"
    while not (asked.exists() and waits in asked.read_text()):
        time.sleep(0.05)

    begun.terminate()

    assert begun.wait(timeout=10) == 130
    assert is_cleared(asked.read_text())
