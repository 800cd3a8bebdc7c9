from __future__ import annotations

import pytest
from tensorrt_build import cli
from tensorrt_build.errors import BuildError
from tensorrt_build.weights.licences import Consent
from tensorrt_build.weights.manifest import Licence, Manifest, Weights

RAIL = Licence("RAIL", "https://terms", "forbids harmful uses")


def weights(name: str, licence: str) -> Weights:
    return Weights(name, (), "", f"{name}.bin", 1, "0" * 64, licence, ())


FREE, ASKING, OTHER = weights("free", "MIT"), weights("net", "RAIL"), weights("other", "RAIL")
MANIFEST = Manifest({}, {}, None, {"RAIL": RAIL})


class Person:
    """Answers questions, and remembers them and what was said."""

    def __init__(self, *answers: str) -> None:
        self.answers, self.heard = list(answers), []

    def ask(self, question: str) -> str:
        self.heard.append(question)
        return self.answers.pop(0)


def consent(folder, person: Person | None = None) -> Consent:
    said = person.heard.append if person else lambda line: None
    return Consent(MANIFEST, folder, person.ask if person else None, said)


def test_a_permissive_licence_is_no_question(tmp_path):
    consent(tmp_path).require([FREE], accept=False)

    assert list(tmp_path.iterdir()) == []


def test_shows_what_a_licence_asks_and_where_it_is(tmp_path):
    person = Person("y")

    consent(tmp_path, person).require([FREE, ASKING, OTHER], accept=False)

    assert person.heard == [
        "net, other: RAIL, which forbids harmful uses.\n  https://terms",
        "Accept? [y/N] ",
    ]


def test_an_answer_is_remembered(tmp_path):
    consent(tmp_path, Person("yes")).require([ASKING], accept=False)

    consent(tmp_path).require([OTHER], accept=False)


@pytest.mark.parametrize("answer", ["", "n", "no", "what?"])
def test_without_a_yes_nothing_is_downloaded(tmp_path, answer):
    with pytest.raises(BuildError, match="RAIL was not accepted, nothing was downloaded"):
        consent(tmp_path, Person(answer)).require([ASKING], accept=False)
    assert consent(tmp_path).accepted() == []


def test_without_a_terminal_the_option_is_named(tmp_path):
    with pytest.raises(BuildError, match="RAIL must be accepted first.*--accept-licences"):
        consent(tmp_path).require([ASKING], accept=False)


def test_the_option_accepts_and_is_remembered(tmp_path):
    consent(tmp_path).require([ASKING], accept=True)

    assert consent(tmp_path).accepted() == ["RAIL"]


def test_a_damaged_memory_means_asking_again(tmp_path):
    (tmp_path / "licences.accepted.json").write_text("{")

    with pytest.raises(BuildError, match="must be accepted first"):
        consent(tmp_path).require([ASKING], accept=False)


def test_pull_asks_before_any_source_is_asked(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")

    assert cli.main(["pull", "sd15_vae", "--weights", str(tmp_path)]) == 1

    printed = capsys.readouterr()
    assert "sd15_vae: CreativeML-OpenRAIL-M, which forbids harmful uses" in printed.out
    assert "must be accepted first" in printed.err
    assert "127.0.0.1" not in printed.err


def test_the_default_weights_ask_nothing(manifest: Manifest):
    assert all(w.licence not in manifest.licences for w in manifest.select([]))
