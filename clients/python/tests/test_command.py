"""The command: what it makes of its words, and what it writes where."""

from __future__ import annotations

import argparse
import io

import pytest
from chatbrush_client import Chatbrush, command
from chatbrush_client.options import add_arguments
from conftest import DONE
from scripted_server import Answer, answer

DOWNLOAD = "GET /api/sessions/s1/download"
SELECTION = "PUT /api/sessions/s1/selection"


@pytest.fixture
def photos(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("b.jpg", "a.png", "notes.txt"):
        (folder / name).write_bytes(b"photo " + name.encode())
    return folder


def edit(server, *arguments):
    stream = io.StringIO()
    options = argparse.ArgumentParser()
    add_arguments(options)
    code = command.run(options.parse_args(arguments), Chatbrush(server.address), stream)
    return code, stream.getvalue()


def offered(server, name="cup.jpg"):
    header = {"Content-Disposition": f'attachment; filename="{name}"'}
    server.on(DOWNLOAD, Answer(b"edited", 200, header))


def test_a_folder_becomes_another(server, photos, capsys):
    offered(server, "cup.png")

    code, told = edit(server, "in", "--say", "make it winter", "--out", "out")

    assert code == 0
    assert sorted(path.name for path in (photos.parent / "out").iterdir()) == ["a.png", "b.png"]
    assert capsys.readouterr().out.split() == ["out/a.png", "out/b.png"]
    assert told.splitlines()[-1] == "2 of 2 done."
    assert (photos / "b.jpg").read_bytes() == b"photo b.jpg"


def test_places_may_be_shares_of_each_picture(server, photos):
    offered(server)

    edit(server, "in/b.jpg", "--say", "x", "--point", "50%,100", "--box", "0,0,100%,10%")

    sent = next(asked for asked in server.asked if asked.line == SELECTION).json()
    assert sent["points"] == [{"x": 320.0, "y": 100.0, "label": "include"}]
    assert sent["box"] == {"x0": 0.0, "y0": 0.0, "x1": 640.0, "y1": pytest.approx(42.7)}


def test_words_are_said_in_turn_with_the_options(server, photos):
    offered(server)

    edit(
        server,
        "in/b.jpg",
        "--say",
        "one",
        "--say",
        "two",
        "--option",
        "seed=7",
        "--option",
        "strength=0.5",
        "--option",
        "keep=true",
    )

    said = [asked.json() for asked in server.asked if asked.line.endswith("/messages")]
    assert [each["text"] for each in said] == ["one", "two"]
    assert said[1]["options"] == {"seed": 7, "strength": 0.5, "keep": True}


def test_nothing_selected_asks_for_no_selection(server, photos):
    offered(server)

    assert edit(server, "in/b.jpg", "--say", "x")[0] == 0

    assert SELECTION not in server.lines()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["gone.jpg"], "gone.jpg is not there"),
        (["in", "--out", "in"], "would replace a photo"),
        (["in/b.jpg", "copy/b.jpg"], "two photos would become out/b.jpg"),
        (["in/b.jpg", "--out", "full"], "is there already; say --overwrite"),
        (["empty"], "empty holds no photo"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_sent(server, photos, arguments, sentence):
    for folder in ("copy", "full", "empty"):
        (photos.parent / folder).mkdir()
    for folder in ("copy", "full"):
        (photos.parent / folder / "b.jpg").write_bytes(b"mine")

    code, told = edit(server, *arguments, "--say", "x")

    assert code == 2
    assert sentence in told
    assert server.asked == []
    assert (photos.parent / "full/b.jpg").read_bytes() == b"mine"


@pytest.mark.parametrize("words", [["--point", "12"], ["--box", "1,2,3"], ["--option", "seed"]])
def test_wrong_words_are_refused_with_what_was_expected(server, photos, capsys, words):
    with pytest.raises(SystemExit) as ended:
        edit(server, "in", "--say", "x", *words)

    assert ended.value.code == 2
    assert "expected" in capsys.readouterr().err


def test_no_result_replaces_another_of_the_same_run(server, photos):
    (photos / "b.png").write_bytes(b"photo b.png")
    offered(server, "cup.png")

    code, told = edit(server, "in/b.jpg", "in/b.png", "--say", "x")

    assert code == 1
    assert "out/b.png is there already" in told
    assert "1 of 2 done, 1 not." in told


def test_one_photo_that_fails_does_not_end_the_others(server, photos):
    offered(server, "cup.png")
    question = DONE | {"outcome": "question", "revisions": [], "message": {"text": "Which cup?"}}
    done = answer({"state": "completed", "outcome": DONE})
    line = "GET /api/sessions/s1/edits/e1"
    server.on(line, answer({"state": "question", "outcome": question}), done)

    code, told = edit(server, "in", "--say", "x")

    assert code == 1
    assert "in/a.png: the assistant asks: Which cup?" in told
    assert told.splitlines()[-1] == "1 of 2 done, 1 not."
    assert [path.name for path in (photos.parent / "out").iterdir()] == ["b.png"]


def test_a_server_that_is_gone_ends_it_at_once(server, photos):
    server.close()

    code, told = edit(server, "in", "--say", "x")

    assert code == 1
    assert told.count("does not answer") == 1
    assert "0 of 2 done, 2 not." in told


def test_a_person_sees_a_bar(server, photos, monkeypatch):
    class Screen(io.StringIO):
        def isatty(self):
            return True

    offered(server)
    screen = Screen()
    options = argparse.ArgumentParser()
    add_arguments(options)

    command.run(options.parse_args(["in/b.jpg", "--say", "x"]), Chatbrush(server.address), screen)

    assert "[1/1] b.jpg ▓▓▓▓▓▓▓▓▓▓▓▓░░░░░░░░░░░░ step 1 of 2" in screen.getvalue()
    assert screen.getvalue().endswith("\r\x1b[2K1 of 1 done.\n")
