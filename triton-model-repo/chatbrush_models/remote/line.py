"""A connection that one thread uses and another may cut, whatever it waits for."""

from __future__ import annotations

import http.client
import socket
import threading
from contextlib import suppress


class Line:
    """The way to another server, of one request.

    It keeps the socket itself: http.client has none while names are looked up, and lets go of it
    once a reply says that the connection ends with it.
    """

    def __init__(self, connection: http.client.HTTPConnection) -> None:
        self.connection = connection
        self._turn = threading.Lock()
        self._socket: socket.socket | None = None
        self._cut = False

    def connect(self) -> socket.socket:
        """Connect, and return the socket. Errors: OSError, also where it was cut meanwhile."""
        self.connection.connect()
        with self._turn:
            if self._cut:
                raise ConnectionAbortedError("nobody waits any longer")
            self._socket = self.connection.sock
            return self._socket

    def cut(self) -> None:
        """End what another thread waits for there; where it has not connected, it sends nothing."""
        with self._turn:
            self._cut = True
            if self._socket is not None:
                with suppress(OSError):  # it is closed already, which is what is wanted
                    # Not TLS's own: that drops the cipher first, and a sender would go on without.
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
