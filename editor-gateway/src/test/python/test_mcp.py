"""Another agent, with the official Python SDK of the Model Context Protocol, edits a photo."""

import asyncio
import base64
import io
import json
import os
from pathlib import Path

import numpy as np
import pytest
from mcp import Client
from PIL import Image

PHOTO = Path(__file__).parents[4] / "testdata/photos/coffee.jpg"
SAUCER = {"x": 422, "y": 285}

pytestmark = pytest.mark.e2e


def address() -> str:
    url = os.environ.get("CHATBRUSH_URL")
    if not url:
        pytest.fail("CHATBRUSH_URL names no running stack; run './chatbrush test e2e'")
    return f"{url}/mcp"


async def answer(client: Client, tool: str, **arguments: object) -> dict:
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    return json.loads(result.content[0].text)


async def picture(client: Client, session: str) -> np.ndarray:
    result = await client.call_tool("get_picture", {"session": session})
    content = result.content[0]
    assert (content.type, content.mime_type) == ("image", "image/png")
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(content.data))).convert("RGB"))


def test_an_agent_uploads_selects_erases_and_downloads() -> None:
    async def edit() -> None:
        steps = []
        async with Client(address()) as client:
            image = base64.b64encode(PHOTO.read_bytes()).decode()
            opened = await answer(client, "open_picture", image=image, name=PHOTO.name)
            session = opened["session"]
            before = await picture(client, session)
            assert before.shape == (opened["height"], opened["width"], 3)

            selected = await answer(client, "select_points", session=session, include=[SAUCER])
            assert 60_000 < selected["area"] < 95_000

            result = await client.call_tool(
                "edit",
                {"session": session, "instruction": "이거 지워줘"},
                progress_callback=lambda done, total, message: record(steps, done, total),
            )
            edited = json.loads(result.content[0].text)
            assert (edited["outcome"], edited["revision"]) == ("completed", 2)
            after = await picture(client, session)

            assert steps and all(done <= total for done, total in steps)
            changed = np.any(before != after, axis=2)
            rows, columns = np.nonzero(changed)
            box = selected["box"]
            assert changed.sum() > selected["area"] / 2
            # The mask grows by 12 pixels before an erase, and the tool by 8 where it finds a rest.
            assert box["x0"] - 21 <= columns.min() and columns.max() <= box["x1"] + 21
            assert box["y0"] - 21 <= rows.min() and rows.max() <= box["y1"] + 21

            undone = await answer(client, "undo", session=session)
            assert undone == {
                "revision": 1,
                "width": opened["width"],
                "height": opened["height"],
                "canUndo": False,
                "canRedo": True,
            }
            assert np.array_equal(await picture(client, session), before)

    async def record(steps: list, done: float, total: float) -> None:
        steps.append((done, total))

    asyncio.run(edit())


def test_an_agent_is_told_what_is_wrong() -> None:
    async def edit() -> None:
        async with Client(address()) as client:
            image = base64.b64encode(PHOTO.read_bytes()).decode()
            session = (await answer(client, "open_picture", image=image))["session"]

            asked = await answer(client, "edit", session=session, instruction="이거 지워줘")
            assert asked["outcome"] == "question"
            refused = await client.call_tool("undo", {"session": session})
            assert refused.is_error
            assert refused.content[0].text.startswith("NOTHING_TO_UNDO: ")

    asyncio.run(edit())
