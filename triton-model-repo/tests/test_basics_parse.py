import pytest
from chatbrush_models.basics.edits import (
    CropToRatio,
    CropToShare,
    CropToSize,
    CutSide,
    Extend,
    ExtendToLength,
    ExtendToRatio,
    FitInto,
    Flip,
    Rotate,
    ScaleBy,
    ScaleTo,
    Straighten,
)
from chatbrush_models.basics.parse import parse
from chatbrush_models.edit_contract import EditError


@pytest.mark.parametrize(
    ("prompt", "degrees"),
    [
        ("rotate left 90 degrees", -90),
        ("Rotate right", 90),
        ("rotate it a bit to the right", 5),
        ("turn it upside down", 180),
        ("rotate the photo 12.5° clockwise, please!", 12.5),
        ("rotate by -10 degrees", -10),
        ("turn the picture to the left", -90),
        ("rotate 2 degrees to straighten it", 2),
        ("counterclockwise", -90),
    ],
)
def test_turns_are_clockwise_where_nothing_else_is_said(prompt, degrees):
    assert parse(prompt) == [Rotate(degrees)]


@pytest.mark.parametrize(
    ("prompt", "edits"),
    [
        ("flip horizontally", [Flip("horizontal")]),
        ("mirror the image", [Flip("horizontal")]),
        ("flip it upside down", [Flip("vertical")]),
        ("flip horizontally and vertically", [Flip("horizontal"), Flip("vertical")]),
        ("rotate left, then crop to a square", [Rotate(-90), CropToRatio(1, 1)]),
        ("rotate 10 degrees but don't crop", [Rotate(10)]),
        ("take this photo and rotate it left", [Rotate(-90)]),
        ("straighten", [Straighten()]),
        ("the horizon is crooked", [Straighten()]),
    ],
)
def test_finds_edits_in_their_order(prompt, edits):
    assert parse(prompt) == edits


@pytest.mark.parametrize(
    ("prompt", "edit"),
    [
        ("crop to a square", CropToRatio(1, 1)),
        ("make it square", CropToRatio(1, 1)),
        ("crop it to 16:9", CropToRatio(16, 9)),
        ("crop to 9 by 16", CropToRatio(9, 16)),
        ("crop to portrait on the left", CropToRatio(3, 4, "left")),
        ("crop to 80%", CropToShare(0.8)),
        ("crop by 10 percent", CropToShare(0.9)),
        ("crop to the centre", CropToShare(0.5)),
        ("crop to the left half", CropToShare(0.5, "left")),
        ("remove 10% from each side", CropToShare(0.8)),
        ("remove 10% from the top", CutSide("top", 0.1)),
        ("cut 20% off the left", CutSide("left", 0.2)),
        ("remove 100 pixels from the bottom", CutSide("bottom", 0, 100)),
        ("crop to 800x600", CropToSize(800, 600)),
    ],
)
def test_crops_say_what_stays_or_what_goes(prompt, edit):
    assert parse(prompt) == [edit]


@pytest.mark.parametrize(
    ("prompt", "edit"),
    [
        ("resize to 50%", ScaleBy(0.5)),
        ("resize 30% smaller", ScaleBy(0.7)),
        ("enlarge by 50%", ScaleBy(1.5)),
        ("enlarge to 150%", ScaleBy(1.5)),
        ("twice as big", ScaleBy(2)),
        ("make the photo 3 times bigger", ScaleBy(3)),
        ("half the size", ScaleBy(0.5)),
        ("resize to 800 pixels wide", ScaleTo(800, "width")),
        ("600 px high", ScaleTo(600, "height")),
        ("resize to 1000", ScaleTo(1000, "longest")),
        ("resize to 1024x768", FitInto(1024, 768)),
    ],
)
def test_sizes_are_shares_factors_or_pixels(prompt, edit):
    found = parse(prompt)

    if isinstance(edit, ScaleBy):
        assert [each.factor for each in found] == [pytest.approx(edit.factor)]
    else:
        assert found == [edit]


