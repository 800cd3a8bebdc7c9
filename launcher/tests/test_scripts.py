import sys

import pytest

from launcher import scripts


@pytest.mark.parametrize("test_tools", [False, True])
def test_a_proof_has_what_tests_need_and_a_benchmark_does_not(
    layout, tmp_path, monkeypatch, test_tools
):
    prepared = []
    monkeypatch.setattr(scripts.environment, "is_current", lambda given: True)
    monkeypatch.setattr(scripts.environment, "prepare_development", prepared.append)
    layout.python.parent.mkdir(parents=True)
    layout.python.symlink_to(sys.executable)
    script = tmp_path / "folder" / "one" / "run.py"
    script.parent.mkdir(parents=True)
    script.write_text('"""One."""\nraise SystemExit(3)\n')

    code = scripts.run(layout, tmp_path / "folder", "one", [], test_tools=test_tools)

    assert code == 3
    assert prepared == ([layout] if test_tools else [])
