"""Builds the Triton repository of the target `cpu` out of the checked-in one and the weights.

A network becomes a Python model with its ONNX graph beside it; a tool is copied. What lacks its
weights is left out and said. Only what changed is made again, aside, and each model is swapped in
at once. Models that somebody put into the output by hand stay.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tensorrt_build.errors import BuildError
from tensorrt_build.fill import fill
from tensorrt_build.hashing import sha256_of_file, sha256_of_text
from tensorrt_build.manifest import Manifest, Recipe
from tensorrt_build.model_config import ModelConfig, cpu_config, read_config
from tensorrt_build.repository import (
    Stamp,
    copy_model,
    files_of,
    locked,
    swap_in,
)
from tensorrt_build.signature import check_signature
from tensorrt_build.torch_archive import TorchArchive

FORM = "cpu 1"  # raise it when the same inputs shall give another result
ONNX_FILE = "model.onnx"
RUNNER = '''"""Runs the graph beside this file under ONNX Runtime."""

from chatbrush_models.onnx_runner import TritonPythonModel

__all__ = ["TritonPythonModel"]
'''


@dataclass(frozen=True)
class Assembly:
    """One run of `assemble`. `say` gets a line for each model."""

    manifest: Manifest
    source: Path
    weights_folder: Path
    output: Path
    say: Callable[[str], None] = print

    def run(self) -> None:
        """Bring `output` up to date. Errors: BuildError; `output` is then as it was."""
        configs = self._configs()
        with locked(self.output):
            old = Stamp.read(self.output)
            wanted = self._wanted(configs)
            inputs = {name: self._inputs(config) for name, config in wanted.items()}
            changed = [
                config
                for name, config in wanted.items()
                if old.inputs.get(name) != inputs[name] or not (self.output / name).is_dir()
            ]
            obsolete = sorted(old.inputs.keys() - wanted.keys())
            if changed or obsolete:
                self._update(changed, obsolete, inputs, old)
            else:
                self.say(f"{len(wanted)} models, up to date")

    def _update(
        self, changed: list[ModelConfig], obsolete: list[str], inputs: dict[str, str], stamp: Stamp
    ) -> None:
        """Make all that changed aside, and touch `output` only when all of it is made."""
        aside = self.output.with_name(f".{self.output.name}.new")
        shutil.rmtree(aside, ignore_errors=True)
        for config in changed:
            self._make(config, aside / config.name)
            stamp.record(config.name, inputs[config.name], aside / config.name)
        self.output.mkdir(exist_ok=True)
        for config in changed:
            swap_in(aside / config.name, self.output / config.name)
            self.say(f"{config.name}: made")
        for name in obsolete:
            shutil.rmtree(self.output / name, ignore_errors=True)
            stamp.forget(name)
            self.say(f"{name}: removed")
        stamp.write(self.output)
        shutil.rmtree(aside, ignore_errors=True)

    def _configs(self) -> dict[str, ModelConfig]:
        if not self.source.is_dir():
            raise BuildError(f"{self.source} is no folder with a Triton repository")
        paths = sorted(self.source.glob("*/config.pbtxt"))
        if not paths:
            raise BuildError(f"{self.source} holds no MODEL/config.pbtxt")
        configs = [read_config(path) for path in paths]
        return {config.name: config for config in configs}

    def _wanted(self, configs: dict[str, ModelConfig]) -> dict[str, ModelConfig]:
        """Models that can run here; says of the others what they lack."""
        networks = {n: c for n, c in configs.items() if c.is_network and self._has_weights(n)}
        wanted = {}
        for name, config in configs.items():
            lacking = [n for n in config.required if n not in networks]
            if lacking:
                self.say(f"{name}: left out, it needs {', '.join(lacking)}")
            elif not config.is_network or name in networks:
                wanted[name] = config
        return wanted

    def _has_weights(self, name: str) -> bool:
        recipe = self.manifest.recipes.get(name)
        if recipe is None:
            self.say(f"{name}: left out, models.toml has no weights for it")
            return False
        weights = self.manifest.weights[recipe.weights]
        if not (self.weights_folder / weights.file).exists():
            self.say(
                f"{name}: left out; './chatbrush models pull {weights.name}' brings its weights"
            )
            return False
        return True

    def _inputs(self, config: ModelConfig) -> str:
        """Hash of all that the model is made of; checks the weights' own hash on the way."""
        folder = self.source / config.name
        parts = [FORM, RUNNER]
        parts += [f"{p.relative_to(folder)} {sha256_of_file(p)}" for p in files_of(folder)]
        if config.is_network:
            recipe = self.manifest.recipes[config.name]
            weights = self.manifest.weights[recipe.weights]
            found = sha256_of_file(self.weights_folder / weights.file)
            if found != weights.sha256:
                raise BuildError(
                    f"{self.weights_folder / weights.file}: expected SHA-256 {weights.sha256}, "
                    f"found {found}; run './chatbrush models pull' to replace it"
                )
            parts.append(found)
            if recipe.graph:
                parts.append(sha256_of_file(self.manifest.graphs_folder / recipe.graph))
        return sha256_of_text("\n".join(parts))

    def _make(self, config: ModelConfig, target: Path) -> None:
        if not config.is_network:
            copy_model(self.source / config.name, target)
            return
        version = target / "1"
        version.mkdir(parents=True)
        self._make_graph(self.manifest.recipes[config.name], version / ONNX_FILE)
        check_signature(config, version / ONNX_FILE)
        (version / "model.py").write_text(RUNNER, encoding="utf-8")
        (target / "config.pbtxt").write_text(cpu_config(config, ONNX_FILE), encoding="utf-8")

    def _make_graph(self, recipe: Recipe, target: Path) -> None:
        weights = self.weights_folder / self.manifest.weights[recipe.weights].file
        if recipe.graph is None:
            shutil.copyfile(weights, target)  # no link: one would change the time of the other
            return
        with TorchArchive(weights) as checkpoint:
            fill(self.manifest.graphs_folder / recipe.graph, checkpoint, target)
