"""The edit contract of all tools: one checked request, numbered steps, one finished picture.

Inputs (all but `image` optional): image uint8 [H,W,3] sRGB, or [H,W,4] with its opacity for a tool
with `chatbrush.alpha`, colours not multiplied by it and those that nobody sees like those around
them; mask uint8 [H,W], 255 = edit; reference_image_1, _2 … uint8 [h,w,3], other pictures to look
at, of any size, as many as `chatbrush.references` says at most; prompt BYTES [1]; seed int64 [1];
preview_every int32 [1], 0 = no previews; and the tool's options [1] (`edit_options`). What a tool
has no use for it does not look at. Where `image` is a part of a picture, the request's parameter
`whole_side` says how many of its pixels the whole one is long.
Responses: step, total_steps int32 [1], preview uint8 [h,w,3] where asked; a first one with step 0
where the request had to wait for a free slot and begins only now; the last one carries
image uint8 [H,W,3] and seed int64 [1], and mask uint8 [H,W] where a tool with `chatbrush.grows`
changed more than it was asked to. With `chatbrush.alpha` preview and image may have four channels;
three mean opaque then. Pure NumPy: `tool_model` binds it to Triton.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from chatbrush_models.edit_options import OptionError, Options, Value

MAX_PIXELS = 64_000_000
LONGEST_TEXT = 10_000
REFERENCE = "reference_image"

Arrays = dict[str, NDArray[Any]]


class EditError(Exception):
    """A refusal that a person can read. `code` is stable, `sentence` says what to do."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(f"{code}: {sentence}")
        self.code = code
        self.sentence = sentence

    @classmethod
    def told(cls, message: str) -> EditError | None:
        """Pass on what another tool says of itself, "CODE: sentence"; None where it is no such."""
        found = re.search(r"\b([A-Z_]{4,}): (.+)", message, re.DOTALL)
        return cls(found[1], found[2]) if found else None


@dataclass(frozen=True)
class EditRequest:
    """One request, checked. `mask` is boolean [H,W], True = edit; None where none was sent.

    alpha: uint8 [H,W], the picture's opacity; None where it is opaque. references: uint8 [h,w,3]
    each, or [h,w,4] with opacity where the tool has `chatbrush.alpha`, in the person's order.
    whole_side: longest side of the picture that `image` is a part of, or of itself.
    """

    image: NDArray[np.uint8]
    mask: NDArray[np.bool_] | None
    prompt: str
    seed: int
    preview_every: int
    options: Mapping[str, Value] = field(default_factory=dict)
    alpha: NDArray[np.uint8] | None = None
    references: tuple[NDArray[np.uint8], ...] = ()
    whole_side: int = 0

    @classmethod
    def read(
        cls,
        arrays: Mapping[str, NDArray[Any]],
        mask: str,
        prompt: str,
        options: Options,
        references: int = 0,
        whole_side: int = 0,
    ) -> EditRequest:
        """Check the arrays of one request.

        mask: `none`, `optional` or `required`; prompt: `none` or `required`, both as in the
        tool's configuration; references: so many at least. Errors: EditError INPUT_INVALID,
        OPTION_INVALID, MASK_NEEDED, MASK_EMPTY, PROMPT_NEEDED, REFERENCE_NEEDED, IMAGE_TOO_LARGE.
        """
        image, alpha = _image(arrays)
        text = _text(arrays, "prompt")
        if prompt == "required" and not text.strip():
            raise EditError("PROMPT_NEEDED", "say what should change, for example 'make it winter'")
        seed = _number(arrays, "seed")
        return cls(
            image=image,
            mask=None if mask == "none" else _mask(arrays, image, mask),
            prompt=text,
            seed=secrets.randbelow(2**31) if seed is None else int(seed),
            preview_every=_count(arrays, "preview_every") or 0,
            options=_options(arrays, options),
            alpha=alpha,
            references=_references(arrays, references),
            whole_side=max(whole_side, *image.shape[:2]),
        )

    def number(self, option: str) -> float:
        """Return an option that is a number; its default where the request has none."""
        return float(self.options[option])

    def whole(self, option: str) -> int:
        """Return an option that is a whole number."""
        return int(self.options[option])

    def flag(self, option: str) -> bool:
        """Return an option that is on or off."""
        return self.options[option] is True

    def text(self, option: str) -> str:
        """Return an option that is a text or a choice."""
        return str(self.options[option])

    def random(self) -> np.random.Generator:
        """Return a generator that draws the same numbers for the same seed."""
        return np.random.default_rng(self.seed & 0xFFFF_FFFF_FFFF_FFFF)


