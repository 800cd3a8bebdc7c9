import numpy as np
import pytest
from chatbrush_models.edit_contract import EditError, EditRequest
from chatbrush_models.edit_options import Options
from chatbrush_models.edit_progress import CancelledError, Progress
from pictures import landscape

STRENGTH = Options.parse(
    '[{"name": "strength", "type": "float", "min": 0, "max": 1, "default": 1,'
    ' "title": {"en": "Strength", "ko": "강도"}}]'
)


def arrays(**changes):
    image = landscape(40, 30)
    mask = np.zeros((30, 40), np.uint8)
    mask[5:10, 5:10] = 255
    found = {"image": image, "mask": mask, "prompt": np.array([b"winter"], object), **changes}
    return {name: value for name, value in found.items() if value is not None}


def code_of(changes):
    with pytest.raises(EditError) as caught:
        EditRequest.read(arrays(**changes), "required", "required", STRENGTH)
    return caught.value.code


def test_reads_a_whole_request():
    given = arrays(seed=np.array([5]), strength=np.array([0.5], np.float32))
    request = EditRequest.read(given, "required", "required", STRENGTH)

    assert request.mask.sum() == 25
    assert request.prompt == "winter"
    assert (request.seed, request.number("strength"), request.preview_every) == (5, 0.5, 0)


def test_reads_references_in_their_order():
    first, second = np.zeros((4, 5, 3), np.uint8), np.ones((6, 2, 3), np.uint8)
    given = arrays(reference_image_2=second, reference_image_1=first)
    request = EditRequest.read(given, "required", "required", STRENGTH, references=2)

    assert [each.shape for each in request.references] == [(4, 5, 3), (6, 2, 3)]
    with pytest.raises(EditError, match="REFERENCE_NEEDED: send 3 other pictures"):
        EditRequest.read(given, "required", "required", STRENGTH, references=3)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"image": None}, "INPUT_INVALID"),
        ({"image": np.zeros((4, 4), np.uint8)}, "INPUT_INVALID"),
        ({"image": np.zeros((4, 4, 3), np.float32)}, "INPUT_INVALID"),
        ({"image": np.zeros((0, 4, 3), np.uint8)}, "INPUT_INVALID"),
        ({"image": np.zeros((1, 64_000_001, 3), np.uint8)}, "IMAGE_TOO_LARGE"),
        ({"mask": None}, "MASK_NEEDED"),
        ({"mask": np.zeros((30, 40), np.uint8)}, "MASK_EMPTY"),
        ({"mask": np.full((30, 41), 255, np.uint8)}, "INPUT_INVALID"),
        ({"mask": np.full((30, 40), 1.0, np.float32)}, "INPUT_INVALID"),
        ({"prompt": None}, "PROMPT_NEEDED"),
        ({"prompt": np.array([b"  "], object)}, "PROMPT_NEEDED"),
        ({"prompt": np.array([b"\xff\xfe"], object)}, "INPUT_INVALID"),
        ({"strength": np.array([1.5], np.float32)}, "OPTION_INVALID"),
        ({"strength": np.array([np.nan], np.float32)}, "OPTION_INVALID"),
        ({"preview_every": np.array([-1], np.int32)}, "INPUT_INVALID"),
        ({"reference_image_1": np.zeros((4, 4), np.uint8)}, "INPUT_INVALID"),
        ({"reference_image_2": np.zeros((4, 4, 3), np.uint8)}, "INPUT_INVALID"),
    ],
)
def test_refuses_with_a_code(changes, code):
    assert code_of(changes) == code


def test_mask_is_not_read_by_a_tool_that_takes_none():
    request = EditRequest.read(
        arrays(mask=np.zeros((3, 3), np.uint8)), "none", "required", STRENGTH
    )

    assert request.mask is None


def test_without_a_seed_one_is_drawn_and_the_same_seed_draws_the_same():
    one = EditRequest.read(arrays(), "required", "required", STRENGTH)
    other = EditRequest.read(arrays(), "required", "required", STRENGTH)
    again = EditRequest.read(arrays(seed=np.array([one.seed])), "required", "required", STRENGTH)

    assert one.seed != other.seed
    assert one.random().random() == again.random().random()


def test_what_grew_beyond_the_mask_is_said_and_nothing_else():
    sent = []
    mask, more = np.zeros((30, 40), bool), np.zeros((30, 40), bool)
    mask[5:10, 5:10], more[4:9, 5:10] = True, True

    for changed in (mask, more):
        progress = Progress(sent.append, lambda: False)
        progress.grew(changed, mask)
        progress.finish(landscape(40, 30), seed=1)

    assert "mask" not in sent[0]
    assert (sent[1]["mask"] == np.where(mask | more, 255, 0)).all()


def test_progress_counts_steps_and_sends_previews_when_asked():
    sent = []
    progress = Progress(sent.append, lambda: False, preview_every=2)
    picture = landscape(2000, 1000)

    progress.begin(3)
    progress.step(lambda: picture)
    progress.step(lambda: picture)
    progress.finish(picture, seed=9)

    assert [(r["step"][0], r["total_steps"][0]) for r in sent] == [(1, 3), (2, 3), (3, 3)]
    assert ["preview" in r for r in sent] == [False, True, False]
    assert sent[1]["preview"].shape == (352, 704, 3)
    assert sent[2]["image"].shape == (1000, 2000, 3)
    assert sent[2]["seed"][0] == 9


def test_progress_stops_at_the_step_after_a_cancel():
    sent, cancelled = [], []
    progress = Progress(sent.append, lambda: bool(cancelled))

    progress.begin(5)
    progress.step()
    cancelled.append(True)
    with pytest.raises(CancelledError):
        progress.step()

    assert len(sent) == 1


def test_progress_stops_when_the_time_is_over():
    sent, late = [], []
    progress = Progress(sent.append, lambda: False, is_late=lambda: bool(late))

    progress.begin(5)
    progress.step()
    late.append(True)
    with pytest.raises(EditError, match="INFERENCE_TIMEOUT: the edit was at step 1 of 5"):
        progress.step()

    assert len(sent) == 1
