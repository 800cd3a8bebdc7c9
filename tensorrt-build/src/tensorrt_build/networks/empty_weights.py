"""Builds a module of any size without the memory of its weights, and gives it weights."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor, nn

from tensorrt_build.networks.tracing import WRAPPERS
from tensorrt_build.weights.checkpoint import Checkpoint


def built_empty(build: Callable[[], nn.Module]) -> nn.Module:
    """Build a module, in evaluation, whose every weight is one number seen through zero strides.

    It runs, slowly, and traces as the real one; a number is its weight's place in the checkpoint,
    so that no two weights are equal and the tracer does not join them.
    """
    module = _built(build)
    state = {
        name: _repeated(tensor, number + 1)
        for number, (name, tensor) in enumerate(module.state_dict().items())
    }
    module.load_state_dict(state, strict=True, assign=True)
    return module.eval().requires_grad_(False)


def built_with(build: Callable[[], nn.Module], checkpoint: Checkpoint) -> nn.Module:
    """Build a module, in evaluation, with a checkpoint's tensors; each exists in memory once.

    Errors: ValueError if the checkpoint lacks one of the module's tensors.
    """
    module = _built(build)
    held = set(checkpoint.names())
    state = {}
    for name, tensor in module.state_dict().items():
        key = published_name(name)
        if key in held:
            values = np.require(checkpoint.read(key), requirements="W")
            state[name] = torch.from_numpy(values).to(tensor.dtype)
        elif name.endswith("num_batches_tracked"):
            state[name] = torch.zeros((), dtype=tensor.dtype)
        else:
            raise ValueError(f"the checkpoint lacks '{key}'")
    module.load_state_dict(state, strict=True, assign=True)
    return module.eval().requires_grad_(False)


def published_name(name: str) -> str:
    """Take the wrapper's attribute off a tensor's name."""
    for wrapper in WRAPPERS:
        name = name.removeprefix(wrapper)
    return name


def _built(build: Callable[[], nn.Module]) -> nn.Module:
    with torch.device("meta"):
        module = build()
    own = set(module.state_dict())
    if any(name not in own for name, _ in module.named_buffers()):
        return build()  # buffers that no checkpoint has: their numbers come from the code
    return module


def _repeated(tensor: Tensor, number: int) -> Tensor:
    value = number * 1e-6 if tensor.is_floating_point() else number
    return torch.tensor(value, dtype=tensor.dtype).expand(tensor.shape)
