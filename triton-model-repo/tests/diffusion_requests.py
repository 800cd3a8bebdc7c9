"""Good requests for the diffusion tools."""

import numpy as np
from pictures import disc, landscape

TOOLS = ("pix2pix", "sd_inpaint")
UNETS = {"pix2pix": "pix2pix_unet", "sd_inpaint": "sd_inpaint_unet"}


def request(tool: str, width: int = 96, height: int = 72, **changes) -> dict:
    """Return the inputs of a good request with changes; None leaves an input out."""
    inputs = {
        "image": landscape(width, height),
        "prompt": "make it winter",
        "seed": 5,
        "steps": 4,
    }
    if "pix2pix" not in tool:
        circle = disc(height, width, width // 2, height // 2, height // 4)
        inputs["mask"] = circle.astype(np.uint8) * 255
    return {name: value for name, value in (inputs | changes).items() if value is not None}


def largest_difference(one: np.ndarray, other: np.ndarray) -> int:
    """Return the largest difference of two pictures in grey levels."""
    return int(np.abs(one.astype(int) - other.astype(int)).max())
