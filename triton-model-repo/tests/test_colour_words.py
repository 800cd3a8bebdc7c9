import json

import numpy as np
import pytest
from chatbrush_models.edit_contract import EditError
from chatbrush_models.looks import catalogue, colour_words
from chatbrush_models.looks.colour_words import modified, read
from chatbrush_models.looks.oklab import lch
from chatbrush_models.looks.parse import parse
from colour_difference import cie76, cielab

PEOPLE_SAY = """
skin tone; nude; wine; khaki; turquoise; rose gold; camel; champagne; taupe; gunmetal; ecru; mocha;
espresso; cognac; mauve; blush; dusty rose; dusty pink; electric blue; tiffany blue; hot pink;
off white; off-white; eggshell; pearl; platinum; slate; steel blue; denim; ochre; saffron; apricot;
tangerine; burnt orange; burnt sienna; umber; mahogany; chestnut; cherry red; brick red; raspberry;
cranberry; cerise; oxblood; merlot; aubergine; eggplant; periwinkle; cornflower blue; cerulean;
azure; ultramarine; prussian blue; petrol; seafoam; celadon; jade; pistachio; avocado; chartreuse;
moss green; army green; hunter green; british racing green; bottle green; kelly green;
lemon yellow; canary yellow; vanilla; sand; stone; greige; honey; bubblegum pink; candy pink;
powder blue; ice blue; midnight blue; space grey; space gray; rust; copper; bronze; silver; gold;
amethyst; orchid; mulberry; millennial pink; carmine; vermilion; vermillion; ruby; sapphire; neon
green; neon orange; neon pink; acid green; olive drab; royal blue; navyblue; lightgray; hotpink;
cream; ivory; beige; charcoal grey; off-white; flesh; salmon pink; coral; plum; lilac; sage green
""".split(";")


def said(text):
    colour = read(text.split(), 0)
    return colour.rgb if colour and colour.length == len(text.split()) else None


def recoloured(prompt):
    (wish,) = parse(prompt)
    assert wish.look == "recolour"
    return "#{:02x}{:02x}{:02x}".format(*wish.colour)


@pytest.mark.parametrize("name", [" ".join(each.split()) for each in PEOPLE_SAY])
def test_knows_the_colours_that_people_say(name):
    (wish,) = parse(f"make it {name}")

    assert wish.look == "recolour"


@pytest.mark.parametrize(
    "code",
    ["#ff8800", "#FF8800", "#f80", "#ff8800cc", "rgb(255, 136, 0)", "rgba(255 136 0 / 1)"]
    + ["rgb(100%, 53.3%, 0%)", "rgb 255 136 0", "hsl(32, 100%, 50%)", "FF8800"],
)
def test_codes_are_colours_anywhere(code):
    assert recoloured(f"make it {code}") == "#ff8800"
    assert recoloured(f"change the coat to {code}, please") == "#ff8800"


def test_a_shade_named_after_a_thing_lies_between_both():
    strawberry, red, both = (lch(said(text))[0] for text in ("strawberry", "red", "strawberry red"))

    assert min(strawberry, red) < both < max(strawberry, red)
    assert recoloured("make the strawberry red") == recoloured("red")


def test_a_code_may_begin_with_digits():
    assert recoloured("make it 20ff00") == "#20ff00"


@pytest.mark.parametrize("code", ["#12", "#12345", "rgb(1, 2)", "#ff8800x"])
def test_what_is_no_code_is_no_colour(code):
    with pytest.raises(EditError):
        parse(f"make it {code}")


@pytest.mark.parametrize(
    ("prompt", "same"),
    [
        ("fluorescent green", "neon green"),
        ("light-blue", "light blue"),
        ("rose-gold", "rose gold"),
        ("pale grey", "pale gray"),
        ("matte black", "black"),
        ("make it blue instead of red", "blue"),
        ("change it to blue from red", "blue"),
        ("change it from red to blue", "blue"),
        ("make it red, not blue", "red"),
        ("make it red not blue", "red"),
        ("make it baby blue like the sky", "baby blue"),
        ("make it a camel colour", "camel"),
        ("make it bronze-coloured", "bronze"),
        ("paint the wall sand", "sand"),
    ],
)
def test_says_the_same(prompt, same):
    assert recoloured(prompt) == recoloured(same)


