"""What extending a picture gives: photos without their sides, extended again, beside the truth.

    ./chatbrush bench extend [PHOTO …] [--sheet FILE]

Each photo (testdata/photos, 640 pixels long) loses a margin at both sides and gets it back; told
are the differences (RMS, grey levels) of what was added from what was there, beside the same margin
mirrored in, and the time on one core.
"""

import argparse
import sys
import time
from pathlib import Path

import cv2
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "triton-model-repo")]

from chatbrush_models.basics.extend import Extension  # noqa: E402 (found just above)
from chatbrush_models.basics.margins import Margins  # noqa: E402
from chatbrush_models.erase.fill import Network  # noqa: E402

from launcher.layout import Layout  # noqa: E402

SIDE = 640
SHARES = (0.06, 0.12, 0.17)
PHOTOS = ("coffee", "cat", "dandelion", "rocket")


def main() -> None:
    """Print a line for each photo and margin; write the pictures beside each other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("photos", nargs="*", default=PHOTOS)
    parser.add_argument("--sheet", type=Path)
    options = parser.parse_args()
    network = migan(Layout.default().weights / "migan_pipeline_v2.onnx")
    rows = []
    for name in options.photos:
        photo = read(ROOT / "testdata" / "photos" / f"{name}.jpg")
        row = [photo]
        for share in SHARES:
            row.append(measured(name, photo, share, network))
        rows.append(np.hstack([fitted(picture) for picture in row]))
        if options.sheet:
            cv2.imwrite(str(options.sheet), np.vstack(rows)[..., ::-1])


def migan(path: Path) -> Network:
    """Return the network as the tool calls it, on one core."""
    import onnxruntime  # after chatbrush_models, or it reports

    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), settings)
    return lambda image, keep: session.run(None, {"image": image, "mask": keep})[0]


def read(path: Path) -> np.ndarray:
    """Read a photo, uint8 [H,W,3], 640 pixels long."""
    photo = cv2.imread(str(path))[..., ::-1]
    scale = SIDE / max(photo.shape[:2])
    return cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def measured(name: str, photo: np.ndarray, share: float, network: Network) -> np.ndarray:
    """Take both sides away, extend by `share` of what is left; print and return what came."""
    width = photo.shape[1]
    margin = round(width * share / (1 + 2 * share))
    kept = np.ascontiguousarray(photo[:, margin : width - margin])
    began = time.monotonic()
    extension = Extension(kept, Margins(left=margin, right=margin))
    *_, made = extension.steps(network, np.random.default_rng(0))
    seconds = time.monotonic() - began
    mirrored = cv2.copyMakeBorder(kept, 0, 0, margin, margin, cv2.BORDER_REFLECT_101)
    added = np.ones(width, bool)
    added[margin : width - margin] = False
    ours, plain = (
        np.sqrt(((each[:, added].astype(float) - photo[:, added]) ** 2).mean())
        for each in (made, mirrored)
    )
    print(f"| {name} | {share:.0%} | {ours:.1f} | {plain:.1f} | {seconds:.1f} s |", flush=True)
    return made


def fitted(picture: np.ndarray) -> np.ndarray:
    """Return it 320 x 240."""
    return cv2.resize(picture, (320, 240), interpolation=cv2.INTER_AREA)


if __name__ == "__main__":
    main()
