"""The rows of a stack with H2: its one file, copied by the gateway that has it open."""

import re
import subprocess
import tempfile
import zipfile
from pathlib import Path

from launcher import shell
from launcher.build.java import find_jdk
from launcher.errors import LauncherError

ENDING = ".mv.db"
PATIENCE = 120.0
COLUMNS = (
    "SELECT table_name || '.' || column_name FROM information_schema.columns "
    "WHERE table_schema = 'PUBLIC' AND lower(column_name) IN "
    "('image', 'mask', 'grown_mask', 'origin_notes', 'upload')"
)
TABLES = (
    "SELECT table_name FROM information_schema.tables "
    "WHERE table_schema = 'PUBLIC' AND table_type = 'BASE TABLE'"
)


def copy(database: Path, target: Path, runs: bool) -> None:
    """Write the rows into the zip file `target`. database: H2's file without its ending.

    runs: whether a gateway has it open, which then is asked to copy it.
    """
    if not runs:
        file = database.with_name(database.name + ENDING)
        if not file.exists():
            raise LauncherError(f"There is no {file}: nothing was ever kept here.")
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(file, file.name)
        return
    wanted, made, failed = (
        database.with_name(database.name + ending)
        for ending in (".copy-wanted", ".copy.zip", ".copy-failed")
    )
    made.unlink(missing_ok=True)
    failed.unlink(missing_ok=True)
    wanted.touch()
    if not shell.wait_until(lambda: not wanted.exists(), PATIENCE):
        wanted.unlink(missing_ok=True)
        raise LauncherError(
            "The gateway did not copy its rows in two minutes.", "./chatbrush logs editor-gateway"
        )
    if not made.exists():
        why = failed.read_text() if failed.exists() else "it does not say why"
        raise LauncherError(f"The gateway could not copy its rows: {why}")
    target.write_bytes(made.read_bytes())
    made.unlink()


def restore(copied: Path, database: Path) -> None:
    """Put the rows back where the gateway will open them."""
    with zipfile.ZipFile(copied) as archive:
        name = next(name for name in archive.namelist() if name.endswith(ENDING))
        database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        database.with_name(database.name + ENDING).write_bytes(archive.read(name))


def contents(copied: Path, library: Path) -> tuple[dict[str, int], set[str]]:
    """Return rows by table, and the pictures that rows name. library: where H2's jar lies."""
    with tempfile.TemporaryDirectory(prefix="chatbrush-rows-") as folder:
        database = Path(folder) / "rows"
        restore(copied, database)
        tables, places = ask(library, database, TABLES, COLUMNS)
        counts = " UNION ALL ".join(
            f"SELECT '{table}=' || count(*) FROM \"{table}\"" for table in tables
        )
        names = " UNION ".join(
            f'SELECT "{name}" FROM "{table}" WHERE "{name}" IS NOT NULL'
            for table, name in (place.split(".") for place in places)
        )
        counted, named = ask(library, database, counts, names)
        rows = dict(line.lower().split("=") for line in counted)
        return {table: int(count) for table, count in rows.items()}, set(named)


def ask(library: Path, database: Path, *queries: str) -> list[list[str]]:
    """Return the one column of each query, by one start of a JVM."""
    jdk = find_jdk()
    jar = next(library.glob("com.h2database.h2-*.jar"), None)
    if jdk is None or jar is None:
        raise LauncherError("The rows cannot be read without Java and H2.", "./chatbrush up")
    reply = subprocess.run(
        [str(jdk.java), "-Xmx256m", "-cp", str(jar), "org.h2.tools.Shell", "-url",
         f"jdbc:h2:{database}", "-user", "", "-password", "", "-sql", "; ".join(queries)],
        capture_output=True, text=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    if reply.returncode != 0 or "Exception" in reply.stdout + reply.stderr:
        raise LauncherError(f"The copied rows cannot be read: {reply.stdout}{reply.stderr}")
    blocks = re.split(r"^\(\d+ rows?, \d+ ms\)$", reply.stdout, flags=re.MULTILINE)
    return [
        [line.strip() for line in block.strip().splitlines()[1:]]  # the first names the column
        for block in blocks[: len(queries)]
    ]
