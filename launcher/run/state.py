"""What runs: run/state.json, written whole or not at all."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from launcher.processes import Identity

STARTING = "starting"
READY = "ready"
VERSION = 1


@dataclass
class PartState:
    """One running part. fingerprint: hash of what it was started from."""

    pid: int
    started: str
    fingerprint: str
    addresses: dict[str, str]
    shared_memory: list[str] = field(default_factory=list)

    @property
    def identity(self) -> Identity:
        """The process, safe against a recycled pid."""
        return Identity(self.pid, self.started)


@dataclass
class Settings:
    """What the person chose for this stack; kept while it runs."""

    port: int = 8080
    triton: str | None = None
    llm_url: str | None = None
    llm_model: str | None = None


@dataclass
class State:
    """The whole stack. owner: the launcher in the foreground that looks after it, if any."""

    phase: str = STARTING
    settings: Settings = field(default_factory=Settings)
    ports: dict[str, int] = field(default_factory=dict)
    parts: dict[str, PartState] = field(default_factory=dict)
    owner: Identity | None = None

    def alive(self) -> dict[str, PartState]:
        """Return the parts whose process lives."""
        return {name: part for name, part in self.parts.items() if part.identity.alive()}

    @property
    def url(self) -> str:
        """The address of the web page."""
        return f"http://127.0.0.1:{self.settings.port}"


def load(path: Path) -> State | None:
    """Return the state on disk; None without one, or when a crash left an unreadable one."""
    try:
        raw = json.loads(path.read_text())
        if raw["version"] != VERSION:
            return None
        return State(
            raw["phase"],
            Settings(**raw["settings"]),
            raw["ports"],
            {name: PartState(**part) for name, part in raw["parts"].items()},
            Identity(**raw["owner"]) if raw["owner"] else None,
        )
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None  # the marks of the processes still find what runs


def save(path: Path, state: State) -> None:
    """Replace the state on disk. Readable by this user only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump({"version": VERSION, **asdict(state)}, file, indent=2)
    fresh.replace(path)
