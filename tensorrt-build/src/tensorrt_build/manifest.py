"""Reads models.toml: the weights, their sources, and the networks that run on them."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tensorrt_build.errors import BuildError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

MODULE_FOLDER = Path(__file__).resolve().parents[2]
DEFAULT_GROUP = "default"
SOURCE_KINDS = ("pypi", "npm", "hub")


@dataclass(frozen=True)
class Source:
    """Where a file can be had: `kind` is one of SOURCE_KINDS, `member` the path inside."""

    kind: str
    package: str
    member: str

    def __str__(self) -> str:
        return f"{self.kind} {self.package}"


@dataclass(frozen=True)
class Weights:
    """One weight file; `sha256` is lower-case hex of the file itself."""

    name: str
    group: str
    about: str
    file: str
    bytes: int
    sha256: str
    licence: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Recipe:
    """What a network's model.onnx is made of: whole weights, or a graph that weights fill."""

    model: str
    weights: str
    graph: str | None


@dataclass(frozen=True)
class Manifest:
    """The whole of models.toml."""

    weights: dict[str, Weights]
    recipes: dict[str, Recipe]
    graphs_folder: Path

    def select(self, names: list[str]) -> list[Weights]:
        """Weights by name or group; none named = the default group. Errors: BuildError."""
        chosen: dict[str, Weights] = {}
        for name in names or [DEFAULT_GROUP]:
            found = [w for w in self.weights.values() if name in (w.name, w.group)]
            if not found:
                groups = sorted({w.group for w in self.weights.values()})
                raise BuildError(
                    f"'{name}' is neither weights nor a group. "
                    f"Weights: {', '.join(self.weights)}. Groups: {', '.join(groups)}."
                )
            chosen.update({w.name: w for w in found})
        return list(chosen.values())


def read_manifest(path: Path = MODULE_FOLDER / "models.toml") -> Manifest:
    """Parse and check `path`. Errors: BuildError that names the entry and the key."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        weights = {n: _weights(n, entry) for n, entry in document["weights"].items()}
        recipes = {n: _recipe(n, entry, weights) for n, entry in document["models"].items()}
    except OSError as error:
        raise BuildError(f"cannot read {path}: {error.strerror}") from error
    except tomllib.TOMLDecodeError as error:
        raise BuildError(f"{path} is not valid TOML: {error}") from error
    except KeyError as error:
        raise BuildError(f"{path}: an entry lacks the key {error}") from error
    return Manifest(weights, recipes, path.parent / "graphs")


def _weights(name: str, entry: dict[str, Any]) -> Weights:
    if Path(entry["file"]).name != entry["file"]:
        raise BuildError(f"weights.{name}: file must be a plain file name, got '{entry['file']}'")
    return Weights(
        name=name,
        group=entry["group"],
        about=entry["about"],
        file=entry["file"],
        bytes=entry["bytes"],
        sha256=entry["sha256"],
        licence=entry["licence"],
        sources=tuple(_source(name, source) for source in entry["sources"]),
    )


def _source(name: str, entry: dict[str, str]) -> Source:
    kinds = [kind for kind in SOURCE_KINDS if kind in entry]
    if len(kinds) != 1:
        raise BuildError(f"weights.{name}: a source names one of {SOURCE_KINDS}, got {entry}")
    return Source(kinds[0], entry[kinds[0]], entry["member"])


def _recipe(model: str, entry: dict[str, str], weights: dict[str, Weights]) -> Recipe:
    if entry["weights"] not in weights:
        raise BuildError(f"models.{model}: weights '{entry['weights']}' are not listed")
    return Recipe(model, entry["weights"], entry.get("graph"))
