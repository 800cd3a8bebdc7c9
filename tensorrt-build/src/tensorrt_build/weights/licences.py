"""Licences that have to be accepted before weights are downloaded: asked once, then remembered."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tensorrt_build.errors import BuildError
from tensorrt_build.weights.folder import write_durably
from tensorrt_build.weights.manifest import Licence, Manifest, Weights

ACCEPTED = "licences.accepted.json"


@dataclass(frozen=True)
class Consent:
    """Acceptances of one weights folder.

    ask: puts a question to a person and returns the answer; None where nobody can answer.
    """

    manifest: Manifest
    folder: Path
    ask: Callable[[str], str] | None
    say: Callable[[str], None] = print

    def require(self, wanted: Iterable[Weights], accept: bool) -> None:
        """Let only licences pass that are permissive, accepted before, or accepted now.

        Errors: BuildError that names the licences, the weights and the option to give.
        """
        open_ones = self._open(wanted)
        if not open_ones:
            return
        for licence, names in open_ones.values():
            self.say(f"{', '.join(names)}: {licence.name}, which {licence.asks}.\n  {licence.url}")
        if not accept:
            self._ask(list(open_ones))
        self._remember(open_ones)

    def _open(self, wanted: Iterable[Weights]) -> dict[str, tuple[Licence, list[str]]]:
        accepted = self.accepted()
        found: dict[str, tuple[Licence, list[str]]] = {}
        for weights in wanted:
            licence = self.manifest.licences.get(weights.licence)
            if licence is not None and licence.name not in accepted:
                found.setdefault(licence.name, (licence, []))[1].append(weights.name)
        return found

    def _ask(self, names: list[str]) -> None:
        again = "; './chatbrush models pull … --accept-licences' accepts without a question"
        if self.ask is None:
            raise BuildError(f"{', '.join(names)} must be accepted first{again}")
        if self.ask("Accept? [y/N] ").strip().lower() not in ("y", "yes"):
            raise BuildError(f"{', '.join(names)} was not accepted, nothing was downloaded{again}")

    def accepted(self) -> list[str]:
        """Names of the licences that were accepted for this folder."""
        try:
            return list(json.loads((self.folder / ACCEPTED).read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return []  # asking again is safe

    def _remember(self, names: Iterable[str]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        everything = sorted({*self.accepted(), *names})
        write_durably(self.folder / ACCEPTED, json.dumps(everything) + "\n")
