"""Edits through REST, as the page makes them."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import cv2
import numpy as np
from cases import Case
from grounds import Picture

from bench.client import Editor, Session

REMBG = Path(__file__).with_name("rembg_cut.py")


def edited(editor: Editor, case: Case, words: str) -> Picture:
    """Upload the case, give its mask, say the words, and return the result."""
    session = editor.upload(png(case.picture[..., ::-1]), "case.png")
    mask = png(np.where(case.mask, 255, 0).astype(np.uint8))
    editor.call("PUT", f"{session.path}/selection/mask.png", mask, "image/png")
    return _said(session, words)[..., :3]


def recoloured(editor: Editor, case: Case, code: str) -> Picture | None:
    """Give the case that colour; None where a build knows no codes of colours and refuses."""
    try:
        return edited(editor, case, f"make it {code}")
    except RuntimeError as error:
        if "LOOK_UNKNOWN" not in str(error):
            raise
        return None


def cut_out(editor: Editor, case: Case, mask: Picture) -> Picture:
    """Keep what the mask shows and nothing else; return uint8 [H,W,4]."""
    session = editor.upload(png(case.picture[..., ::-1]), "case.png")
    editor.call("PUT", f"{session.path}/selection/mask.png", png(mask), "image/png")
    return _said(session, "이것만 남기고 다 지워줘")


def cut_out_alone(editor: Editor, case: Case) -> Picture:
    """Remove the background with nothing selected; return uint8 [H,W,4]."""
    session = editor.upload(png(case.picture[..., ::-1]), "case.png")
    return _said(session, "배경 지워줘")


def cut_out_by_rembg(python: str, cases: list[Case]) -> list[Picture]:
    """Let rembg's own u2netp do that, by an interpreter that has it; return uint8 [H,W,4] each."""
    with tempfile.TemporaryDirectory() as folder:
        for number, case in enumerate(cases):
            Path(folder, f"{number}.png").write_bytes(png(case.picture[..., ::-1]))
        subprocess.run([python, str(REMBG), folder], check=True)
        made = [Path(folder, f"{number}.png").read_bytes() for number in range(len(cases))]
    return [_picture(file) for file in made]


def _said(session: Session, words: str) -> Picture:
    made = session.say(words, seed=1)["revisions"][-1]["number"]
    return _picture(session.image(made))


def _picture(file: bytes) -> Picture:
    """Return uint8 [H,W,4]."""
    image = cv2.imdecode(np.frombuffer(file, np.uint8), cv2.IMREAD_UNCHANGED)
    if image.shape[2] == 3:
        image = np.dstack([image, np.full(image.shape[:2], 255, np.uint8)])
    return np.ascontiguousarray(image[..., [2, 1, 0, 3]])


def png(picture: Picture) -> bytes:
    """Encode without loss."""
    done, file = cv2.imencode(".png", picture)
    assert done
    return bytes(file.tobytes())
