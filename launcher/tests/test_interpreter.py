import json
import sys
from pathlib import Path

import pytest

from launcher.errors import LauncherError
from launcher.install import interpreter
from launcher.install.interpreter import Interpreter, Rejected

FACTS = {"implementation": "CPython", "folder": "/nowhere", "multiarch": "x86_64-linux-gnu"}


def script(folder, name, text):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def working(folder, version, base):
    """A script that answers the probe like a Python with its library below `base`."""
    (base / "lib").mkdir(parents=True, exist_ok=True)
    (base / "lib" / f"libpython{version}.so.1.0").touch()
    name = f"python{version}"
    facts = {**FACTS, "version": version, "executable": str(folder / name), "base": str(base)}
    return script(folder, name, f"echo '{json.dumps(facts)}'")


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine without any Python of its own."""
    for name in ("XDG_DATA_HOME", "PYENV_ROOT", "UV_PYTHON_INSTALL_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("PATH", f"{tmp_path / 'shims'}:{tmp_path / 'bin'}")
    return tmp_path


def test_a_shim_that_fails_is_passed_over(machine):
    script(
        machine / "shims", "python3.12", "echo 'pyenv: python3.12: command not found' >&2; exit 127"
    )
    good = working(machine / "bin", "3.12", machine / "base")

    found, rejected = interpreter.find()

    assert found.executable == good
    assert [item.reason for item in rejected] == [
        "it does not run (pyenv: python3.12: command not found)"
    ]


def test_an_older_version_on_the_path_wins_over_one_that_uv_manages(machine):
    working(
        machine / "UV_PYTHON_INSTALL_DIR" / "cpython-3.12.4-linux" / "bin", "3.12", machine / "a"
    )
    on_path = working(machine / "bin", "3.11", machine / "b")

    assert interpreter.find()[0].executable == on_path


def test_one_that_uv_manages_is_found(machine):
    base = machine / "UV_PYTHON_INSTALL_DIR" / "cpython-3.12.4-linux"
    managed = working(base / "bin", "3.12", base)

    found, _ = interpreter.find()

    assert found == Interpreter(managed, "3.12", base / "lib")


def test_rubbish_other_versions_and_missing_libraries_are_named(machine):
    script(machine / "bin", "python3.12", "echo hello")
    facts = {**FACTS, "version": "3.9", "executable": "x", "base": str(machine)}
    script(machine / "bin", "python3.11", f"echo '{json.dumps(facts)}'")
    facts["version"] = "3.10"
    script(machine / "bin", "python3.10", f"echo '{json.dumps(facts)}'")

    with pytest.raises(LauncherError) as caught:
        interpreter.require()

    assert "instead of its version" in caught.value.what
    assert "it is Python 3.9" in caught.value.what
    assert "no shared library libpython3.10.so.1.0" in caught.value.what
    assert caught.value.remedy.startswith("uv python install 3.12")


def test_without_any_python_the_remedy_is_named(machine):
    with pytest.raises(LauncherError) as caught:
        interpreter.require()

    assert "No usable Python" in caught.value.what


def test_a_missing_venv_module_is_named(machine):
    script(
        machine / "bin",
        "python3.11",
        "echo \"ModuleNotFoundError: No module named 'ensurepip'\" >&2; exit 1",
    )

    _, rejected = interpreter.find()

    assert rejected[0].reason == "its venv module is missing"


def test_the_python_that_runs_this_answers_the_probe(tmp_path):
    found = interpreter.probe(tmp_path / "absent")
    assert isinstance(found, Rejected)

    real = interpreter.probe(Path(sys.executable))
    version = ".".join(map(str, sys.version_info[:2]))
    assert isinstance(real, Rejected) or real.version == version
