"""docker-compose.yml as far as a container is told by it: one service's settings."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from verify.stack import ROOT

# ${NAME:-default} and ${NAME}; Compose knows more forms, which the file does not use.
VARIABLE = re.compile(r"\$\{(\w+)(?::-([^}]*))?\}")
Service = dict[str, Any]


def services() -> dict[str, Service]:
    """Return what stands under `services`, anchors and variables resolved."""
    text = (ROOT / "docker-compose.yml").read_text()
    filled = VARIABLE.sub(lambda found: os.environ.get(found[1], found[2] or ""), text)
    read: dict[str, Service] = yaml.safe_load(filled)["services"]
    return read


def environment(service: Service) -> dict[str, str]:
    """Return its variables; one without a value is handed on from this process, where it is set."""
    told = service.get("environment") or {}
    given = {name: os.environ.get(name) if v is None else str(v) for name, v in told.items()}
    return {name: value for name, value in given.items() if value is not None}


def health_command(service: Service) -> list[str]:
    """Return the command of its health check."""
    kind, *words = service["healthcheck"]["test"]
    return ["sh", "-c", *words] if kind == "CMD-SHELL" else words


@dataclass(frozen=True)
class Mount:
    """Something that is mounted at `place`: a folder of this repository, or a volume's name."""

    source: str
    place: str
    read_only: bool

    @property
    def is_volume(self) -> bool:
        """Whether Compose keeps it; else it lies beside the file."""
        return not self.source.startswith((".", "/"))

    @property
    def path(self) -> Path:
        """Where the folder of this repository lies."""
        return (ROOT / self.source).resolve()


def mounts(service: Service) -> list[Mount]:
    """Return its volumes."""
    parts = [volume.split(":") for volume in service.get("volumes", [])]
    return [Mount(source, place, "ro" in rest) for source, place, *rest in parts]


def shared_memory(service: Service) -> str:
    """Return the size of /dev/shm; 64 MiB is what an engine gives."""
    return str(service.get("shm_size", "64m")).removesuffix("b")
