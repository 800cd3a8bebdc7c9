"""Compares graphs/coco_objects.onnx with TensorFlow.js: its parity report and golden outputs.

Run: PYTHONPATH=src python tools/coco_objects_parity.py --weights FOLDER PHOTO=FILE…
FILE is what tools/coco_objects_published.js wrote for testdata/photos/PHOTO.jpg.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import onnx
from numpy.typing import NDArray
from tensorrt_build.graph.onnx_from_weights import OnnxMaker
from tensorrt_build.graph.parity_check import difference_of
from tensorrt_build.hashing import sha256_of_file
from tensorrt_build.networks.catalogue import NETWORKS
from tensorrt_build.weights.folder import WeightsFolder
from tensorrt_build.weights.manifest import MODULE_FOLDER, read_manifest

if TYPE_CHECKING:
    import onnxruntime

NAME, ANCHORS, CLASSES = "coco_objects", 1917, 90
WORTH_KEEPING = 0.1  # the golden file has the anchors that score more


def main() -> None:
    """Write the report beside the graph, and tests/golden/coco_objects.npz."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("published", nargs="+", metavar="PHOTO=FILE")
    options = parser.parse_args()
    manifest = read_manifest()
    session = _session(OnnxMaker(manifest, WeightsFolder(options.weights)))
    golden, cases = {}, {}
    for photo, _, file in (each.partition("=") for each in options.published):
        numbers = np.fromfile(file, "<f4")
        scores = numbers[: ANCHORS * CLASSES].reshape(ANCHORS, CLASSES)
        boxes = numbers[ANCHORS * CLASSES :].reshape(ANCHORS, 4)
        found_boxes, found_scores = session.run(["view_boxes", "view_scores"], _image(photo))
        cases[photo] = {
            "scores_to_published": _gap("view_scores", scores, found_scores[0]),
            "boxes_to_published": _gap("view_boxes", boxes, found_boxes[0]),
        }
        kept = np.flatnonzero(scores.max(axis=1) > WORTH_KEEPING)
        golden |= {
            f"{photo}.anchors": kept,
            f"{photo}.boxes": boxes[kept],
            f"{photo}.scores": scores[kept],
        }
    np.savez_compressed(MODULE_FOLDER / "tests/golden" / f"{NAME}.npz", **golden)
    graph = MODULE_FOLDER / "graphs" / f"{NAME}.onnx"
    report = {
        "network": NAME,
        "opset": 17,
        "graph_sha256": sha256_of_file(graph),
        "tolerance": NETWORKS[NAME].tolerance,
        "weights": "published",
        "weights_sha256": manifest.weights[manifest.recipes[NAME].weights].sha256,
        "published": "TensorFlow.js 4.22.0, backend cpu",
        "cases": cases,
    }
    graph.with_suffix(".parity.json").write_text(json.dumps(report, indent=2) + "\n")


def _session(maker: OnnxMaker) -> onnxruntime.InferenceSession:
    """Open the filled graph with what the network says before anything is chosen of it."""
    import onnxruntime  # after tensorrt_build, or it reports

    with tempfile.TemporaryDirectory() as folder:
        maker.make(NAME, Path(folder) / "model.onnx")
        model = onnx.load(Path(folder) / "model.onnx")
    for name in ("view_boxes", "view_scores"):
        model.graph.output.append(onnx.helper.make_tensor_value_info(name, 1, None))
    return onnxruntime.InferenceSession(model.SerializeToString())


def _image(photo: str) -> dict[str, NDArray[np.uint8]]:
    picture = cv2.imread(str(MODULE_FOLDER.parent / f"testdata/photos/{photo}.jpg"))
    return {"image": np.ascontiguousarray(picture[..., ::-1])}


def _gap(output: str, expected: NDArray[Any], found: NDArray[Any]) -> dict[str, Any]:
    return {"output": output} | asdict(difference_of(expected, found, masks=False))


if __name__ == "__main__":
    main()
