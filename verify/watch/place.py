"""What the drills break: a stack with PostgreSQL, a disk of its own and a language model."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from launcher.layout import Layout
from launcher.testing.postgres import Cluster
from verify.disk.small_disk import SmallDisk
from verify.stack import Stack
from verify.watch.prometheus import Prometheus
from verify.watch.provider import Provider
from verify.watch.told import Beside

DISK_MB = 2048


@dataclass(frozen=True)
class Place:
    """The stack, who looks at it, and what it stands on."""

    stack: Stack
    prometheus: Prometheus
    database: Cluster
    disk: SmallDisk
    provider: Provider
    beside: Beside


@contextmanager
def place() -> Iterator[Place]:
    """Start all of it; nothing stays afterwards."""
    home = Path(tempfile.mkdtemp(prefix="chatbrush-verify-"))
    disk = SmallDisk(home / "data", DISK_MB)
    disk.folder.mkdir()
    database = Cluster(Layout.default())
    stack = Stack(home)
    with ExitStack() as after:
        after.callback(shutil.rmtree, home, ignore_errors=True)
        disk.mount()
        after.callback(disk.unmount)
        after.callback(database.stop)
        database.start()
        provider = Provider()
        after.callback(provider.stop)
        provider.start()
        os.environ.update(
            database.variables,
            CHATBRUSH_LLM_URL=provider.address,
            CHATBRUSH_LLM_PLANNER="llm",
            CHATBRUSH_LLM_BUDGET_TOKENS="0",  # the drill spends more than one person may
        )
        after.callback(stack.down)
        stack.up()
        beside = Beside()
        after.callback(beside.close)
        prometheus = Prometheus(stack, beside.target)
        after.callback(prometheus.close)
        yield Place(stack, prometheus, database, disk, provider, beside)
