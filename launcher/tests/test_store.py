import hashlib
import json
import os

import pytest

from launcher import cli
from launcher.errors import LauncherError
from launcher.layout import Layout
from launcher.processes import Identity
from launcher.run import lock, state
from launcher.run.lock import LockBusyError
from launcher.run.state import Keeper, State
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
    fresh = layout_of(tmp_path)
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


def full(*_):
    raise LauncherError("the disk is full")


def test_a_first_copy_that_broke_off_is_none(layout, rows, tmp_path, monkeypatch):
    keep(layout.data / "blobs", b"one")
    monkeypatch.setattr(h2, "copy", full)
    with pytest.raises(LauncherError, match="disk is full"):
        archive.back_up(layout, tmp_path / "copy")

    with pytest.raises(LauncherError, match="no whole copy"):
        archive.check(layout, tmp_path / "copy")


@pytest.mark.parametrize("broken", ["copy", "contents"])
def test_an_earlier_copy_stays_good_when_a_later_one_breaks_off(
    layout, rows, tmp_path, monkeypatch, broken
):
    named, restored = rows
    named.add(keep(layout.data / "blobs", b"one").name)
    made = archive.back_up(layout, tmp_path / "copy")
    with monkeypatch.context() as patch:
        if broken == "contents":
            patch.setattr(h2, "copy", lambda _database, target, _runs: target.write_bytes(b"half"))
        patch.setattr(h2, broken, full)
        with pytest.raises(LauncherError, match="disk is full"):
            archive.back_up(layout, tmp_path / "copy")

    assert archive.check(layout, tmp_path / "copy") == made
    assert (tmp_path / "copy" / "rows.h2.zip").read_bytes() == b"rows"
    assert not (tmp_path / "copy" / "rows.partial").exists()
    archive.restore(layout_of(tmp_path), tmp_path / "copy")
    assert restored


def test_a_copy_has_the_rows_of_one_database(layout, rows, tmp_path, monkeypatch):
    archive.back_up(layout, tmp_path / "copy")
    monkeypatch.setenv("CHATBRUSH_STORAGE_DATABASE", "postgresql")
    monkeypatch.setattr(postgres, "copy", lambda target: target.write_bytes(b"dump"))
    monkeypatch.setattr(postgres, "contents", lambda _copied: ({"revision": 3}, set()))

    made = archive.back_up(layout, tmp_path / "copy")

    assert {file.name for file in (tmp_path / "copy").iterdir()} == {"manifest.json", "rows.pgdump"}
    monkeypatch.delenv("CHATBRUSH_STORAGE_DATABASE")  # a check goes by the manifest
    assert archive.check(layout, tmp_path / "copy") == made


def test_a_damaged_picture_of_a_copy_is_replaced(layout, rows, tmp_path):
    named, _restored = rows
    named.add(keep(layout.data / "blobs", b"one").name)
    archive.back_up(layout, tmp_path / "copy")
    (copied,) = pictures.found(tmp_path / "copy" / "pictures")
    copied.write_bytes(b"0ne")

    archive.back_up(layout, tmp_path / "copy")
    assert copied.read_bytes() == b"one"

    (kept,) = pictures.found(layout.data / "blobs")
    for file in (kept, copied):
        file.write_bytes(b"0ne")
    with pytest.raises(LauncherError, match=f"1 pictures are missing or damaged.*{copied.name}"):
        archive.back_up(layout, tmp_path / "copy")


def test_a_folder_that_was_there_is_closed_to_others(layout, rows, tmp_path):
    (tmp_path / "copy").mkdir(mode=0o755)

    archive.back_up(layout, tmp_path / "copy")

    assert (tmp_path / "copy").stat().st_mode & 0o777 == 0o700


def test_no_gateway_starts_while_rows_are_copied_or_put_back(layout, rows, tmp_path, monkeypatch):
    def while_locked(*_):
        with pytest.raises(LockBusyError), lock.held(layout, "up"):
            raise AssertionError("the lock was given twice")

    copy = h2.copy
    monkeypatch.setattr(h2, "copy", lambda *told: (while_locked(), copy(*told)))
    monkeypatch.setattr(h2, "restore", while_locked)
    archive.back_up(layout, tmp_path / "copy")

    archive.restore(layout, tmp_path / "copy")


def test_nothing_is_restored_under_a_stack_that_somebody_looks_after(layout, rows, tmp_path):
    archive.back_up(layout, tmp_path / "copy")
    me = Identity.of(os.getpid())
    kept = State(state.READY, keeper=Keeper(me.pid, me.started, detached=True))
    state.save(layout.run / "state.json", kept)

    with pytest.raises(LauncherError, match="Chatbrush runs"):
        archive.restore(layout, tmp_path / "copy")


def test_rows_that_cannot_be_put_back_leave_no_pictures(layout, rows, tmp_path, monkeypatch):
    named, _restored = rows
    named.add(keep(layout.data / "blobs", b"one").name)
    archive.back_up(layout, tmp_path / "copy")
    fresh = layout_of(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(h2, "restore", full)
        with pytest.raises(LauncherError, match="disk is full"):
            archive.restore(fresh, tmp_path / "copy")

    assert not any(pictures.found(fresh.data / "blobs"))
    archive.restore(fresh, tmp_path / "copy")


def test_the_folder_to_move_away_is_the_one_with_the_pictures(layout, rows, tmp_path, monkeypatch):
    archive.back_up(layout, tmp_path / "copy")
    keep(tmp_path / "elsewhere", b"one")
    monkeypatch.setenv("CHATBRUSH_STORAGE_FOLDER", str(tmp_path / "elsewhere"))

    with pytest.raises(LauncherError, match="already holds") as refused:
        archive.restore(layout, tmp_path / "copy")
    assert refused.value.remedy.startswith(f"move it away: mv {tmp_path / 'elsewhere'} ")


def test_a_folder_of_something_else_is_left_alone(layout, rows, tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "holiday.jpg").write_bytes(b"")

    with pytest.raises(LauncherError, match="holds something else"):
        archive.back_up(layout, tmp_path / "photos")


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

    assert postgres.read(script) == ({"revision": 2, "message": 1}, {name, "b" * 64, "c" * 64})


def test_what_is_no_copy_is_said_to_be_none(tmp_path, capsys):
    assert cli.main(["backup", "--check", str(tmp_path)]) == 1
    assert "no whole copy" in capsys.readouterr().err
    (tmp_path / "manifest.json").write_text(json.dumps({"made": "now"}))
    assert cli.main(["restore", str(tmp_path)]) == 1
