"""A folder that holds a copy: pictures, rows, and manifest.json, which says what must be there."""

import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from launcher.build import maven
from launcher.errors import LauncherError
from launcher.layout import Layout
from launcher.output import Progress
from launcher.run import parts, state
from launcher.store import h2, pictures, postgres

H2_ROWS, POSTGRES_ROWS = "rows.h2.zip", "rows.pgdump"


@dataclass(frozen=True)
class Manifest:
    """What a copy holds. rows: by table."""

    made: str
    version: str
    database: str
    rows: dict[str, int]
    pictures: int


def on_postgres() -> bool:
    """Whether the gateway's variables name PostgreSQL."""
    return os.environ.get("CHATBRUSH_STORAGE_DATABASE", "h2").lower() == "postgresql"


def runs(layout: Layout) -> bool:
    """Whether this stack's gateway is up."""
    current = state.load(layout.run / "state.json")
    return current is not None and parts.GATEWAY in current.alive()


def blobs(layout: Layout) -> Path:
    """Return the folder of the pictures; LauncherError where they lie in a bucket."""
    if os.environ.get("CHATBRUSH_STORAGE_PICTURES", "folder").lower() == "s3":
        raise LauncherError(
            "Pictures lie in a bucket, which is not copied from here.",
            "copy the bucket by its provider's means, then the rows by pg_dump, "
            "then what the bucket got in between",
        )
    return Path(os.environ.get("CHATBRUSH_STORAGE_FOLDER") or layout.data / "blobs")


def h2_file(layout: Layout) -> Path:
    """H2's file, without its ending."""
    return layout.data / "h2" / "chatbrush"


def library(layout: Layout) -> Path:
    """Return where the gateway's jars lie; on a fresh machine they are built first."""
    app: Path = layout.apps / parts.GATEWAY
    if not app.exists():
        with Progress(1).step("Services") as step:
            step.result = maven.prepare(layout, maven.show(step))
    return app / "lib" / "main"


def back_up(layout: Layout, target: Path) -> Manifest:
    """Copy everything into `target`, which may hold an earlier copy: only new pictures are copied.

    Pictures, then rows, then the pictures that came in between: so every picture that a row names
    is there, whatever people do meanwhile.
    """
    if target.exists() and any(target.iterdir()) and not (target / "manifest.json").exists():
        raise LauncherError(f"{target} holds something else.", "name a new or an empty folder")
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    (target / "manifest.json").unlink(missing_ok=True)  # until the copy is whole there is none
    pictures.copy(blobs(layout), target / "pictures")
    if on_postgres():
        postgres.copy(target / POSTGRES_ROWS)
    else:
        h2.copy(h2_file(layout), target / H2_ROWS, runs(layout))
    pictures.copy(blobs(layout), target / "pictures")
    rows, named = contents(layout, target)
    manifest = Manifest(
        time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        version(),
        "postgresql" if on_postgres() else "h2",
        rows,
        len(named),
    )
    require_pictures(target, named)
    (target / "manifest.json").write_text(json.dumps(asdict(manifest), indent=2) + "\n")
    return manifest


def version() -> str:
    """Return the version of this clone."""
    text = (Layout.default().repository / "pom.xml").read_text()
    return text.split("<version>")[1].split("<")[0]


def contents(layout: Layout, target: Path) -> tuple[dict[str, int], set[str]]:
    """Return rows by table and the pictures that they name."""
    if (target / POSTGRES_ROWS).exists():
        return postgres.contents(target / POSTGRES_ROWS)
    return h2.contents(target / H2_ROWS, library(layout))


def load(source: Path) -> Manifest:
    """Return what a copy says of itself."""
    try:
        return Manifest(**json.loads((source / "manifest.json").read_text()))
    except (OSError, ValueError, TypeError) as wrong:
        raise LauncherError(
            f"{source} is no whole copy: its manifest.json is missing or damaged ({wrong}).",
            "name a folder that ./chatbrush backup has made",
        ) from wrong


def check(layout: Layout, source: Path) -> Manifest:
    """Return the manifest where all of it is true, byte by byte; LauncherError where it is not."""
    manifest = load(source)
    rows, named = contents(layout, source)
    if rows != manifest.rows:
        raise LauncherError(f"The rows are not those that were copied: {rows}, {manifest.rows}.")
    require_pictures(source, named)
    return manifest


def require_pictures(source: Path, named: set[str]) -> None:
    """Look for every picture that rows name, and compute every hash; LauncherError if one fails."""
    there = {file.name for file in pictures.found(source / "pictures")}
    wrong = sorted(named - there) + pictures.damaged(source / "pictures")
    if wrong:
        raise LauncherError(f"{len(wrong)} pictures are missing or damaged: {wrong[:5]}")


def restore(layout: Layout, source: Path) -> Manifest:
    """Put a copy, once it is checked, into a stack that holds nothing and does not run."""
    if runs(layout):
        raise LauncherError("Chatbrush runs.", "./chatbrush down")
    if any(pictures.found(blobs(layout))) or (
        not on_postgres() and h2_file(layout).with_name("chatbrush.mv.db").exists()
    ):
        raise LauncherError(
            f"{layout.data} already holds pictures or rows, which would be lost.",
            f"move it away: mv {layout.data} {layout.data}.before",
        )
    manifest = check(layout, source)
    if (manifest.database == "postgresql") != on_postgres():
        raise LauncherError(
            f"The copy's rows are of {manifest.database}.",
            "set CHATBRUSH_STORAGE_DATABASE to that, as the gateway has it",
        )
    layout.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    pictures.copy(source / "pictures", blobs(layout))
    if on_postgres():
        postgres.restore(source / POSTGRES_ROWS)
    else:
        h2.restore(source / H2_ROWS, h2_file(layout))
    return manifest
