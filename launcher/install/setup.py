"""The steps that `up` and `test` share: environment, server, weights, model repository."""

from collections.abc import Sequence

from launcher.install import environment, triton, weights
from launcher.layout import Layout
from launcher.output import Progress

MODEL_STEPS = 4


def prepare_environment(layout: Layout, progress: Progress) -> None:
    """Make the Python environment unless it is current."""
    with progress.step("Python environment") as step:
        step.result = environment.prepare(layout)


def prepare_models(layout: Layout, progress: Progress, groups: Sequence[str] = ()) -> None:
    """Everything that Triton needs, with the default weights or these groups: MODEL_STEPS steps."""
    prepare_environment(layout, progress)
    with progress.step("Triton server") as step:
        step.result = triton.prepare(layout, layout.python)
    with progress.step("Model weights") as step:
        step.release()
        weights.pull(layout, groups)
    with progress.step("Model repository") as step:
        step.release()
        weights.assemble(layout)
