"""Edits photos at a Chatbrush server.

    from chatbrush_client import Chatbrush

    picture = Chatbrush("http://127.0.0.1:8080").open("cup.jpg")
    picture.select(points=[(365, 285)])
    picture.say("이거 지워줘")
    picture.download().save("cup-erased.jpg")

What the server refuses is raised as ProblemError, and a server that does not answer as
UnreachableError.
"""

from chatbrush_client.client import Chatbrush
from chatbrush_client.errors import ChatbrushError, ProblemError, UnreachableError
from chatbrush_client.picture import Outcome, Picture
from chatbrush_client.wire import File

__all__ = [
    "Chatbrush",
    "ChatbrushError",
    "File",
    "Outcome",
    "Picture",
    "ProblemError",
    "UnreachableError",
]
