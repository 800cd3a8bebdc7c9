"""The TypeScript client's package does what its README says, on the whole stack under Node."""

import os
import re
import subprocess
import tarfile
from pathlib import Path

import cv2
import numpy as np

ROOT = Path(__file__).parents[4]
CLIENT = ROOT / "clients/typescript"
TOOLS = ROOT / "editor-gateway/webui/node_modules/.bin"
PHOTO = ROOT / "testdata/photos/coffee.jpg"


def packed(folder: Path) -> list[str]:
    """Pack it as for a registry and unpack it as npm would; the names of its files."""
    environment = {**os.environ, "PATH": f"{TOOLS}:{os.environ['PATH']}"}
    subprocess.run(
        ["npm", "pack", "--silent", "--pack-destination", str(folder)],
        cwd=CLIENT,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    with tarfile.open(next(folder.glob("chatbrush-client-*.tgz"))) as package:
        package.extractall(folder / "node_modules", filter="data")
        names = package.getnames()
    (folder / "node_modules/package").rename(folder / "node_modules/chatbrush-client")
    return [name.removeprefix("package/") for name in names]


def example() -> str:
    """The README's first block of code, at the stack that runs."""
    text = (CLIENT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"```ts\n(.*?)```", text, re.DOTALL)
    assert found is not None
    assert len(found.group(1).splitlines()) <= 10
    return found.group(1).replace("http://127.0.0.1:8080", os.environ["CHATBRUSH_URL"])


def test_the_package_edits_a_photo_as_its_readme_says(tmp_path):
    names = packed(tmp_path)
    (tmp_path / "example.mjs").write_text(example(), encoding="utf-8")
    (tmp_path / "cup.jpg").write_bytes(PHOTO.read_bytes())

    subprocess.run(["node", "example.mjs"], cwd=tmp_path, check=True)

    before = cv2.imread(str(PHOTO)).astype(int)
    changed = np.abs(cv2.imread(str(tmp_path / "completed.png")).astype(int) - before).max(axis=2)
    assert changed[285, 365] > 0
    assert 0.01 < (changed > 0).mean() < 0.4
    assert {"README.md", "package.json", "dist/index.js", "dist/index.d.ts"} <= set(names)
    assert not [name for name in names if "test" in name or name.startswith("src")]
