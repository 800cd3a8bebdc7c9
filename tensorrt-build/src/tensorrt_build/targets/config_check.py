"""Holds a network's config.pbtxt against its specification."""

from __future__ import annotations

from collections.abc import Iterable

from tensorrt_build.networks.specification import BATCH, Specification, TensorSpecification
from tensorrt_build.repository.model_config import ModelConfig


def config_problems(specification: Specification, config: ModelConfig) -> list[str]:
    """One sentence for each tensor or number in which the two differ."""
    problems = []
    if config.largest_batch != specification.largest_batch:
        problems.append(
            f"{config.name}: max_batch_size is {config.largest_batch} in config.pbtxt, "
            f"{specification.largest_batch} in networks/catalogue.py"
        )
    for kind, tensors in (("input", specification.inputs), ("output", specification.outputs)):
        wanted = {tensor.name: _form(tensor) for tensor in tensors}
        found = {
            spec.name: f"{spec.data_type} {_dims(map(str, spec.dims))}"
            for spec in config.declared(kind)
        }
        for name in sorted(wanted.keys() | found.keys()):
            if wanted.get(name) != found.get(name):
                problems.append(
                    f"{config.name}: {kind} '{name}' is {found.get(name, 'absent')} in "
                    f"config.pbtxt, {wanted.get(name, 'absent')} in networks/catalogue.py"
                )
    return problems


def _form(tensor: TensorSpecification) -> str:
    """Type and dims as config.pbtxt has them: without the batch axis, -1 for any size."""
    dims = tensor.dims[1:] if tensor.dims[:1] == (BATCH,) else tensor.dims
    return f"TYPE_{tensor.data_type} {_dims('-1' if isinstance(d, str) else str(d) for d in dims)}"


def _dims(dims: Iterable[str]) -> str:
    return f"[ {', '.join(dims)} ]"
