"""Cut out every PNG of a folder in its place by rembg's u2netp, as rembg itself runs it.

Run by an interpreter that has rembg (`pip install rembg onnxruntime`), not by this repository's.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main(folder: str) -> None:
    """Replace each file by its cut-out."""
    import rembg

    session = rembg.new_session("u2netp")
    for file in sorted(Path(folder).glob("*.png")):
        file.write_bytes(rembg.remove(file.read_bytes(), session=session))


if __name__ == "__main__":
    main(sys.argv[1])
