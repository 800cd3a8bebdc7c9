import os
import stat

from launcher.run import files


def test_the_last_text_is_there_and_only_its_owner_reads_it(tmp_path):
    path = tmp_path / "it.json"
    for text in ("one", "2" * 40_000, "three"):
        files.replace(path, text)
        assert path.read_text().rstrip() == text

    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}


def test_writing_again_takes_no_space_that_was_not_taken(tmp_path, monkeypatch):
    path = tmp_path / "it.json"
    files.replace(path, "one")
    before = {entry.stat().st_ino for entry in tmp_path.iterdir()}
    monkeypatch.setattr(os, "O_CREAT", 0)  # a file that is not there cannot be made

    for text in ("two", "three", "four"):
        files.replace(path, text)

    assert path.read_text().rstrip() == "four"
    assert {entry.stat().st_ino for entry in tmp_path.iterdir()} == before


def test_removed_it_leaves_nothing_beside_it(tmp_path):
    files.replace(tmp_path / "it.json", "one")

    files.remove(tmp_path / "it.json")

    assert list(tmp_path.iterdir()) == []


def test_one_that_was_killed_in_the_middle_is_no_obstacle(tmp_path):
    path = tmp_path / "it.json"
    files.replace(path, "one")
    os.link(path, tmp_path / "it.kept")
    (tmp_path / "it.spare").unlink()

    files.replace(path, "two")

    assert path.read_text().rstrip() == "two"
