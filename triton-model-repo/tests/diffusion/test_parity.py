"""Our loops, recomputed against `diffusers` and `transformers` (needs PyTorch)."""

from __future__ import annotations

import cases
import editing
import numpy as np
import prompts
import pytest
import stacked
from chatbrush_models.diffusion import inpainting, latents
from chatbrush_models.diffusion.guidance import Conditions, TwoWay
from chatbrush_models.diffusion.inpainting import Known
from chatbrush_models.diffusion.samplers import SAMPLERS
from chatbrush_models.diffusion.schedule import Schedule
from chatbrush_models.diffusion.tokenizer import ClipTokenizer
from chatbrush_models.diffusion_tools.soft_mask import change_of

pytestmark = pytest.mark.parity


@pytest.fixture(scope="module")
def reference():
    import reference

    return reference


@pytest.fixture(scope="module")
def blended():
    import reference_known

    return reference_known


@pytest.fixture(scope="module")
def pieces():
    import reference_pieces

    return reference_pieces


@pytest.fixture(scope="module")
def tokenizer(clip_vocabulary) -> ClipTokenizer:
    return ClipTokenizer.from_files(clip_vocabulary)


def differences(case, reference, tokenizer, vocabulary) -> tuple[float, int]:
    """Largest difference of a latent after any step, and of a grey level of the picture."""
    expected = reference.edit(case, vocabulary)
    ids, negative_ids = tokenizer.encode(case.prompt)[0], tokenizer.encode(case.negative)[0]
    found = editing.edit(case, reference.networks(case.model), ids, negative_ids)
    assert found.latents.shape == expected.latents.shape
    grey = np.abs(found.picture.astype(np.int16) - expected.picture)
    return float(np.abs(found.latents - expected.latents).max()), int(grey.max())


@pytest.mark.parametrize("sampler", SAMPLERS)
@pytest.mark.parametrize("model", cases.MODELS)
def test_latents_after_every_step_and_picture(
    model, sampler, reference, tokenizer, clip_vocabulary
):
    found = [
        differences(case, reference, tokenizer, clip_vocabulary)
        for case in cases.parity_cases(model, sampler)
    ]

    assert max(latent for latent, _ in found) <= cases.TOLERANCE
    assert max(grey for _, grey in found) <= cases.GREY_LEVELS


@pytest.mark.parametrize("sampler", SAMPLERS)
@pytest.mark.parametrize("schedule", [cases.VELOCITY, Schedule(spacing="trailing")], ids=str)
def test_other_schedules(sampler, schedule, reference, tokenizer, clip_vocabulary):
    case = cases.Case("pix2pix", sampler, schedule=schedule)

    largest, grey = differences(case, reference, tokenizer, clip_vocabulary)

    assert largest <= cases.TOLERANCE
    assert grey <= cases.GREY_LEVELS


def test_prompts_and_sizes_change_the_reference(reference, clip_vocabulary):
    """The comparison means something only where the networks listen to their inputs."""
    base = cases.Case("sd_inpaint", "ddim", steps=3)
    others = [
        cases.Case("sd_inpaint", "ddim", prompt=cases.PROMPTS[1], steps=3),
        cases.Case("sd_inpaint", "ddim", negative=cases.NEGATIVE, steps=3),
        cases.Case("sd_inpaint", "ddim", guidance_scale=1.0, steps=3),
    ]
    expected = reference.edit(base, clip_vocabulary).latents[-1]

    for case in others:
        made = reference.edit(case, clip_vocabulary).latents[-1]
        assert np.abs(made - expected).max() > 100 * cases.TOLERANCE


@pytest.mark.parametrize("sampler", ["ddim", "euler_ancestral", "dpm_solver++"])
def test_known_latents_are_pasted_as_the_four_channel_pipeline_does(
    sampler, reference, blended, tokenizer, clip_vocabulary
):
    case = cases.Case("sd_inpaint", sampler, strength=0.8)
    networks = reference.four_channel_networks()
    ids, negative_ids = tokenizer.encode(case.prompt)[0], tokenizer.encode(case.negative)[0]
    prepared = editing.prepare(case, networks, ids, negative_ids)
    mask = prepared.conditions.image[:, :1]
    conditions = Conditions(
        prepared.conditions.text, prepared.conditions.negative_text, mask[:, :0]
    )
    known = Known(prepared.source, mask)

    found = editing.run(
        case, editing.Prepared(conditions, prepared.source), networks.denoise, known
    )

    expected = blended.edit_with_four_channels(case, clip_vocabulary)
    assert np.abs(found - expected).max() <= cases.TOLERANCE


