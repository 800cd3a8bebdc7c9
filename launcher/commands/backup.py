"""Copy pictures and rows into a folder while everything runs, and check the copy byte by byte.

With PostgreSQL or a bucket set the gateway's variables (CHATBRUSH_STORAGE_DATABASE=postgresql,
…_URL, …; CHATBRUSH_STORAGE_PICTURES=s3, CHATBRUSH_S3_…, AWS_…), and have pg_dump on the PATH. A
folder that holds an earlier copy gets what is new.
"""

import argparse
from pathlib import Path

from launcher.layout import Layout
from launcher.output import say
from launcher.store import archive


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("folder", type=Path, help="where to, such as /backup/monday")
    parser.add_argument(
        "--check", action="store_true", help="only check the copy that is there already"
    )


def run(options: argparse.Namespace) -> int:
    """Do it and say what is in it."""
    work = archive.check if options.check else archive.back_up
    manifest = work(Layout.default(), options.folder.absolute())
    say(f"{options.folder}: {told(manifest)}. Every picture has the bytes that it is named by.")
    return 0


def told(manifest: archive.Manifest) -> str:
    """Say what a copy holds."""
    rows = sum(manifest.rows.values())
    return f"{rows} rows in {len(manifest.rows)} tables, {manifest.pictures} pictures"
