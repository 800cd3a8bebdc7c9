"""Fetch, build and check models. Each ACTION explains itself: ./chatbrush models pull --help."""

import argparse

from launcher.install import environment, setup, weights
from launcher.layout import Layout
from launcher.output import Progress

# What the launcher adds to each action: the folders of this stack.
FOLDERS = {
    "list": ("--weights",),
    "pull": ("--weights",),
    "verify": ("--weights", "--repository"),
    "remove": ("--weights",),
    "build": ("--source", "--weights", "--output"),
    "assemble": ("--source", "--weights", "--output"),
    "complete": ("--source",),
    "rollback": ("--output",),
    "random": (),
    "gate": (),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("action", choices=FOLDERS, metavar="ACTION", help=", ".join(FOLDERS))
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="what the action takes")


def run(options: argparse.Namespace) -> int:
    """Run the action in the Python environment, which is made first if needed."""
    layout = Layout.default()
    if not environment.is_current(layout):
        setup.prepare_environment(layout, Progress(1))
    layout.weights.mkdir(parents=True, exist_ok=True)
    code = weights.tool(layout, command(layout, options.action, options.arguments), asks=True)
    if code == 0 and options.action == "pull" and layout.models.exists():
        weights.assemble(layout)  # a running Triton finds the new models by itself
    return code


def command(layout: Layout, action: str, arguments: list[str]) -> list[str]:
    """Return the arguments of tensorrt_build: the person's, and the folders of this stack."""
    target_option = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    target_option.add_argument("--target", default=layout.models.name)
    target = target_option.parse_known_args(arguments)[0].target
    repository = layout.models.parent / target
    folders = {
        "--source": layout.repository / "triton-model-repo",
        "--weights": layout.weights,
        "--output": repository,
        "--repository": repository,
    }
    wanted = [name for name in FOLDERS[action] if name != "--repository" or repository.exists()]
    added = [text for name in wanted for text in (name, str(folders[name]))]
    if action in ("rollback", "verify"):  # they go by the folder alone
        arguments = target_option.parse_known_args(arguments)[1]
    elif "--output" in wanted and "--target" not in arguments:
        added += ["--target", target]
    return [action, *arguments, *added]