@pytest.mark.parametrize("softness", [0, 0.5, 1])
@pytest.mark.parametrize("sampler", ["ddim", "euler_ancestral", "dpm_solver++"])
def test_what_may_change_late_is_put_back_until_then(
    sampler, softness, reference, blended, tokenizer, clip_vocabulary
):
    case = cases.Case("sd_inpaint", sampler, strength=0.8, steps=10)
    networks = reference.networks(case.model)
    ids, negative_ids = tokenizer.encode(case.prompt)[0], tokenizer.encode(case.negative)[0]
    prepared = editing.prepare(case, networks, ids, negative_ids)
    change = change_of(prepared.conditions.image[:, :1], softness)
    known = Known(prepared.source, change)

    found = editing.run(case, prepared, networks.denoise, known)

    expected = blended.edit_keeping(case, clip_vocabulary, prepared.source, change)
    assert len(np.unique(change)) > 2 if softness else len(np.unique(change)) == 2
    assert np.abs(found - expected).max() <= cases.TOLERANCE


@pytest.mark.parametrize("sampler", ["ddim", "euler_ancestral", "dpm_solver++"])
def test_without_the_picture_alone_from_some_step_on(
    sampler, reference, tokenizer, clip_vocabulary
):
    case = cases.Case("pix2pix", sampler, steps=10, image_guidance_until=0.6)

    largest, grey = differences(case, reference, tokenizer, clip_vocabulary)

    assert largest <= cases.TOLERANCE
    assert grey <= cases.GREY_LEVELS


def test_rescaled_guidance(pieces):
    rng = np.random.default_rng(0)
    negative, text = rng.standard_normal((2, 1, 4, 9, 11), dtype=np.float32)
    merged = negative + 7.5 * (text - negative)
    image = rng.standard_normal((1, 5, 9, 11), dtype=np.float32)
    tokens = np.zeros((1, 77, 4), np.float32)
    (phase,) = TwoWay(7.5, rescale=0.7).phases(Conditions(tokens, tokens, image))

    expected = pieces.rescaled(merged, text, 0.7)

    answers = np.concatenate([text, negative])
    weights = phase.branches.table[0, :, 0]
    found = stacked.merged(answers, weights, float(phase.branches.rescale[0, 0]))
    assert np.abs(found - expected).max() <= 1e-5


def test_pictures_masks_and_posterior(pieces):
    case = cases.Case("sd_inpaint", "ddim", size=(104, 72))
    moments = 3 * np.random.default_rng(1).standard_normal((1, 8, 9, 13), dtype=np.float32)
    images = latents.images_from_picture(case.picture())
    mask = inpainting.mask_images(case.mask(), *images.shape[2:])

    assert np.array_equal(images, pieces.preprocessed(case.picture()))
    assert np.array_equal(mask, pieces.preprocessed_mask(case.mask()))
    assert np.array_equal(inpainting.latent_mask(mask), pieces.shrunk(mask))
    assert np.array_equal(
        latents.picture_from_images(1.3 * images), pieces.postprocessed(1.3 * images)
    )
    assert np.array_equal(latents.mode(moments), pieces.mode(moments))
    drawn = latents.sample(moments, case.noise()["masked"])
    expected = pieces.sample(moments, case.noise()["masked"])
    assert np.abs(drawn - expected).max() <= 1e-5


def test_two_thousand_prompts(reference, tokenizer, clip_vocabulary):
    texts = prompts.prompts()

    found = np.stack([tokenizer.encode(text)[0] for text in texts])

    assert found.shape == (2000, 77)
    assert np.array_equal(found, reference.token_rows(texts, clip_vocabulary))


def test_prompts_that_are_cut_are_those_longer_than_the_reference_allows(
    reference, tokenizer, clip_vocabulary
):
    texts = prompts.prompts()
    lengths = [len(row) for row in reference.reference_tokenizer(clip_vocabulary)(texts).input_ids]

    cut = [tokenizer.encode(text)[1] for text in texts]

    assert cut == [length > 77 for length in lengths]
    assert 100 < sum(cut) < 1900
