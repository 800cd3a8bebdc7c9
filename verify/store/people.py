"""People who bring photos and edit them while a copy is made."""

import threading
from contextlib import suppress

from bench.client import Editor
from verify.load import PHOTOS

PEOPLE = 2


def edited(editor: Editor, name: str) -> tuple[str, bytes]:
    """Edit a photo once. Returns the address of the result and its bytes."""
    session = editor.open(PHOTOS / name)
    head = session.say("make it warmer")["head"]
    return f"{session.path}/revisions/{head}/image?format=png", session.image(head)


class People:
    """They edit until the context ends."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._end = threading.Event()
        self._threads = [threading.Thread(target=self._work) for _ in range(PEOPLE)]

    def _work(self) -> None:
        while not self._end.is_set():
            with suppress(RuntimeError, OSError):
                edited(self._editor, "dandelion.jpg")

    def __enter__(self) -> None:
        for thread in self._threads:
            thread.start()

    def __exit__(self, *_: object) -> None:
        self._end.set()
        for thread in self._threads:
            thread.join()
