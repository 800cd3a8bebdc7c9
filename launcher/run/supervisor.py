"""Looks after a stack in the foreground: a crashed part is started again, with growing pauses."""

import time
from dataclasses import dataclass, field

from launcher.errors import LauncherError
from launcher.layout import Layout
from launcher.output import complain, say
from launcher.processes import Identity
from launcher.run import lock, parts, state
from launcher.run.lock import LockBusyError
from launcher.run.stack import Stack

RESTARTS = 5
WINDOW = 600.0
CHECK_EVERY = 1.0


@dataclass
class Restarts:
    """When a part was started again. At most RESTARTS times in WINDOW seconds."""

    times: list[float] = field(default_factory=list)
    not_before: float = 0.0

    def allowed(self, now: float) -> bool:
        """Return True when one more start is within the bound."""
        self.times = [moment for moment in self.times if now - moment < WINDOW]
        return len(self.times) < RESTARTS

    def note(self, now: float) -> float:
        """Record a start. Returns the pause in seconds before the next one: 1, 2, 4, 8, 16."""
        pause = float(2 ** len(self.times))
        self.times.append(now)
        self.not_before = now + pause
        return pause


class Supervisor:
    """Runs until Ctrl-C, `down`, or until the gateway cannot be kept alive."""

    def __init__(self, layout: Layout, me: Identity) -> None:
        self._layout = layout
        self._me = me
        self._restarts = {name: Restarts() for name in parts.NAMES}
        self._given_up: set[str] = set()
        self._expected: set[str] = set()

    def watch(self) -> int:
        """Look after the stack. Returns the exit code; KeyboardInterrupt is the caller's."""
        while True:
            time.sleep(CHECK_EVERY)
            current = state.load(self._layout.run / "state.json")
            if current is None or current.owner != self._me:
                say("Chatbrush was stopped by another ./chatbrush command.")
                return 0
            self._expected |= current.parts.keys()
            dead = self._expected - current.alive().keys() - self._given_up
            now = time.monotonic()
            due = [name for name in sorted(dead) if now >= self._restarts[name].not_before]
            if due:
                self._heal(due, now)
            if parts.GATEWAY in self._given_up:
                return 1

    def _heal(self, dead: list[str], now: float) -> None:
        try:
            with lock.held(self._layout, "up"):
                stack = Stack(self._layout)
                living = stack.state.alive()
                for name in dead:
                    if name not in living:
                        self._restart(stack, name, now)
        except LockBusyError:
            return  # another command works on the stack: look again in a second

    def _restart(self, stack: Stack, name: str, now: float) -> None:
        attempts = self._restarts[name]
        last = stack.state.parts.get(name)
        ending = last.identity.ending() if last else "did not start"
        if not attempts.allowed(now):
            self._given_up.add(name)
            what = f"{name} {ending} again, after {RESTARTS} restarts; it stays down."
            log = self._layout.log(name)
            complain(LauncherError(f"{what} See {log}.", "mend the cause, then ./chatbrush up"))
            return
        attempts.note(now)
        say(f"{name} {ending}. Starting it again …")
        try:
            stack.start(lambda _: None, [name])
            say(f"{name} is back.")
        except LauncherError as error:
            complain(error)
