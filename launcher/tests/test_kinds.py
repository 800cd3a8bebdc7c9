import threading
import time

import pytest

from launcher.errors import LauncherError
from launcher.output import say
from launcher.testing.kinds import at_once
from launcher.testing.results import Result


def passed(kind: str) -> Result:
    return Result(kind, 1, 0, 0, 0.1)


def test_kinds_run_at_once_and_their_lines_do_not_mix(capsys):
    python_runs, java_spoke = threading.Event(), threading.Event()

    def python() -> list[Result]:
        say("python begins")
        python_runs.set()
        assert java_spoke.wait(10), "not at once"
        say("python ends")
        return [passed("python")]

    def java() -> list[Result]:
        assert python_runs.wait(10), "not at once"
        say("java")
        java_spoke.set()
        return [passed("java")]

    results = at_once([("python", python)], ("maven", java))

    assert [result.kind for result in results] == ["python", "java"]
    lines = capsys.readouterr().out.splitlines()
    begin = lines.index("python begins")
    assert lines[begin + 1] == "python ends"
    assert "java" in lines


def test_a_fault_of_one_is_its_failure_alone(capsys):
    def broken() -> list[Result]:
        raise LauncherError("Triton cannot be had.", "./chatbrush doctor")

    results = at_once(
        [("broken", broken), ("deploy", lambda: [passed("deploy")])],
        ("maven", lambda: [passed("java")]),
    )

    assert [(result.kind, result.failed) for result in results] == [
        ("broken", 1),
        ("deploy", 0),
        ("java", 0),
    ]
    assert "Triton cannot be had." in capsys.readouterr().out


def test_a_bug_of_one_is_not_taken_for_success():
    def bug() -> list[Result]:
        raise ValueError("nobody thought of that")

    with pytest.raises(ValueError, match="nobody thought of that"):
        at_once([("bug", bug)], ("maven", lambda: [passed("java")]))


def test_nothing_begins_after_the_tests_were_broken_off():
    begun: list[str] = []
    first_runs, broken_off, ended = threading.Event(), threading.Event(), threading.Event()

    def first() -> list[Result]:
        begun.append("first")
        first_runs.set()
        broken_off.wait(10)
        ended.set()
        return []

    def second() -> list[Result]:
        begun.append("second")
        return []

    def interrupted() -> list[Result]:
        first_runs.wait(10)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        at_once([("first", first), ("second", second)], ("maven", interrupted))
    broken_off.set()
    assert ended.wait(10)
    time.sleep(0.2)

    assert begun == ["first"]
