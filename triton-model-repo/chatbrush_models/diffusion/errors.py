"""What can go wrong in a diffusion loop, in sentences for a person."""

from __future__ import annotations


class SettingsError(ValueError):
    """A setting or an input that the loop cannot work with; says what was expected."""


class NetworkOutputError(RuntimeError):
    """The network answered with something that no picture can be made of."""


class LoopCancelledError(Exception):
    """`is_cancelled` was true before a step; nothing was computed after that."""
