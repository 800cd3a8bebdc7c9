"""The tool of docs/bring-your-own-editor.md, made of the page's own code."""

import re
import shutil
from pathlib import Path

from config_text import REPOSITORY
from tensorrt_build.repository.tool_config import complete

PAGE = REPOSITORY.parent / "docs" / "bring-your-own-editor.md"
NAME = "colour_match"


def block(language: str) -> str:
    """Return the page's only block of code in that language."""
    (code,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)
    return code


def write(folder: Path) -> None:
    """Put the tool into a repository as the page says, its tensors completed."""
    beside = folder.with_name("own_editor")
    version = beside / NAME / "1"
    version.mkdir(parents=True)
    (version / "model.py").write_text(block("python"), encoding="utf-8")
    (beside / NAME / "config.pbtxt").write_text(block("protobuf"), encoding="utf-8")
    (beside / "chatbrush_models").symlink_to(REPOSITORY / "chatbrush_models")
    complete(beside)
    shutil.move(beside / NAME, folder / NAME)
