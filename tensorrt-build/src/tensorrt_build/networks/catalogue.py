"""The specification of every network of the Triton repository."""

from __future__ import annotations

from tensorrt_build.networks import draws
from tensorrt_build.networks.families import (
    ERASE_SIDES,
    LATENT,
    NORMS_AND_SOFTMAX,
    ODD_LATENT,
    OLD_ATTENTION,
    PIXELS,
    buckets,
    open_words,
    pictures_from_latents,
    sam_decoder,
    sizes,
    tensor,
    text_encoder,
    unet,
)
from tensorrt_build.networks.specification import BATCH, Checkpoint, Specification

_SPECIFICATIONS = (
    Specification(  # FP32: the FP16 plan gives wrong masks (nanosam's authors found so too)
        "mobile_sam_encoder",
        inputs=(tensor("image", "UINT8", 1024, 1024, 3),),
        outputs=(tensor("image_embeddings", "FP32", 256, 64, 64),),
        captured=({},),
        checkpoint=Checkpoint(unused=("",)),
    ),
    sam_decoder(
        "mobile_sam_decoder",
        tensor("image_embeddings", "FP32", 256, 64, 64, draw=draws.normal(0.1)),
    ),
    Specification(
        "sam2_tiny_encoder",
        inputs=(tensor("image", "UINT8", 1024, 1024, 3),),
        outputs=(
            tensor("image_embed", "FP16", 1, 256, 64, 64),
            tensor("high_res_feats_0", "FP16", 1, 32, 256, 256),
            tensor("high_res_feats_1", "FP16", 1, 64, 128, 128),
        ),
        captured=({},),
    ),
    sam_decoder(
        "sam2_tiny_decoder",
        tensor("image_embed", "FP16", 1, 256, 64, 64),
        tensor("high_res_feats_0", "FP16", 1, 32, 256, 256),
        tensor("high_res_feats_1", "FP16", 1, 64, 128, 128),
    ),
    Specification(
        "u2netp",
        inputs=(tensor("image", "UINT8", 320, 320, 3),),
        outputs=(tensor("saliency", "FP32", 320, 320),),
        captured=({},),
    ),
    Specification(
        "coco_objects",
        inputs=(tensor("image", "UINT8", *PIXELS, 3),),
        outputs=(
            tensor("boxes", "FP32", "things", 4),
            tensor("scores", "FP32", "things"),
            tensor("labels", "STRING", "things"),
        ),
        tolerance=2e-5,
        example={"height": 300, "width": 400},
    ),
    open_words("owlv2", (49406, 320, 2368, 49407)),  # "a cat"
    open_words("grounding_dino", (101, 4937, 1012, 102)),  # "cat."
    Specification(
        "migan",
        inputs=(
            tensor("image", "UINT8", 1, 3, *PIXELS),
            tensor("mask", "UINT8", 1, 1, *PIXELS),
        ),
        outputs=(tensor("result", "UINT8", 1, 3, *PIXELS),),
        sizes={"height": (512, 512, 512), "width": (512, 512, 512)},
        example={"height": 512, "width": 512},
    ),
    Specification(
        "fast_styles",
        inputs=(
            tensor("image", "FP32", 1, 3, *PIXELS, draw=draws.uniform(0, 1)),
            tensor("style_weights", "FP32", 26, draw=draws.one_of_them),
        ),
        outputs=(tensor("stylized", "FP32", 1, 3, *PIXELS),),
        uncaptured="a painted style runs at the picture's own size, which nobody knows before",
        sizes={"height": (32, 704, 1024), "width": (32, 704, 1024)},
        example={"height": 512, "width": 512},
    ),
    Specification(
        "lama",
        inputs=(
            tensor("image", "FP32", BATCH, 3, *PIXELS, draw=draws.uniform(0, 1)),
            tensor("mask", "FP32", BATCH, 1, *PIXELS, draw=draws.block),
        ),
        outputs=(tensor("output", "FP32", BATCH, 3, *PIXELS),),
        sizes={BATCH: (1, 1, 2), "height": ERASE_SIDES, "width": ERASE_SIDES},
        captured=tuple({"height": side, "width": side} for side in ERASE_SIDES),
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
    text_encoder("clip_text_encoder", 768),
    text_encoder("clip_text_encoder_sd2", 1024),
    Specification(
        "vae_encoder",
        inputs=(tensor("images", "FP32", BATCH, 3, *PIXELS, draw=draws.uniform(-1, 1)),),
        outputs=(tensor("moments", "FP32", BATCH, 8, *LATENT),),
        sizes=sizes(PIXELS, 1, (1, 1, 2)),
        captured=buckets(PIXELS, 1),
        precision="fp16",
        float32_operators=NORMS_AND_SOFTMAX,
        checkpoint=Checkpoint(aliases=OLD_ATTENTION, unused=("decoder.", "post_quant_conv.")),
        tolerance=1e-4,
        example={BATCH: 1, "height": 72, "width": 64},
    ),
    pictures_from_latents("vae_decoder", draws.UNSCALED),
    pictures_from_latents("taesd_decoder", 1.0),
    unet("pix2pix_unet", 8, 768, branches=3, users=2),
    unet("sd_inpaint_unet", 9, 768, branches=2, users=3),
    unet("sd_inpaint_fast_unet", 9, 768, branches=1, users=6),
    unet("sd2_inpaint_unet", 9, 1024, branches=2, users=3),
)
NETWORKS = {specification.name: specification for specification in _SPECIFICATIONS}


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
            tensor("sample", "FP32", BATCH, 4 + channels, *LATENT),
            served.inputs[1],
            tensor("encoder_hidden_states", "FP32", BATCH, *text),
        ),
        outputs=served.outputs,
        tolerance=served.tolerance,
        example=ODD_LATENT | {BATCH: 2},
    )
