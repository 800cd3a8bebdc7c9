r"""Masks of the published MobileSAM predictor for random prompts, to hold ours against.

Needs tensorrt-build/requirements-parity.txt (PyTorch, mobilesam-mirror, Pillow):

    python bench/segmentation/reference.py \
        --weights .chatbrush/weights/mobile_sam.pt --output reference.tsv

One line a mask: photo, clicks as `x,y,label`, box as `x0,y0,x1,y1` or `-`, height and width, COCO
run lengths. The sample for mask-service's test is made with `--prompts 5 --pictures
astronaut.jpg,coffee.jpg,grace-hopper.jpg,rocket.jpg`.

The predictor does its own scaling, padding and upsampling of logits. Of its masks one is taken as
the published ONNX model does: the single answer for two clicks or more, else the best-scored of the
three readings; with a box always that, for the service offers the readings as candidates.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

PHOTOS = Path(__file__).parents[2] / "testdata/photos"
PICTURES = ("astronaut.jpg", "coffee.jpg", "grace-hopper.jpg", "dandelion.jpg")
KINDS = ("click", "box", "include and exclude", "box and click", "three clicks")
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


def load_predictor(weights: Path) -> Any:  # noqa: ANN401 (its package is imported here)
    """Build the published predictor."""
    install_stand_ins()
    from mobile_sam import SamPredictor, sam_model_registry

    return SamPredictor(sam_model_registry["vit_t"](checkpoint=str(weights)).eval())


def install_stand_ins() -> None:
    """Give mobile_sam what it asks of timm and torchvision; a picture's resize is Pillow's."""

    class NoDropPath(torch.nn.Identity):
        """timm's DropPath in evaluation: it passes everything on."""

        def __init__(self, drop_prob: float = 0.0) -> None:
            super().__init__()
            self.drop_prob = drop_prob

    def resize(image: Image.Image, size: tuple[int, int]) -> Image.Image:
        return image.resize((size[1], size[0]), Image.Resampling.BILINEAR)

    contents: dict[str, dict[str, object]] = {
        "timm": {},
        "timm.models": {},
        "timm.models.layers": {
            "DropPath": NoDropPath,
            "to_2tuple": lambda value: value if isinstance(value, tuple) else (value, value),
            "trunc_normal_": torch.nn.init.trunc_normal_,
        },
        "timm.models.registry": {"register_model": lambda function: function},
        "torchvision": {},
        "torchvision.ops": {},
        "torchvision.ops.boxes": {"batched_nms": None, "box_area": None},
        "torchvision.transforms": {},
        "torchvision.transforms.functional": {"resize": resize, "to_pil_image": Image.fromarray},
    }
    for name, attributes in contents.items():
        module = ModuleType(name)
        module.__dict__.update(attributes)
        sys.modules[name] = module


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
    ambiguous = box is not None or len(points) == 1
    masks, scores, _ = predictor.predict(coords, labels, corners, multimask_output=ambiguous)
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
