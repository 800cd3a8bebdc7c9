import pytest

from launcher.commands import models
from launcher.layout import Layout


@pytest.fixture
def layout(tmp_path):
    return Layout(tmp_path / "repository", tmp_path / "home", tmp_path / "home")


def test_weights_go_to_the_folder_of_the_stack(layout):
    command = models.command(layout, "pull", ["diffusion", "--offline"])

    assert command == ["pull", "diffusion", "--offline", "--weights", str(layout.weights)]


def test_tools_are_completed_where_they_are_checked_in(layout):
    command = models.command(layout, "complete", [])

    assert command == ["complete", "--source", str(layout.repository / "triton-model-repo")]


def test_a_target_has_a_repository_of_its_own(layout):
    command = models.command(layout, "build", ["lama", "--target", "tensorrt", "--dry-run"])

    assert command[:5] == ["build", "lama", "--target", "tensorrt", "--dry-run"]
    assert command[-2:] == ["--output", str(layout.home / "models" / "tensorrt")]


def test_the_target_is_this_machines_unless_it_is_said(layout):
    command = models.command(layout, "assemble", [])

    assert command[-4:] == ["--output", str(layout.models), "--target", "cpu"]


def test_a_rollback_goes_by_the_repository_alone(layout):
    command = models.command(layout, "rollback", ["migan", "--target", "tensorrt"])

    assert command == ["rollback", "migan", "--output", str(layout.home / "models" / "tensorrt")]


def test_verify_looks_at_the_plans_of_a_target(layout):
    plans = layout.home / "models" / "tensorrt"
    plans.mkdir(parents=True)
    command = models.command(layout, "verify", ["--target", "tensorrt", "--server", "http://x"])

    assert command[:3] == ["verify", "--server", "http://x"]
    assert command[-2:] == ["--repository", str(plans)]


def test_verify_looks_at_a_repository_only_where_there_is_one(layout):
    assert "--repository" not in models.command(layout, "verify", [])

    layout.models.mkdir(parents=True)
    assert models.command(layout, "verify", [])[-2:] == ["--repository", str(layout.models)]
