"""What int8 costs and saves: CPU time of the image encoders, and masks of 50 clicks, side by side.

Run from the repository root, in an environment with tensorrt-build/requirements-dev.lock, after
`./chatbrush models pull click`:
  PYTHONPATH=tensorrt-build/src python bench/networks/int8.py
      [--photos 5] [--clicks 10] [--family mobile_sam|sam2_tiny]
Prints one line of Markdown an encoder. Time: CPU seconds of the process, least of two runs a photo.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from tensorrt_build.graph.onnx_from_weights import OnnxMaker
from tensorrt_build.graph.quantise import quantise
from tensorrt_build.weights.folder import WeightsFolder
from tensorrt_build.weights.manifest import read_manifest

if TYPE_CHECKING:
    import onnxruntime

ROOT = Path(__file__).resolve().parents[2]
SIDE = 1024
MEAN_COLOUR = (124, 116, 104)
FAMILIES = {"mobile_sam": "longest-side", "sam2_tiny": "stretch"}


def main() -> None:
    """Measure both families."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=ROOT / ".chatbrush" / "weights")
    parser.add_argument("--photos", type=int, default=5)
    parser.add_argument("--clicks", type=int, default=10)
    parser.add_argument("--family", choices=FAMILIES, help="one of them alone")
    options = parser.parse_args()
    photos = sorted((ROOT / "testdata" / "photos").glob("*.jp*g"))[: options.photos]
    maker = OnnxMaker(read_manifest(), WeightsFolder(options.weights))
    print("| encoder | FP32 CPU s | int8 CPU s | ratio | MB | mask IoU mean | least | clicks |")
    print("|---|---|---|---|---|---|---|---|")
    families = [options.family] if options.family else list(FAMILIES)
    for family in families:
        geometry = FAMILIES[family]
        with tempfile.TemporaryDirectory() as folder:
            print(_line(maker, family, geometry, photos, options.clicks, Path(folder)), flush=True)


def _line(
    maker: OnnxMaker, family: str, geometry: str, photos: list[Path], clicks: int, folder: Path
) -> str:
    models = {name: folder / f"{name}.onnx" for name in ("fp32", "int8", "decoder")}
    maker.make(f"{family}_encoder", models["fp32"])
    maker.make(f"{family}_decoder", models["decoder"])
    quantise(models["fp32"], models["int8"])
    sessions = {name: _session(path) for name, path in models.items()}
    random = np.random.default_rng(3)
    seconds: dict[str, list[float]] = {"fp32": [], "int8": []}
    overlaps = []
    for photo in photos:
        picture, points = _prepared(photo, geometry, clicks, random)
        features = {}
        for name, spent in seconds.items():
            features[name], least = _encoded(sessions[name], picture)
            spent.append(least)
        for point in points:
            masks = [_mask(sessions["decoder"], features[name], point) for name in seconds]
            overlaps.append(_iou(*masks))
    slow, fast = np.mean(seconds["fp32"]), np.mean(seconds["int8"])
    sizes = " → ".join(f"{models[name].stat().st_size / 1e6:.0f}" for name in seconds)
    return (
        f"| {family}_encoder | {slow:.2f} | {fast:.2f} | {fast / slow:.2f} | {sizes} | "
        f"{np.mean(overlaps):.4f} | {np.min(overlaps):.4f} | {len(overlaps)} |"
    )


def _session(path: Path) -> onnxruntime.InferenceSession:
    import onnxruntime  # after tensorrt_build, or it reports

    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _prepared(
    photo: Path, geometry: str, clicks: int, random: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Return the encoder's picture and click places on it."""
    pixels = cv2.imread(str(photo))[:, :, ::-1]
    height, width = pixels.shape[:2]
    scale = SIDE / max(height, width)
    size = (SIDE, SIDE) if geometry == "stretch" else (round(width * scale), round(height * scale))
    canvas = np.full((SIDE, SIDE, 3), MEAN_COLOUR, np.uint8)
    canvas[: size[1], : size[0]] = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    places = random.uniform(0.1, 0.9, (clicks, 2)) * size
    return np.ascontiguousarray(canvas), places.astype(np.float32)


def _encoded(session: onnxruntime.InferenceSession, picture: np.ndarray) -> tuple[dict, float]:
    names, least = [output.name for output in session.get_outputs()], float("inf")
    for _ in range(2):
        begun = time.process_time()
        values = session.run(names, {"image": picture})
        least = min(least, time.process_time() - begun)
    return dict(zip(names, values, strict=True)), least


def _mask(session: onnxruntime.InferenceSession, features: dict, point: np.ndarray) -> np.ndarray:
    """Best of the three masks of one click, at 256 x 256."""
    feed = {
        **features,
        "point_coords": np.stack([point, np.zeros(2, np.float32)]),
        "point_labels": np.array([1, -1], np.float32),
        "mask_input": np.zeros((1, 256, 256), np.float32),
        "has_mask_input": np.zeros(1, np.float32),
    }
    masks, scores = session.run(["low_res_masks", "iou_predictions"], feed)
    return masks[1 + int(np.argmax(scores[1:]))] > 0


def _iou(one: np.ndarray, other: np.ndarray) -> float:
    union = int((one | other).sum())
    return int((one & other).sum()) / union if union else 1.0


if __name__ == "__main__":
    main()
