import pytest
from chatbrush_models.edit_contract import EditError
from chatbrush_models.looks.catalogue import looks, words
from chatbrush_models.looks.colour_words import read
from chatbrush_models.looks.parse import parse


def wishes(prompt):
    return [(wish.look, wish.amount) for wish in parse(prompt)]


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("make it winter", [("winter", 1.0)]),
        ("Make it WINTER!", [("winter", 1.0)]),
        ("turn it black and white, a bit warmer", [("black_and_white", 1.0), ("warmer", 0.5)]),
        ("much darker and slightly less saturated", [("darker", 1.5), ("less_colour", 0.5)]),
        ("make it brighter but only a little", [("brighter", 0.5)]),
        ("increase brightness slightly", [("brighter", 0.5)]),
        ("make it look like Van Gogh's Starry Night", [("starry_night", 1.0)]),
        ("Convert the image to a watercolor painting style", [("watercolour", 1.0)]),
        ("add film grain and a vignette", [("grain", 1.0), ("vignette", 1.0)]),
        ("vintage, no grain", [("vintage", 1.0)]),
        ("remove the noise", [("denoise", 1.0)]),
        ("turn the day into night", [("night", 1.0)]),
        ("cyberpunk neon city", [("cyberpunk", 1.0)]),
    ],
)
def test_finds_looks_and_how_strongly(prompt, expected):
    assert wishes(prompt) == expected


@pytest.mark.parametrize(
    ("prompt", "colour"),
    [
        ("make it red", "red"),
        ("change the shirt to navy blue", "navy blue"),
        ("turn the red car blue", "blue"),
        ("Change the color of the dress to red", "red"),
        ("paint it sky blue please", "sky blue"),
        ("recolor the selected shirt to white", "white"),
        ("make it dark red", "dark red"),
        ("don't make it blue, make it green", "green"),
        ("light blue", "light blue"),
    ],
)
def test_finds_the_new_colour_not_the_old_one(prompt, colour):
    (wish,) = parse(prompt)

    assert (wish.look, wish.colour) == ("recolour", read(colour.split(), 0).rgb)


@pytest.mark.parametrize(
    "prompt",
    [
        "replace the dog with a cat",
        "add a hat in red",
        "a cat wearing a red hat",
        "make him smile",
        "make it winter and add a dragon",
        "",
        "???",
        "빨간색",
    ],
)
def test_what_it_cannot_do_is_said_with_what_it_can(prompt):
    with pytest.raises(EditError) as caught:
        parse(prompt)

    assert caught.value.code == "LOOK_UNKNOWN"
    assert "winter" in caught.value.sentence
    assert "./chatbrush models pull diffusion" in caught.value.sentence


def test_refusal_quotes_the_part_it_cannot_do():
    with pytest.raises(EditError, match="I cannot do 'add a dragon'"):
        parse("make it winter and add a dragon")


def test_a_named_background_is_remembered():
    assert parse("blur the background")[0].part == "background"
    assert parse("blur it")[0].part is None


def test_every_look_is_found_by_its_own_title_and_by_each_of_its_words():
    for look in looks().values():
        assert wishes(look.en) == [(look.id, 1.0)]
        for word in look.words:
            assert wishes(word) == [(look.id, 1.0)], word


def test_no_phrase_asks_for_two_looks():
    phrases = [word for look in looks().values() for word in look.words]
    small = {*words().amounts, *words().negations, *words().foreign_verbs}

    assert len(phrases) == len(set(phrases))
    assert not small & set(phrases)


@pytest.mark.parametrize(
    ("prompt", "look", "amount"),
    [
        ("20% brighter", "brighter", 0.2),
        ("make it 30 percent darker", "darker", 0.3),
        ("brighter by 15 %", "brighter", 0.15),
        ("50% less saturation", "less_colour", 0.5),
        ("brightness +20", "brighter", 0.2),
        ("brightness -20", "darker", 0.2),
        ("contrast -10", "less_contrast", 0.1),
        ("lower the overall brightness by 20%", "darker", 0.2),
        ("twice as bright", "brighter", 2),
        ("half as bright", "darker", 1),
        ("make it 1.5 times brighter", "brighter", 1.5),
        ("warmer 500%", "warmer", 4),
        ("increase the temperature", "warmer", 1),
    ],
)
def test_exact_amounts_are_shares_of_the_normal_strength(prompt, look, amount):
    assert wishes(prompt) == [(look, pytest.approx(amount))]


def test_an_amount_of_no_direction_is_not_guessed():
    with pytest.raises(EditError):
        parse("brightness")
