"""No library tells its makers that it is used."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OPENS = {
    "models, by OpenVINO": "import chatbrush_models.openvino_network as m; m.openvino.Core()",
    "models, by ONNX Runtime": "import chatbrush_models.onnx_session as m; begin(m.onnxruntime)",
    "builder, by OpenVINO": "import tensorrt_build, openvino; openvino.Core()",
    "builder, by ONNX Runtime": (
        "import tensorrt_build.graph.run_check as m; begin(m.onnxruntime)"
    ),
}
BEGIN = """
import contextlib, time

def begin(onnxruntime):
    with contextlib.suppress(Exception):  # it has begun before it finds that this is no model
        onnxruntime.InferenceSession(b"no model")
    time.sleep(0.5)  # it reports from a thread of its own

"""


@pytest.mark.parametrize("who", OPENS)
def test_nothing_is_kept_at_home_to_tell_by(who, tmp_path):
    """Both write an id there before they send."""
    folders = (ROOT / "triton-model-repo", ROOT / "tensorrt-build" / "src")
    variables = {
        **{name: text for name, text in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"},
        "HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path / ".cache"),
        "PYTHONPATH": os.pathsep.join(map(str, folders)),
    }
    code = BEGIN + OPENS[who]
    reply = subprocess.run(
        [sys.executable, "-c", code], env=variables, capture_output=True, text=True
    )

    assert reply.returncode == 0, reply.stderr
    assert not (tmp_path / "intel").exists()
    assert not (tmp_path / ".cache" / "Microsoft").exists()


OURS = {"chatbrush_models", "tensorrt_build"}
THEIRS = {"onnxruntime", "openvino"}
KNOWN = OURS | THEIRS
# Run by an interpreter that has none of ours.
FOREIGN = {"bench/pictures/rembg_cut.py"}
# A folder's conftest is run before each of its tests.
TOLD = {"triton-model-repo/tests/conftest.py", "tensorrt-build/tests/conftest.py"}
UNREAD = {".chatbrush", ".git", "node_modules", "target"}


def test_whoever_opens_a_network_has_imported_our_package_first():
    """Theirs may report from their import on."""
    seen = set()
    for file in ROOT.rglob("*.py"):
        within_clone = file.relative_to(ROOT)
        name = within_clone.as_posix()
        if UNREAD & {*within_clone.parts} or name in FOREIGN:
            continue
        first = first_of(ast.parse(file.read_text()))
        if first in OURS or (first is None and name not in TOLD):
            continue
        within = OURS & {*within_clone.parts}  # of the package itself, which is imported first
        tested = any((ROOT / told).parent in file.parents for told in TOLD - {name})
        assert within or tested, f"{name} imports {first} before {' or '.join(sorted(OURS))}"
        seen.add(name)
    assert "triton-model-repo/chatbrush_models/onnx_session.py" in seen


def test_sees_who_imports_theirs_first():
    late = "import onnxruntime\nfrom chatbrush_models.x import y\n"
    within = "import tensorrt_build.x\ndef f():\n    import onnxruntime\n"
    unread = "if TYPE_CHECKING:\n    import openvino\nimport tensorrt_build\n"

    firsts = [first_of(ast.parse(code)) for code in (late, within, unread, "import os\n")]

    assert firsts == ["onnxruntime", "tensorrt_build", "tensorrt_build", None]


def first_of(tree: ast.Module) -> str | None:
    """Return which of these packages a file imports first: what runs with it, then functions."""
    found = [name for name in (*imported(tree, False), *imported(tree, True)) if name in KNOWN]
    return found[0] if found else None


def imported(node: ast.AST, in_functions: bool) -> Iterator[str]:
    """Yield the packages that are imported there, in order."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield (child.module or "").partition(".")[0]
        elif isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)) and not in_functions:
            continue
        elif not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
            yield from imported(child, in_functions)
