"""The same with PostgreSQL: its own programs, the gateway's own tables, rows that name pictures."""

import hashlib
import os
from pathlib import Path

from launcher.layout import Layout
from launcher.store import archive, postgres
from launcher.testing.postgres import Cluster
from verify.figures import Figures
from verify.stack import ROOT

MIGRATIONS = ROOT / "editor-gateway/src/main/resources/db/migration"
PICTURES = 50


def prove(figures: Figures, folder: Path) -> None:
    """Copy a database, restore it into another, and compare all tables and pictures."""
    cluster = Cluster(Layout(ROOT, folder / "cluster", folder / "cluster"))
    cluster.start()
    try:
        use(cluster, "postgres", folder / "kept")
        for file in sorted(MIGRATIONS.glob("V*.sql"), key=number):
            sql("--file", str(file))
        fill(folder / "kept")
        first = archive.back_up(Layout(ROOT, folder / "a", folder / "a"), folder / "pg")
        sql("--command", "create database fresh")
        use(cluster, "fresh", folder / "restored")
        archive.restore(Layout(ROOT, folder / "b", folder / "b"), folder / "pg")
        second = archive.back_up(Layout(ROOT, folder / "b", folder / "b"), folder / "pg-again")
        figures.at_least("PostgreSQL: rows that were copied", sum(first.rows.values()), PICTURES)
        wrong = [name for name in first.rows if first.rows[name] != second.rows.get(name)]
        figures.equals("PostgreSQL: tables with another count after a restore", len(wrong), 0)
        figures.equals("PostgreSQL: pictures after a restore", second.pictures, PICTURES)
    finally:
        cluster.stop()


def number(file: Path) -> int:
    """Return the place of a migration."""
    return int(file.name[1:].split("__")[0])


def use(cluster: Cluster, database: str, blobs: Path) -> None:
    """Set the variables that a gateway there has."""
    os.environ.update(cluster.variables_of(database), CHATBRUSH_STORAGE_FOLDER=str(blobs))


def sql(*words: str) -> None:
    """Run psql; what goes wrong ends it."""
    postgres.run(
        "psql", f"--dbname={postgres.address()}", "--quiet", "--set=ON_ERROR_STOP=1", *words
    )


def fill(blobs: Path) -> None:
    """Make sessions with a picture each, with what is odd in a row: tabs, ends of lines, Korean."""
    for place in range(PICTURES):
        content = b"picture %d" % place
        name = hashlib.sha256(content).hexdigest()
        file = blobs / name[:2] / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        session = f"S{place:025d}"
        sql(
            "--command",
            "insert into session (id, name, created_at, head) values "
            f"('{session}', E'사진\\t{place}\\n', now(), 1)",
            "--command",
            "insert into revision (session_id, number, width, height, image, created_at) values "
            f"('{session}', 1, 8, 8, '{name}', now())",
        )
