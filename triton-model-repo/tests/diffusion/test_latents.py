import numpy as np
import pytest
from chatbrush_models.diffusion import inpainting, latents
from chatbrush_models.diffusion.errors import SettingsError

RNG = np.random.default_rng(2)


def test_pictures_come_back_byte_for_byte():
    picture = RNG.integers(0, 256, (16, 24, 3), np.uint8)

    images = latents.images_from_picture(picture)

    assert images.shape == (1, 3, 16, 24)
    assert images.dtype == np.float32
    assert images.min() >= -1
    assert images.max() <= 1
    assert np.array_equal(latents.picture_from_images(images), picture)


def test_colours_out_of_range_are_clipped():
    images = np.array([-3, 3, 0], np.float32).reshape(1, 3, 1, 1)

    assert latents.picture_from_images(images).tolist() == [[[0, 255, 128]]]


@pytest.mark.parametrize(
    ("size", "sentence"),
    [
        ((64, 60), "multiples of 8, got 60x64; fit the picture to 56x64"),
        ((513, 512), "got 512x513; fit the picture to 512x512"),
        ((4, 8), "got 8x4; fit the picture to 8x8"),
        ((0, 8), "got 8x0"),
    ],
)
def test_a_wrong_size_says_which_would_do(size, sentence):
    with pytest.raises(SettingsError, match=sentence):
        latents.images_from_picture(np.zeros((*size, 3), np.uint8))


def test_mode_is_the_mean_unscaled():
    moments = RNG.standard_normal((1, 8, 3, 2), dtype=np.float32)

    assert np.array_equal(latents.mode(moments), moments[:, :4])


def test_samples_have_mean_and_variance_of_the_moments():
    moments = np.empty((1, 8, 100, 100), np.float32)
    moments[:, :4], moments[:, 4:] = 3, np.log(0.25)

    drawn = latents.sample(moments, np.random.default_rng(0))

    assert drawn.dtype == np.float32
    assert drawn.mean() == pytest.approx(3, abs=0.02)
    assert drawn.std() == pytest.approx(0.5, rel=0.02)


def test_an_encoder_that_is_absurdly_unsure_still_gives_finite_latents():
    moments = np.full((1, 8, 2, 2), 1000, np.float32)

    assert np.isfinite(latents.sample(moments, np.random.default_rng(0))).all()


def test_scaling_is_undone():
    drawn = RNG.standard_normal((1, 4, 2, 2), dtype=np.float32)

    assert latents.scale(drawn).std() == pytest.approx(0.18215 * drawn.std(), rel=1e-5)
    assert latents.unscale(latents.scale(drawn)) == pytest.approx(drawn, rel=1e-6)
    assert latents.unscale(latents.scale(drawn)).dtype == np.float32


def test_preview_is_a_small_picture():
    grey = np.zeros((1, 4, 5, 7), np.float32)
    bright = grey.copy()
    bright[:, 0] = 2

    assert latents.preview(grey).shape == (5, 7, 3)
    assert latents.preview(grey).dtype == np.uint8
    assert (latents.preview(grey) == 128).all()
    assert (latents.preview(bright) > 128).all()
    assert (latents.preview(100 * bright) == 255).all()


def test_masks_are_cut_at_one_half():
    mask = np.array([[0, 127], [128, 255]], np.uint8)

    images = inpainting.mask_images(mask, 2, 2)

    assert images.tolist() == [[[[0, 0], [1, 1]]]]
    assert images.dtype == np.float32
    assert np.array_equal(images, inpainting.mask_images(mask > 127, 2, 2))


def test_a_mask_of_another_size_is_refused_with_both_sizes():
    with pytest.raises(SettingsError, match="as large as the picture, 16x8, got 8x16"):
        inpainting.mask_images(np.zeros((16, 8), np.uint8), 8, 16)


def test_masked_pictures_are_grey_where_they_are_edited():
    images = RNG.standard_normal((1, 3, 8, 8), dtype=np.float32)
    mask = np.zeros((1, 1, 8, 8), np.float32)
    mask[..., 4:] = 1

    masked = inpainting.masked_images(images, mask)

    assert (masked[..., 4:] == 0).all()
    assert np.array_equal(masked[..., :4], images[..., :4])
    assert masked.dtype == np.float32


def test_latent_masks_take_each_cells_first_pixel():
    mask = np.zeros((1, 1, 16, 24), np.float32)
    mask[0, 0, 8, 16] = 1
    mask[0, 0, 1:8, 1:8] = 1

    small = inpainting.latent_mask(mask)

    assert small.tolist() == [[[[0, 0, 0], [0, 0, 1]]]]


def test_the_network_is_given_mask_then_masked_latents():
    mask, masked = np.ones((1, 1, 2, 2), np.float32), np.full((1, 4, 2, 2), 7, np.float32)

    assert inpainting.condition(mask, masked)[0, :, 0, 0].tolist() == [1, 7, 7, 7, 7]
