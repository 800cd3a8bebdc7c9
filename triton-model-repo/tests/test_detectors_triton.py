"""The detectors' contract, against a real Triton and on real photos."""

import cv2
import numpy as np
import pytest
import tritonclient.grpc as triton
from config_text import REPOSITORY
from tritonclient.utils import InferenceServerException

pytestmark = pytest.mark.triton

PHOTOS = REPOSITORY.parent / "testdata/photos"


def photo(name):
    return np.ascontiguousarray(cv2.imread(str(PHOTOS / f"{name}.jpg"))[..., ::-1])


def find(target, model, image, label=None):
    given = [triton.InferInput("image", list(image.shape), "UINT8").set_data_from_numpy(image)]
    if label:
        words = np.array([label.encode()], np.object_)
        given.append(triton.InferInput("text", [1], "BYTES").set_data_from_numpy(words))
    return triton.InferenceServerClient(target).infer(model, given)


def overlap(one, other):
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    common = max(0, width) * max(0, height)
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return common / (sum(areas) - common)


@pytest.mark.parametrize(
    ("name", "label", "box"),
    [("cat", b"cat", (0, 0, 404, 300)), ("coffee", b"cup", (172, 22, 412, 246))],
)
def test_a_thing_is_found_where_it_is(triton_target, name, label, box):
    answer = find(triton_target, "coco_objects", photo(name))
    labels = answer.as_numpy("labels")
    best = int(np.argmax(np.where(labels == label, answer.as_numpy("scores"), 0)))

    assert labels[best] == label
    assert answer.as_numpy("scores")[best] > 0.9
    assert overlap(answer.as_numpy("boxes")[best], box) > 0.9


def test_a_picture_without_a_thing_gives_empty_tensors(triton_target):
    answer = find(triton_target, "coco_objects", np.full((200, 300, 3), 128, np.uint8))

    assert answer.as_numpy("boxes").shape == (0, 4)
    assert answer.as_numpy("scores").shape == (0,)


def test_text_is_found_and_what_only_looks_like_it_is_not(triton_target):
    image = photo("coffee")
    cv2.putText(image, "Chatbrush 2026", (30, 60), cv2.FONT_HERSHEY_DUPLEX, 1.2, (255,) * 3, 2)

    answer = find(triton_target, "photo_parts", image, "text")

    (box,) = answer.as_numpy("boxes")
    assert overlap(box, (30, 28, 350, 68)) > 0.6
    assert answer.as_numpy("masks").mean() > 200
    assert not len(find(triton_target, "photo_parts", photo("coffee"), "text").as_numpy("scores"))


@pytest.mark.parametrize(
    ("name", "box"), [("astronaut", (177, 45, 277, 187)), ("grace-hopper", (160, 112, 374, 350))]
)
def test_a_face_is_found_where_it_is(triton_target, name, box):
    answer = find(triton_target, "photo_parts", photo(name), "face")

    (found,) = answer.as_numpy("boxes")
    assert overlap(found, box) > 0.8
    assert answer.as_numpy("labels").tolist() == [b"face"]


@pytest.mark.parametrize("name", ["cat", "coffee", "raccoon"])
def test_a_photo_without_faces_and_sky_has_none(triton_target, name):
    for label in ("face", "sky"):
        answer = find(triton_target, "photo_parts", photo(name), label)
        assert answer.as_numpy("masks").shape == (0, 64, 64)


def test_what_it_cannot_look_for_is_refused_with_what_it_can(triton_target):
    with pytest.raises(InferenceServerException, match="one of text, face, sky, got 'cup'"):
        find(triton_target, "photo_parts", photo("cat"), "cup")
