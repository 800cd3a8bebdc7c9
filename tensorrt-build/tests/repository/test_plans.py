"""Plan, builder and server are compared, and what is wrong is told with the line that mends it."""

from __future__ import annotations

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest
from tensorrt_build.repository.folder import Stamp
from tensorrt_build.repository.plans import problems_of_plans, problems_of_server


@pytest.fixture
def repository(tmp_path):
    """A repository of plans, as `assemble` records it."""

    def made(**versions):
        stamp = Stamp.read(tmp_path)
        for name, version in versions.items():
            folder = tmp_path / name / "1"
            folder.mkdir(parents=True)
            checks = {"plan": {"tensorrt": version}} if version else {}
            (folder / "report.json").write_text(json.dumps({"checks": checks}))
            stamp.record(name, tmp_path / name, 1, {"1": "inputs"})
        stamp.write(tmp_path)
        return tmp_path

    return made


@pytest.fixture
def server():
    """Triton's index of models over a real socket."""
    started = []

    def serving(index):
        class Index(BaseHTTPRequestHandler):
            def do_POST(self):  # noqa: N802 - the class's name for it
                body = json.dumps(index).encode()
                self.send_response(200 if self.path == "/v2/repository/index" else 404)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        one = ThreadingHTTPServer(("127.0.0.1", 0), Index)
        threading.Thread(target=one.serve_forever, daemon=True).start()
        started.append(one)
        return f"http://127.0.0.1:{one.server_port}"

    yield serving
    for one in started:
        one.shutdown()
        one.server_close()


def installed(monkeypatch, version):
    module = SimpleNamespace(__version__=version) if version else None
    monkeypatch.setitem(sys.modules, "tensorrt", module)


def test_plans_of_the_installed_version_are_right(repository, monkeypatch):
    installed(monkeypatch, "11.4.0")

    assert problems_of_plans(repository(lama="11.4.0", clip="11.4.0", migan=None)) == []


def test_a_plan_of_another_version_is_told_with_both_ways_out(repository, monkeypatch):
    installed(monkeypatch, "11.4.0")

    (problem,) = problems_of_plans(repository(lama="10.13.3"))

    assert "lama: a plan of TensorRT 10.13.3, installed here is 11.4.0" in problem
    assert "./chatbrush models build lama --target tensorrt" in problem
    assert "pip install tensorrt-cu13==10.13.3" in problem


def test_plans_of_several_versions_suit_no_server(repository, monkeypatch):
    installed(monkeypatch, None)

    (problem,) = problems_of_plans(repository(lama="10.13.3", clip="11.4.0"))

    assert "no server has two: clip 11.4.0, lama 10.13.3" in problem


def test_a_server_that_runs_everything_is_right(repository, server):
    address = server([{"name": "lama", "version": "1", "state": "READY"}])

    assert problems_of_server(repository(lama="11.4.0"), address) == []


def test_a_server_of_another_version_says_which_to_build_with(repository, server):
    reason = (
        "INTERNAL: unable to load plan: The engine plan file is not compatible with this version "
        "of TensorRT, expecting library version 10.3.0.26 got 11.4.0, please rebuild."
    )
    address = server([{"name": "lama", "version": "1", "state": "UNAVAILABLE", "reason": reason}])

    (problem,) = problems_of_server(repository(lama="11.4.0"), address)

    assert problem == (
        "lama: a plan of TensorRT 11.4.0, the server has 10.3.0.26: pip install "
        "tensorrt-cu13==10.3.0.26 && ./chatbrush models build lama --target tensorrt"
    )


def test_any_other_reason_is_passed_on(repository, server):
    entry = {"name": "lama", "version": "1", "state": "UNAVAILABLE", "reason": "out of memory"}

    (problem,) = problems_of_server(repository(lama="11.4.0"), server([entry]))

    assert problem == "lama: the server does not run it: out of memory"


def test_a_server_of_another_repository_and_none_at_all_are_told_apart(repository, server):
    folder = repository(lama="11.4.0")

    (other,) = problems_of_server(folder, server([]))
    (nobody,) = problems_of_server(folder, "http://127.0.0.1:9")

    assert "serves another repository" in other
    assert "no Triton answers at http://127.0.0.1:9" in nobody
