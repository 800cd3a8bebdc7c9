import numpy as np
from chatbrush_models.backdrop import paint_backdrop


def picture():
    return np.random.default_rng(3).integers(0, 256, (60, 80, 3), np.uint8)


def background():
    mask = np.ones((60, 80), bool)
    mask[20:40, 30:50] = False
    return mask


def test_the_subject_keeps_every_byte():
    image, mask = picture(), background()

    result = paint_backdrop(image, mask)

    assert np.array_equal(result[~mask], image[~mask])


def test_far_from_the_subject_it_is_the_plain_colour():
    result = paint_backdrop(picture(), background(), (10, 200, 30))

    assert (result[:15] == (10, 200, 30)).all()
    assert (result[:, :25] == (10, 200, 30)).all()


def test_the_colour_comes_in_gradually():
    image = np.zeros((60, 80, 3), np.uint8)

    row = paint_backdrop(image, background())[30, 50:56, 0].astype(int)

    assert 0 < row[0] < 255
    assert (np.diff(row) >= 0).all()
    assert row[-1] == 255
