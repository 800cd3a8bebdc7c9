"""Twenty talks of one person with the editor, by REST, on the whole stack.

`dialogues.yaml` was written by somebody who knew none of the rules. A turn says something or
selects the thing in the middle; `want` is written as in agent-service's evaluation/README.md;
`refused` is the problem's code where the plan is right and this picture cannot have it. Like the
page, this says again what waited for a selection once there is one.
"""

import json
import os
import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import pytest
import yaml

Json = dict[str, Any]
HERE = Path(__file__).parent
ROOT = HERE.parents[3]
DIALOGUES = yaml.safe_load((HERE / "dialogues.yaml").read_text())
TOOLS = {"erase": "object_erase", "transform": "image_transform"}
STEP = re.compile(
    r"(?P<tool>\w+)(?::(?P<words>[^*]+?))?(?P<target>\*(?:subject|background|rest|named)?)?"
    r"(?P<strength> (?:slight|normal|strong|complete))?(?: x(?P<count>\d))?"
)


@dataclass(frozen=True)
class Wanted:
    """One step of a right plan; `words` are lists of which one must stand in the prompt each."""

    tool: str
    words: tuple[tuple[str, ...], ...]
    target: str
    strength: str | None
    count: int

    @staticmethod
    def of(text: str) -> "Wanted":
        """Read one step; AssertionError when it is none."""
        found = STEP.fullmatch(text)
        assert found, f"not a step: {text}"
        star = found["target"]
        return Wanted(
            TOOLS.get(found["tool"], found["tool"]),
            tuple(tuple(w.split("|")) for w in (found["words"] or "").split("+") if w),
            "whole" if star is None else star[1:] or "selection",
            found["strength"] and found["strength"].strip(),
            int(found["count"] or 1),
        )

    def is_met(self, step: Json) -> bool:
        """Tell whether the plan's step is this one."""
        prompt = (step["prompt"] or "").lower()
        target = "whole" if not step["usesMask"] else step["target"]
        return (
            step["tool"] == self.tool
            and all(any(word in prompt for word in words) for words in self.words)
            and target == self.target
            and self.strength in (None, step["strength"])
            and step["variations"] == self.count
        )


class Talk:
    """A session and what was said in it last."""

    def __init__(self) -> None:
        self.address = os.environ["CHATBRUSH_URL"]
        self.waiting: str | None = None
        photo = cv2.imread(str(ROOT / "docs" / "gallery" / "coffee-before.jpg"))
        self.photo = cv2.resize(photo, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        body = cv2.imencode(".png", self.photo)[1].tobytes()
        head = b'--p\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\n\r\n'
        form = head + body + b"\r\n--p--\r\n"
        self.path = ""
        view = self.call("POST", "/api/sessions", form, "multipart/form-data; boundary=p")
        self.path = f"/api/sessions/{view['id']}"

    def call(self, method: str, path: str, body: bytes, kind: str = "application/json") -> Json:
        """Return the reply, for a problem with the outcome "failed"."""
        headers = {"Content-Type": kind, "Accept": "application/json"}
        request = urllib.request.Request(self.address + self.path + path, body, headers)
        request.method = method
        try:
            with urllib.request.urlopen(request, timeout=120) as reply:
                answer: Json = json.loads(reply.read())
                return answer
        except urllib.error.HTTPError as refused:
            problem: Json = json.loads(refused.read())
            return {"outcome": "failed", "plan": {"steps": []}, **problem}

    def say(self, text: str) -> Json:
        """Say it and wait for what becomes of it."""
        outcome = self.call("POST", "/messages", json.dumps({"text": text}).encode())
        self.waiting = text if outcome["plan"].get("waitsForSelection") else None
        return outcome

    def select(self) -> Json | None:
        """Click the middle; returns what became of the words that waited for it."""
        height, width = self.photo.shape[:2]
        click = {"points": [{"x": width / 2, "y": height / 2, "label": "include"}]}
        self.call("PUT", "/selection", json.dumps(click).encode())
        return self.say(self.waiting) if self.waiting else None


def is_right(outcome: Json, want: str) -> bool:
    """Tell whether the plan is one of the wanted ones and was carried out."""
    steps = outcome["plan"]["steps"]
    for choice in want.split(" or "):
        if choice in ("-", "?"):
            if not steps and outcome["question"] == (choice == "?"):
                return True
            continue
        wanted = [Wanted.of(text) for text in choice.split("; ")]
        if len(wanted) == len(steps) and all(map(Wanted.is_met, wanted, steps)):
            return bool(outcome["outcome"] == "completed")
    return False


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=[dialogue["name"] for dialogue in DIALOGUES])
def test_talk(dialogue: Json) -> None:
    talk = Talk()
    for turn in dialogue["turns"]:
        if turn.get("select"):
            ran = talk.select()
            assert ran is None or ran["outcome"] == "completed", ran
            continue
        outcome = talk.say(turn["say"])
        if talk.waiting and turn["want"] != "?":
            # An edit spends its selection, which who wrote the talk did not know.
            outcome = talk.select() or outcome
        if "refused" in turn:  # there is no such line in the picture, no such look
            assert outcome.get("code") == turn["refused"], outcome
            continue
        assert is_right(outcome, turn["want"]), f"{turn['say']} wants {turn['want']}, got {outcome}"
