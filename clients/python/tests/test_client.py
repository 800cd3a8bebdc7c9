"""What is sent, what is made of the answers, and what becomes of faults."""

from __future__ import annotations

import pytest
from chatbrush_client import Chatbrush, ProblemError, UnreachableError
from conftest import DONE
from scripted_server import Answer, answer, events

MESSAGES = "POST /api/sessions/s1/messages"
EDIT = "GET /api/sessions/s1/edits/e1"


def test_a_photo_is_sent_as_it_is_with_its_name(server, tmp_path):
    photo = tmp_path / '고양이 "1".jpg'
    photo.write_bytes(b"\xff\xd8\r\n--\x00")

    picture = Chatbrush(server.address).open(photo)

    sent = server.asked[0]
    assert picture.size == (640, 427)
    assert b"\xff\xd8\r\n--\x00" in sent.body
    assert 'filename="고양이 %221%22.jpg"'.encode() in sent.body
    assert sent.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert len(sent.headers["idempotency-key"]) == 32


def test_places_are_sent_with_their_labels(server):
    picture = Chatbrush(server.address).open(b"photo")

    assert picture.select([(365, 285)], [(1, 2)], (0, 0, 9, 9), text="cup") == {"area": 5}

    assert server.asked[-1].json() == {
        "points": [
            {"x": 365, "y": 285, "label": "include"},
            {"x": 1, "y": 2, "label": "exclude"},
        ],
        "box": {"x0": 0, "y0": 0, "x1": 9, "y1": 9},
        "text": "cup",
    }


def test_an_edit_tells_as_it_goes_and_ends(server):
    heard = []

    outcome = (
        Chatbrush(server.address)
        .open(b"photo")
        .say("이거 지워줘", lambda name, data: heard.append(name), seed=7)
    )

    assert heard == ["accepted", "progress", "done"]
    assert (outcome.outcome, outcome.text, outcome.revision) == ("completed", "Erased.", 2)
    sent = next(asked for asked in server.asked if asked.line == MESSAGES)
    assert sent.json() == {"text": "이거 지워줘", "options": {"seed": 7}}
    assert sent.headers["accept"] == "text/event-stream"


def test_a_line_that_breaks_off_loses_nothing(server):
    whole = events(("accepted", {"editId": "e1"}), ("progress", {"editId": "e1"}))
    whole.cut = len(whole.body) - 7
    server.on(MESSAGES, whole)
    running = answer({"state": "running", "outcome": None})
    server.on(EDIT, running, running, answer({"state": "completed", "outcome": DONE}))

    assert Chatbrush(server.address).open(b"photo").say("erase").outcome == "completed"

    assert server.lines().count(EDIT) == 3
    assert server.lines().count(MESSAGES) == 1


def test_a_failed_edit_says_why(server):
    problem = {
        "title": "Too dark",
        "detail": "Say it again.",
        "code": "MODEL_FAILED",
        "status": 502,
    }
    failed = DONE | {"outcome": "failed", "revisions": [], "problem": problem}
    server.on(EDIT, answer({"state": "failed", "outcome": failed}))

    outcome = Chatbrush(server.address).open(b"photo").say("erase")

    assert outcome.revision is None
    assert (outcome.problem.code, outcome.problem.status) == ("MODEL_FAILED", 502)
    assert str(outcome.problem) == "Too dark. Say it again."


def test_ctrl_c_cancels_the_edit(server):
    server.on("POST /api/sessions/s1/edits/e1/cancel", answer({}))

    def interrupt(name, _data):
        if name == "progress":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Chatbrush(server.address).open(b"photo").say("erase", interrupt)

    assert server.lines()[-1] == "POST /api/sessions/s1/edits/e1/cancel"


def test_ctrl_c_stays_one_where_the_edit_has_ended(server):
    server.on("POST /api/sessions/s1/edits/e1/cancel", answer({"code": "EDIT_FINISHED"}, 409))

    def interrupt(name, _data):
        if name == "progress":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Chatbrush(server.address).open(b"photo").say("erase", interrupt)


def test_a_server_that_is_started_anew_loses_nothing(server):
    away = answer({"title": "Away", "code": "MODEL_UNAVAILABLE"}, 503)
    server.on(EDIT, away, away, answer({"state": "completed", "outcome": DONE}))

    assert Chatbrush(server.address).open(b"photo").say("erase").outcome == "completed"


def test_an_answer_that_says_nothing_is_none(server):
    server.on(MESSAGES, events())

    with pytest.raises(UnreachableError, match="said nothing"):
        Chatbrush(server.address).open(b"photo").say("erase")


def test_half_an_answer_is_none(server):
    cut = answer({"id": "s1"}, 201)
    cut.cut = 4
    server.on("POST /api/sessions", cut)

    with pytest.raises(UnreachableError):
        Chatbrush(server.address).open(b"photo")


def test_this_machine_is_asked_without_a_proxy(server, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    server.on("GET /api/tools", answer({}))

    assert Chatbrush(server.address).tools() == {}


def test_a_problem_is_told_with_its_code_and_what_to_do(server):
    body = {"title": "A coordinate is outside", "detail": "x must be 0 to 640.", "status": 422}
    server.on("PUT /api/sessions/s1/selection", answer(body | {"code": "SELECTION_OUTSIDE"}, 422))

    with pytest.raises(ProblemError) as caught:
        Chatbrush(server.address).open(b"photo").select([(700, 20)])

    assert (caught.value.code, caught.value.status) == ("SELECTION_OUTSIDE", 422)
    assert str(caught.value) == "A coordinate is outside. x must be 0 to 640."


def test_a_proxys_page_is_a_problem_too(server):
    server.on("GET /api/tools", Answer(b"<html>Bad gateway</html>", 502))

    with pytest.raises(ProblemError, match="502") as caught:
        Chatbrush(server.address).tools()

    assert caught.value.status == 502


def test_nobody_there_names_the_address(server):
    server.close()

    with pytest.raises(UnreachableError, match="http://127.0.0.1:.* does not answer"):
        Chatbrush(server.address).tools()


def test_the_key_goes_along_and_only_there(server, monkeypatch):
    monkeypatch.setenv("CHATBRUSH_KEY", "cb_secret")
    server.on("GET /api/tools", answer({}))
    server.on("GET /api/status", Answer(b"", 302, {"Location": server.address + "/elsewhere"}))
    server.on("GET /elsewhere", answer({}))

    Chatbrush(server.address).tools()
    Chatbrush(server.address).status()

    sent = {asked.line: asked.headers.get("authorization") for asked in server.asked}
    assert sent["GET /api/tools"] == "Bearer cb_secret"
    assert sent["GET /elsewhere"] is None


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('attachment; filename="cup.jpg"', "cup.jpg"),
        ("attachment; filename=\"x\"; filename*=UTF-8''%EC%BB%B5.png", "컵.png"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="..\\\\..\\\\boot.ini"', "boot.ini"),
        ("", "download"),
    ],
)
def test_a_download_has_a_name_and_never_a_path(server, tmp_path, disposition, name):
    server.on(
        "GET /api/sessions/s1/download?quality=80",
        Answer(b"picture", 200, {"Content-Disposition": disposition}),
    )

    file = Chatbrush(server.address).open(b"photo").download(quality=80)

    assert file.name == name
    assert file.save(tmp_path) == tmp_path / name
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_half_a_download_is_none(server, tmp_path):
    server.on("GET /api/sessions/s1/download", Answer(b"picture", cut=3))

    with pytest.raises(UnreachableError):
        Chatbrush(server.address).open(b"photo").download()
