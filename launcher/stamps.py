"""Says whether something was made from what is there now, by hashes of content."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

LEFT_OUT = {"target", "node_modules", "__pycache__", ".quinoa"}


def of_text(*texts: str) -> str:
    """SHA-256 of texts, in hex."""
    total = hashlib.sha256()
    for text in texts:
        total.update(f"{len(text)}:{text}".encode())
    return total.hexdigest()


def of_file(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    total = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            total.update(block)
    return total.hexdigest()


def of_tree(roots: Iterable[Path]) -> str:
    """One hash of the names and contents of all files below these files and folders."""
    total = hashlib.sha256()
    for root in roots:
        for path in files_below(root):
            total.update(f"{path.relative_to(root.parent)}\0{of_file(path)}\n".encode())
    return total.hexdigest()


def files_below(root: Path) -> list[Path]:
    """List the files of a folder in a fixed order, without build outputs; a file lists itself."""
    if root.is_file():
        return [root]
    found = []
    for entry in sorted(root.iterdir()) if root.is_dir() else []:
        if entry.is_file():
            found.append(entry)
        elif entry.is_dir() and entry.name not in LEFT_OUT:
            found += files_below(entry)
    return found


def read(stamp: Path) -> str | None:
    """Return the hash written last, None when the thing was never finished."""
    try:
        return stamp.read_text().strip()
    except FileNotFoundError:
        return None


def write(stamp: Path, value: str) -> None:
    """Note that the thing beside this stamp is finished. Call it last."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value + "\n")
