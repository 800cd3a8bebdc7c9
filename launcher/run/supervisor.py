"""Looks after a stack: what dies or hangs is started again, and why is written down.

It notices a death at once (it waits on the processes themselves) and never gives up. It holds the
lock only while it starts a process, never while it waits for one.
"""

import select
import time
from concurrent.futures import ThreadPoolExecutor

from launcher import processes
from launcher.layout import Layout
from launcher.output import say
from launcher.processes import Identity
from launcher.run import lock, parts, record, state
from launcher.run.lock import LockBusyError
from launcher.run.stack import Stack
from launcher.run.state import PartState, State
from launcher.run.watched import Pause, Watched

LOOK_EVERY = 1.0
LOOK_SOON = 0.2
HEALING = "up (healing)"


class Supervisor:
    """Runs until the stack is stopped or another supervisor takes over."""

    def __init__(self, layout: Layout, me: Identity) -> None:
        self._layout = layout
        self._me = me
        self._pauses = {name: Pause() for name in parts.NAMES}
        self._watched: dict[str, Watched] = {}
        self._expected: set[str] = set()
        self._record = record.load(layout)
        self._record.pid = me.pid
        self._saved = False
        self._pool = ThreadPoolExecutor(len(parts.NAMES), thread_name_prefix="live")

    def watch(self) -> None:
        """Look after the stack. KeyboardInterrupt is the caller's."""
        file = self._layout.run / "state.json"
        _tell(f"Looking after the stack in {self._layout.home}.")
        while True:
            try:
                current = state.load(file)
                if current is None and file.exists():
                    time.sleep(LOOK_SOON)  # it is being replaced
                    continue
                if current is None or not self._mine(current):
                    _tell("The stack was stopped, or another ./chatbrush looks after it.")
                    self._pool.shutdown(wait=False, cancel_futures=True)
                    return
                self._wait(self._look(current))
            except Exception as error:  # a full disk, a JDK that is gone, whatever: try again
                _tell(f"{type(error).__name__}: {error}")
                time.sleep(LOOK_EVERY)

    def _mine(self, current: State) -> bool:
        return current.keeper is not None and current.keeper.identity == self._me

    def _look(self, current: State) -> float:
        """Heal what is down. Returns how long nothing but a death needs attention, in seconds."""
        now = time.monotonic()
        if not self._saved:
            self._save()
        self._expected |= current.parts.keys()
        if current.settings.triton:
            self._expected.discard(parts.TRITON)
        living = current.alive()
        for name in self._watched.keys() - living.keys():
            self._watched.pop(name).close()
        for name, part in living.items():
            self._follow(name, part, now)
        down = sorted(self._expected - living.keys())
        if any(self._asks_for_work(name, current.parts.get(name), now) for name in down):
            self._heal(down, now)
        starting = any(watched.answers_since is None for watched in self._watched.values())
        return LOOK_SOON if down or starting else LOOK_EVERY

    def _follow(self, name: str, part: PartState, now: float) -> None:
        watched = self._watched.get(name)
        if watched is None or watched.part.identity != part.identity:
            if watched is not None:
                watched.close()
            watched = self._watched[name] = Watched(part, now)
        watched.ask(self._pool, now)
        if watched.steady(now):
            self._pauses[name].reset()
        if watched.hangs(now):
            if not self._record.knows(name, _process(part)):
                self._note(name, part, record.HUNG, "lived and did not answer any more")
            processes.kill(processes.family(part.identity))
        elif watched.answers_since is not None and self._record.of(name).restarting:
            self._back(name)

    def _back(self, name: str) -> None:
        if name == parts.TRITON:
            try:
                with lock.held(self._layout, HEALING):
                    Stack(self._layout, patience=0.0).note_shared_memory()
            except LockBusyError:
                return  # another command works on the stack: at the next look
        self._record.back(name)
        _tell(f"{name} is back after {self._record.of(name).seconds} s.")
        self._save()

    def _wait(self, seconds: float) -> None:
        poll = select.poll()
        for watched in self._watched.values():
            if watched.descriptor is None:
                seconds = min(seconds, LOOK_SOON)
            else:
                poll.register(watched.descriptor, select.POLLIN)
        poll.poll(seconds * 1000)

    def _asks_for_work(self, name: str, last: PartState | None, now: float) -> bool:
        return now >= self._pauses[name].not_before or not self._record.knows(name, _process(last))

    def _heal(self, down: list[str], now: float) -> None:
        try:
            with lock.held(self._layout, HEALING):
                stack = Stack(self._layout, patience=0.0)
                if not self._mine(stack.state):
                    return
                living = stack.state.alive()
                for name in down:
                    if name not in living:
                        self._heal_part(stack, name, now)
        except LockBusyError:
            return  # another command works on the stack: look again soon

    def _heal_part(self, stack: Stack, name: str, now: float) -> None:
        last = stack.state.parts.get(name)
        if not self._record.knows(name, _process(last)):
            log = self._layout.log(name)
            ended = record.ending(last.identity, log) if last else (record.EXITED, "is missing")
            self._note(name, last, *ended)
        if now >= self._pauses[name].not_before:
            self._pauses[name].note(now)
            stack.respawn(name)

    def _note(self, name: str, part: PartState | None, reason: str, detail: str) -> None:
        _tell(f"{name} {detail}. Starting it again …")
        self._record.down(name, _process(part), reason, detail)
        self._save()

    def _save(self) -> None:
        """Write the record, or leave that for the next look: parts are more important."""
        try:
            record.save(self._layout, self._record)
            self._saved = True
        except OSError as error:
            self._saved = False
            _tell(f"{error}")


def _process(part: PartState | None) -> str:
    return f"{part.pid} {part.started}" if part else ""


def _tell(text: str) -> None:
    try:
        say(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {text}")
    except OSError:
        return  # a full disk takes no line of the log; parts are looked after all the same
