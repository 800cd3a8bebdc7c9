"""The edit contract of both tools, and the networks, against a real Triton."""

from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pytest
import tritonclient.grpc as triton
from pictures import disc, landscape
from triton_edit import edit

pytestmark = pytest.mark.triton

TOOLS = ("migan_erase", "photo_looks")


def bytes_mask(mask):
    return mask.astype(np.uint8) * 255


def request(tool, image=None, **changes):
    """Build a good request for either tool."""
    image = landscape(300, 200) if image is None else image
    mask = bytes_mask(disc(image.shape[0], image.shape[1], 60, 120, 18))
    inputs = {"image": image, "mask": mask, "seed": 5, **changes}
    if tool == "photo_looks":
        inputs.setdefault("prompt", "warmer")
    return {name: value for name, value in inputs.items() if value is not None}


@pytest.mark.parametrize("tool", TOOLS)
def test_steps_count_up_to_the_total_and_end_with_picture_and_seed(triton_target, tool):
    outcome = edit(triton_target, tool, **request(tool, preview_every=1))

    steps = [int(step["step"][0]) for step in outcome.steps]
    totals = {int(step["total_steps"][0]) for step in outcome.steps}
    assert outcome.error is None
    assert steps == sorted(steps) and len(set(steps)) == len(steps) >= 2
    assert totals == {steps[-1]}
    assert outcome.image.shape == (200, 300, 3) and outcome.image.dtype == np.uint8
    assert outcome.steps[-1]["seed"].tolist() == [5]
    assert "preview" in outcome.steps[0] and "image" not in outcome.steps[0]


@pytest.mark.parametrize("tool", TOOLS)
def test_bytes_outside_the_mask_are_identical_and_inside_they_change(triton_target, tool):
    inputs = request(tool)

    outcome = edit(triton_target, tool, **inputs)

    result, outside = outcome.image, ~outcome.changed(inputs["mask"])
    assert (result[outside] == inputs["image"][outside]).all()
    assert (result[~outside] != inputs["image"][~outside]).any()


@pytest.mark.parametrize(("tool", "prompt"), [("migan_erase", ""), ("photo_looks", "make it red")])
def test_what_is_changed_beyond_the_mask_is_said(triton_target, tool, prompt):
    soft = cv2.GaussianBlur(disc(200, 300, 150, 100, 40).astype(np.float32), (0, 0), 2)
    image = np.rint(200 - 150 * soft)[..., None].repeat(3, axis=2).astype(np.uint8)
    mask = bytes_mask(disc(200, 300, 150, 100, 40))

    outcome = edit(triton_target, tool, image=image, mask=mask, prompt=prompt)

    said = outcome.changed(mask)
    assert (said & (mask == 0)).any() and not (said & ~disc(200, 300, 150, 100, 49)).any()
    assert (outcome.image[~said] == image[~said]).all()
    assert (outcome.image[said & (mask == 0)] != image[said & (mask == 0)]).any()


def test_a_part_of_a_picture_is_changed_like_the_whole(triton_target):
    whole, (rows, columns) = landscape(600, 400), (slice(100, 300), slice(150, 450))
    mask = np.zeros((400, 600), np.uint8)
    mask[130:270, 180:420] = 255
    part = {"image": np.ascontiguousarray(whole[rows, columns]), "mask": mask[rows, columns]}

    expected = edit(triton_target, "photo_looks", image=whole, mask=mask, prompt="glow").image
    told = edit(triton_target, "photo_looks", whole_side=600, prompt="glow", **part).image
    alone = edit(triton_target, "photo_looks", prompt="glow", **part).image
    refused = edit(triton_target, "photo_looks", whole_side=-1, prompt="glow", **part)

    near, far = (np.abs(one.astype(int) - expected[rows, columns]).mean() for one in (told, alone))
    assert near < 0.1 < far
    assert refused.error.startswith("INPUT_INVALID: 'whole_side' must be 0 to 1000000, got -1")


@pytest.mark.parametrize("tool", TOOLS)
def test_same_seed_gives_the_same_picture(triton_target, tool):
    prompt = {"prompt": "vintage"} if tool == "photo_looks" else {}

    one, two = (edit(triton_target, tool, **request(tool, **prompt)).image for _ in range(2))

    assert (one == two).all()