@pytest.mark.parametrize(
    "prompt",
    ["turn it into a camel", "change the rose", "make the sky", "change the skin", "into a plum"]
    + ["don't make it blue", "the dusty pink car", "make it not green", "turn it to stone"],
)
def test_a_thing_or_a_refused_colour_is_not_given(prompt):
    with pytest.raises(EditError):
        parse(prompt)


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("light blue tint", ["cooler"]),
        ("dark teal and orange", ["darker", "film"]),
        ("pink pastel drawing", ["colour_pencil"]),
        ("golden hour", ["golden_hour"]),
        ("sunset, orange tint", ["sunset", "warmer"]),
        ("make it neon", ["cyberpunk"]),
    ],
)
def test_a_colour_cuts_no_look_in_two(prompt, expected):
    assert [wish.look for wish in parse(prompt)] == expected


@pytest.mark.parametrize(
    "text",
    ["dark olive green", "very pale yellow", "muted teal", "pastel mint", "bright light pink"]
    + ["slightly dusty lilac", "neon coral", "coral neon", "super bright pink", "warm grey"]
    + ["a bit darker red", "deep dusty rose", "very very dark red", "light neon green"],
)
def test_modifiers_compose_with_any_name(text):
    assert said(text) is not None


@pytest.mark.parametrize(
    ("prompt", "colour"),
    [("make it greener", "green"), ("a bit redder", "red"), ("make it more pink", "pink")],
)
def test_comparatives_go_part_of_the_way(prompt, colour):
    (wish,) = parse(prompt)

    assert (wish.look, wish.colour) == ("recolour", said(colour))
    assert 0.2 < wish.amount < 0.8


def test_a_compound_of_the_list_comes_before_composing():
    listed = catalogue.colours()

    assert said("dark olive green") == listed["dark olive green"]
    assert said("dusty rose") == listed["dusty rose"]
    assert said("pale olive green") == listed["pale olive green"]


@pytest.mark.parametrize(
    ("weaker", "stronger", "which"),
    [
        ("red", "dark red", 0),
        ("dark red", "very dark red", 0),
        ("slightly dark teal", "dark teal", 0),
        ("pale teal", "teal", 0),
        ("very pale coral", "pale coral", 0),
        ("neon teal", "teal", 1),
        ("teal", "dusty teal", 1),
        ("muted orchid", "very muted orchid", 1),
    ],
)
def test_modifiers_and_words_of_strength_order_lightness_and_chroma(weaker, stronger, which):
    assert lch(said(weaker))[which] > lch(said(stronger))[which]


def test_modifiers_make_what_people_call_so():
    """Hold the modifiers against the survey's own "dark teal", "pale peach" and so on."""
    listed = {
        name: tuple(bytes.fromhex(value[1:]))
        for name, value in json.loads(
            (catalogue.FOLDER / "colour_names.json").read_text(encoding="utf-8")
        ).items()
    }
    modifiers = catalogue.colour_words()["modifiers"]
    composed, unchanged = [], []
    for name, rgb in listed.items():
        modifier, _, base = name.partition(" ")
        if modifier in modifiers and base in listed:
            wanted = cielab(rgb)
            made = modified(listed[base], modifiers[modifier], 1)
            composed.append(cie76(cielab(made), wanted))
            unchanged.append(cie76(cielab(listed[base]), wanted))

    assert len(composed) > 300
    assert np.median(composed) < 15 < 28 < np.median(unchanged)


def test_every_name_and_modifier_is_well_formed():
    assert len(catalogue.colours()) > 1000
    for name in catalogue.colours():
        assert name == name.lower() and "-" not in name and "gray" not in name
        assert name.count(" ") < colour_words.LONGEST_NAME
    for modifier in catalogue.colour_words()["modifiers"].values():
        assert set(modifier) <= {"purity", "towards", "light", "chroma"}


def test_a_sentence_of_many_modifiers_is_read_in_no_time():
    assert parse("make it " + "very light " * 400 + "red")
