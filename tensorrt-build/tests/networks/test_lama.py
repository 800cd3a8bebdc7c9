"""LaMa's transform against torch.fft, and its generator against a second one made with it."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.parity
SIZES = [(64, 64), (33, 40), (88, 65), (7, 1), (1, 2), (512, 160)]


@pytest.mark.parametrize(("height", "width"), SIZES)
def test_the_matrices_transform_as_torch_fft_does(height, width):
    import torch
    from tensorrt_build.networks.fourier import fourier_basis, transform

    planes = torch.randn(2, 3, height, width, generator=torch.Generator().manual_seed(0))

    real, imaginary = transform(planes, fourier_basis(planes))

    expected = torch.fft.rfftn(planes, dim=(-2, -1), norm="ortho")
    assert (real - expected.real).abs().max() < 1e-5
    assert (imaginary - expected.imag).abs().max() < 1e-5


@pytest.mark.parametrize(("height", "width"), SIZES)
def test_the_matrices_transform_back_as_torch_fft_does(height, width):
    import torch
    from tensorrt_build.networks.fourier import fourier_basis, inverse

    generator = torch.Generator().manual_seed(1)
    shape = (2, 3, height, width // 2 + 1)  # of any numbers, not of a real plane's spectrum only
    real, imaginary = (torch.randn(shape, generator=generator) for _ in range(2))

    planes = inverse(real, imaginary, fourier_basis(torch.zeros(1, 1, height, width)))

    spectrum = torch.complex(real, imaginary)
    expected = torch.fft.irfftn(spectrum, s=(height, width), dim=(-2, -1), norm="ortho")
    assert (planes - expected).abs().max() < 1e-5


@pytest.fixture(scope="module")
def random_lama():
    import torch
    from tensorrt_build.graph.random_weights import GRAPHS, RandomCheckpoint
    from tensorrt_build.networks.empty_weights import built_with
    from tensorrt_build.networks.full_size import MODULES

    checkpoint = RandomCheckpoint(GRAPHS / "lama.onnx", 4)
    state = {name: torch.from_numpy(checkpoint.read(name)) for name in checkpoint.names()}
    return built_with(MODULES["lama"], checkpoint), state


@pytest.mark.parametrize(("height", "width"), [(64, 64), (72, 104), (136, 40)])
def test_the_generator_gives_what_one_with_torch_fft_gives(random_lama, height, width):
    import torch
    from tensorrt_build.networks.lama_by_fft import lama_by_fft

    module, state = random_lama
    generator = torch.Generator().manual_seed(2)
    image = torch.rand(1, 3, height, width, generator=generator)
    mask = (torch.rand(1, 1, height, width, generator=generator) < 0.3).float()

    with torch.inference_mode():
        found, expected = module(image, mask), lama_by_fft(state, image, mask)

    assert found.std() > 0.1
    assert (found - expected).abs().max() < 1e-5
    hole = mask.expand_as(image) > 0
    assert torch.equal(found[~hole], image[~hole])


def test_the_module_has_the_weights_that_the_second_generator_reads(random_lama):
    module, state = random_lama
    own = {name for name in module.state_dict() if not name.endswith("num_batches_tracked")}

    assert own == set(state) == tensor_names()


def tensor_names() -> set[str]:
    """List what the published checkpoint names, written out from its layers' numbers."""
    from tensorrt_build.networks.lama_by_fft import BLOCKS, NORM_PARTS

    filters = {f"{layer}.ffc.convl2l.weight" for layer in (1, 2, 3, 4)} | {"4.ffc.convl2g.weight"}
    norms = {"1.bn_l", "2.bn_l", "3.bn_l", "4.bn_l", "4.bn_g", "25", "28", "31"}
    for layer in (f"{block}.conv{half}" for block in BLOCKS for half in (1, 2)):
        filters |= {f"{layer}.ffc.{way}.weight" for way in ("convl2l", "convl2g", "convg2l")}
        spectral = f"{layer}.ffc.convg2g"
        parts = ("conv1.0", "fu.conv_layer", "conv2")
        filters |= {f"{spectral}.{part}.weight" for part in parts}
        norms |= {f"{layer}.bn_l", f"{layer}.bn_g", f"{spectral}.conv1.1", f"{spectral}.fu.bn"}
    ends = {f"{layer}.{part}" for layer in (24, 27, 30, 34) for part in ("weight", "bias")}
    of_norms = {f"{norm}.{part}" for norm in norms for part in NORM_PARTS}
    return {f"generator.model.{name}" for name in filters | of_norms | ends}
