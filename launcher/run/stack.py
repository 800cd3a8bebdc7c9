"""Starts, heals and stops the parts of one stack. Call under launcher.lock."""

import os
import shutil
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from launcher import processes, shell
from launcher.errors import LauncherError
from launcher.layout import Layout
from launcher.run import files, parts, ports, record, state, triton_server, web
from launcher.run.parts import Part
from launcher.run.state import PartState, Settings, State

READY_SECONDS = 120.0


class Stack:
    """The running parts of one layout, as state.json and the marks of processes show them."""

    def __init__(self, layout: Layout, patience: float = 5.0) -> None:
        self.layout = layout
        self.file: Path = layout.run / "state.json"
        self.state = self._take_over(patience)

    def _take_over(self, patience: float) -> State:
        """Load the state. What an unfinished or crashed run left behind is stopped first.

        patience: seconds in which what a dead part left behind may end by itself.
        """
        found = state.load(self.file)
        if found is None or found.phase != state.READY:
            known = found.parts.values() if found else ()
            processes.stop(processes.marked(self.layout.home))
            for part in known:
                triton_server.remove_regions(part.shared_memory)
            self.file.unlink(missing_ok=True)
            return State()
        strays = processes.marked(self.layout.home)  # before the families: those may grow
        living = found.alive()
        kept = [member for part in living.values() for member in processes.family(part.identity)]
        orphans = [one for one in strays if one not in kept]
        regions = triton_server.shared_regions(orphans)
        processes.stop(orphans, patience)
        triton_server.remove_regions(regions)
        for name in found.parts.keys() - living.keys():
            triton_server.remove_regions(found.parts[name].shared_memory)
        return found

    def running(self) -> bool:
        """Return True while any part lives."""
        return bool(self.state.alive())

    def choose_ports(self, settings: Settings) -> None:
        """Check the gateway's port and pick the others; living parts keep theirs."""
        living = self.state.alive()
        if parts.GATEWAY not in living or self.state.settings.port != settings.port:
            ports.require(settings.port, "the web page")
        chosen = {**parts.PREFERRED_PORTS, **self.state.ports}
        taken = {settings.port}
        for name, preferred in chosen.items():
            if any(name.startswith(part) for part in living):
                taken.add(preferred)
        for name, preferred in chosen.items():
            if not any(name.startswith(part) for part in living):
                chosen[name] = ports.choose(preferred, taken)
        self.state.ports = chosen
        self.state.settings = settings

    def start(self, tell: Callable[[str], None], only: Collection[str] = parts.NAMES) -> list[str]:
        """Start what is missing or was started from something older, and wait until it answers.

        Returns the names of what was started. When a part fails, what this call started is
        stopped again and a LauncherError shows the end of its log.
        """
        wanted = [
            part
            for part in parts.make(self.layout, self.state.settings, self.state.ports)
            if part.name in only
        ]
        living = self.state.alive()
        fresh = [
            part
            for part in wanted
            if part.name not in living or living[part.name].fingerprint != part.fingerprint
        ]
        unwanted = living.keys() & ({parts.TRITON} if self.state.settings.triton else set())
        self.stop([part.name for part in fresh if part.name in living] + sorted(unwanted))
        self.state.phase = self.state.phase if living else state.STARTING
        try:
            for part in fresh:
                self._spawn(part)
            self._await(wanted, tell)
        except BaseException:
            self.stop([part.name for part in fresh])
            raise
        self.state.phase = state.READY
        self.note_shared_memory()
        return [part.name for part in fresh]

    def respawn(self, name: str) -> None:
        """Start one part as the state has it, and do not wait for it."""
        made = parts.make(self.layout, self.state.settings, self.state.ports)
        self._spawn(next(part for part in made if part.name == name))

    def _spawn(self, part: Part) -> None:
        log = self.layout.log(part.name)
        shell.rotate(log)
        # Its owner's alone; the gateway makes what is below it.
        self.layout.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if part.name == parts.GATEWAY:
            shutil.rmtree(self.layout.uploads, ignore_errors=True)  # of one that was killed
        if part.name == parts.TRITON:
            triton_server.remove_regions(triton_server.regions_of(self.layout))  # likewise
        identity = processes.start(
            part.command, part.variables, log, self.layout.home, self.layout.home
        )
        self.state.parts[part.name] = PartState(
            identity.pid, identity.started, part.fingerprint, part.addresses, part.live
        )
        self.save()

    def _await(self, wanted: list[Part], tell: Callable[[str], None]) -> None:
        waiting = list(wanted)

        def settled() -> bool:
            for part in list(waiting):
                identity = self.state.parts[part.name].identity
                if not identity.alive():
                    raise self._fault(part.name, f"{part.name} {identity.ending()} while starting")
                if web.answers(part.health):
                    waiting.remove(part)
            if waiting:
                tell("waiting for " + ", ".join(part.name for part in waiting))
            return not waiting

        if not shell.wait_until(settled, READY_SECONDS, pause=0.25):
            name = waiting[0].name
            raise self._fault(name, f"{name} does not answer after {READY_SECONDS:.0f} s")

    def _fault(self, name: str, what: str) -> LauncherError:
        log = self.layout.log(name)
        return LauncherError(
            f"{what}. The end of {log}:\n{shell.tail(log)}", "./chatbrush doctor, then up again"
        )

    def note_shared_memory(self) -> None:
        """Remember Triton's shared memory, so that it can be given back after a crash."""
        triton = self.state.parts.get(parts.TRITON)
        if triton is not None and triton.identity.alive():
            triton.shared_memory = triton_server.shared_regions(processes.family(triton.identity))
            triton_server.hide_regions(triton.shared_memory)
        self.save()

    def save(self) -> None:
        """Write the state to disk."""
        state.save(self.file, self.state)

    def stop(self, names: Collection[str]) -> None:
        """Stop these parts with all their children, and give back Triton's shared memory."""
        chosen = {name: self.state.parts[name] for name in names if name in self.state.parts}
        if not chosen:
            return
        with ThreadPoolExecutor(len(chosen)) as pool:
            for _ in pool.map(_stop_part, chosen.values()):
                continue
        for name in chosen:
            del self.state.parts[name]
        self.save()

    def stop_all(self) -> list[str]:
        """Stop everything of this stack, strays included. Returns the names of what ran."""
        names = sorted(self.state.alive())
        keeper = self.state.keeper
        if (
            keeper is not None
            and keeper.detached
            and keeper.pid != os.getpid()
            and self.state.kept()
        ):
            processes.stop([keeper.identity])  # first, or it would start again what is stopped
            names.append("supervisor")
        self.stop(list(self.state.parts))
        ancestry = {os.getpid(), os.getppid()}
        strays = [one for one in processes.marked(self.layout.home) if one.pid not in ancestry]
        processes.stop(strays, patience=5.0)
        triton_server.remove_regions(triton_server.regions_of(self.layout))
        files.remove(self.file)
        files.remove(record.file(self.layout))
        return names


def _stop_part(part: PartState) -> None:
    members = processes.family(part.identity)
    regions = {*part.shared_memory, *triton_server.shared_regions(members)}
    processes.stop([part.identity])  # it ends its own children in good order
    processes.stop(members, patience=3.0)
    triton_server.remove_regions(regions)
