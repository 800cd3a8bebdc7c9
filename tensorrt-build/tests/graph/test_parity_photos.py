"""The real MobileSAM through the whole chain selects what the published code selects."""

from __future__ import annotations

import cv2
import numpy as np
import onnxruntime
import pytest
from tensorrt_build.graph.fill import fill
from tensorrt_build.networks.catalogue import NETWORKS
from tensorrt_build.weights.checkpoint import open_checkpoint

pytestmark = [pytest.mark.parity, pytest.mark.weights]
PHOTOS = ("cat.jpg", "coffee.jpg", "astronaut.jpg")
CLICKS = [(x, y) for y in (0.3, 0.5, 0.7) for x in (0.35, 0.65)]  # parts of width and height
LEAST_IOU = 0.995


@pytest.fixture(scope="module")
def sessions(manifest, weights_folder, tmp_path_factory):
    """Encoder and decoder from the weights, as users get them."""
    folder = tmp_path_factory.mktemp("models")
    names = ("mobile_sam_encoder", "mobile_sam_decoder")
    with open_checkpoint(weights_folder / manifest.weights["mobile_sam"].file) as checkpoint:
        for name in names:
            graph = manifest.graphs_folder / f"{name}.onnx"
            fill(graph, checkpoint, folder / f"{name}.onnx", specification=NETWORKS[name])
    return [
        onnxruntime.InferenceSession(
            str(folder / f"{name}.onnx"), providers=["CPUExecutionProvider"]
        )
        for name in names
    ]


@pytest.fixture(scope="module")
def published(manifest, weights_folder):
    import torch
    from tensorrt_build.networks.published_mobile_sam import published_mobile_sam

    with open_checkpoint(weights_folder / manifest.weights["mobile_sam"].file) as checkpoint:
        names = checkpoint.names()
        return published_mobile_sam(
            {name: torch.from_numpy(checkpoint.read(name).copy()) for name in names}
        )


@pytest.mark.parametrize("photo", PHOTOS)
def test_masks_of_clicks_are_those_of_the_published_code(
    repository_folder, sessions, published, photo
):
    picture = fitted(cv2.imread(str(repository_folder / "testdata" / "photos" / photo))[..., ::-1])
    encoder, decoder = sessions
    height, width = picture.shape[:2]
    canvas = np.full((1024, 1024, 3), (124, 116, 104), np.uint8)
    canvas[:height, :width] = picture
    (embedding,) = encoder.run(None, {"image": canvas})
    theirs = embedding_of(published, picture)

    overlaps = []
    for x, y in CLICKS:
        point = [x * width, y * height]
        ours, quality = decoder.run(["low_res_masks", "iou_predictions"], prompt(embedding, point))
        expected, expected_quality = published_masks(published, theirs, point)
        assert quality[1:].argmax() == expected_quality[1:].argmax()
        best = 1 + quality[1:].argmax()
        overlaps.append(iou(ours[best] > 0, expected[best] > 0))

    print(f"{photo}: mask IoU mean {np.mean(overlaps):.5f}, least {min(overlaps):.5f}")
    assert min(overlaps) >= LEAST_IOU


def fitted(picture):
    """Longest side 1024."""
    scale = 1024 / max(picture.shape[:2])
    height, width = (round(side * scale) for side in picture.shape[:2])
    return cv2.resize(np.ascontiguousarray(picture), (width, height))


def prompt(embedding, point):
    return {
        "image_embeddings": embedding,
        "point_coords": np.array([point, [0, 0]], np.float32),
        "point_labels": np.array([1, -1], np.float32),
        "mask_input": np.zeros((1, 256, 256), np.float32),
        "has_mask_input": np.zeros(1, np.float32),
    }


def embedding_of(published, picture):
    """As the published predictor does it: normalise, then pad with zeros."""
    import torch

    planes = torch.from_numpy(picture).permute(2, 0, 1)[None].float()
    with torch.inference_mode():
        return published.image_encoder(published.preprocess(planes))


def published_masks(published, embedding, point):
    import torch

    with torch.inference_mode():
        sparse, dense = published.prompt_encoder(
            points=(torch.tensor([[point]]), torch.ones(1, 1)), boxes=None, masks=None
        )
        masks, quality = published.mask_decoder.predict_masks(
            image_embeddings=embedding,
            image_pe=published.prompt_encoder.get_dense_pe(),
            sparse_prompt_embeddings=sparse,
            dense_prompt_embeddings=dense,
        )
    return masks[0].numpy(), quality[0].numpy()


def iou(one, other):
    return (one & other).sum() / (one | other).sum()
