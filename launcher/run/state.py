"""What runs: run/state.json, written whole or not at all."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from launcher.processes import Identity
from launcher.run import files

STARTING = "starting"
READY = "ready"
VERSION = 2


@dataclass
class PartState:
    """One running part. fingerprint: hash of what it was started from.

    live: the address that answers as long as it is worth keeping.
    """

    pid: int
    started: str
    fingerprint: str
    addresses: dict[str, str]
    live: str
    shared_memory: list[str] = field(default_factory=list)

    @property
    def identity(self) -> Identity:
        """The process, safe against a recycled pid."""
        return Identity(self.pid, self.started)


@dataclass
class Keeper:
    """The launcher that looks after the parts. detached: without a terminal; `down` ends it."""

    pid: int
    started: str
    detached: bool

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
    llm_planner: str | None = None
    logins: bool = False


@dataclass
class State:
    """The whole stack. keeper: it may have been killed, see `kept`."""

    phase: str = STARTING
    settings: Settings = field(default_factory=Settings)
    ports: dict[str, int] = field(default_factory=dict)
    parts: dict[str, PartState] = field(default_factory=dict)
    keeper: Keeper | None = None

    def alive(self) -> dict[str, PartState]:
        """Return the parts whose process lives."""
        return {name: part for name, part in self.parts.items() if part.identity.alive()}

    def kept(self) -> bool:
        """Return True while somebody looks after it."""
        return self.keeper is not None and self.keeper.identity.alive()

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
            Keeper(**raw["keeper"]) if raw["keeper"] else None,
        )
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None  # the marks of the processes still find what runs


def save(path: Path, state: State) -> None:
    """Replace the state on disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    files.replace(path, json.dumps({"version": VERSION, **asdict(state)}, indent=2))
