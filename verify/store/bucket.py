"""A stack with PostgreSQL and its pictures in a bucket: copied while people edit, put back."""

import hashlib
import os
import re
from contextlib import ExitStack
from pathlib import Path

from bench.client import Editor
from launcher.layout import Layout
from launcher.store.bucket import Bucket
from launcher.testing.bucket_server import BucketServer
from launcher.testing.postgres import Cluster
from verify.figures import Figures
from verify.stack import Stack
from verify.store.people import People, edited

NAME = re.compile(r"[0-9a-f]{64}")


def prove(figures: Figures, folder: Path) -> None:
    """Copy from one bucket, restore into another and another database, and look at it all."""
    with ExitStack() as servers:
        database, server = Cluster(Layout.default()), BucketServer(Layout.default())
        for one in (database, server):
            servers.callback(one.stop)
            one.start()
        for name in ("first", "second"):
            (server.folder / name).mkdir()
        use(database, server, "first", "postgres")
        first = Stack(folder / "bucket-first")
        servers.callback(first.down)
        first.up()
        editor = Editor(first.address)
        known = [edited(editor, name) for name in ("coffee.jpg", "cat.jpg")]
        with People(editor):
            reply = first.command("backup", str(folder / "bucket-copy"))
        print(reply.stdout + reply.stderr)
        figures.equals("bucket: exit code of a copy while people edit", reply.returncode, 0)
        first.down()

        database.run("create database restored")
        use(database, server, "second", "restored")
        second = Stack(folder / "bucket-second")
        servers.callback(second.down)
        reply = second.command("restore", str(folder / "bucket-copy"))
        again = second.command("restore", str(folder / "bucket-copy"))
        print(reply.stdout + reply.stderr + again.stdout + again.stderr)
        figures.equals("bucket: exit code of a restore into nothing", reply.returncode, 0)
        figures.equals("bucket: exit code of a restore over what is there", again.returncode, 1)
        compare(figures, folder / "bucket-copy" / "pictures", server.folder / "second")
        second.up()
        there = Editor(second.address)
        other = sum(there.call("GET", path, accept="image/*")[0] != was for path, was in known)
        figures.equals("bucket: pictures that the second stack shows otherwise", other, 0)


def use(database: Cluster, server: BucketServer, bucket: str, rows: str) -> None:
    """Set the variables that a gateway there has."""
    variables = database.variables_of(rows) | server.variables(bucket)
    os.environ.update(variables, CHATBRUSH_S3_PREFIX="chatbrush/")


def compare(figures: Figures, copied: Path, bucket: Path) -> None:
    """Hold the files of the bucket, as its server keeps them, against those of the copy."""
    was = {file.name: file.read_bytes() for file in copied.rglob("*") if NAME.fullmatch(file.name)}
    is_now = {file.name: file for file in bucket.rglob("*") if NAME.fullmatch(file.name)}
    wrong = [
        name
        for name, content in was.items()
        if name not in is_now
        or is_now[name].read_bytes() != content
        or hashlib.sha256(content).hexdigest() != name
    ]
    listed = set(Bucket.of_variables().names())
    figures.at_least("bucket: pictures that were copied", len(was), 4)
    figures.equals("bucket: pictures with other bytes", len(wrong), 0)
    figures.equals("bucket: pictures more than there were", len(is_now.keys() - was.keys()), 0)
    figures.equals("bucket: pictures that a list leaves out", len(is_now.keys() - listed), 0)