@pytest.mark.parametrize(
    "prompt",
    [
        "make it winter",
        "crop it",
        "resize",
        "crop 80%",
        "don't rotate it",
        "rotate 400 degrees",
        "?",
    ],
)
def test_says_what_it_can_do_where_the_words_leave_it_open(prompt):
    with pytest.raises(EditError) as caught:
        parse(prompt)

    assert caught.value.code == "WORDS_NOT_UNDERSTOOD"
    assert "crop to a square" in caught.value.sentence


ACROSS, DOWN = ("left", "right"), ("top", "bottom")


@pytest.mark.parametrize(
    ("prompt", "edits"),
    [
        ("extend to 16:9", [ExtendToRatio(16, 9)]),
        ("extend it to a square on the left", [ExtendToRatio(1, 1, ("left",))]),
        ("extend left and right to 16:9", [ExtendToRatio(16, 9, ACROSS)]),
        ("extend left", [Extend(("left",), 0.1)]),
        ("extend 20% to the left", [Extend(("left",), 0.2)]),
        ("extend left and right", [Extend(ACROSS, 0.1)]),
        ("extend the top and bottom by 5%", [Extend(DOWN, 0.05)]),
        ("extend the top and the bottom edge, by 5 percent each", [Extend(DOWN, 0.05)]),
        ("extend 5% on the left, right and top", [Extend(("left", "right", "top"), 0.05)]),
        ("extend 10% to the left and 10% to the right", [Extend(ACROSS, 0.1)]),
        (
            "extend 5% to the left and 10% to the right",
            [Extend(("left",), 0.05), Extend(("right",), 0.1)],
        ),
        ("extend left 5% right 10%", [Extend(("left",), 0.05), Extend(("right",), 0.1)]),
        ("extend 5% left 10% right", [Extend(("left",), 0.05), Extend(("right",), 0.1)]),
        ("extend it by 10% on both sides", [Extend(ACROSS, 0.1)]),
        ("extend both sides and the top", [Extend(("left", "right", "top"), 0.1)]),
        ("extend by 5% on all sides", [Extend(ACROSS + DOWN, 0.05)]),
        ("expand by 80 pixels on the right and left", [Extend(ACROSS, pixels=80)]),
        ("extend left, then rotate left", [Extend(("left",), 0.1), Rotate(-90)]),
        ("extend left and right, then crop to a square", [Extend(ACROSS, 0.1), CropToRatio(1, 1)]),
        ("make it wider", [Extend(ACROSS, 0.1)]),
        ("make it a bit taller", [Extend(DOWN, 0.1)]),
        ("make it 200 pixels wider", [Extend(ACROSS, pixels=200, halved=True)]),
        ("make it 20% wider", [Extend(ACROSS, 0.2, halved=True)]),
        ("make it 20% wider and taller", [Extend(ACROSS + DOWN, 0.2, halved=True)]),
        ("make it wider by 5% on both sides", [Extend(ACROSS, 0.05)]),
        ("make it wider, 5% at the left", [Extend(("left",), 0.05)]),
        ("extend wide 10%", [Extend(ACROSS, 0.1, halved=True)]),
        ("extend to 1920 pixels wide", [ExtendToLength(1920, "width")]),
        ("extend to a height of 900 px at the top", [ExtendToLength(900, "height", ("top",))]),
        ("extend up by 5%", [Extend(("top",), 0.05)]),
        ("extend left by 5% and down by 3%", [Extend(("left",), 0.05), Extend(("bottom",), 0.03)]),
        ("outpaint", [Extend(ACROSS + DOWN, 0.1)]),
    ],
)
def test_room_is_added_where_it_is_said_and_nowhere_else(prompt, edits):
    assert parse(prompt) == edits


@pytest.mark.parametrize(
    "prompt",
    [
        "add 80 pixels of room",
        "extend left by 5% and left by 10%",
        "extend 5% and 10%",
        "extend left 5% 10%",
        "extend left by 10",
        "extend to 110%",
        "extend to 1920 pixels",
        "extend to twice its width",
        "extend by 10% to 16:9",
        "make it wider at the top",
        "extend but not to the left",
        "extend left and something of 5% on the right",
        "extend to 1920x1080",
    ],
)
def test_room_that_is_not_clear_is_refused(prompt):
    with pytest.raises(EditError, match="extend"):
        parse(prompt)
