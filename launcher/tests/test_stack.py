import argparse
import os
import signal
import socket
import sys
import uuid
from contextlib import closing

import pytest
from services import answering, dying

from launcher import processes
from launcher.build import maven
from launcher.commands.up import add_arguments, bring_up, chosen_settings
from launcher.errors import LauncherError
from launcher.install import checks
from launcher.run import parts, ports, state, triton_server
from launcher.run.parts import GATEWAY
from launcher.run.stack import Stack
from launcher.run.state import Settings
from launcher.shell import wait_until


@pytest.fixture
def two_parts(monkeypatch):
    made = [answering(parts.MASK), answering(parts.GATEWAY)]
    monkeypatch.setattr(parts, "make", lambda *_: made)
    return made


def test_who_plans_is_told_to_the_agent(layout):
    chosen = Settings(triton="127.0.0.1:9", llm_url="http://127.0.0.1:9/v1", llm_planner="llm")
    stack = Stack(layout)
    stack.choose_ports(chosen)

    made = {part.name: part.command for part in parts.make(layout, chosen, stack.state.ports)}

    assert "-Dchatbrush.llm.planner=llm" in made[parts.AGENT]
    assert not any("llm.planner" in word for word in made[parts.GATEWAY])


@pytest.mark.parametrize(("words", "variable"), [(["--logins"], ""), ([], "true")])
def test_a_gateway_without_logins_is_started_anew_with_them(layout, monkeypatch, words, variable):
    monkeypatch.setenv("CHATBRUSH_LOGIN_REQUIRED", variable)
    options = argparse.ArgumentParser()
    add_arguments(options)
    before = Settings(triton="127.0.0.1:9")
    stack = Stack(layout)
    stack.choose_ports(before)

    chosen = chosen_settings(options.parse_args(words), before)

    gateways = [
        next(part for part in parts.make(layout, each, stack.state.ports) if part.name == GATEWAY)
        for each in (before, chosen)
    ]
    assert "-Dchatbrush.login.required=true" in gateways[1].command
    assert gateways[0].fingerprint != gateways[1].fingerprint
    monkeypatch.delenv("CHATBRUSH_LOGIN_REQUIRED")
    assert chosen_settings(options.parse_args([]), chosen).logins


def test_a_port_that_was_taken_while_all_was_built_is_not_waited_at(layout, monkeypatch, two_parts):
    stack = Stack(layout)
    settings = Settings(triton="127.0.0.1:9", port=ports.any_free(set()))
    stack.choose_ports(settings)
    chosen = stack.state.ports["mask-service-grpc"]
    other = socket.socket()

    def build(*_):
        other.bind((ports.LOOPBACK, chosen))
        other.listen()
        return "built"

    monkeypatch.setattr(checks, "require", lambda *_: "fine")
    monkeypatch.setattr(maven, "prepare", build)
    with closing(other):
        bring_up(layout, stack, settings)

    assert stack.state.ports["mask-service-grpc"] != chosen


def up(layout):
    stack = Stack(layout)
    return stack, stack.start(lambda _: None)


def test_start_starts_all_and_remembers_them(layout, two_parts):
    stack, started = up(layout)

    assert started == [parts.MASK, parts.GATEWAY]
    assert state.load(stack.file).alive().keys() == {parts.MASK, parts.GATEWAY}
    assert "listening" in layout.log(parts.MASK).read_text()


def test_a_second_start_starts_nothing(layout, two_parts):
    before = up(layout)[0].state.parts

    stack, started = up(layout)

    assert started == []
    assert stack.state.parts == before


def test_only_a_killed_part_is_started_again(layout, two_parts):
    before = up(layout)[0].state.parts
    os.kill(before[parts.MASK].pid, signal.SIGKILL)
    assert wait_until(lambda: not before[parts.MASK].identity.alive(), 10)

    stack, started = up(layout)

    assert started == [parts.MASK]
    assert stack.state.parts[parts.GATEWAY] == before[parts.GATEWAY]


def test_half_uploads_of_a_killed_gateway_are_removed(layout, two_parts):
    before = up(layout)[0].state.parts
    layout.uploads.mkdir()
    (layout.uploads / "half").touch()
    up(layout)
    assert (layout.uploads / "half").exists()
    os.kill(before[parts.GATEWAY].pid, signal.SIGKILL)
    assert wait_until(lambda: not before[parts.GATEWAY].identity.alive(), 10)

    up(layout)

    assert not layout.uploads.exists()


