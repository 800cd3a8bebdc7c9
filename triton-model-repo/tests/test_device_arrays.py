"""The way of tensors between calls, with a stand-in for CuPy; a real GPU is needed for the rest."""

import fake_triton_backend
import numpy as np
import pytest
from chatbrush_models.diffusion import inpainting, latents, loop
from chatbrush_models.diffusion.guidance import Conditions, ThreeWay
from chatbrush_models.diffusion.samplers import SAMPLERS
from fake_cupy import DeviceArray, FakeCupy

backend = fake_triton_backend.install()

from chatbrush_models.device_arrays import DeviceArrays, DeviceRandom  # noqa: E402 (needs the above)


@pytest.fixture
def cupy():
    return FakeCupy()


def test_without_a_gpu_arrays_are_numpys_and_are_not_copied():
    arrays, values = DeviceArrays(), np.ones((2, 3), np.float32)

    tensor = arrays.to_tensor("x", values)

    assert arrays.from_tensor(tensor) is values
    assert arrays.from_host(values) is values and arrays.to_host(values) is values
    assert arrays.preferred_memory == ("cpu", 0)


def test_on_a_gpu_a_tensor_passes_by_dlpack_and_stays_there(cupy):
    arrays = DeviceArrays(cupy)
    values = arrays.from_host(np.ones((2, 3), np.float32)) * 2

    tensor = arrays.to_tensor("x", values)
    back = arrays.from_tensor(tensor)

    assert not tensor.is_cpu()
    assert isinstance(back, DeviceArray)
    assert arrays.preferred_memory == ("gpu", 3)
    assert cupy.synchronised == 1


def test_host_arrays_may_be_among_the_inputs_of_a_call_on_a_gpu(cupy):
    timestep = np.full((3, 1), 500, np.float32)

    assert DeviceArrays(cupy).to_tensor("timestep", timestep).is_cpu()


def test_noise_is_the_same_numbers_on_every_device(cupy):
    on_host = DeviceRandom(np.random.default_rng(4), DeviceArrays())
    on_gpu = DeviceRandom(np.random.default_rng(4), DeviceArrays(cupy))

    one, other = on_host.standard_normal((1, 4, 2, 2)), on_gpu.standard_normal((1, 4, 2, 2))

    assert one.dtype == np.float32
    assert isinstance(other, DeviceArray)
    assert (one == other.values).all()


def test_gpu_tensor_without_cupy_says_what_to_install():
    tensor = backend.Tensor.from_dlpack("noise_pred", np.zeros(1))

    with pytest.raises(RuntimeError, match="'noise_pred' is on a GPU, and CuPy is not installed"):
        DeviceArrays().from_tensor(tensor)


def test_a_machine_without_cupy_takes_main_memory():
    assert DeviceArrays.best().preferred_memory == ("cpu", 0)


def run_loop(arrays, sampler):
    """Run a whole edit of random numbers, all kinds of step in it, with a network of one line."""
    rng = np.random.default_rng(2)
    text, negative, moments = (
        arrays.from_host(rng.standard_normal(shape, dtype=np.float32))
        for shape in ((1, 77, 8), (1, 77, 8), (1, 8, 6, 5))
    )
    noise = DeviceRandom(rng, arrays)
    source = latents.scale(latents.sample(moments, noise))
    cells = arrays.from_host(np.ones((1, 1, 6, 5), np.float32))
    settings = loop.LoopSettings(
        sampler=sampler, steps=5, strength=0.8, guidance=ThreeWay(rescale=0.5, drop_image_after=0.6)
    )

    def denoise(sample, timestep, embeddings):
        steepness = float(timestep[0, 0]) / 1000 + 0.5
        return (sample[:, :4] * steepness - sample[:, 4:8] * 0.1).astype(np.float32)

    conditions = Conditions(text, negative, inpainting.condition(cells, latents.mode(moments)))
    known = inpainting.Known(source, cells)
    found = loop.run(settings, conditions, denoise, noise, source=source, known=known)
    return latents.unscale(found)


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_the_loop_stays_on_the_device_and_computes_the_same(cupy, sampler):
    on_host = run_loop(DeviceArrays(), sampler)
    on_gpu = run_loop(DeviceArrays(cupy), sampler)

    assert isinstance(on_gpu, DeviceArray)
    assert on_gpu.dtype == np.float32
    assert (DeviceArrays(cupy).to_host(on_gpu) == on_host).all()
