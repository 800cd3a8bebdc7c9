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
from launcher.run import lock, parts, state
from launcher.store import h2, pictures, postgres
from launcher.store.bucket import Bucket
from launcher.store.pictures import Folder, Pictures

ROWS = {"h2": "rows.h2.zip", "postgresql": "rows.pgdump"}
PARTIAL_ROWS = "rows.partial"
PATIENCE = 60.0  # for another launcher that starts or stops parts


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


def database() -> str:
    """Which database the gateway's variables name, as a manifest has it."""
    return "postgresql" if on_postgres() else "h2"


def runs(layout: Layout) -> bool:
    """Whether this stack's gateway is up; true for as long as the caller holds the lock."""
    current = state.load(layout.run / "state.json")
    return current is not None and parts.GATEWAY in current.alive()


def kept(layout: Layout) -> bool:
    """Whether somebody looks after this stack, and will start a gateway that is not up."""
    current = state.load(layout.run / "state.json")
    return current is not None and current.kept()


def blobs(layout: Layout) -> Pictures:
    """Where the gateway's variables say that it keeps pictures."""
    if os.environ.get("CHATBRUSH_STORAGE_PICTURES", "folder").lower() == "s3":
        return Bucket.of_variables()
    return Folder(Path(os.environ.get("CHATBRUSH_STORAGE_FOLDER") or layout.data / "blobs"))


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
    own(target)
    kept_in = blobs(layout)
    pictures.take(kept_in, target / "pictures")
    partial = target / PARTIAL_ROWS
    try:
        copy_rows(layout, partial)
        pictures.take(kept_in, target / "pictures")
        rows, named = contents(layout, partial, database())
        require_pictures(target, named, pictures.mend(kept_in, target / "pictures"))
        made = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        manifest = Manifest(made, version(), database(), rows, len(named))
        promise(target, manifest)
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def own(folder: Path) -> None:
    """Make a folder its owner's alone, one that was there already too."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        folder.chmod(0o700)
    except PermissionError as foreign:
        raise LauncherError(
            f"{folder} cannot be closed to others: {foreign.strerror}.",
            "name a folder of your own, on a file system that keeps rights",
        ) from foreign


def copy_rows(layout: Layout, target: Path) -> None:
    """Write the rows into a file. The lock: no gateway starts or is stopped under H2's open file.

    It is held for the rows alone, so that a part which dies during a long copy is started again.
    """
    if on_postgres():
        postgres.copy(target)
        return
    with lock.held(layout, "backup", PATIENCE):
        h2.copy(h2_file(layout), target, runs(layout))


def promise(target: Path, manifest: Manifest) -> None:
    """Put rows that are checked, and then what says so, in the place of the earlier copy's."""
    written = target / "manifest.partial"
    written.write_text(json.dumps(asdict(manifest), indent=2) + "\n")
    os.replace(target / PARTIAL_ROWS, target / ROWS[manifest.database])
    os.replace(written, target / "manifest.json")
    for name in set(ROWS.values()) - {ROWS[manifest.database]}:
        (target / name).unlink(missing_ok=True)


def version() -> str:
    """Return the version of this clone."""
    text = (Layout.default().repository / "pom.xml").read_text()
    return text.split("<version>")[1].split("<")[0]


def contents(layout: Layout, copied: Path, of: str) -> tuple[dict[str, int], set[str]]:
    """Return rows by table and the pictures that they name. of: the database."""
    if of == "postgresql":
        return postgres.contents(copied)
    return h2.contents(copied, library(layout))


def load(source: Path) -> Manifest:
    """Return what a copy says of itself."""
    try:
        manifest = Manifest(**json.loads((source / "manifest.json").read_text()))
        if manifest.database not in ROWS:
            raise ValueError(f"no database is {manifest.database}")
        return manifest
    except (OSError, ValueError, TypeError) as wrong:
        raise LauncherError(
            f"{source} is no whole copy: its manifest.json is missing or damaged ({wrong}).",
            "name a folder that ./chatbrush backup has made",
        ) from wrong


def check(layout: Layout, source: Path) -> Manifest:
    """Return the manifest where all of it is true, byte by byte; LauncherError where it is not."""
    manifest = load(source)
    rows, named = contents(layout, source / ROWS[manifest.database], manifest.database)
    if rows != manifest.rows:
        raise LauncherError(f"The rows are not those that were copied: {rows}, {manifest.rows}.")
    require_pictures(source, named, pictures.damaged(source / "pictures"))
    return manifest


def require_pictures(source: Path, named: set[str], damaged: list[str]) -> None:
    """Look for every picture that rows name; LauncherError if one is not there or damaged."""
    there = {file.name for file in pictures.found(source / "pictures")}
    wrong = sorted(named - there) + damaged
    if wrong:
        raise LauncherError(f"{len(wrong)} pictures are missing or damaged: {wrong[:5]}")


def restore(layout: Layout, source: Path) -> Manifest:
    """Put a copy, once it is checked, into a stack that holds nothing and does not run.

    Rows first: PostgreSQL takes all or none, so one that is not empty leaves all as it was.
    """
    load(source)  # what is no copy is said before anything is waited for
    with lock.held(layout, "restore", PATIENCE):
        if runs(layout) or kept(layout):
            raise LauncherError("Chatbrush runs.", "./chatbrush down")
        require_nothing(layout)
        manifest = check(layout, source)
        if manifest.database != database():
            raise LauncherError(
                f"The copy's rows are of {manifest.database}.",
                "set CHATBRUSH_STORAGE_DATABASE to that, as the gateway has it",
            )
        layout.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        rows = source / ROWS[manifest.database]
        if on_postgres():
            postgres.restore(rows)
        else:
            h2.restore(rows, h2_file(layout))
        put_pictures(layout, source)
    return manifest


def require_nothing(layout: Layout) -> None:
    """Refuse where pictures or rows are, and say what has them."""
    if not on_postgres() and h2_file(layout).with_name("chatbrush.mv.db").exists():
        holding, way = str(layout.data), move_away(layout.data)
    elif any(blobs(layout).names()):
        holding, way = str(blobs(layout)), empty_way(layout)
    else:
        return
    raise LauncherError(f"{holding} already holds pictures or rows, which would be lost.", way)


def empty_way(layout: Layout) -> str:
    """Say how room is made for pictures without losing any."""
    kept_in = blobs(layout)
    if not isinstance(kept_in, Folder):
        return "name a bucket or a prefix that holds none (CHATBRUSH_S3_BUCKET, …_PREFIX)"
    # With the rows, where the pictures lie beside them.
    return move_away(layout.data if kept_in.path.is_relative_to(layout.data) else kept_in.path)


def move_away(folder: Path) -> str:
    """Say how to keep a folder under another name."""
    return f"move it away: mv {folder} {folder}.before"


def put_pictures(layout: Layout, source: Path) -> None:
    """Copy the pictures; rows are there already, so say what to undo where it breaks off."""
    try:
        pictures.give(source / "pictures", blobs(layout))
    except (OSError, LauncherError) as failed:
        empty = "make the database anew, empty; " if on_postgres() else ""
        raise LauncherError(
            f"Rows are restored, but not all pictures: {blobs(layout)}: {failed}.",
            f"mend that; {empty}{empty_way(layout)}; restore again",
        ) from failed
