import sys

import pytest

from launcher import processes, shell


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "SHA-256"),
        ("Temporary failure in name resolution", "Is this machine online?"),
        ("ERROR: something else", "ERROR: something else"),
    ],
)
def test_a_tools_fault_is_told_in_one_sentence(tmp_path, text, expected):
    log = tmp_path / "tool.log"
    log.write_text(f"line\n{text}\n")

    error = shell.fault("Installing", log, "do it again")

    assert expected in error.what
    assert str(log) in error.what or "disk" in error.what
    assert error.remedy


def test_output_goes_to_the_log_and_to_the_reader(layout):
    seen = []
    code = "print('one'); print('two'); raise SystemExit(3)"

    result = shell.run_logged(
        [sys.executable, "-c", code], layout.log("tool"), layout.tools, on_line=seen.append
    )

    assert result == 3
    assert seen == ["one", "two"]
    assert layout.log("tool").read_text().endswith("one\ntwo\n")


def test_an_interrupted_tool_is_stopped(layout):
    def interrupt(_line):
        raise KeyboardInterrupt

    code = "import time; print('started', flush=True); time.sleep(600)"
    with pytest.raises(KeyboardInterrupt):
        shell.run_logged(
            [sys.executable, "-c", code], layout.log("tool"), layout.tools, on_line=interrupt
        )

    assert processes.marked(layout.tools) == []


def test_logs_rotate_and_the_oldest_goes(tmp_path):
    log = tmp_path / "part.log"
    for age in range(6):
        shell.rotate(log)
        log.write_text(str(age))

    assert log.read_text() == "5"
    assert (tmp_path / "part.1.log").read_text() == "4"
    assert (tmp_path / "part.3.log").read_text() == "2"
    assert not (tmp_path / "part.4.log").exists()
