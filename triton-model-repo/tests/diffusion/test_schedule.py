import numpy as np
import pytest
from chatbrush_models.diffusion import samplers
from chatbrush_models.diffusion.errors import SettingsError
from chatbrush_models.diffusion.schedule import Schedule, solver_timesteps, spread_timesteps

SCHEDULE = Schedule()


def test_betas_are_those_that_stable_diffusion_was_published_with():
    betas = SCHEDULE.betas()

    assert betas.shape == (1000,)
    assert betas.dtype == np.float32
    assert betas[[0, -1]] == pytest.approx([0.00085, 0.012], rel=1e-6)
    assert np.diff(np.sqrt(betas)) == pytest.approx((0.012**0.5 - 0.00085**0.5) / 999, rel=1e-2)


def test_alpha_bars_and_sigmas_are_the_published_ones():
    alpha_bars = SCHEDULE.alpha_bars()

    assert alpha_bars[0] == pytest.approx(0.99915, rel=1e-6)
    assert alpha_bars[999] == pytest.approx(0.0046601, rel=1e-4)
    assert SCHEDULE.sigmas_at((999.0, 0.0)) == pytest.approx((14.6146, 0.029168), rel=1e-4)


def test_sigmas_between_training_steps_lie_between_theirs():
    low, between, high = SCHEDULE.sigmas_at((10.0, 10.25, 11.0))

    assert between == pytest.approx(0.75 * low + 0.25 * high, rel=1e-6)


def test_spacings_are_those_of_the_table():
    assert spread_timesteps(SCHEDULE, 4, "leading") == (751, 501, 251, 1)
    assert spread_timesteps(SCHEDULE, 4, "linspace") == (999, 666, 333, 0)
    assert spread_timesteps(SCHEDULE, 4, "trailing") == (999, 749, 499, 249)
    assert solver_timesteps(SCHEDULE, 4, "linspace") == (999, 749, 500, 250)
    assert solver_timesteps(SCHEDULE, 4, "leading") == (801, 601, 401, 201)


def test_lcm_visits_the_timesteps_it_was_distilled_at():
    sampler = samplers.create("lcm", SCHEDULE, 4)

    assert sampler.timesteps == (999, 759, 499, 259)


def test_plms_repeats_its_second_timestep():
    sampler = samplers.create("plms", SCHEDULE, 50)

    assert len(sampler.timesteps) == 51
    assert sampler.timesteps[:4] == (981, 961, 961, 941)


@pytest.mark.parametrize("name", samplers.SAMPLERS)
@pytest.mark.parametrize("steps", [1, 2, 3, 20, 50])
@pytest.mark.parametrize("spacing", [None, "leading", "linspace", "trailing"])
def test_every_sampler_starts_noisy_and_never_goes_back(name, steps, spacing):
    timesteps = samplers.create(name, Schedule(spacing=spacing), steps).timesteps

    assert len(timesteps) == steps + (name == "plms" and steps > 1)
    assert all(0 <= timestep < 1000 for timestep in timesteps)
    assert sorted(timesteps, reverse=True) == list(timesteps)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"prediction": "noise"}, "prediction must be one of epsilon, velocity, got 'noise'"),
        ({"spacing": "log"}, "spacing must be one of leading, linspace, trailing, got 'log'"),
    ],
)
def test_a_wrong_schedule_says_what_is_right(wrong, sentence):
    with pytest.raises(SettingsError, match=sentence):
        Schedule(**wrong)
