import os
import signal
import subprocess
import sys
import time

from launcher import processes
from launcher.processes import Identity
from launcher.shell import wait_until

GRANDCHILD_IN_OWN_SESSION = (
    "import subprocess, sys, time;"
    "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'],"
    " start_new_session=True); time.sleep(600)"
)
IGNORES_TERM = (
    "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True); time.sleep(600)"
)


def start(layout, code):
    log = layout.run / "log"
    return processes.start([sys.executable, "-c", code], os.environ, log, layout.home, layout.run)


def test_a_recycled_pid_is_not_alive_and_is_not_signalled(layout):
    real = start(layout, "import time; time.sleep(600)")
    recycled = Identity(real.pid, "another boot:1")

    processes.stop([recycled], patience=0.2)

    assert not recycled.alive()
    assert real.alive()


def test_a_zombie_is_not_alive():
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    assert wait_until(lambda: Identity.of(child.pid) is None, 10)
    child.wait()


def test_family_holds_grandchildren_of_other_sessions(layout):
    root = start(layout, GRANDCHILD_IN_OWN_SESSION)
    assert wait_until(lambda: len(processes.family(root)) == 2, 10)

    members = processes.family(root)
    processes.stop(members, patience=2.0)

    assert not any(member.alive() for member in members)


def test_an_orphan_is_found_by_its_mark(layout):
    root = start(layout, GRANDCHILD_IN_OWN_SESSION)
    assert wait_until(lambda: len(processes.family(root)) == 2, 10)
    os.kill(root.pid, signal.SIGKILL)
    assert wait_until(lambda: not root.alive(), 10)

    orphans = processes.marked(layout.home)

    assert len(orphans) == 1
    assert processes.marked(layout.home / "test") == []


def test_stop_kills_what_ignores_the_polite_signal(layout):
    stubborn = start(layout, IGNORES_TERM)
    assert wait_until(lambda: (layout.run / "log").read_text() != "", 10)

    processes.stop([stubborn], patience=0.3)

    assert not stubborn.alive()
    assert stubborn.ending() == "was ended by SIGKILL"


def test_ending_tells_the_exit_code(layout):
    identity = start(layout, "raise SystemExit(7)")
    assert wait_until(lambda: not identity.alive(), 10)

    assert identity.ending() == "ended with exit code 7"


def test_resident_bytes_counts_all_members(layout):
    root = start(layout, GRANDCHILD_IN_OWN_SESSION)
    assert wait_until(lambda: len(processes.family(root)) == 2, 10)
    time.sleep(0.3)

    alone = processes.resident_bytes([root])
    together = processes.resident_bytes(processes.family(root))

    assert together > alone > 1_000_000
