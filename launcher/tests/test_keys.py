import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from launcher import cli
from launcher.commands.keys import admin_key
from launcher.errors import LauncherError
from launcher.layout import Layout

SECRET = "cb_" + "a" * 43


@pytest.fixture
def gateway(monkeypatch):
    """A gateway that answers what the test says, and keeps what it was asked."""
    asked = []
    answers = {}

    class Handler(BaseHTTPRequestHandler):
        def answer(self):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            asked.append((self.command, self.path, self.headers["Authorization"], body))
            status, reply = answers[self.command]
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(reply).encode() if reply is not None else b"")

        do_GET = do_POST = do_DELETE = answer  # noqa: N815 - names of the library

        def log_message(self, *_arguments):
            """Keep the test's output clean."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("CHATBRUSH_ADMIN_KEY", SECRET)
    url = f"http://127.0.0.1:{server.server_port}"
    yield lambda *arguments: cli.main(["keys", "--url", url, *arguments]), asked, answers
    server.shutdown()
    server.server_close()


def test_create_prints_the_secret_once(gateway, capsys):
    keys, asked, answers = gateway
    answers["POST"] = (201, {"id": "K1", "owner": "anna", "secret": "cb_new"})

    assert keys("create", "anna", "--scope", "read", "--days", "7") == 0

    method, path, shown, body = asked[0]
    assert (method, path, shown) == ("POST", "/api/keys", f"Bearer {SECRET}")
    assert json.loads(body) == {
        "name": "key",
        "owner": "anna",
        "scopes": ["read"],
        "expiresInDays": 7,
    }
    assert "cb_new" in capsys.readouterr().out


def test_list_tells_each_on_a_line(gateway, capsys):
    keys, _asked, answers = gateway
    key = {"id": "K1", "hint": "cb_abc", "name": "laptop", "owner": "anna", "scopes": ["read"]}
    key |= {"expiresAt": None, "lastUsedAt": None, "revokedAt": "2026-11-30T12:00:00Z"}
    answers["GET"] = (200, [key])

    assert keys("list") == 0

    line = capsys.readouterr().out
    for part in ("K1", "cb_abc…", "anna", "read", "revoked 2026-11-30", "never used", "laptop"):
        assert part in line


def test_a_refusal_is_told_with_its_reason(gateway, capsys):
    keys, _asked, answers = gateway
    answers["DELETE"] = (404, {"code": "KEY_NOT_FOUND", "detail": "There is no such key."})

    assert keys("revoke", "nobody") == 1

    assert "KEY_NOT_FOUND: There is no such key." in capsys.readouterr().err


def test_without_a_key_it_says_how_to_switch_logins_on(tmp_path, monkeypatch):
    monkeypatch.delenv("CHATBRUSH_ADMIN_KEY", raising=False)
    monkeypatch.setenv("CHATBRUSH_HOME", str(tmp_path))

    with pytest.raises(LauncherError) as told:
        admin_key(Layout.default(), None)

    assert "CHATBRUSH_LOGIN_REQUIRED=true" in str(told.value.remedy)


def test_the_stacks_own_key_goes_to_no_other_server(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("CHATBRUSH_ADMIN_KEY", raising=False)
    monkeypatch.setenv("CHATBRUSH_HOME", str(tmp_path))
    own = Layout.default().admin_key
    own.parent.mkdir(parents=True)
    own.write_text("cb_own")

    assert cli.main(["keys", "--url", "http://127.0.0.1:1", "list"]) == 1

    assert "CHATBRUSH_ADMIN_KEY" in capsys.readouterr().err
