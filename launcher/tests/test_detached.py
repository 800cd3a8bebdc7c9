"""A small stack under the real command line: who looks after it, and who ends it."""

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from launcher import processes
from launcher.processes import Identity
from launcher.run import ports, state
from launcher.shell import wait_until

SCRIPT = Path(__file__).with_name("small_chatbrush.py")
REPOSITORY = SCRIPT.parents[2]
MASK, GATEWAY = "mask-service", "editor-gateway"


class Small:
    def __init__(self, layout):
        taken = set()
        self.layout = layout
        self.variables = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(map(str, (REPOSITORY, SCRIPT.parent))),
            "CHATBRUSH_HOME": str(layout.home),
            "PORTS": f"{ports.any_free(taken)} {ports.any_free(taken)}",
        }

    def call(self, *words):
        command = [sys.executable, str(SCRIPT), *words]
        return subprocess.run(
            command, env=self.variables, capture_output=True, text=True, timeout=60
        )

    def begin(self, *words, inherited=signal.SIG_DFL):
        return subprocess.Popen(
            [sys.executable, str(SCRIPT), *words],
            env=self.variables,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, inherited),  # as a shell starts a job
        )

    def state(self):
        return state.load(self.layout.run / "state.json") or state.State()

    def status(self):
        return json.loads(self.call("status", "--json").stdout)

    def back_from(self, part, pid):
        def back():
            seen = self.status()["parts"][part]
            return seen["pid"] not in (None, pid) and not seen["restarting"]

        return wait_until(back, 20)


@pytest.fixture
def small(layout):
    made = Small(layout)
    yield made
    keeper = made.state().keeper
    if keeper is not None:
        processes.kill([keeper.identity])


@pytest.fixture
def detached(small):
    reply = small.call("up", "--detach")
    assert (reply.returncode, reply.stdout, reply.stderr) == (0, "up\n", "")
    return small


def test_a_part_that_is_killed_comes_back_and_the_status_says_why(detached):
    before = detached.status()
    pid = before["parts"][MASK]["pid"]

    os.kill(pid, signal.SIGKILL)

    assert detached.back_from(MASK, pid)
    after = detached.status()
    assert after["supervisor"] == before["supervisor"]
    assert after["supervisor"]["running"]
    assert after["parts"][MASK]["restarts"] == 1
    last = after["parts"][MASK]["last_restart"]
    assert (last["reason"], last["detail"]) == ("killed", "was ended by SIGKILL")
    assert last["seconds"] < 10
    assert after["parts"][GATEWAY]["restarts"] == 0
    text = detached.call("status").stdout
    assert "restarted   once, last at 2" in text
    assert "it was ended by SIGKILL, back after" in text
    assert "mask-service was ended by SIGKILL" in detached.layout.log("supervisor").read_text()


def test_a_part_that_hangs_is_started_again(detached):
    pid = detached.status()["parts"][MASK]["pid"]
    assert wait_until(lambda: not detached.status()["parts"][MASK]["restarting"], 20)

    os.kill(pid, signal.SIGSTOP)

    assert wait_until(lambda: Identity.of(pid) is None, 40)
    assert detached.back_from(MASK, pid)
    assert detached.status()["parts"][MASK]["last_restart"]["reason"] == "hung"


def test_a_second_up_does_not_make_a_second_supervisor(detached):
    before = detached.state()

    assert detached.call("up", "--detach").returncode == 0
    assert detached.call("up").returncode == 0  # nor does it stay in the foreground

    assert detached.state() == before


def test_after_the_supervisor_was_killed_up_begins_a_new_one_that_takes_over(detached):
    before = detached.state()
    processes.kill([before.keeper.identity])
    assert wait_until(lambda: not before.kept(), 10)
    assert not detached.status()["supervisor"]["running"]
    assert "nobody looks after the parts" in detached.call("status").stdout

    assert detached.call("up", "--detach").returncode == 0

    after = detached.state()
    assert after.parts == before.parts
    assert after.keeper != before.keeper
    pid = after.parts[GATEWAY].pid
    os.kill(pid, signal.SIGKILL)
    assert detached.back_from(GATEWAY, pid)


def test_down_ends_supervisor_and_parts(detached):
    before = detached.state()

    reply = detached.call("down")

    assert reply.stdout == "Stopped: editor-gateway, mask-service, supervisor.\n"
    assert not before.keeper.identity.alive()
    assert before.alive() == {}
    assert detached.status()["status"] == "stopped"
    assert "Asked to end" in detached.layout.log("supervisor").read_text()


def test_the_supervisor_ends_when_its_stack_is_gone(detached):
    before = detached.state()

    (detached.layout.run / "state.json").unlink()

    assert wait_until(lambda: not before.keeper.identity.alive(), 20)


def test_only_their_owner_reads_what_is_written(detached):
    modes = {
        path.relative_to(detached.layout.home): stat.S_IMODE(path.stat().st_mode)
        for path in detached.layout.home.rglob("*")
        if path != detached.layout.run  # the test made it
    }

    names = {str(path) for path in modes}
    assert {"data", "run/state.json", "run/supervision.json", "run/logs/supervisor.log"} <= names
    assert {str(path): oct(mode) for path, mode in modes.items() if mode & 0o077} == {}


@pytest.mark.parametrize("inherited", [signal.SIG_DFL, signal.SIG_IGN], ids=["shell", "ignored"])
def test_ctrl_c_in_the_foreground_stops_the_stack(small, inherited):
    child = small.begin("up", inherited=inherited)
    assert child.stdout.readline() == "up\n"
    assert child.stdout.readline().startswith("Ctrl-C stops it.")
    before = small.state()

    child.send_signal(signal.SIGINT)

    assert child.wait(timeout=20) == 0
    assert "Stopped." in child.stdout.read()
    assert before.parts.keys() == {MASK, GATEWAY}
    assert before.alive() == {}


@pytest.mark.parametrize("inherited", [signal.SIG_DFL, signal.SIG_IGN], ids=["shell", "ignored"])
def test_an_interrupt_while_it_starts_leaves_nothing_behind(small, inherited):
    small.variables["PORTS"] = ""  # what is started never answers
    child = small.begin("up", "--detach", inherited=inherited)
    assert wait_until(lambda: len(small.state().parts) == 2, 20)

    child.send_signal(signal.SIGINT)

    assert child.wait(timeout=30) == 130
    assert processes.marked(small.layout.home) == []
