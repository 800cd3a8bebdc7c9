"""Clients that hold a connection and are slow, all in one thread.

One that is cut comes again after a pause, as whoever means harm would.
"""

import heapq
import itertools
import selectors
import socket
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

PER_ADDRESS = 50
PAUSE = 10  # seconds until one that was cut comes again


@dataclass(frozen=True)
class Kind:
    """How one kind of client behaves."""

    name: str
    first: bytes
    trickle: bool = False
    reads: bool = True
    awaits: bytes = b""


@dataclass
class Client:
    """One connection."""

    kind: Kind
    source: str
    socket: socket.socket
    began: float
    sent: bool = False
    heard: bytes = b""
    told: bool = False


@dataclass
class Tally:
    """What happened to the clients of one kind."""

    begun: int = 0
    ended: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    longest: float = 0
    told: int = 0


class SlowClients:
    """Keeps so many clients of each kind."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.tallies: dict[str, Tally] = {}
        self._clients: list[Client] = []
        self._selector = selectors.DefaultSelector()
        self._numbers = itertools.count()
        self._later: list[tuple[float, int, Kind, str]] = []
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._wanted: list[tuple[Kind, str]] = []

    def add(self, kind: Kind, count: int, source: str = "") -> None:
        """Before `start`: this many of a kind, from one loopback address or some from each."""
        self.tallies[kind.name] = Tally()
        for _ in range(count):
            address = source or f"127.0.1.{1 + next(self._numbers) // PER_ADDRESS}"
            self._wanted.append((kind, address))

    def start(self) -> None:
        """Connect all and go on."""
        self._thread.start()

    def stop(self) -> None:
        """Hang up."""
        self._stopped.set()
        self._thread.join()
        for client in self._clients:
            client.socket.close()
        self._selector.close()

    def open_now(self, kind: str) -> int:
        """Return how many of a kind are connected."""
        return sum(1 for client in list(self._clients) if client.kind.name == kind)

    def _run(self) -> None:
        for kind, source in self._wanted:
            self._connect(kind, source)
        due = time.monotonic()
        while not self._stopped.is_set():
            for key, _ in self._selector.select(timeout=0.2):
                self._hear(key.data)
            if time.monotonic() >= due:
                due = time.monotonic() + 1
                for client in list(self._clients):
                    self._say(client)
                while self._later and self._later[0][0] <= time.monotonic():
                    self._connect(*heapq.heappop(self._later)[2:])

    def _connect(self, kind: Kind, source: str) -> None:
        connection = socket.socket()
        if not kind.reads:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.bind((source, 0))
        connection.settimeout(5)
        connection.connect(("127.0.0.1", self.port))
        connection.setblocking(False)
        client = Client(kind, source, connection, time.monotonic())
        self._clients.append(client)
        self.tallies[kind.name].begun += 1
        if kind.reads:
            self._selector.register(connection, selectors.EVENT_READ, client)

    def _say(self, client: Client) -> None:
        """Send the beginning, then one byte each second; see whether it was cut."""
        try:
            if not client.sent:
                client.socket.send(client.kind.first)
                client.sent = True
            elif client.kind.trickle:
                client.socket.send(b"a")
            elif not client.kind.reads and self._is_cut(client):
                self._ended(client)
        except BlockingIOError:
            pass
        except OSError:
            self._ended(client)

    @staticmethod
    def _is_cut(client: Client) -> bool:
        """Tell without reading: the kernel knows the connection's state."""
        state = client.socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0]
        return state != 1  # ESTABLISHED

    def _hear(self, client: Client) -> None:
        try:
            got = client.socket.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            got = b""
        if got:
            client.heard = (client.heard + got)[:200]
            if client.kind.awaits and client.kind.awaits in got and not client.told:
                client.told = True
                self.tallies[client.kind.name].told += 1
        else:
            self._ended(client)

    def _ended(self, client: Client) -> None:
        if client not in self._clients:
            return
        self._clients.remove(client)
        tally = self.tallies[client.kind.name]
        tally.ended += 1
        tally.longest = max(tally.longest, time.monotonic() - client.began)
        status = client.heard.split(b" ", 2)[1:2]
        tally.answers[status[0].decode("latin-1") if status else "none"] += 1
        if client.kind.reads:
            self._selector.unregister(client.socket)
        client.socket.close()
        due = time.monotonic() + PAUSE
        heapq.heappush(self._later, (due, next(self._numbers), client.kind, client.source))
