"""A cache that counts what it holds in bytes and forgets what was not used for longest."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class ByteCache(Generic[Value]):
    """Least recently used values of known size. Thread-safe.

    limit: bytes that all values together may have; a larger value is not kept at all.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._entries: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self.held = 0

    def get(self, key: Hashable) -> Value | None:
        """Return a value and count it as used now; None where there is none."""
        with self._lock:
            if key not in self._entries:
                return None
            self._entries.move_to_end(key)
            return self._entries[key][0]

    def put(self, key: Hashable, value: Value, size: int) -> None:
        """Keep a value of `size` bytes, in place of what the key had before."""
        with self._lock:
            _, replaced = self._entries.pop(key, (None, 0))
            self.held -= replaced
            if size > self._limit:
                return
            self._entries[key] = value, size
            self.held += size
            while self.held > self._limit:
                _, (_, freed) = self._entries.popitem(last=False)
                self.held -= freed
