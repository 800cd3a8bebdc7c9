r"""Masks of the published MobileSAM predictor for random prompts, to hold ours against.

Needs tensorrt-build/requirements-parity.txt (PyTorch, mobilesam-mirror, Pillow):

    PYTHONPATH=tensorrt-build/src python bench/segmentation/reference.py \
        --weights .chatbrush/weights/mobile_sam.pt --output reference.tsv

One line a mask: photo, clicks as `x,y,label`, box as `x0,y0,x1,y1` or `-`, height and width, COCO
run lengths. The sample for mask-service's test is made with `--prompts 5 --pictures
astronaut.jpg,coffee.jpg,grace-hopper.jpg,rocket.jpg`.

The predictor does its own scaling, padding and upsampling of logits. Which of its masks is taken
follows the published ONNX model: with up to two points (a box counts as two, clicks alone as one
more) the best-scored of the three readings, else the single answer.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from tensorrt_build.networks.published_mobile_sam import published_mobile_sam

PHOTOS = Path(__file__).parents[2] / "testdata/photos"
PICTURES = ("astronaut.jpg", "coffee.jpg", "grace-hopper.jpg", "dandelion.jpg")
KINDS = ("click", "box", "include and exclude", "box and click", "three clicks")
MOST_POINTS_OF_AMBIGUITY = 2
Prompt = dict[str, Any]


def main() -> None:
    """Read the command line and write the masks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--prompts", type=int, default=50, help="for each picture")
    parser.add_argument("--pictures", type=lambda text: text.split(","), default=PICTURES)
    parser.add_argument("--seed", type=int, default=11)
    arguments = parser.parse_args()
    predictor = load_predictor(arguments.weights)
    rng = np.random.default_rng(arguments.seed)
    lines = []
    for name in arguments.pictures:
        photo = cv2.cvtColor(cv2.imread(str(PHOTOS / name)), cv2.COLOR_BGR2RGB)
        predictor.set_image(photo)
        height, width = photo.shape[:2]
        for number in range(arguments.prompts):
            prompt = random_prompt(KINDS[number % len(KINDS)], width, height, rng)
            lines.append(line(name, prompt, predict(predictor, prompt)))
    arguments.output.write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines)} masks in {arguments.output}")


def load_predictor(weights: Path) -> Any:  # noqa: ANN401 (a class known only after the stand-ins)
    """Build the published predictor; torchvision's resize of a picture is Pillow's."""
    state = torch.load(weights, map_location="cpu", weights_only=True)
    model = published_mobile_sam(state)
    from mobile_sam import SamPredictor
    from mobile_sam.utils import transforms

    transforms.to_pil_image = Image.fromarray
    transforms.resize = lambda image, size: image.resize(
        (size[1], size[0]), Image.Resampling.BILINEAR
    )
    return SamPredictor(model)


def random_prompt(kind: str, width: int, height: int, rng: np.random.Generator) -> Prompt:
    """Points and box in pixels of the picture, to a tenth; the first pixel's centre is 0.5."""

    def point(label: str) -> Prompt:
        x, y = rng.uniform(0, width), rng.uniform(0, height)
        return {"x": round(x, 1), "y": round(y, 1), "label": label}

    labels = {
        "click": ["include"],
        "box": [],
        "include and exclude": ["include", "exclude"],
        "box and click": ["include"],
        "three clicks": ["include", "include", "exclude"],
    }[kind]
    points = [point(label) for label in labels]
    box = None
    if "box" in kind:
        w, h = rng.uniform(0.1, 0.6) * width, rng.uniform(0.1, 0.6) * height
        x, y = rng.uniform(0, width - w), rng.uniform(0, height - h)
        corners = {"x0": x, "y0": y, "x1": x + w, "y1": y + h}
        box = {key: round(value, 1) for key, value in corners.items()}
    return {"points": points, "box": box}


def predict(predictor: Any, prompt: Prompt) -> NDArray[np.bool_]:  # noqa: ANN401
    """Run the predictor. Its coordinates are the prompt's less half a pixel, which it adds."""
    points, box = prompt["points"], prompt["box"]
    scale = predictor.transform.target_length / max(predictor.original_size)
    half = 0.5 / scale  # it adds half a pixel of the scaled picture
    coords = np.array([[p["x"], p["y"]] for p in points], np.float32) - half if points else None
    labels = np.array([p["label"] == "include" for p in points], np.int32) if points else None
    corners = np.array(list(box.values()), np.float32) - half if box else None
    count = len(points) + (2 if box else 1)
    masks, scores, _ = predictor.predict(
        coords, labels, corners, multimask_output=count <= MOST_POINTS_OF_AMBIGUITY
    )
    return masks[int(scores.argmax())]


def line(photo: str, prompt: Prompt, mask: NDArray[np.bool_]) -> str:
    """Write one mask and what it is of."""
    points = " ".join(f"{p['x']},{p['y']},{p['label']}" for p in prompt["points"]) or "-"
    box = ",".join(map(str, prompt["box"].values())) if prompt["box"] else "-"
    size = " ".join(map(str, mask.shape))
    return "\t".join([photo, points, box, size, " ".join(map(str, run_lengths(mask)))]) + "\n"


def run_lengths(mask: NDArray[np.bool_]) -> list[int]:
    """COCO's: column-major, the first run is of unselected pixels."""
    values = mask.T.ravel()
    changes = np.flatnonzero(np.diff(values)) + 1
    ends = [0, *([0] if values[0] else []), *changes.tolist(), values.size]
    return np.diff(ends).tolist()


if __name__ == "__main__":
    main()