def test_a_part_of_older_sources_is_started_again(layout, two_parts, monkeypatch):
    before = up(layout)[0].state.parts
    renewed = [answering(parts.MASK, fingerprint="2"), two_parts[1]]
    monkeypatch.setattr(parts, "make", lambda *_: renewed)

    started = up(layout)[1]

    assert started == [parts.MASK]
    assert not before[parts.MASK].identity.alive()


def test_a_part_that_dies_at_start_shows_its_log_and_takes_the_others_down(layout, monkeypatch):
    made = [answering(parts.MASK), dying(parts.GATEWAY)]
    monkeypatch.setattr(parts, "make", lambda *_: made)

    with pytest.raises(LauncherError) as caught:
        up(layout)

    assert "editor-gateway ended with exit code 7 while starting" in caught.value.what
    assert "the reason stands here" in caught.value.what
    assert processes.marked(layout.home) == []


def test_a_half_finished_run_is_cleaned_up(layout, two_parts):
    stack, _ = up(layout)
    stack.state.phase = state.STARTING  # as a launcher leaves it that is killed while it waits
    stack.save()
    before = dict(stack.state.parts)

    stack, started = up(layout)

    assert started == [parts.MASK, parts.GATEWAY]
    assert not any(part.identity.alive() for part in before.values())


def test_processes_without_a_state_file_are_cleaned_up(layout, two_parts):
    stack, _ = up(layout)
    before = dict(stack.state.parts)
    stack.file.write_text("{ torn")

    up(layout)

    assert not any(part.identity.alive() for part in before.values())


def test_stop_all_ends_strays_and_forgets_the_state(layout, two_parts):
    stack, _ = up(layout)
    code = "import time; time.sleep(600)"
    stray = processes.start(
        [sys.executable, "-c", code], os.environ, layout.run / "log", layout.home, layout.run
    )

    names = stack.stop_all()

    assert names == sorted([parts.MASK, parts.GATEWAY])
    assert not stray.alive()
    assert not stack.file.exists()


def test_tools_that_run_meanwhile_are_left_alone(layout, two_parts):
    code = "import time; time.sleep(600)"
    tool = processes.start(
        [sys.executable, "-c", code], os.environ, layout.run / "log", layout.tools, layout.run
    )

    up(layout)[0].stop_all()

    assert tool.alive()
    processes.stop([tool], patience=1.0)


def test_shared_memory_of_a_killed_triton_is_given_back(layout, two_parts, monkeypatch, tmp_path):
    monkeypatch.setattr("launcher.run.triton_server.SHARED_MEMORY", tmp_path)
    region = tmp_path / f"triton_python_backend_shm_region_{uuid.uuid4()}"
    other = tmp_path / "somebody_elses"
    region.touch()
    other.touch()
    stack, _ = up(layout)
    stack.state.parts[parts.MASK].shared_memory = [region.name, other.name]
    stack.save()
    os.kill(stack.state.parts[parts.MASK].pid, signal.SIGKILL)
    assert wait_until(lambda: parts.MASK not in stack.state.alive(), 10)

    Stack(layout)

    assert not region.exists()
    assert other.exists()


def test_shared_memory_of_a_triton_killed_in_its_start_is_given_back(layout, monkeypatch, tmp_path):
    monkeypatch.setattr("launcher.run.triton_server.SHARED_MEMORY", tmp_path)
    option = next(
        word for word in triton_server.command(layout, parts.PREFERRED_PORTS) if "prefix" in word
    )
    region = tmp_path / f"{option.rpartition('=')[2]}{uuid.uuid4()}"
    other = tmp_path / f"triton_python_backend_shm_region_{uuid.uuid4()}"
    region.touch()
    other.touch()

    Stack(layout).stop_all()

    assert not region.exists()
    assert other.exists()


def test_shared_memory_is_its_owners_alone(monkeypatch, tmp_path):
    monkeypatch.setattr("launcher.run.triton_server.SHARED_MEMORY", tmp_path)
    region = tmp_path / f"triton_python_backend_shm_region_{uuid.uuid4()}"
    region.touch(0o644)

    triton_server.hide_regions([region.name, "gone"])

    assert region.stat().st_mode & 0o777 == 0o600


def test_the_gateways_port_must_be_free(layout):
    taken = answering("other")
    port = int(taken.health.rpartition(":")[2])
    identity = processes.start(
        taken.command, os.environ, layout.run / "log", layout.home, layout.run
    )
    stack = Stack.__new__(Stack)
    stack.layout, stack.state = layout, state.State()
    assert wait_until(lambda: "listening" in (layout.run / "log").read_text(), 10)

    with pytest.raises(LauncherError) as caught:
        stack.choose_ports(Settings(port=port))

    assert f"(pid {identity.pid})" in caught.value.what
