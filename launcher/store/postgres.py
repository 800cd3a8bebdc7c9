"""The rows of a stack with PostgreSQL: by its own pg_dump and pg_restore."""

import os
import re
import subprocess
from pathlib import Path

from launcher.errors import LauncherError

PICTURES = {"image", "mask", "grown_mask", "origin_notes", "upload"}
HASH = re.compile(r"[0-9a-f]{64}")
BLOCK = re.compile(r"COPY public\.(\w+) \(([^)]*)\) FROM stdin;")


def address() -> str:
    """Return libpq's address of what the gateway's variables name."""
    url = os.environ.get(
        "CHATBRUSH_STORAGE_POSTGRESQL_URL", "jdbc:postgresql://127.0.0.1:5432/chatbrush"
    )
    return url.removeprefix("jdbc:")


def run(*command: str) -> str:
    """Run a program of PostgreSQL's with the gateway's user and password."""
    variables = {
        **os.environ,
        "PGUSER": os.environ.get("CHATBRUSH_STORAGE_POSTGRESQL_USERNAME", "chatbrush"),
        "PGPASSWORD": os.environ.get("CHATBRUSH_STORAGE_POSTGRESQL_PASSWORD", ""),
    }
    try:
        reply = subprocess.run(command, env=variables, capture_output=True, text=True)
    except FileNotFoundError as missing:
        raise LauncherError(
            f"{command[0]} is not installed.", "apt-get install postgresql-client"
        ) from missing
    if reply.returncode != 0:
        raise LauncherError(f"{command[0]} failed: {reply.stderr.strip()}")
    return reply.stdout


def copy(target: Path) -> None:
    """Write the rows into `target`, consistent as of the beginning."""
    run("pg_dump", "--format=custom", "--no-owner", f"--file={target}", f"--dbname={address()}")


def restore(copied: Path) -> None:
    """Put the rows into an empty database, all or none."""
    run(
        "pg_restore", "--single-transaction", "--no-owner", "--exit-on-error",
        f"--dbname={address()}", str(copied),
    )  # fmt: skip


def contents(copied: Path) -> tuple[dict[str, int], set[str]]:
    """Return rows by table, and the pictures that rows name."""
    return read(run("pg_restore", "--data-only", "--file=-", str(copied)))


def read(script: str) -> tuple[dict[str, int], set[str]]:
    """As `contents`, of pg_restore's script: blocks of tab-separated rows, each with its end."""
    rows: dict[str, int] = {}
    named: set[str] = set()
    table, places = "", []
    for line in script.splitlines():
        if begin := BLOCK.match(line):
            table = begin[1]
            rows[table] = 0
            names = [name.strip().strip('"') for name in begin[2].split(",")]
            places = [place for place, name in enumerate(names) if name in PICTURES]
        elif line == r"\.":
            table = ""
        elif table:
            rows[table] += 1
            values = line.split("\t")
            named.update(values[place] for place in places if HASH.fullmatch(values[place]))
    return rows, named
