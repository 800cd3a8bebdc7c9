"""Make, list and revoke API keys of a gateway that requires logins (docs/logins.md).

Asks the running stack, with the key in its data folder; or the gateway at --url, with the key in
CHATBRUSH_ADMIN_KEY.
"""

import argparse
import json
import os
from typing import Any

from launcher.errors import LauncherError
from launcher.layout import Layout
from launcher.output import say
from launcher.run import state, web

SCOPES = ("read", "edit", "admin")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--url", help="the gateway's address; without, the running stack's")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    create = actions.add_parser("create", help="make a key and print its secret, this once")
    create.add_argument("owner", help="whose sessions it opens: one word, such as anna")
    create.add_argument("--name", default="key", help="what it is for, such as laptop")
    create.add_argument(
        "--scope", action="append", choices=SCOPES, help="repeat it; without: read and edit"
    )
    create.add_argument("--days", type=int, help="after so many days it expires; without: never")
    actions.add_parser("list", help="list the keys, without their secrets")
    revoke = actions.add_parser("revoke", help="let a key open nothing any more")
    revoke.add_argument("id", help="its id, as list and create tell it")


def run(options: argparse.Namespace) -> int:
    """Do it and say what came of it."""
    layout = Layout.default()
    url, secret = address(layout, options.url), admin_key(layout, options.url)
    if options.action == "create":
        wanted = {
            "name": options.name,
            "owner": options.owner,
            "scopes": options.scope or ["read", "edit"],
        }
        if options.days is not None:
            wanted["expiresInDays"] = options.days
        made = ask(url, secret, "POST", "", wanted)
        say(f"{made['secret']}\n")
        say(f"This is told once. Its id is {made['id']}, its owner {made['owner']}.")
    elif options.action == "list":
        for key in ask(url, secret, "GET", ""):
            say(line(key))
    else:
        ask(url, secret, "DELETE", f"/{options.id}")
        say("Revoked.")
    return 0


def address(layout: Layout, url: str | None) -> str:
    """Return where the gateway answers."""
    if url is not None:
        return url.rstrip("/")
    current = state.load(layout.run / "state.json")
    if current is None or not current.alive():
        raise LauncherError("Chatbrush does not run.", "./chatbrush up, or name it by --url")
    return current.url


def admin_key(layout: Layout, url: str | None) -> str:
    """Return the secret of a key with the scope admin; this stack's own goes nowhere else."""
    given = os.environ.get("CHATBRUSH_ADMIN_KEY")
    if given:
        return given
    if url is not None:
        raise LauncherError(
            f"Which key opens {url} is not said.",
            "set CHATBRUSH_ADMIN_KEY to one of its admin keys",
        )
    if not layout.admin_key.exists():
        raise LauncherError(
            f"There is no {layout.admin_key}: the gateway asks for no login.",
            "CHATBRUSH_LOGIN_REQUIRED=true ./chatbrush up, or set CHATBRUSH_ADMIN_KEY",
        )
    return layout.admin_key.read_text().strip()


def ask(url: str, secret: str, method: str, path: str, body: object | None = None) -> Any:  # noqa: ANN401
    """Return what the gateway answers; its problems become errors for people."""
    status, answer = web.call(f"{url}/api/keys{path}", method, secret, body)
    if status >= 400:
        problem = json.loads(answer)
        raise LauncherError(f"{problem['code']}: {problem['detail']}")
    return json.loads(answer) if answer else None


def line(key: dict[str, Any]) -> str:
    """Return one line on a key."""
    if key["revokedAt"]:
        ended = f"revoked {key['revokedAt'][:10]}"
    else:
        ended = f"expires {key['expiresAt'][:10]}" if key["expiresAt"] else "does not expire"
    used = f"used {key['lastUsedAt'][:16]}" if key["lastUsedAt"] else "never used"
    scopes = ",".join(key["scopes"])
    return f"{key['id']}  {key['hint']}…  {key['owner']}  {scopes}  {ended}, {used}  {key['name']}"
