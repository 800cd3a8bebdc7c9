"""The first arrow: weights, with a graph or an adapter if need be, become an ONNX model."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tensorrt_build import adapters
from tensorrt_build.disk import saying_disk_full
from tensorrt_build.errors import BuildError
from tensorrt_build.graph.fill import fill, places
from tensorrt_build.hashing import sha256_of_file
from tensorrt_build.networks.catalogue import NETWORKS
from tensorrt_build.weights.checkpoint import Checkpoint, open_checkpoint
from tensorrt_build.weights.folder import WeightsFolder
from tensorrt_build.weights.lora import FusedCheckpoint
from tensorrt_build.weights.manifest import Manifest, Recipe
from tensorrt_build.weights.raw_tensors import RawTensors


@dataclass(frozen=True)
class OnnxMaker:
    """Makes a network's model.onnx as its recipe says."""

    manifest: Manifest
    weights: WeightsFolder

    def recipe(self, network: str) -> Recipe:
        """Recipe of a network. Errors: BuildError when models.toml has none."""
        if network not in self.manifest.recipes:
            raise BuildError(f"{network}: models.toml says of no weights that they are for it")
        return self.manifest.recipes[network]

    def graph(self, recipe: Recipe) -> Path | None:
        """Find the weightless graph, where the recipe has one."""
        return self.manifest.graphs_folder / recipe.graph if recipe.graph else None

    def lacking(self, network: str) -> str:
        """Say what keeps the network from being made; the empty text when nothing does."""
        recipe = self.manifest.recipes.get(network)
        if recipe is None:
            return "models.toml has no weights for it"
        for weights in (self.manifest.weights[file] for file in recipe.files):
            if not self.weights.file_of(weights).exists():
                return f"'./chatbrush models pull {weights.name}' brings its weights"
        graph = self.graph(recipe)
        return f"its graph {graph} is missing" if graph and not graph.exists() else ""

    def inputs(self, network: str) -> dict[str, str]:
        """SHA-256 of weights and graph; the weights are checked on the way."""
        recipe = self.recipe(network)
        found = {"weights": self.weights.checked_sha256(self.manifest.weights[recipe.weights])}
        if recipe.lora is not None:
            found["lora"] = self.weights.checked_sha256(self.manifest.weights[recipe.lora])
        graph = self.graph(recipe)
        if graph is not None:
            found["graph"] = sha256_of_file(graph)
        if recipe.adapter is not None:
            found["adapter"] = f"{recipe.adapter}, {adapters.FORM}"
        return found

    def make(self, network: str, target: Path, precision: str = "fp32") -> None:
        """Write the network at `target`. Errors: BuildError; DiskFullError.

        precision: fp16 makes the halves of the network's specification; weightless graphs only.
        """
        recipe = self.recipe(network)
        file = self.weights.file_of(self.manifest.weights[recipe.weights])
        graph = self.graph(recipe)
        with saying_disk_full(target.parent, "what was there before is untouched"):
            if graph is not None:
                with self._checkpoint(recipe, graph) as checkpoint:
                    fill(graph, checkpoint, target, precision, NETWORKS.get(network))
            elif precision != "fp32":
                raise BuildError(f"{network}: a published whole graph stays in its own precision")
            elif recipe.adapter is not None:
                adapters.adapt(recipe.adapter, file, target)
            else:
                shutil.copyfile(file, target)  # no link: one would change the time of the other

    @contextlib.contextmanager
    def _checkpoint(self, recipe: Recipe, graph: Path) -> Iterator[Checkpoint]:
        """Open a recipe's weights, with its LoRA in them where it has one."""
        files = [self.weights.file_of(self.manifest.weights[file]) for file in recipe.files]
        found = places(graph)
        if found:
            yield RawTensors(files[0], found)
            return
        with contextlib.ExitStack() as stack:
            base, *loras = (stack.enter_context(open_checkpoint(file)) for file in files)
            yield FusedCheckpoint(base, loras[0]) if loras else base
