"""What networks of one kind have in common: their tensors, sizes, precision."""

from __future__ import annotations

from tensorrt_build.networks import draws
from tensorrt_build.networks.draws import Draw
from tensorrt_build.networks.specification import (
    BATCH,
    Checkpoint,
    Dim,
    Sizes,
    Specification,
    TensorSpecification,
)

TOKENS = 77
# Clicks and what stands beside them: two corners of a box, or one that says that there is none.
# mask-service takes 64 clicks; eight are more than nearly anybody makes.
POINTS = {"points": (1, 2, 66)}
USUAL_POINTS = range(2, 11)
LATENT: tuple[Dim, ...] = ("latent_height", "latent_width")
PIXELS: tuple[Dim, ...] = ("height", "width")
CELL = 8  # pixels of a latent's side
# Height and width in pixels of what the diffusion tools work at (`chatbrush.sizes` in their
# config.pbtxt): about as many pixels each, in the shapes of photos: 16:9, 3:2, 4:3 and 1:1.
BUCKETS = ((400, 704), (432, 640), (448, 592), (512, 512), (592, 448), (640, 432), (704, 400))
SIDES = (400, 512, 704)
ERASE_SIDES = (256, 512, 768)  # of what lama is shown
# Sums over many numbers lose their last bits, or overflow, in halves.
NORMS = ("InstanceNormalization", "LayerNormalization", "ReduceMean")
# In a UNet the softmax of its attention is in halves too: its scores are scaled before the product,
# and TensorRT fuses only what is of one type. Elsewhere it stays FP32.
NORMS_AND_SOFTMAX = (*NORMS, "Softmax")
# The time embedding goes through exp and sin of numbers up to 1000.
TIME = ("time_proj", "Sin", "Cos")
# Files made before diffusers 0.18 name the parts of the autoencoder's attention so.
OLD_ATTENTION = (
    (".to_q.", ".query."),
    (".to_k.", ".key."),
    (".to_v.", ".value."),
    (".to_out.0.", ".proj_attn."),
)


def tensor(name: str, data_type: str, *dims: Dim, draw: Draw | None = None) -> TensorSpecification:
    """Describe an input or output; `draw` makes an input's values for checks."""
    return TensorSpecification(name, data_type, dims, draw)


def sizes(axes: tuple[Dim, ...], scale: int, batch: tuple[int, int, int]) -> Sizes:
    """Bounds of a picture's axes, which count `scale` pixels each."""
    least, usual, most = (side // scale for side in SIDES)
    return {BATCH: batch} | {str(axis): (least, usual, most) for axis in axes}


def buckets(axes: tuple[Dim, ...], scale: int) -> tuple[dict[str, int], ...]:
    """List the sizes that the diffusion tools work at, as axes that count `scale` pixels."""
    return tuple(
        {str(axis): side // scale for axis, side in zip(axes, bucket, strict=True)}
        for bucket in BUCKETS
    )


def sam_decoder(name: str, *features: TensorSpecification) -> Specification:
    """Describe a decoder of clicks; it differs by the features that it is given."""
    return Specification(
        name,
        inputs=(
            *features,
            tensor("point_coords", "FP32", "points", 2, draw=draws.uniform(0, 1024)),
            tensor("point_labels", "FP32", "points", draw=draws.whole(-1, 4)),
            tensor("mask_input", "FP32", 1, 256, 256, draw=draws.normal(4)),
            tensor("has_mask_input", "FP32", 1, draw=draws.whole(0, 2)),
        ),
        outputs=(
            tensor("low_res_masks", "FP32", 4, 256, 256),
            tensor("iou_predictions", "FP32", 4),
        ),
        sizes=POINTS,
        captured=tuple({"points": count} for count in USUAL_POINTS),
        uncaptured="more clicks than eight, which nearly nobody makes",
        example={"points": 5},
    )


def text_encoder(name: str, width: int) -> Specification:
    """Describe one of CLIP's text encoders; `width`: numbers a token."""
    return Specification(
        name,
        inputs=(tensor("input_ids", "INT32", BATCH, TOKENS),),
        outputs=(tensor("text_embeddings", "FP32", BATCH, TOKENS, width),),
        sizes={BATCH: (1, 2, 4)},
        captured=({},),
        precision="fp16",
        float32_operators=NORMS_AND_SOFTMAX,
        checkpoint=Checkpoint(unused=("text_model.embeddings.position_ids", "text_projection.")),
        example={BATCH: 2},
    )


def unet(name: str, channels: int, width: int, branches: int, users: int) -> Specification:
    """Return the network as it is served: with guidance, for `users` of so many branches."""
    branched = {"branches": branches}
    # pix2pix sees the picture's latents as they are, inpainting networks see them scaled.
    condition = draws.inpainting if channels == 9 else draws.normal(draws.UNSCALED)
    return Specification(
        name,
        inputs=(
            tensor("latent", "FP32", BATCH, 4, *LATENT),
            tensor("timestep", "FP32", BATCH, 1, draw=draws.uniform(0, 999)),
            tensor("condition", "FP32", BATCH, channels - 4, *LATENT, draw=condition),
            tensor("encoder_hidden_states", "FP32", BATCH, "branches", TOKENS, width),
            tensor("branches", "FP32", BATCH, "branches", 2, draw=draws.even_branches),
            tensor("rescale", "FP32", BATCH, 1, draw=draws.uniform(0, 0)),
        ),
        outputs=(tensor("noise_pred", "FP32", BATCH, 4, *LATENT),),
        sizes={**sizes(LATENT, CELL, (1, 1, users)), "branches": (1, branches, branches)},
        captured=tuple(branched | bucket for bucket in buckets(LATENT, CELL)),
        uncaptured="fewer branches, where an option leaves guidance out: as many graphs again"
        if branches > 1
        else "",
        precision="fp16",
        float32_operators=NORMS,
        float32_nodes=(*TIME, "/guidance/"),
        tolerance=1e-4,
        example=ODD_LATENT | {BATCH: 1, "branches": branches},
        guided=True,
    )


# Not multiples of 8, so that each upsampling takes the size of its skip connection.
ODD_LATENT = {"latent_height": 11, "latent_width": 13}


def pictures_from_latents(name: str, deviation: float) -> Specification:
    """Describe a decoder of latents of that standard deviation."""
    return Specification(
        name,
        inputs=(tensor("latent", "FP32", BATCH, 4, *LATENT, draw=draws.normal(deviation)),),
        outputs=(tensor("images", "FP32", BATCH, 3, *PIXELS),),
        sizes=sizes(LATENT, CELL, (1, 1, 2)),
        captured=buckets(LATENT, CELL),
        precision="fp16",
        float32_operators=NORMS_AND_SOFTMAX,
        checkpoint=Checkpoint(aliases=OLD_ATTENTION, unused=("encoder.", "quant_conv.")),
        tolerance=1e-4,
        example={BATCH: 1, "latent_height": 9, "latent_width": 8},
    )


def open_words(name: str, words: tuple[int, ...]) -> Specification:
    """Describe a network that finds what words name. words: tokens that it knows, for checks."""
    return Specification(
        name,
        inputs=(
            tensor("image", "UINT8", *PIXELS, 3),
            tensor("tokens", "INT64", "tokens", draw=draws.these(words)),
        ),
        outputs=(tensor("boxes", "FP32", "things", 4), tensor("scores", "FP32", "things")),
        example={"height": 300, "width": 400, "tokens": len(words)},
    )
