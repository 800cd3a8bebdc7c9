import numpy as np
import pytest
from chatbrush_models.diffusion import loop, samplers
from chatbrush_models.diffusion.errors import LoopCancelledError, NetworkOutputError, SettingsError
from chatbrush_models.diffusion.guidance import Conditions, ThreeWay, TwoWay
from chatbrush_models.diffusion.inpainting import Known

LATENTS = (1, 4, 6, 5)
TEXT, NEGATIVE = np.full((1, 77, 3), 2, np.float32), np.full((1, 77, 3), -1, np.float32)
IMAGE = np.random.default_rng(1).standard_normal(LATENTS, dtype=np.float32)
CONDITIONS = Conditions(TEXT, NEGATIVE, IMAGE)


def half(latent, _timestep, _branches):
    return latent * np.float32(0.5)


def run(settings=None, denoise=half, conditions=CONDITIONS, **options):
    settings = settings or loop.LoopSettings(steps=4, guidance=ThreeWay())
    return loop.run(settings, conditions, denoise, np.random.default_rng(5), **options)


def test_one_call_a_step_carries_all_branches():
    calls = []

    def denoise(latent, timestep, branches):
        calls.append((latent.shape, branches.count, timestep.tolist(), id(branches)))
        return half(latent, timestep, branches)

    run(denoise=denoise)

    assert [(shape, count) for shape, count, _, _ in calls] == [((1, 4, 6, 5), 3)] * 4
    assert [time for _, _, time, _ in calls] == [[[pytest.approx(t)]] for t in (999, 666, 333, 0)]
    assert len({identity for *_, identity in calls}) == 1


def test_steps_are_reported_with_the_picture_as_guessed_so_far():
    reports = []

    finished = run(on_step=reports.append)

    assert [(report.done, report.total) for report in reports] == [(k, 4) for k in range(1, 5)]
    assert reports[-1].latents is finished
    assert all(report.clean.shape == LATENTS for report in reports)
    assert reports[-1].clean == pytest.approx(finished, abs=1e-5)  # nothing is left but the picture


@pytest.mark.parametrize("step", range(4))
def test_nothing_is_computed_after_a_cancel(step):
    calls = []

    def denoise(*arrays):
        calls.append(arrays)
        return half(*arrays)

    with pytest.raises(LoopCancelledError):
        run(denoise=denoise, is_cancelled=lambda: len(calls) >= step)

    assert len(calls) == step


def test_an_error_of_the_network_comes_through_as_it_is():
    def denoise(*_):
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        run(denoise=denoise)


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_numbers_that_are_none_end_the_run_with_a_sentence(wrong):
    def denoise(latent, timestep, branches):
        answer = half(latent, timestep, branches)
        if timestep[0, 0] < 500:
            answer[0, 0, 0, 0] = wrong
        return answer

    with pytest.raises(NetworkOutputError, match="NaN or infinity at timestep 333"):
        run(denoise=denoise)


def test_an_answer_of_another_shape_or_type_ends_the_run_with_a_sentence():
    with pytest.raises(NetworkOutputError, match=r"float32 \[1, 4, 6, 5\], got float32 \[1, 3"):
        run(denoise=lambda latent, *_: latent[:, :3])
    with pytest.raises(NetworkOutputError, match="got float64"):
        run(denoise=lambda latent, *_: latent.astype(np.float64))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"steps": 0}, "steps must be 1 to 500, got 0"),
        ({"steps": 10_000}, "steps must be 1 to 500, got 10000"),
        ({"sampler": "magic"}, "sampler must be one of euler_ancestral, .*, lcm, got 'magic'"),
        ({"sampler": "lcm", "steps": 51}, "'lcm' takes 1 to 50 steps, got 51"),
        ({"strength": 1.5}, "strength must be 0 to 1, got 1.5"),
        ({"strength": float("nan")}, "strength must be 0 to 1, got nan"),
        ({"steps": 4, "strength": 0.2}, "4 steps at strength 0.2 leave none to run"),
    ],
)
def test_wrong_settings_say_what_is_right(wrong, sentence):
    with pytest.raises(SettingsError, match=sentence):
        loop.LoopSettings(**wrong)


@pytest.mark.parametrize(("strength", "calls"), [(1.0, 10), (0.6, 6), (0.35, 3), (0.1, 1)])
def test_strength_leaves_out_the_first_steps(strength, calls):
    settings = loop.LoopSettings("ddim", 10, strength, TwoWay())
    counted = []

    run(settings, source=IMAGE, on_step=counted.append)

    assert len(counted) == settings.call_count == calls


def test_a_weak_edit_stays_nearer_to_the_picture():
    def distance(strength: float) -> float:
        settings = loop.LoopSettings("ddim", 10, strength, TwoWay())
        return float(np.abs(run(settings, source=IMAGE) - IMAGE).mean())

    assert distance(0.2) < distance(0.5) < distance(0.9)


def test_a_strength_below_one_needs_the_picture():
    with pytest.raises(SettingsError, match="pass its latents"):
        run(loop.LoopSettings(steps=10, strength=0.5))


@pytest.mark.parametrize("sampler", samplers.SAMPLERS)
def test_known_latents_are_kept_outside_the_mask(sampler):
    mask = np.zeros((1, 1, 6, 5), np.float32)
    mask[:, :, 2:4] = 1

    finished = run(loop.LoopSettings(sampler, 6), known=Known(IMAGE, mask))

    outside = np.broadcast_to(mask == 0, LATENTS)
    assert np.array_equal(finished[outside], IMAGE[outside])
    assert not np.isclose(finished[~outside], IMAGE[~outside]).any()


def test_a_cell_that_may_change_a_little_is_put_back_for_the_first_steps_only():
    def finished(change: float):
        cells = np.full((1, 1, 6, 5), change, np.float32)
        return run(loop.LoopSettings("ddim", 6), known=Known(IMAGE, cells))

    alone = run(loop.LoopSettings("ddim", 6))
    gaps = [float(np.abs(finished(change) - IMAGE).mean()) for change in (0, 0.2, 0.5, 0.8, 1)]

    assert gaps == sorted(set(gaps)), "the more, the further from the picture"
    assert np.array_equal(finished(0), IMAGE)
    assert np.array_equal(finished(1), alone)


def test_the_unconditional_branch_can_be_dropped_late():
    counts = []

    def denoise(latent, timestep, branches):
        counts.append(branches.count)
        return half(latent, timestep, branches)

    guidance = ThreeWay(drop_image_after=0.6)
    run(loop.LoopSettings(steps=10, guidance=guidance), denoise=denoise)

    assert counts == [3] * 6 + [2] * 4
