from __future__ import annotations

import pytest
from scripted_server import ScriptedServer, answer, events

SESSION = {
    "id": "s1",
    "head": 1,
    "revisions": [{"number": 1, "width": 640, "height": 427}],
}
DONE = {
    "editId": "e1",
    "outcome": "completed",
    "revisions": [{"number": 2}],
    "message": {"text": "Erased."},
}


@pytest.fixture
def server():
    scripted = ScriptedServer()
    scripted.on("POST /api/sessions", answer(SESSION, 201))
    scripted.on("GET /api/sessions/s1", answer(SESSION))
    scripted.on("PUT /api/sessions/s1/selection", answer({"area": 5}))
    scripted.on(
        "POST /api/sessions/s1/messages",
        events(
            ("accepted", {"editId": "e1"}),
            ("progress", {"editId": "e1", "step": 1, "totalSteps": 2}),
            ("done", {"editId": "e1", "outcome": "completed"}),
        ),
    )
    scripted.on("GET /api/sessions/s1/edits/e1", answer({"state": "completed", "outcome": DONE}))
    yield scripted
    scripted.close()
