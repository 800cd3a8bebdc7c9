"""The detectors' contract, against a real Triton and on real photos."""

import cv2
import numpy as np
import pytest
import tritonclient.grpc as triton
from config_text import REPOSITORY

pytestmark = pytest.mark.triton

PHOTOS = REPOSITORY.parent / "testdata/photos"


def photo(name):
    return np.ascontiguousarray(cv2.imread(str(PHOTOS / f"{name}.jpg"))[..., ::-1])


def find(target, model, image):
    given = triton.InferInput("image", list(image.shape), "UINT8").set_data_from_numpy(image)
    return triton.InferenceServerClient(target).infer(model, [given])


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

    answer = find(triton_target, "text_lines", image)

    sure = answer.as_numpy("scores") > 0.75
    (box,) = answer.as_numpy("boxes")[sure]
    assert overlap(box, (30, 28, 350, 68)) > 0.6
    assert answer.as_numpy("masks")[sure].mean() > 200
    assert not (find(triton_target, "text_lines", photo("coffee")).as_numpy("scores") > 0.75).any()