@pytest.mark.parametrize(
    ("tool", "changes", "code"),
    [
        ("migan_erase", {"mask": None}, "MASK_NEEDED"),
        ("migan_erase", {"mask": np.zeros((200, 300), np.uint8)}, "MASK_EMPTY"),
        ("migan_erase", {"mask": np.full((200, 300), 255, np.uint8)}, "MASK_COVERS_ALL"),
        ("migan_erase", {"mask": np.full((9, 9), 255, np.uint8)}, "INPUT_INVALID"),
        ("photo_looks", {"mask": np.zeros((200, 300), np.uint8)}, "MASK_EMPTY"),
        ("photo_looks", {"prompt": ""}, "PROMPT_NEEDED"),
        ("photo_looks", {"prompt": "replace the dog with a cat"}, "LOOK_UNKNOWN"),
        ("photo_looks", {"prompt": "make it red", "mask": None}, "MASK_NEEDED"),
        ("photo_looks", {"strength": 3.0}, "OPTION_INVALID"),
    ],
)
def test_bad_request_gets_its_code_and_a_sentence(triton_target, tool, changes, code):
    outcome = edit(triton_target, tool, **request(tool, **changes))

    assert outcome.steps == []
    assert outcome.error.startswith(f"{code}: ")


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize(
    "image", [np.zeros((20, 20, 3), np.float32), np.zeros((20, 20), np.uint8)], ids=["type", "rank"]
)
def test_picture_of_wrong_type_or_rank_is_refused(triton_target, tool, image):
    inputs = request(tool, mask=None) | {"image": image}

    assert edit(triton_target, tool, **inputs).error


@pytest.mark.parametrize("size", [(1, 1), (8, 8)])
def test_tiny_picture_is_edited(triton_target, size):
    image = np.full((*size, 3), 90, np.uint8)

    result = edit(triton_target, "photo_looks", image=image, prompt="warmer, oil painting").image

    assert result.shape == image.shape


def test_hole_in_an_8_by_8_picture_is_filled(triton_target):
    image = np.full((8, 8, 3), 90, np.uint8)
    mask = np.zeros((8, 8), np.uint8)
    mask[2:5, 2:5] = 255

    result = edit(triton_target, "migan_erase", image=image, mask=mask).image

    assert (result[mask == 0] == 90).all()


def test_12_megapixel_picture_keeps_its_size_and_what_is_not_masked(triton_target):
    image = landscape(4000, 3000)
    mask = bytes_mask(disc(3000, 4000, 800, 2200, 60))

    erased = edit(triton_target, "migan_erase", image=image, mask=mask)
    gray = edit(triton_target, "photo_looks", image=image, prompt="black and white").image

    kept = ~erased.changed(mask)
    assert (erased.image[kept] == image[kept]).all()
    assert gray.shape == image.shape and np.ptp(gray[::50, ::50].astype(int), axis=2).max() <= 1


def test_painted_style_comes_from_the_style_network(triton_target):
    image = landscape(300, 200)

    result = edit(triton_target, "photo_looks", image=image, prompt="starry night").image

    assert np.abs(result.astype(int) - image).mean() > 15


def test_bad_requests_beside_good_ones_harm_none(triton_target):
    good = [request("photo_looks", prompt=look) for look in ("sepia", "warmer", "cartoon", "fog")]
    bad = [request("photo_looks", prompt="sing a song"), request("photo_looks", strength=9.0)]
    erase = [request("migan_erase"), request("migan_erase", mask=None)]

    with ThreadPoolExecutor(8) as pool:
        looks = list(pool.map(lambda i: edit(triton_target, "photo_looks", **i), good + bad))
        erased = list(pool.map(lambda i: edit(triton_target, "migan_erase", **i), erase))

    assert [outcome.error is None for outcome in looks] == [True] * 4 + [False] * 2
    assert [outcome.error is None for outcome in erased] == [True, False]


def test_request_that_fails_in_a_network_ends_alone(triton_target):
    client = triton.InferenceServerClient(triton_target)

    with pytest.raises(triton.InferenceServerException, match="MODEL_FAILED: "):
        _decode(client, labels=5)  # two points, five labels

    assert _decode(client).shape == (4, 256, 256)


def test_click_does_not_wait_behind_an_encode(triton_target):
    """Encoder and decoder are processes of their own: clicks are answered during an encode."""
    client = triton.InferenceServerClient(triton_target)
    with ThreadPoolExecutor(1) as pool:
        encodes = pool.submit(lambda: [_encode(triton_target) for _ in range(2)])
        answered = 0
        while not encodes.done():
            _decode(client)
            answered += 1

    assert answered > 3


def _encode(target):
    client = triton.InferenceServerClient(target)
    image = triton.InferInput("image", [1024, 1024, 3], "UINT8")
    image.set_data_from_numpy(landscape(1024, 1024))
    return client.infer("mobile_sam_encoder", [image]).as_numpy("image_embeddings")


def _decode(client, labels=2):
    arrays = {
        "image_embeddings": np.zeros((256, 64, 64), np.float32),
        "point_coords": np.array([[500, 500], [0, 0]], np.float32),
        "point_labels": np.array([1, -1, -1, -1, -1][:labels], np.float32),
        "mask_input": np.zeros((1, 256, 256), np.float32),
        "has_mask_input": np.zeros(1, np.float32),
    }
    inputs = [triton.InferInput(name, list(a.shape), "FP32") for name, a in arrays.items()]
    for tensor in inputs:
        tensor.set_data_from_numpy(arrays[tensor.name()])
    return client.infer("mobile_sam_decoder", inputs).as_numpy("low_res_masks")
