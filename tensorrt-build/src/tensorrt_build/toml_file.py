"""Reads a TOML file on every Python that we support."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from tensorrt_build.errors import BuildError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def read_toml(path: Path) -> dict[str, Any]:
    """Return the document. Errors: BuildError when the file is unreadable or no TOML."""
    try:
        document: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        return document
    except OSError as error:
        raise BuildError(f"cannot read {path}: {error.strerror}") from error
    except tomllib.TOMLDecodeError as error:
        raise BuildError(f"{path} is not valid TOML: {error}") from error
