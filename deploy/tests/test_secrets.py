"""Secrets as files: they become variables, and what a container's user may not read is told."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

DEPLOY = Path(__file__).resolve().parents[1]
WITH_SECRETS = DEPLOY / "docker" / "with-secrets.sh"
MAKE = DEPLOY / "secrets.sh"
NOBODY = 65534


@pytest.fixture
def folder():
    """Give a folder of secrets that every user reaches, as an engine mounts it."""
    made = Path(tempfile.mkdtemp(prefix="chatbrush-secrets-"))
    made.chmod(0o755)
    yield made
    made.chmod(0o755)
    shutil.rmtree(made)


def put(folder, name, text, mode=0o444):
    file = folder / name
    file.write_text(text)
    file.chmod(mode)


def run(folder, *command):
    """Run a command with those secrets, as a user who may not read everything."""
    return subprocess.run(
        ["sh", "-s", "--", *command],
        input=WITH_SECRETS.read_text(),
        env={"PATH": os.environ["PATH"], "CHATBRUSH_SECRETS_FOLDER": str(folder)},
        user=NOBODY if os.geteuid() == 0 else None,
        cwd="/", capture_output=True, text=True,
    )  # fmt: skip


def test_each_file_becomes_a_variable_and_an_empty_one_none(folder):
    put(folder, "CHATBRUSH_LLM_KEY", "sk-1 2'3\n")
    put(folder, "HF_TOKEN", "")
    put(folder, "alert_page_url", "http://elsewhere")
    (folder / "kubernetes.io").mkdir()

    said = run(folder, "sh", "-c", 'echo "$CHATBRUSH_LLM_KEY|${HF_TOKEN-none}|"; env')

    assert said.returncode == 0, said.stderr
    assert said.stdout.startswith("sk-1 2'3|none|\n")
    assert "elsewhere" not in said.stdout


def test_without_a_folder_the_command_runs_as_it_is(folder):
    said = run(folder / "none", "echo", "two words", "*")

    assert (said.returncode, said.stdout) == (0, "two words *\n")


def test_a_file_that_the_user_may_not_read_is_told(folder):
    put(folder, "CHATBRUSH_LLM_KEY", "sk-1", 0o400 if os.geteuid() == 0 else 0)

    said = run(folder, "echo", "started")

    assert said.returncode == 1
    assert said.stdout == ""
    assert f"✗ {folder}/CHATBRUSH_LLM_KEY cannot be read by user" in said.stderr
    assert "→ on the host: deploy/secrets.sh, or chmod 0444" in said.stderr


def test_a_folder_that_the_user_may_not_open_is_told(folder):
    put(folder, "CHATBRUSH_LLM_KEY", "sk-1")
    folder.chmod(0o700 if os.geteuid() == 0 else 0)

    said = run(folder, "echo", "started")

    assert said.returncode == 1
    assert f"✗ {folder} cannot be read by user" in said.stderr


def test_those_of_compose_are_made_once_and_can_be_read_by_containers(tmp_path):
    secrets = tmp_path / "secrets"

    make(MAKE, secrets)
    (secrets / "HF_TOKEN").chmod(0o600)  # as an editor leaves it
    first = (secrets / "POSTGRES_PASSWORD").read_text()
    make(MAKE, secrets)

    assert len(first) == 48 and (secrets / "POSTGRES_PASSWORD").read_text() == first
    assert secrets.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in secrets.iterdir()} == {0o444}


@pytest.fixture
def open_files():
    """Make files as a shell does; the launcher, which runs the tests, makes them closed."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_a_clone_that_containers_cannot_read_is_told(tmp_path, open_files):
    (tmp_path / "testdata" / "__pycache__").mkdir(parents=True, mode=0o700)  # Python's own
    for name in ("triton-model-repo", "tensorrt-build"):
        (tmp_path / name).mkdir()
    shutil.copytree(DEPLOY / "docker", tmp_path / "deploy" / "docker")
    shutil.copy(MAKE, tmp_path / "deploy")
    (tmp_path / "deploy" / "docker" / "serve.sh").chmod(0o700)

    said = make(tmp_path / "deploy" / "secrets.sh", tmp_path / "secrets")

    assert said.returncode == 1
    assert "✗ deploy/docker/serve.sh can be read by you alone" in said.stderr
    assert "chmod -R go+rX deploy" in said.stderr
    assert not (tmp_path / "secrets").exists()


def make(script, secrets):
    """Make the files of Compose's secrets; returns what the script said."""
    variables = {**os.environ, "CHATBRUSH_SECRETS": str(secrets)}
    return subprocess.run([str(script)], env=variables, capture_output=True, text=True)
