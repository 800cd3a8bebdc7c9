import hashlib
import json

import pytest

from launcher import cli
from launcher.errors import LauncherError
from launcher.layout import Layout
from launcher.store import archive, h2, pictures, postgres


@pytest.fixture
def layout(tmp_path):
    return Layout(tmp_path, tmp_path / "home", tmp_path / "home")


def keep(folder, content):
    """Store a picture as the gateway does."""
    name = hashlib.sha256(content).hexdigest()
    file = folder / name[:2] / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


@pytest.fixture
def rows(monkeypatch):
    """Rows that name these pictures, in place of a database."""
    named = set()
    monkeypatch.setattr(archive, "library", lambda layout: layout.apps)
    monkeypatch.setattr(h2, "copy", lambda _database, target, _runs: target.write_bytes(b"rows"))
    monkeypatch.setattr(h2, "contents", lambda _copied, _library: ({"revision": 2}, set(named)))
    restored = []
    monkeypatch.setattr(h2, "restore", lambda copied, database: restored.append(database))
    return named, restored


def test_a_copy_is_checked_and_restored_byte_by_byte(layout, rows, tmp_path):
    named, restored = rows
    kept = [keep(layout.data / "blobs", content) for content in (b"one", b"two")]
    keep(layout.data / "blobs" / "partial", b"half")
    named |= {file.name for file in kept}

    manifest = archive.back_up(layout, tmp_path / "copy")

    assert (manifest.rows, manifest.pictures) == ({"revision": 2}, 2)
    fresh = Layout(tmp_path, tmp_path / "fresh", tmp_path / "home")
    archive.restore(fresh, tmp_path / "copy")
    assert [file.read_bytes() for file in pictures.found(fresh.data / "blobs")] == [
        file.read_bytes() for file in pictures.found(layout.data / "blobs")
    ]
    assert restored == [fresh.data / "h2" / "chatbrush"]
    with pytest.raises(LauncherError, match="already holds"):
        archive.restore(fresh, tmp_path / "copy")


def test_damage_is_found_and_nothing_is_restored(layout, rows, tmp_path):
    named, restored = rows
    named.add(keep(layout.data / "blobs", b"one").name)
    archive.back_up(layout, tmp_path / "copy")
    copied = next(pictures.found(tmp_path / "copy" / "pictures"))

    copied.write_bytes(b"0ne")
    with pytest.raises(LauncherError, match=f"1 pictures are missing or damaged.*{copied.name}"):
        archive.restore(layout_of(tmp_path), tmp_path / "copy")
    copied.unlink()
    with pytest.raises(LauncherError, match="1 pictures are missing or damaged"):
        archive.check(layout, tmp_path / "copy")
    assert not restored


def layout_of(tmp_path):
    return Layout(tmp_path, tmp_path / "fresh", tmp_path / "home")


def test_a_copy_that_broke_off_is_none(layout, rows, tmp_path, monkeypatch):
    def full(*_):
        raise LauncherError("the disk is full")

    keep(layout.data / "blobs", b"one")
    archive.back_up(layout, tmp_path / "copy")
    monkeypatch.setattr(h2, "copy", full)
    with pytest.raises(LauncherError, match="disk is full"):
        archive.back_up(layout, tmp_path / "copy")

    with pytest.raises(LauncherError, match="no whole copy"):
        archive.check(layout, tmp_path / "copy")


def test_a_folder_of_something_else_is_left_alone(layout, rows, tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "holiday.jpg").write_bytes(b"")

    with pytest.raises(LauncherError, match="holds something else"):
        archive.back_up(layout, tmp_path / "photos")


def test_a_bucket_is_left_to_its_provider(layout, monkeypatch, tmp_path):
    monkeypatch.setenv("CHATBRUSH_STORAGE_PICTURES", "s3")

    with pytest.raises(LauncherError, match="lie in a bucket"):
        archive.back_up(layout, tmp_path / "copy")


def test_the_gateway_is_asked_for_its_rows(tmp_path, monkeypatch):
    database = tmp_path / "chatbrush"
    wanted = tmp_path / "chatbrush.copy-wanted"

    def gateway(condition, seconds):
        assert wanted.exists() and not condition()
        (tmp_path / "chatbrush.copy.zip").write_bytes(b"zip")
        wanted.unlink()
        return condition()

    monkeypatch.setattr(h2.shell, "wait_until", gateway)
    h2.copy(database, tmp_path / "rows.zip", runs=True)
    assert (tmp_path / "rows.zip").read_bytes() == b"zip"

    def refuses(condition, seconds):
        (tmp_path / "chatbrush.copy-failed").write_text("no room")
        wanted.unlink()
        return condition()

    monkeypatch.setattr(h2.shell, "wait_until", refuses)
    with pytest.raises(LauncherError, match="no room"):
        h2.copy(database, tmp_path / "rows.zip", runs=True)


def test_rows_of_postgresql_are_counted_in_its_own_script():
    name = "a" * 64
    script = (
        "SET x = 1;\n"
        "COPY public.revision (session_id, number, image, mask) FROM stdin;\n"
        f"S\t1\t{name}\t\\N\nS\t2\t{'b' * 64}\t{'c' * 64}\n\\.\n"
        "COPY public.message (id, body) FROM stdin;\n"
        f"M\t{'d' * 64}\n\\.\n"
    )

    assert postgres.read(script) == (
        {"revision": 2, "message": 1},
        {name, "b" * 64, "c" * 64},
    )


def test_what_is_no_copy_is_said_to_be_none(tmp_path, capsys):
    assert cli.main(["backup", "--check", str(tmp_path)]) == 1
    assert "no whole copy" in capsys.readouterr().err
    (tmp_path / "manifest.json").write_text(json.dumps({"made": "now"}))
    assert cli.main(["restore", str(tmp_path)]) == 1
