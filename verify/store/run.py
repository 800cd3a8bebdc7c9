"""A copy that is made while people edit is whole, and a fresh stack that gets it has every byte.

./chatbrush verify store            # and starts the fresh stack, two minutes
./chatbrush verify store --short    # 20 seconds
"""

import argparse
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from bench.client import Editor
from launcher.errors import LauncherError
from launcher.layout import Layout
from launcher.store import archive, pictures
from verify.figures import Figures
from verify.stack import ROOT, Stack, add_arguments, running
from verify.store import bucket, postgresql
from verify.store.people import People, edited


def main() -> int:
    """Let people edit, copy, restore, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="chatbrush-copies-"))
    try:
        with running(options.home) as stack:
            return prove(stack, folder, options.short)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def prove(stack: Stack, folder: Path, short: bool) -> int:
    """Return the exit code."""
    figures = Figures("store")
    editor = Editor(stack.address)
    known = [edited(editor, name) for name in ("coffee.jpg", "cat.jpg")]
    with People(editor):
        reply = stack.command("backup", str(folder / "copy"))
    print(reply.stdout + reply.stderr)
    figures.equals("exit code of a copy while people edit", reply.returncode, 0)

    fresh = Stack(folder / "fresh")
    restored = fresh.command("restore", str(folder / "copy"))
    print(restored.stdout + restored.stderr)
    again = fresh.command("restore", str(folder / "copy"))
    figures.equals("exit code of a restore into nothing", restored.returncode, 0)
    figures.equals("exit code of a restore over what is there", again.returncode, 1)
    compare(figures, folder, fresh, stack)
    figures.equals("damage that a check overlooks", overlooked(folder, stack), 0)
    if not short:
        figures.equals("pictures that the fresh stack shows otherwise", shown(fresh, known), 0)
        postgresql.prove(figures, folder)
        bucket.prove(figures, folder)
    return figures.finish()


def compare(figures: Figures, folder: Path, fresh: Stack, stack: Stack) -> None:
    """Hold what was restored against the copy: each picture's bytes, each table's rows."""
    copied, there = folder / "copy" / "pictures", fresh.home / "data" / "blobs"
    names = {file.name for file in pictures.found(copied)}
    different = [
        file.name
        for file in pictures.found(copied)
        if not (there / file.parent.name / file.name).exists()
        or (there / file.parent.name / file.name).read_bytes() != file.read_bytes()
    ]
    extra = {file.name for file in pictures.found(there)} - names
    figures.at_least("pictures that were copied", len(names), 4)
    figures.equals("pictures with other bytes", len(different), 0)
    figures.equals("pictures more than there were", len(extra), 0)
    rows = archive.load(folder / "copy").rows
    source = Layout(ROOT, stack.home, stack.home)
    library = archive.library(source)
    put_back = folder / "put-back.zip"
    archive.h2.copy(archive.h2_file(Layout(ROOT, fresh.home, fresh.home)), put_back, runs=False)
    counted, named = archive.h2.contents(put_back, library)
    figures.at_least("rows that were copied", sum(rows.values()), 10)
    for table in sorted(rows):
        print(f"  {table}: {rows[table]} rows, restored {counted.get(table)}")
    wrong = [table for table in rows if rows[table] != counted.get(table)]
    figures.equals("tables with another count of rows", len(wrong), 0)
    figures.equals("pictures that rows name and nobody has", len(named - names), 0)


def overlooked(folder: Path, stack: Stack) -> int:
    """Turn one bit of one picture and ask for a check. Returns how much damage was not seen."""
    file = next(pictures.found(folder / "copy" / "pictures"))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.chmod(0o600)
    file.write_bytes(content)
    with suppress(LauncherError):
        archive.check(Layout(ROOT, stack.home, stack.home), folder / "copy")
        return 1
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    return 0


def shown(fresh: Stack, known: list[tuple[str, bytes]]) -> int:
    """Start the fresh stack. Returns how many pictures are not as they were."""
    fresh.up()
    try:
        editor = Editor(fresh.address)
        return sum(editor.call("GET", path, accept="image/*")[0] != was for path, was in known)
    finally:
        fresh.down()


if __name__ == "__main__":
    sys.exit(main())
