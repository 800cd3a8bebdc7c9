"""What keeps every Python package small enough to know: few files a room, and no circles."""

from __future__ import annotations

import ast
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGES = {
    "launcher": REPOSITORY,
    "tensorrt_build": REPOSITORY / "tensorrt-build" / "src",
    "chatbrush_models": REPOSITORY / "triton-model-repo",
}
LARGEST_ROOM = 25


@pytest.mark.parametrize("package", PACKAGES)
def test_no_module_knows_one_that_knows_it(package):
    imports = imports_of(files_of(package))

    assert len(imports) > 20
    assert circle_of(imports) is None


@pytest.mark.parametrize("package", PACKAGES)
def test_no_room_knows_one_that_knows_it(package):
    """A room is a folder below the package; what a room is cut into belongs to it."""
    rooms: dict[str, set[str]] = {}
    for module, known in imports_of(files_of(package)).items():
        rooms.setdefault(room_of(module), set()).update(room_of(other) for other in known)

    assert circle_of({room: known - {room} for room, known in rooms.items()}) is None


@pytest.mark.parametrize("package", PACKAGES)
def test_no_room_is_too_full_to_know(package):
    files = Counter(path.parent for path in files_of(package).values())

    assert {str(folder): n for folder, n in files.items() if n > LARGEST_ROOM} == {}


def test_sees_a_circle_even_where_a_function_imports(tmp_path):
    (tmp_path / "one.py").write_text("from package.two import x\n")
    (tmp_path / "two.py").write_text("def f():\n    from package import one\n")
    files = {f"package.{name}": tmp_path / f"{name}.py" for name in ("one", "two")}

    circle = circle_of(imports_of(files))

    assert circle is not None
    assert set(circle) == {"package.one", "package.two"}


def files_of(package: str) -> dict[str, Path]:
    """A package's files by module, without its tests."""
    root = PACKAGES[package]
    files = {}
    for path in sorted((root / package).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        if "tests" not in parts:
            files[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return files


def imports_of(files: dict[str, Path]) -> dict[str, set[str]]:
    """Which of these modules each of them imports, at its top or in a function."""
    return {
        module: {
            name
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            for name in names_in(node, files)
        }
        - {module}
        for module, path in files.items()
    }


def names_in(node: ast.AST, files: dict[str, Path]) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names} & files.keys()
    if not isinstance(node, ast.ImportFrom):
        return set()
    assert node.level == 0, "imports name the whole module"
    inner = {f"{node.module}.{alias.name}" for alias in node.names} & files.keys()
    return inner if len(inner) == len(node.names) else inner | ({node.module} & files.keys())


def circle_of(arrows: dict[str, set[str]]) -> list[str] | None:
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        return list(error.args[1])
    return None


def room_of(module: str) -> str:
    """The folder below the package; a file of the root stands for itself."""
    return ".".join(module.split(".")[:2])
