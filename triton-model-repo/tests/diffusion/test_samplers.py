"""The samplers on a problem whose solution is known: pictures that are normal numbers.

Where pictures have mean m and standard deviation s, the best noise prediction at alpha-bar a is
(x - sqrt(a) m) sqrt(1 - a) / (a s² + 1 - a), and in the variance-exploding frame the probability
flow has the solution  x(sigma) = m + (x(sigma_0) - m) sqrt(s² + sigma²) / sqrt(s² + sigma_0²)
(Karras et al. 2022, arXiv:2206.00364, eq. 4, solved).
"""

import numpy as np
import pytest
from chatbrush_models.diffusion import loop, samplers
from chatbrush_models.diffusion.guidance import Conditions, TwoWay
from chatbrush_models.diffusion.schedule import Schedule

MEAN, STD = 0.7, 0.5
SHAPE = (1, 4, 24, 24)
DETERMINISTIC = ("euler", "ddim", "plms", "dpm_solver++", "unipc")
STOCHASTIC = ("euler_ancestral", "lcm")


def nothing(shape: tuple[int, ...]) -> Conditions:
    text = np.zeros((1, 77, 1), np.float32)
    return Conditions(text, text, np.zeros((1, 0, *shape[2:]), np.float32))


class NormalPictures:
    """The exact network for normal pictures, for either kind of prediction; keeps its inputs."""

    def __init__(self, std: float = STD, prediction: str = "epsilon") -> None:
        self.std = std
        self.velocity = prediction == "velocity"
        self.alpha_bars = np.array(Schedule().alpha_bars(), np.float64)
        self.timesteps: list[float] = []
        self.samples: list[np.ndarray] = []

    def sigma(self, timestep: float) -> float:
        return float(np.interp(timestep, np.arange(1000), np.sqrt(1 / self.alpha_bars - 1)))

    def __call__(self, sample, timestep, _embeddings):
        self.timesteps.append(float(timestep[0, 0]))
        self.samples.append(sample)
        a = 1 / (1 + self.sigma(timestep[0, 0]) ** 2)
        centred = sample - np.sqrt(a) * MEAN
        noise = centred * np.sqrt(1 - a) / (a * self.std**2 + 1 - a)
        clean = (sample - np.sqrt(1 - a) * noise) / np.sqrt(a)
        answer = np.sqrt(a) * noise - np.sqrt(1 - a) * clean if self.velocity else noise
        return answer.astype(np.float32)


def sample(name, steps, network, seed=3, on_step=None, **schedule):
    settings = loop.LoopSettings(
        name, steps, guidance=TwoWay(scale=1), schedule=Schedule(final_alpha_one=True, **schedule)
    )
    rng = np.random.default_rng(seed)
    return loop.run(settings, nothing(SHAPE), network, rng, on_step=on_step)


def first_noise(seed: int = 3) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal(SHAPE, dtype=np.float32)


def errors(name: str, steps: int, prediction: str) -> list[tuple[float, float]]:
    """Sigma after each step, and the largest distance there from the solution (unit variance)."""
    reports = []
    network = NormalPictures(prediction=prediction)
    sample(name, steps, network, on_step=reports.append, prediction=prediction)
    exploding = name == "euler"
    sigmas = [network.sigma(report.timestep) for report in reports] + [0.0]
    start = first_noise().astype(np.float64)
    start *= sigmas[0] if exploding else np.hypot(1, sigmas[0])
    found = []
    for sigma, report in zip(sigmas[1:], reports, strict=True):
        spread = np.hypot(STD, sigma) / np.hypot(STD, sigmas[0])
        solution = MEAN + (start - MEAN) * spread
        latents = report.latents * (1 if exploding else np.hypot(1, sigma))
        found.append((sigma, float(np.abs(latents - solution).max() / np.hypot(1, sigma))))
    return found


def error_halfway(name: str, steps: int, prediction: str) -> float:
    """The error where noise and picture weigh the same, before any first-order last step."""
    return next(error for sigma, error in errors(name, steps, prediction) if sigma < 1)


@pytest.mark.parametrize(
    ("name", "prediction", "order", "largest"),
    [
        ("euler", "epsilon", 1, 2e-2),
        ("euler", "velocity", 1, 2e-2),
        ("ddim", "epsilon", 1, 2e-2),
        ("ddim", "velocity", 1, 2e-2),
        ("plms", "epsilon", 2, 4e-4),
        ("plms", "velocity", 1, 4e-2),  # see Plms: velocities of different times are combined
        ("dpm_solver++", "epsilon", 2, 2e-3),
        ("dpm_solver++", "velocity", 2, 2e-3),
        ("unipc", "epsilon", 3, 2e-4),  # the corrector adds an order
        ("unipc", "velocity", 3, 2e-4),
    ],
)
def test_deterministic_samplers_converge_to_the_solution_at_their_order(
    name, prediction, order, largest
):
    coarse, fine = (error_halfway(name, steps, prediction) for steps in (40, 80))

    assert coarse < largest
    assert coarse / fine == pytest.approx(2**order, rel=0.25)


