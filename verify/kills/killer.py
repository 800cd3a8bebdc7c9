"""Ends parts of a stack at random moments and measures how it comes back."""

import json
import os
import random
import signal
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any

from verify.stack import Stack

PARTS = {
    "triton": "triton",
    "mask-service": "mask",
    "agent-service": "agent",
    "editor-gateway": "",
}
SUPERVISOR = "supervisor"
PATIENCE = 180.0  # the longest hang (45 s), and the start of everything on a busy machine


@dataclass
class Outcomes:
    """Seconds by what was measured. A part that did not come back counts as infinite."""

    back: list[float] = field(default_factory=list)
    back_from_hang: list[float] = field(default_factory=list)
    told: list[float] = field(default_factory=list)
    reasoned: list[float] = field(default_factory=list)
    supervisors: int = 0


class Killer:
    """Kills one part after another and waits for each to come back."""

    def __init__(self, stack: Stack, chance: random.Random) -> None:
        self._stack = stack
        self._status = f"{stack.address}/api/status"
        self._chance = chance
        self.outcomes = Outcomes()

    def strike(self, name: str, hang: bool) -> None:
        """End a part, or stop it so that it lives and answers nothing; see it come back."""
        time.sleep(self._chance.uniform(0.3, 4.0))
        if name == SUPERVISOR:
            self._supervisor()
            return
        pid = int(self._stack.status()["parts"][name]["pid"])
        began = time.monotonic()
        os.kill(pid, signal.SIGSTOP if hang else signal.SIGKILL)
        self._until_told(PARTS[name], began, hang)
        well = self._until(lambda status: status.get("status") == "ok", began)
        (self.outcomes.back_from_hang if hang else self.outcomes.back).append(well)
        how = "stopped" if hang else "killed"
        print(f"{len(self.outcomes.back):>4} {name} {how}, back after {well:.1f} s", flush=True)

    def _supervisor(self) -> None:
        """Kill who looks after the parts, perhaps one of those too, and begin a new one."""
        before = self._stack.status()
        os.kill(int(before["supervisor"]["pid"]), signal.SIGKILL)
        if self._chance.random() < 0.5:
            os.kill(int(before["parts"]["mask-service"]["pid"]), signal.SIGKILL)
        self._stack.up()
        after = self._stack.status()["supervisor"]
        if not after["running"] or after["pid"] == before["supervisor"]["pid"]:
            raise RuntimeError(f"up began no new supervisor: {after}")
        self._until(lambda status: status.get("status") == "ok", time.monotonic())
        self.outcomes.supervisors += 1
        print(f"     {SUPERVISOR} killed, begun again", flush=True)

    def _until_told(self, part: str, began: float, hang: bool) -> None:
        """Wait until the status says that it is down, and why. Without the gateway nobody says."""
        if not part:
            self._until(lambda status: not status, began)
            return
        told = self._until(lambda status: status.get("parts", {}).get(part) == "down", began)
        if not hang:
            self.outcomes.told.append(told)
            why = self._until(lambda status: bool(reasons(status, part)), began)
            self.outcomes.reasoned.append(why)

    def _until(self, holds: Any, began: float) -> float:  # noqa: ANN401 (a question to JSON)
        """Ask until it holds. Returns seconds since `began`, infinite when it never does."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if holds(self._ask()):
                return time.monotonic() - began
            time.sleep(0.05)
        return float("inf")

    def _ask(self) -> dict[str, Any]:
        try:
            with urllib.request.urlopen(self._status, timeout=2) as reply:
                status: dict[str, Any] = json.load(reply)
                return status
        except (urllib.error.URLError, OSError, ValueError):
            return {}


def reasons(status: dict[str, Any], part: str) -> list[str]:
    """Return why a part is down, where the supervisor said it: how it ended, and no guess."""
    faults = [fault for fault in status.get("faults", []) if fault["part"] == part]
    return [fault["reason"] for fault in faults if fault["reason"] in ("killed", "exited")]
