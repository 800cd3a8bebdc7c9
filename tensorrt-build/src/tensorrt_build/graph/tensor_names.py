"""Finds in a checkpoint the tensor of each of a graph's initialisers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onnx import TensorProto

from tensorrt_build.errors import BuildError
from tensorrt_build.networks.specification import Checkpoint as Naming
from tensorrt_build.networks.specification import Specification
from tensorrt_build.weights.checkpoint import Checkpoint

SHOWN = 12  # of a list of names; the rest is counted
COUNTERS = ".num_batches_tracked"  # batch normalisation counts its training steps


@dataclass(frozen=True)
class TensorNames:
    """keys_of: initialiser to the checkpoint's name; extra: what the graph has no use for."""

    keys_of: dict[str, str]
    extra: list[str]


def match_tensors(
    tensors: Sequence[TensorProto], checkpoint: Checkpoint, specification: Specification | None
) -> TensorNames:
    """Match names and shapes. Errors: BuildError that lists all that is missing or misshapen."""
    naming = specification.checkpoint if specification else Naming(unused=("",))
    held = set(checkpoint.names())
    prefix = _prefix(tensors, held, naming)
    keys, problems, missing = {}, [], []
    for tensor in tensors:
        key = next((k for k in _spellings(prefix + tensor.name, naming) if k in held), None)
        if key is None:
            missing.append(prefix + tensor.name)
            continue
        keys[tensor.name] = key
        if checkpoint.shape(key) != tuple(tensor.dims):
            problems.append(
                f"'{key}': the graph needs {list(tensor.dims)}, "
                f"the checkpoint has {list(checkpoint.shape(key))}"
            )
    lines = [f"it lacks {_listed(missing)}"] if missing else []
    lines += [f"of another shape are {_listed(problems)}"] if problems else []
    if lines:
        raise BuildError(
            f"the checkpoint is not of this network: {'; '.join(lines)}. "
            "Pull the weights that models.toml names for it"
        )
    return TensorNames(keys, sorted(_extra(held - set(keys.values()), prefix, naming)))


def _prefix(tensors: Sequence[TensorProto], held: set[str], naming: Naming) -> str:
    """Return the prefix under which most of the tensors are."""

    def found(prefix: str) -> int:
        return sum(
            any(key in held for key in _spellings(prefix + tensor.name, naming))
            for tensor in tensors
        )

    return max(naming.prefixes, key=found)


def _spellings(name: str, naming: Naming) -> Iterator[str]:
    """Yield the name, and what older files call it."""
    yield name
    for new, old in naming.aliases:
        if new in name:
            yield name.replace(new, old)


def _extra(names: set[str], prefix: str, naming: Naming) -> Iterator[str]:
    for name in names:
        unused = any(name.removeprefix(prefix).startswith(start) for start in naming.unused)
        if not unused and not name.endswith(COUNTERS):
            yield name


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
