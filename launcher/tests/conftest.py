import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from launcher import processes
from launcher.layout import Layout


@pytest.fixture
def layout(tmp_path):
    """A layout of its own; whatever a test leaves running is stopped."""
    made = Layout(tmp_path / "repository", tmp_path / "home", tmp_path / "home")
    made.repository.mkdir()
    made.run.mkdir(parents=True)
    yield made
    processes.stop(processes.marked(made.home), patience=1.0)
