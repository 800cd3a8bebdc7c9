"""The specification of every network of the Triton repository."""

from __future__ import annotations

from tensorrt_build.networks.specification import (
    BATCH,
    Checkpoint,
    Dim,
    Sizes,
    Specification,
    TensorSpecification,
)

TOKENS = 77
POINTS = {"any": {"points": (1, 2, 32)}}
LATENT: tuple[Dim, ...] = ("latent_height", "latent_width")
PIXELS: tuple[Dim, ...] = ("height", "width")
SIDES = (512, 704, 768)  # of the pictures that a plan is tuned for; any smaller one fits too
SMALLEST_SIDE = 64
# Sums over many numbers lose their last bits, or overflow, in halves.
NORMS = ("InstanceNormalization", "LayerNormalization", "Softmax", "ReduceMean")
# The time embedding goes through exp and sin of numbers up to 1000.
TIME = ("time_proj", "Sin", "Cos")
# Files made before diffusers 0.18 name the parts of the autoencoder's attention so.
OLD_ATTENTION = (
    (".to_q.", ".query."),
    (".to_k.", ".key."),
    (".to_v.", ".value."),
    (".to_out.0.", ".proj_attn."),
)


def _tensor(name: str, data_type: str, *dims: Dim) -> TensorSpecification:
    return TensorSpecification(name, data_type, dims)


def _sizes(axes: tuple[Dim, ...], scale: int, batch: tuple[int, int, int]) -> dict[str, Sizes]:
    """One profile a side; the axes count `scale` pixels each."""
    bounds = {side: (SMALLEST_SIDE // scale, side // scale, side // scale) for side in SIDES}
    return {
        str(side): {BATCH: batch} | {str(axis): bounds[side] for axis in axes} for side in SIDES
    }


def _sam_decoder(name: str, *features: TensorSpecification) -> Specification:
    return Specification(
        name,
        inputs=(
            *features,
            _tensor("point_coords", "FP32", "points", 2),
            _tensor("point_labels", "FP32", "points"),
            _tensor("mask_input", "FP32", 1, 256, 256),
            _tensor("has_mask_input", "FP32", 1),
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
        sizes={"any": {BATCH: (1, 2, 8)}},
        precision="fp16",
        float32_operators=NORMS,
        checkpoint=Checkpoint(unused=("text_model.embeddings.position_ids", "text_projection.")),
        example={BATCH: 2},
    )


def _unet(name: str, channels: int, width: int, usual_batch: int) -> Specification:
    return Specification(
        name,
        inputs=(
            _tensor("sample", "FP32", BATCH, channels, *LATENT),
            _tensor("timestep", "FP32", BATCH, 1),
            _tensor("encoder_hidden_states", "FP32", BATCH, TOKENS, width),
        ),
        outputs=(_tensor("noise_pred", "FP32", BATCH, 4, *LATENT),),
        sizes=_sizes(LATENT, 8, (1, usual_batch, 12)),
        precision="fp16",
        float32_operators=NORMS,
        float32_nodes=TIME,
        tolerance=1e-4,
        # Not multiples of 8, so that each upsampling takes the size of its skip connection.
        example={BATCH: 2, "latent_height": 11, "latent_width": 13},
    )


def _pictures_from_latents(name: str) -> Specification:
    return Specification(
        name,
        inputs=(_tensor("latent", "FP32", BATCH, 4, *LATENT),),
        outputs=(_tensor("images", "FP32", BATCH, 3, *PIXELS),),
        sizes=_sizes(LATENT, 8, (1, 1, 8)),
        precision="fp16",
        float32_operators=NORMS,
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
    _sam_decoder("mobile_sam_decoder", _tensor("image_embeddings", "FP32", 256, 64, 64)),
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
        "migan",
        inputs=(
            _tensor("image", "UINT8", 1, 3, *PIXELS),
            _tensor("mask", "UINT8", 1, 1, *PIXELS),
        ),
        outputs=(_tensor("result", "UINT8", 1, 3, *PIXELS),),
        sizes={"512": {"height": (512, 512, 512), "width": (512, 512, 512)}},
        example={"height": 512, "width": 512},
    ),
    Specification(
        "fast_styles",
        inputs=(
            _tensor("image", "FP32", 1, 3, *PIXELS),
            _tensor("style_weights", "FP32", 26),
        ),
        outputs=(_tensor("stylized", "FP32", 1, 3, *PIXELS),),
        sizes={"any": {"height": (64, 704, 1280), "width": (64, 704, 1280)}},
        example={"height": 512, "width": 512},
    ),
    Specification(
        "lama",
        inputs=(
            _tensor("image", "FP32", BATCH, 3, *PIXELS),
            _tensor("mask", "FP32", BATCH, 1, *PIXELS),
        ),
        outputs=(_tensor("output", "FP32", BATCH, 3, *PIXELS),),
        sizes=_sizes(PIXELS, 1, (1, 1, 8)),
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
        inputs=(_tensor("images", "FP32", BATCH, 3, *PIXELS),),
        outputs=(_tensor("moments", "FP32", BATCH, 8, *LATENT),),
        sizes=_sizes(PIXELS, 1, (1, 1, 8)),
        precision="fp16",
        float32_operators=NORMS,
        checkpoint=Checkpoint(aliases=OLD_ATTENTION, unused=("decoder.", "post_quant_conv.")),
        tolerance=1e-4,
        example={BATCH: 1, "height": 72, "width": 64},
    ),
    _pictures_from_latents("vae_decoder"),
    _pictures_from_latents("taesd_decoder"),
    _unet("pix2pix_unet", 8, 768, usual_batch=3),
    _unet("sd_inpaint_unet", 9, 768, usual_batch=2),
    _unet("sd2_inpaint_unet", 9, 1024, usual_batch=2),
)
NETWORKS = {specification.name: specification for specification in _SPECIFICATIONS}