def fit_within(image: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """Scale a picture down so that no side is longer than `side` pixels."""
    height, width = image.shape[:2]
    factor = side / max(height, width)
    if factor >= 1:
        return np.ascontiguousarray(image)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA)


def with_alpha(picture: NDArray[np.uint8], alpha: NDArray[np.uint8] | None) -> NDArray[np.uint8]:
    """Return uint8 [H,W,4] of colours and opacity [H,W]; the colours where there is none."""
    return picture if alpha is None else np.dstack([picture, alpha])


def _references(arrays: Mapping[str, NDArray[Any]], least: int) -> tuple[NDArray[np.uint8], ...]:
    found: list[NDArray[np.uint8]] = []
    while (name := f"{REFERENCE}_{len(found) + 1}") in arrays:
        _require_picture(name, arrays[name])
        found.append(arrays[name])
    given = sum(name.startswith(f"{REFERENCE}_") for name in arrays)
    if given > len(found):
        raise EditError("INPUT_INVALID", f"'{name}' is missing; number them from 1, without gaps")
    if len(found) < least:
        raise EditError(
            "REFERENCE_NEEDED", f"send {least} other pictures to look at, got {len(found)}"
        )
    return tuple(found)


def _image(
    arrays: Mapping[str, NDArray[Any]],
) -> tuple[NDArray[np.uint8], NDArray[np.uint8] | None]:
    image = arrays.get("image")
    if image is None:
        raise EditError("INPUT_INVALID", "input 'image' is missing; send uint8 [H,W,3]")
    _require_picture("image", image)
    if image.shape[2] == 3:
        return image, None
    return np.ascontiguousarray(image[..., :3]), np.ascontiguousarray(image[..., 3])


def _require_picture(name: str, image: NDArray[Any]) -> None:
    if (
        image.dtype != np.uint8
        or image.ndim != 3
        or image.shape[2] not in (3, 4)
        or image.size == 0
    ):
        raise EditError(
            "INPUT_INVALID",
            f"'{name}' must be uint8 [H,W,3] or [H,W,4], got {image.dtype} {list(image.shape)}",
        )
    if image.shape[0] * image.shape[1] > MAX_PIXELS:
        raise EditError(
            "IMAGE_TOO_LARGE",
            f"the picture has {image.shape[1]}x{image.shape[0]} pixels; "
            f"at most {MAX_PIXELS // 1_000_000} megapixels are taken",
        )


def _mask(
    arrays: Mapping[str, NDArray[Any]], image: NDArray[np.uint8], need: str
) -> NDArray[np.bool_] | None:
    mask = arrays.get("mask")
    if mask is None:
        if need == "required":
            raise EditError("MASK_NEEDED", "select first what should change")
        return None
    if mask.dtype != np.uint8 or mask.ndim != 2:
        raise EditError(
            "INPUT_INVALID", f"'mask' must be uint8 [H,W], got {mask.dtype} {list(mask.shape)}"
        )
    if mask.shape != image.shape[:2]:
        raise EditError(
            "INPUT_INVALID",
            f"'mask' must be as large as 'image' {list(image.shape[:2])}, got {list(mask.shape)}",
        )
    selected = mask > 127
    if not selected.any():
        raise EditError("MASK_EMPTY", "the selection is empty; click, box or paint something")
    return selected


def _options(arrays: Mapping[str, NDArray[Any]], options: Options) -> dict[str, Value]:
    try:
        return options.read(arrays)
    except OptionError as error:
        raise EditError("OPTION_INVALID", str(error)) from None


def _text(arrays: Mapping[str, NDArray[Any]], name: str) -> str:
    array = arrays.get(name)
    if array is None or array.size == 0:
        return ""
    value = array.reshape(-1)[0]
    try:
        text = value.decode("utf-8") if isinstance(value, bytes) else str(value)
    except UnicodeDecodeError:
        raise EditError("INPUT_INVALID", f"'{name}' must be UTF-8 text") from None
    if len(text) > LONGEST_TEXT:
        raise EditError(
            "INPUT_INVALID",
            f"'{name}' has {len(text)} characters, at most {LONGEST_TEXT} are taken; shorten it",
        )
    return text


def _number(arrays: Mapping[str, NDArray[Any]], name: str) -> float | int | None:
    array = arrays.get(name)
    if array is None:
        return None
    if array.size != 1 or not np.isfinite(array).all():
        raise EditError(
            "INPUT_INVALID", f"'{name}' must be one finite number, got {array.tolist()}"
        )
    return array.reshape(-1)[0].item()


def _count(arrays: Mapping[str, NDArray[Any]], name: str) -> int | None:
    value = _number(arrays, name)
    if value is not None and value < 0:
        raise EditError("INPUT_INVALID", f"'{name}' must not be negative, got {value}")
    return None if value is None else int(value)
