"""Small pictures and a quick edit: what is proved is who does it, not what is done."""

import json

import cv2
import numpy as np

from bench.client import Editor, Session

SIDES = (240, 180)


def flip(text: str) -> bytes:
    """Return the body of a message that says this and mirrors the picture."""
    step = {"tool": "photo_basics", "prompt": "flip horizontally", "usesMask": False}
    return json.dumps({"text": text, "plan": {"language": "en", "steps": [step]}}).encode()


FLIP = flip("mirror")


def unseen() -> bytes:
    """Return a picture that nobody has seen, as PNG."""
    noise = np.random.default_rng().integers(0, 256, (9, 12, 3), dtype=np.uint8)
    done, file = cv2.imencode(".png", cv2.resize(noise, SIDES))
    assert done
    return bytes(file.tobytes())


def small(editor: Editor) -> Session:
    """Upload one."""
    return editor.upload(unseen(), "picture.png")
