"""Make WebP files and what libwebp decodes them to: python generate.py.

It needs Pillow; 13.0.0 was used. NAME.png holds the pixels of NAME.webp, opacities too.
"""

from pathlib import Path

import numpy as np
from PIL import Image

FOLDER = Path(__file__).parent


def main() -> None:
    """Write each pair beside this script."""
    rows, columns = np.mgrid[0:61, 0:97]
    noise = np.random.default_rng(16).integers(0, 24, (61, 97, 3))
    red = 128 + 100 * np.sin(columns / 9) * np.cos(rows / 7)
    photo = np.stack([red, 255 * (columns > 40), 4 * rows], axis=2) + noise
    colours = Image.fromarray(np.clip(photo, 0, 255).astype(np.uint8))
    faded = colours.copy()
    faded.putalpha(Image.fromarray((columns * 2.6).astype(np.uint8)))
    write("lossy", colours, quality=30)
    write("faded", faded, quality=60)
    write("lossless", colours, lossless=True)


def write(name: str, image: Image.Image, **options: object) -> None:
    """Write a picture as WebP, and its pixels as libwebp reads them."""
    image.save(FOLDER / f"{name}.webp", **options)
    Image.open(FOLDER / f"{name}.webp").save(FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
