import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from launcher.commands.status import print_faults

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def chatbrush(tmp_path):
    def call(*arguments):
        return subprocess.run(
            [sys.executable, str(REPOSITORY / "chatbrush"), *arguments],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "CHATBRUSH_HOME": str(tmp_path / "state of it")},
            timeout=120,
        )

    return call


@pytest.mark.parametrize("arguments", [(), ("help",), ("--help",)])
def test_alone_it_prints_help(chatbrush, arguments):
    reply = chatbrush(*arguments)

    assert reply.returncode == 0
    for command in (
        "up",
        "down",
        "status",
        "logs",
        "doctor",
        "models",
        "keys",
        "test",
        "bench",
        "verify",
    ):
        assert f"\n    {command} " in reply.stdout


def test_an_unknown_command_is_named(chatbrush):
    reply = chatbrush("fly")

    assert reply.returncode == 2
    assert "'fly'" in reply.stderr


def test_status_of_nothing(chatbrush):
    reply = chatbrush("status")
    as_json = chatbrush("status", "--json")

    assert (reply.returncode, as_json.returncode) == (3, 3)
    assert "./chatbrush up" in reply.stdout
    assert json.loads(as_json.stdout)["status"] == "stopped"


def test_down_of_nothing(chatbrush):
    reply = chatbrush("down")

    assert reply.returncode == 0
    assert reply.stdout == "Nothing was running.\n"


def test_logs_of_nothing(chatbrush):
    reply = chatbrush("logs")

    assert reply.returncode == 1
    assert "There are no logs" in reply.stderr


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--port", "0"), "a port is a number from 1 to 65535"),
        (("--triton", "gpu-box"), "expected HOST:PORT"),
    ],
)
def test_wrong_options_of_up_are_explained(chatbrush, arguments, expected):
    reply = chatbrush("up", *arguments)

    assert reply.returncode == 2
    assert expected in reply.stderr


def test_doctor_marks_every_check(chatbrush):
    reply = chatbrush("doctor")

    lines = [line for line in reply.stdout.splitlines() if line[:1] in "✓✗"]
    assert len(lines) >= 9
    assert reply.returncode == int(any(line.startswith("✗") for line in lines))


@pytest.mark.parametrize("folder", ["bench", "verify"])
def test_an_unknown_script_is_named(chatbrush, folder):
    reply = chatbrush(folder, "flying")

    assert reply.returncode == 1
    assert f"{folder} has no 'flying'" in reply.stderr


def test_the_browser_tests_are_never_quick(chatbrush):
    assert "./chatbrush test e2e" in chatbrush("test", "e2e", "--quick").stderr


@pytest.mark.parametrize("inherited", [signal.SIG_DFL, signal.SIG_IGN], ids=["shell", "ignored"])
def test_an_interrupt_ends_it_with_130(tmp_path, inherited):
    environment = {**os.environ, "CHATBRUSH_HOME": str(tmp_path)}
    (tmp_path / "run" / "logs").mkdir(parents=True)
    (tmp_path / "run" / "logs" / "triton.log").write_text("a line\n")
    child = subprocess.Popen(
        [sys.executable, str(REPOSITORY / "chatbrush"), "logs", "-f"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        preexec_fn=lambda: signal.signal(signal.SIGINT, inherited),  # as a shell starts a job
    )
    assert b"triton.log" in child.stdout.readline()
    assert child.stdout.readline() == b"a line\n"

    child.send_signal(signal.SIGINT)

    assert child.wait(timeout=20) == 130
    child.stdout.close()
    child.stderr.close()


def test_status_says_what_the_gateway_cannot_use(capsys):
    print_faults({"faults": [{"part": "mask", "reason": "hung", "restarting": True}]})
    print_faults(None)

    assert capsys.readouterr().out == "! mask: hung, being started again\n"