@pytest.mark.parametrize("prediction", ["epsilon", "velocity"])
@pytest.mark.parametrize("name", DETERMINISTIC)
def test_deterministic_samplers_end_at_the_solution(name, prediction):
    *_, (sigma, error) = errors(name, 160, prediction)

    assert sigma == 0
    assert error < 0.04


@pytest.mark.parametrize("prediction", ["epsilon", "velocity"])
def test_ancestral_sampler_finds_the_known_distribution(prediction):
    network = NormalPictures(prediction=prediction)

    made = sample("euler_ancestral", 200, network, prediction=prediction)

    assert made.mean() == pytest.approx(MEAN, abs=0.05)
    assert made.std() == pytest.approx(STD, rel=0.05)


@pytest.mark.parametrize("name", samplers.SAMPLERS)
def test_every_sampler_finds_the_only_picture_there_is(name):
    made = sample(name, 30, NormalPictures(std=0))

    assert made == pytest.approx(MEAN, abs=0.02)


@pytest.mark.parametrize("name", samplers.SAMPLERS)
@pytest.mark.parametrize("steps", [1, 2, 7])
def test_single_precision_is_kept_everywhere(name, steps):
    network = NormalPictures()

    made = sample(name, steps, network)

    assert made.dtype == np.float32
    assert {array.dtype for array in network.samples} == {np.dtype(np.float32)}


@pytest.mark.parametrize("name", samplers.SAMPLERS)
def test_the_network_sees_unit_variance_at_first(name):
    network = NormalPictures()

    sample(name, 10, network)

    assert network.samples[0].std() == pytest.approx(1, abs=0.05)


@pytest.mark.parametrize("name", samplers.SAMPLERS)
@pytest.mark.parametrize("steps", [1, 2, 5, 20])
def test_the_network_is_called_as_often_as_announced(name, steps):
    network = NormalPictures()

    sample(name, steps, network)

    assert len(network.timesteps) == loop.LoopSettings(name, steps).call_count
    assert len(network.timesteps) == steps + (name == "plms" and steps > 1)


@pytest.mark.parametrize("name", samplers.SAMPLERS)
def test_one_seed_gives_one_picture_byte_for_byte(name):
    first, again = sample(name, 5, NormalPictures()), sample(name, 5, NormalPictures())
    other = sample(name, 5, NormalPictures(), seed=4)

    assert first.tobytes() == again.tobytes()
    assert first.tobytes() != other.tobytes()


@pytest.mark.parametrize("name", samplers.SAMPLERS)
def test_noise_added_to_a_picture_is_taken_out_again(name):
    sampler = samplers.create(name, Schedule(), 10)
    clean, noise = np.full(SHAPE, 0.3, np.float32), first_noise()

    noisy = sampler.add_noise(clean, noise, 6)

    assert sampler.clean(noisy, noise, 6) == pytest.approx(clean, abs=1e-5)


@pytest.mark.parametrize("name", STOCHASTIC)
def test_stochastic_samplers_draw_fresh_noise(name):
    drawn = []

    class Counting:
        def standard_normal(self, size, dtype):
            drawn.append(size)
            return np.random.default_rng(len(drawn)).standard_normal(size, dtype=dtype)

    settings = loop.LoopSettings(name, 5, guidance=TwoWay(scale=1))
    loop.run(settings, nothing(SHAPE), NormalPictures(), Counting())

    assert len(drawn) == {"euler_ancestral": 6, "lcm": 5}[name]


def test_lcm_leaves_nearly_clean_latents_almost_as_they_are():
    """Luo et al. 2023, eq. 9: with clean latents of 0 only c_skip times the input is left."""
    sampler = samplers.create("lcm", Schedule(), 50)
    state = samplers.State(first_noise(), index=49)
    noise_level = np.sqrt(1 - Schedule().alpha_bars()[19])

    after = sampler.step(state, state.latents / noise_level, np.random.default_rng(0)).latents

    assert sampler.timesteps[49] == 19
    assert after == pytest.approx(state.latents * 0.25 / (190**2 + 0.25), abs=5e-7)
    assert np.abs(after).max() > 1e-5
