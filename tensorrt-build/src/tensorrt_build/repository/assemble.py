"""Builds the Triton repository of a target out of the checked-in one and the weights.

A network is made by its target in a version folder of its own, with its report beside it; a tool is
copied. What lacks its weights is left out and said. Only what changed is made again, aside, and
each model is swapped in at once, when all checks of all of them held. Models that somebody put
into the output by hand stay.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tensorrt_build.disk import saying_disk_full
from tensorrt_build.errors import BuildError
from tensorrt_build.graph.onnx_from_weights import OnnxMaker
from tensorrt_build.hashing import sha256_of_file, sha256_of_text
from tensorrt_build.report import write_report
from tensorrt_build.repository.folder import Entry, Stamp, copy_model, files_of, locked, swap_in
from tensorrt_build.repository.model_config import ModelConfig, read_config
from tensorrt_build.repository.target import Target
from tensorrt_build.repository.tool_config import completed
from tensorrt_build.repository.versions import CONFIG, carry_over

ENDPOINT = "chatbrush.endpoint"  # of a tool that sends pictures elsewhere; empty: to nowhere
TARGET = "chatbrush.target"
TOOL_VERSION = 1  # tools are code; their history is the source repository's


@dataclass(frozen=True)
class Assembly:
    """One run of `assemble`. `say` gets a line for each model."""

    maker: OnnxMaker
    target: Target
    source: Path
    output: Path
    say: Callable[[str], None] = print

    def run(self, only: Iterable[str] = ()) -> None:
        """Bring `output` up to date, or just the models named in `only`.

        Errors: BuildError; `output` is then as it was.
        """
        configs = self._configs()
        with locked(self.output), saying_disk_full(self.output, "what was there is untouched"):
            stamp = Stamp.read(self.output)
            wanted = self._wanted(configs)
            chosen = self._chosen(wanted, configs, list(only))
            inputs = {name: self._inputs(config) for name, config in chosen.items()}
            changed = [
                config
                for name, config in chosen.items()
                if not self._is_current(name, inputs[name], stamp)
            ]
            obsolete = [] if only else sorted(stamp.models.keys() - wanted.keys())
            if changed or obsolete:
                self._update(changed, obsolete, inputs, stamp)
            else:
                self.say(f"{len(chosen)} model{'' if len(chosen) == 1 else 's'}, up to date")

    def _is_current(self, name: str, inputs: str, stamp: Stamp) -> bool:
        entry = stamp.models.get(name)
        if entry is None or not (self.output / name).is_dir():
            return False
        if entry.pinned:
            self.say(f"{name}: stays at version {entry.version} (rolled back)")
            return True
        return entry.is_made_of(inputs)

    def _update(
        self, changed: list[ModelConfig], obsolete: list[str], inputs: dict[str, str], stamp: Stamp
    ) -> None:
        """Make all that changed aside, and touch `output` only when all of it is made."""
        aside = self.output.with_name(f".{self.output.name}.new")
        shutil.rmtree(aside, ignore_errors=True)
        try:
            versions = {
                config.name: self._make(config, aside, stamp.models.get(config.name), inputs)
                for config in changed
            }
            self.output.mkdir(exist_ok=True)
            for name, version in versions.items():
                self._publish(name, aside / name, version, inputs[name], stamp)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        for name in obsolete:
            shutil.rmtree(self.output / name, ignore_errors=True)
            del stamp.models[name]
            self.say(f"{name}: removed")
        stamp.write(self.output)

    def _publish(self, name: str, fresh: Path, version: int, inputs: str, stamp: Stamp) -> None:
        made_of = {str(version): inputs}
        if (fresh / str(version) / CONFIG).exists():
            made_of |= carry_over(self.output / name, fresh, stamp.models.get(name))
        stamp.record(name, fresh, version, made_of)
        swap_in(fresh, self.output / name)
        number = f", version {version}" if version > 1 else ""
        self.say(f"{name}: made{number}")

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
        networks = {}
        for name, config in configs.items():
            if config.is_network:
                lacking = self.maker.lacking(name)
                if lacking:
                    self.say(f"{name}: left out; {lacking}")
                else:
                    networks[name] = config
        wanted = {}
        for name, config in configs.items():
            lacks = "" if config.is_network else self._lacks(config, networks)
            if lacks:
                self.say(f"{name}: left out, it needs {lacks}")
            elif not config.is_network or name in networks:
                wanted[name] = config
        return wanted

    def _lacks(self, tool: ModelConfig, networks: dict[str, ModelConfig]) -> str:
        absent = [name for name in tool.required if name not in networks]
        absent += [name for name in tool.weights if not self._file_of(tool, name).exists()]
        if tool.parameters.get(ENDPOINT) == "":
            absent.append(f"'{ENDPOINT}' in its config.pbtxt, from whoever runs this")
        return ", ".join(absent)

    def _file_of(self, tool: ModelConfig, name: str) -> Path:
        weights = self.maker.manifest.weights.get(name)
        if weights is None:
            raise BuildError(f"{tool.name}: models.toml lists no weights '{name}'")
        return self.maker.weights.file_of(weights)

    def _chosen(
        self, wanted: dict[str, ModelConfig], configs: dict[str, ModelConfig], only: list[str]
    ) -> dict[str, ModelConfig]:
        for name in only:
            if name not in configs:
                raise BuildError(f"there is no model '{name}'; there is {', '.join(configs)}")
            if name not in wanted:
                raise BuildError(f"{name} cannot be built: {self.maker.lacking(name)}")
        return {name: config for name, config in wanted.items() if not only or name in only}

    def _inputs(self, config: ModelConfig) -> str:
        """Hash of all that the model is made of; checks the weights' own hashes on the way."""
        folder = self.source / config.name
        parts = [f"{p.relative_to(folder)} {sha256_of_file(p)}" for p in files_of(folder)]
        parts += [self._text(config)] if config.is_tool else []
        if config.is_network:
            parts += [self.target.form(config.name), json.dumps(self.maker.inputs(config.name))]
        weights = [self.maker.manifest.weights[name] for name in config.weights]
        parts += [self.maker.weights.checked_sha256(entry) for entry in weights]
        return sha256_of_text("\n".join(parts))

    def _text(self, tool: ModelConfig) -> str:
        """Text of a tool's config.pbtxt, which says too what its networks run as."""
        target = f'key: "{TARGET}" value: {{ string_value: "{self.target.name}" }}'
        return completed(self.source / tool.name) + f"parameters {{ {target} }}\n"

    def _make(
        self, config: ModelConfig, aside: Path, old: Entry | None, inputs: dict[str, str]
    ) -> int:
        """Make a model aside and return its version."""
        if not config.is_network:
            copy_model(self.source / config.name, aside / config.name)
            if config.is_tool:
                text = self._text(config)
                (aside / config.name / CONFIG).write_text(text, encoding="utf-8")
            for name in config.weights:
                file = self._file_of(config, name)
                shutil.copyfile(file, aside / config.name / str(TOOL_VERSION) / file.name)
            return TOOL_VERSION
        version = old.newest + 1 if old else 1
        folder = aside / config.name / str(version)
        folder.mkdir(parents=True)
        begun = time.monotonic()
        text, checks = self.target.make(config, version, folder)
        self._report(config.name, folder, version, checks, time.monotonic() - begun)
        (folder / CONFIG).write_text(text, encoding="utf-8")
        (aside / config.name / CONFIG).write_text(text, encoding="utf-8")
        return version

    def _report(
        self, name: str, folder: Path, version: int, checks: dict[str, Any], seconds: float
    ) -> None:
        content = {
            "network": name,
            "target": self.target.name,
            "version": version,
            "made_of": self.maker.inputs(name),
            "checks": checks,
            "seconds": round(seconds, 1),
        }
        write_report(folder, content)
