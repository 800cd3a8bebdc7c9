"""Gateways that people ask, while one after another of them dies or is replaced."""

import random
import threading
import time

from bench.client import Editor
from verify.replicas.gateway import Gateway, answers
from verify.stack import Stack

PAUSE = (6.0, 14.0)  # seconds between two strikes
BACK = 60.0


class Fleet:
    """The stack's own gateway and others beside it."""

    def __init__(self, stack: Stack, gateways: int) -> None:
        self._stack = stack
        self._own = Editor(stack.address, timeout=30)
        self._others = [Gateway(stack, str(number)) for number in range(1, gateways)]
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._live, daemon=True)
        self.killed = 0
        self.deaths: list[float] = []
        self.replaced = 0
        self.faults: list[str] = []

    def any(self, chance: random.Random) -> Editor:
        """Return one of those that should answer."""
        place = chance.randrange(len(self._others) + 1)
        return self._own if place == 0 else self._others[place - 1].editor

    def begin(self) -> None:
        """Start all; from now on they die."""
        for gateway in self._others:
            gateway.start()
        self._thread.start()

    def quiet(self) -> None:
        """No more deaths; all are there when this returns."""
        self._over.set()
        self._thread.join(timeout=2 * BACK)

    def end(self) -> None:
        """Kill those beside the stack's own."""
        self._over.set()
        for gateway in self._others:
            gateway.end()

    def _died(self) -> None:
        self.deaths.append(time.monotonic())
        self.killed += 1

    def last_death(self, before: float) -> float:
        """Return when one was killed last; 0 where none was."""
        return max((death for death in self.deaths if death <= before), default=0.0)

    def _live(self) -> None:
        chance = random.Random(5)
        while not self._over.wait(chance.uniform(*PAUSE)):
            try:
                self._strike(chance)
            except Exception as fault:  # told with the figures: without strikes nothing is proved
                self.faults.append(repr(fault))
                return

    def _strike(self, chance: random.Random) -> None:
        for gateway in self._others:
            gateway.require_alive()
        place = chance.randrange(len(self._others) + 1)
        if place == 0:
            self._stack.kill("editor-gateway")
            self._died()
            end = time.monotonic() + BACK
            while not answers(self._own.address):
                if time.monotonic() > end:
                    raise RuntimeError("the stack's own gateway does not come back")
                time.sleep(0.2)
        elif chance.random() < 0.5:
            self._others[place - 1].succeed()
            self.replaced += 1
        else:
            gateway = self._others[place - 1]
            gateway.end()
            self._died()
            time.sleep(chance.uniform(0, 3))
            gateway.start()
