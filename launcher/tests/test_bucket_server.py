"""What is said where the tests' server of S3 is not to be had."""

from launcher.layout import Layout
from launcher.testing import bucket_server


def test_without_go_the_line_that_installs_it_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))

    said = bucket_server.prepare(Layout(tmp_path, tmp_path, tmp_path))

    assert bucket_server.INSTALL in said


def test_one_that_was_built_is_taken(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    layout = Layout(tmp_path, tmp_path, tmp_path)
    program = tmp_path / "versitygw" / bucket_server.VERSION / "versitygw"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)

    assert bucket_server.prepare(layout) == ""
    assert bucket_server.find(layout) == program
