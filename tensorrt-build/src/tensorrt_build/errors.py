"""Errors whose text is meant for the person at the terminal: expected, found, what to do."""

from __future__ import annotations


class BuildError(Exception):
    """The command cannot go on; `str(error)` is the whole message."""


class SourceError(BuildError):
    """One source of a file failed; the next source may still have it."""


class NoNetworkError(SourceError):
    """A source could not be reached at all."""


class WrongHashError(SourceError):
    """A file's content is not the listed one."""


class DiskFullError(BuildError):
    """There is not enough space; no other source would change that."""


class ArchiveError(BuildError):
    """A checkpoint is damaged or holds what a checkpoint has no business to hold."""
