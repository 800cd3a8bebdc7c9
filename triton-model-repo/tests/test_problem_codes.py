"""Every code that a tool sends has a place in the one list of problems."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

LIST = "contracts/src/main/resources/dev/chatbrush/contracts/problems.json"
BEFORE_A_SENTENCE = re.compile(r"([A-Z][A-Z0-9_]{2,}): ")


def sources(repository: Path) -> list[Path]:
    return [path for path in sorted(repository.rglob("*.py")) if "tests" not in path.parts]


def sent(source: str) -> Iterator[str]:
    """Give the first argument of each EditError, and what stands as `CODE: ` before a sentence."""
    tree = ast.parse(source)
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "EditError":
            code = node.args[0]
            assert isinstance(code, ast.Constant), f"line {node.lineno}: write the code out"
            yield str(code.value)
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare
        ):
            match = BEFORE_A_SENTENCE.match(node.value)
            if match:
                yield match[1]


@pytest.fixture
def listed(repository: Path) -> set[str]:
    return set(json.loads((repository.parent / LIST).read_text(encoding="utf-8")))


def test_every_code_of_the_tools_is_listed(repository: Path, listed: set[str]) -> None:
    codes = {code for path in sources(repository) for code in sent(path.read_text("utf-8"))}

    assert {"MASK_NEEDED", "SIZE_NOT_TAKEN", "CANCELLED", "OVERLOADED"} <= codes
    assert codes <= listed, f"add to {LIST}: {sorted(codes - listed)}"


def test_sees_codes_where_they_are_sent() -> None:
    source = 'raise EditError("A_CODE", f"no {x}")\nerror(f"OTHER: {x}")\nsay("No: nothing")'

    assert list(sent(source)) == ["A_CODE", "OTHER"]
    with pytest.raises(AssertionError, match="write the code out"):
        list(sent("raise EditError(code, 'x')"))
