"""The specification of every network of the Triton repository."""

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
POINTS = {"points": (1, 2, 32)}
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


def _tensor(name: str, data_type: str, *dims: Dim, draw: Draw | None = None) -> TensorSpecification:
    return TensorSpecification(name, data_type, dims, draw)


def _sizes(axes: tuple[Dim, ...], scale: int, batch: tuple[int, int, int]) -> Sizes:
    """Bounds of a picture's axes, which count `scale` pixels each."""
    least, usual, most = (side // scale for side in SIDES)
    return {BATCH: batch} | {str(axis): (least, usual, most) for axis in axes}


def _buckets(axes: tuple[Dim, ...], scale: int) -> tuple[dict[str, int], ...]:
    return tuple(
        {str(axis): side // scale for axis, side in zip(axes, bucket, strict=True)}
        for bucket in BUCKETS
    )


def _sam_decoder(name: str, *features: TensorSpecification) -> Specification:
    return Specification(
        name,
        inputs=(
            *features,
            _tensor("point_coords", "FP32", "points", 2, draw=draws.uniform(0, 1024)),
            _tensor("point_labels", "FP32", "points", draw=draws.whole(-1, 4)),
            _tensor("mask_input", "FP32", 1, 256, 256, draw=draws.normal(4)),
            _tensor("has_mask_input", "FP32", 1, draw=draws.whole(0, 2)),
        ),
        outputs=(
            _tensor("low_res_masks", "FP32", 4, 256, 256),
            _tensor("iou_predictions", "FP32", 4),
        ),
        sizes=POINTS,
        example={"points": 5},
    )


def _text_encoder(name: str, width: int) -> Specification:
    return Specification(
        name,
        inputs=(_tensor("input_ids", "INT32", BATCH, TOKENS),),
        outputs=(_tensor("text_embeddings", "FP32", BATCH, TOKENS, width),),
        sizes={BATCH: (1, 2, 4)},
        captured=({},),
        precision="fp16",
        float32_operators=NORMS_AND_SOFTMAX,
        checkpoint=Checkpoint(unused=("text_model.embeddings.position_ids", "text_projection.")),
        example={BATCH: 2},
    )


def _unet(name: str, channels: int, width: int, branches: int, users: int) -> Specification:
    """Return the network as it is served: with guidance, for `users` of so many branches."""
    branched = {"branches": branches}
    # pix2pix sees the picture's latents as they are, inpainting networks see them scaled.
    condition = draws.inpainting if channels == 9 else draws.normal(draws.UNSCALED)
    return Specification(
        name,
        inputs=(
            _tensor("latent", "FP32", BATCH, 4, *LATENT),
            _tensor("timestep", "FP32", BATCH, 1, draw=draws.uniform(0, 999)),
            _tensor("condition", "FP32", BATCH, channels - 4, *LATENT, draw=condition),
            _tensor("encoder_hidden_states", "FP32", BATCH, "branches", TOKENS, width),
            _tensor("branches", "FP32", BATCH, "branches", 2, draw=draws.even_branches),
            _tensor("rescale", "FP32", BATCH, 1, draw=draws.uniform(0, 0)),
        ),
        outputs=(_tensor("noise_pred", "FP32", BATCH, 4, *LATENT),),
        sizes={**_sizes(LATENT, CELL, (1, 1, users)), "branches": (1, branches, branches)},
        captured=tuple(branched | bucket for bucket in _buckets(LATENT, CELL)),
        precision="fp16",
        float32_operators=NORMS,
        float32_nodes=(*TIME, "/guidance/"),
        tolerance=1e-4,
        example=_ODD | {BATCH: 1, "branches": branches},
        guided=True,
    )


# Not multiples of 8, so that each upsampling takes the size of its skip connection.
_ODD = {"latent_height": 11, "latent_width": 13}


def traced(name: str) -> Specification:
    """Return a network as its published code has it: a UNet without guidance, stacked by hand."""
    served = NETWORKS[name]
    if not served.guided:
        return served
    channels, text = served.inputs[2].dims[1], served.inputs[3].dims[2:]
    assert isinstance(channels, int)
    return Specification(
        name,
        inputs=(
            _tensor("sample", "FP32", BATCH, 4 + channels, *LATENT),
            served.inputs[1],
            _tensor("encoder_hidden_states", "FP32", BATCH, *text),
        ),
        outputs=served.outputs,
        tolerance=served.tolerance,
        example=_ODD | {BATCH: 2},
    )


def _pictures_from_latents(name: str, deviation: float) -> Specification:
    return Specification(
        name,
        inputs=(_tensor("latent", "FP32", BATCH, 4, *LATENT, draw=draws.normal(deviation)),),
        outputs=(_tensor("images", "FP32", BATCH, 3, *PIXELS),),
        sizes=_sizes(LATENT, CELL, (1, 1, 2)),
        captured=_buckets(LATENT, CELL),
        precision="fp16",
        float32_operators=NORMS_AND_SOFTMAX,
        checkpoint=Checkpoint(aliases=OLD_ATTENTION, unused=("encoder.", "quant_conv.")),
        tolerance=1e-4,
        example={BATCH: 1, "latent_height": 9, "latent_width": 8},
    )


_SPECIFICATIONS = (
    Specification(  # FP32: the FP16 plan gives wrong masks (nanosam's authors found so too)
        "mobile_sam_encoder",
        inputs=(_tensor("image", "UINT8", 1024, 1024, 3),),
        outputs=(_tensor("image_embeddings", "FP32", 256, 64, 64),),
        checkpoint=Checkpoint(unused=("",)),
    ),
    _sam_decoder(
        "mobile_sam_decoder",
        _tensor("image_embeddings", "FP32", 256, 64, 64, draw=draws.normal(0.1)),
    ),
    Specification(
        "sam2_tiny_encoder",
        inputs=(_tensor("image", "UINT8", 1024, 1024, 3),),
        outputs=(
            _tensor("image_embed", "FP16", 1, 256, 64, 64),
            _tensor("high_res_feats_0", "FP16", 1, 32, 256, 256),
            _tensor("high_res_feats_1", "FP16", 1, 64, 128, 128),
        ),
    ),
    _sam_decoder(
        "sam2_tiny_decoder",
        _tensor("image_embed", "FP16", 1, 256, 64, 64),
        _tensor("high_res_feats_0", "FP16", 1, 32, 256, 256),
        _tensor("high_res_feats_1", "FP16", 1, 64, 128, 128),
    ),
    Specification(
        "u2netp",
        inputs=(_tensor("image", "UINT8", 320, 320, 3),),
        outputs=(_tensor("saliency", "FP32", 320, 320),),
    ),
    Specification(
        "coco_objects",
        inputs=(_tensor("image", "UINT8", *PIXELS, 3),),
        outputs=(
            _tensor("boxes", "FP32", "things", 4),
            _tensor("scores", "FP32", "things"),
            _tensor("labels", "STRING", "things"),
        ),
        tolerance=2e-5,
        example={"height": 300, "width": 400},
    ),
    Specification(
        "migan",
        inputs=(
            _tensor("image", "UINT8", 1, 3, *PIXELS),
            _tensor("mask", "UINT8", 1, 1, *PIXELS),
        ),
        outputs=(_tensor("result", "UINT8", 1, 3, *PIXELS),),
        sizes={"height": (512, 512, 512), "width": (512, 512, 512)},
        example={"height": 512, "width": 512},
    ),
    Specification(
        "fast_styles",
        inputs=(
            _tensor("image", "FP32", 1, 3, *PIXELS, draw=draws.uniform(0, 1)),
            _tensor("style_weights", "FP32", 26, draw=draws.one_of_them),
        ),
        outputs=(_tensor("stylized", "FP32", 1, 3, *PIXELS),),
        sizes={"height": (32, 704, 1024), "width": (32, 704, 1024)},
        example={"height": 512, "width": 512},
    ),
    Specification(
        "lama",
        inputs=(
            _tensor("image", "FP32", BATCH, 3, *PIXELS, draw=draws.uniform(0, 1)),
            _tensor("mask", "FP32", BATCH, 1, *PIXELS, draw=draws.block),
        ),
        outputs=(_tensor("output", "FP32", BATCH, 3, *PIXELS),),
        sizes={BATCH: (1, 1, 2), "height": ERASE_SIDES, "width": ERASE_SIDES},
        captured=tuple({"height": side, "width": side} for side in ERASE_SIDES[1:]),
        precision="fp16",
        # Its batch normalisations see numbers beyond the reach of halves, and the Fourier transform
        # sums whole rows and columns: only the filters, outside of the spectrum, are halves.
        float16_operators=("Conv", "ConvTranspose"),
        float32_nodes=("/fu/",),
        checkpoint=Checkpoint(
            prefixes=("", "model."),
            unused=("discriminator.", "loss_resnet_pl.", "val_evaluator.", "test_evaluator."),
        ),
        example={BATCH: 1, "height": 128, "width": 136},
    ),
    _text_encoder("clip_text_encoder", 768),
    _text_encoder("clip_text_encoder_sd2", 1024),
    Specification(
        "vae_encoder",
        inputs=(_tensor("images", "FP32", BATCH, 3, *PIXELS, draw=draws.uniform(-1, 1)),),
        outputs=(_tensor("moments", "FP32", BATCH, 8, *LATENT),),
        sizes=_sizes(PIXELS, 1, (1, 1, 2)),
        captured=_buckets(PIXELS, 1),
        precision="fp16",
        float32_operators=NORMS_AND_SOFTMAX,
        checkpoint=Checkpoint(aliases=OLD_ATTENTION, unused=("decoder.", "post_quant_conv.")),
        tolerance=1e-4,
        example={BATCH: 1, "height": 72, "width": 64},
    ),
    _pictures_from_latents("vae_decoder", draws.UNSCALED),
    _pictures_from_latents("taesd_decoder", 1.0),
    _unet("pix2pix_unet", 8, 768, branches=3, users=2),
    _unet("sd_inpaint_unet", 9, 768, branches=2, users=3),
    _unet("sd_inpaint_fast_unet", 9, 768, branches=1, users=6),
    _unet("sd2_inpaint_unet", 9, 1024, branches=2, users=3),
)
NETWORKS = {specification.name: specification for specification in _SPECIFICATIONS}
