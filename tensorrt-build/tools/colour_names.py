"""Writes `colour_names.json` of the looks from three lists of colour names.

The xkcd colour survey (CC0: what 200,000 people call a colour) and the names of CSS, both as
matplotlib carries them, and those of color-name-list (MIT) that fashion and interiors use and
neither has. The packages are pinned by version and SHA-256; nothing is fetched at run time:

    pip download matplotlib==3.11.2 --no-deps --only-binary :all: --platform manylinux_2_17_x86_64 \
        --python-version 3.11 --dest packages
    npm pack color-name-list@14.29.0 --pack-destination packages
    python tools/colour_names.py --packages packages
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import re
import tarfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
OUTPUT = ROOT / "triton-model-repo/chatbrush_models/looks/colour_names.json"
MATPLOTLIB = (
    "matplotlib-3.11.2-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.whl",
    "07d9b9fa60cd4c393692f50d0bb03123242ddf61c99bb0e95e75feb354e7c1a8",
)
COLOR_NAME_LIST = (
    "color-name-list-14.29.0.tgz",
    "f752799d73906aa5ed09e56e76cb213e0a5af1758d6b73cc8b89ef2d9fe5d509",
)
# Names of the survey that no editor should say, or that are said of things and hardly of colours.
COARSE = frozenset(
    "shit poop poo puke puce vomit barf snot booger piss pee diarrhea bile ugly nasty sickly sick "
    "poison bland bruise barney lipstick".split()
)
THINGS = frozenset(
    "apple algae berry blood bone camo carpet cement dandelion dark desert dirt dust earth "
    "evergreen fern forest grass ice iris leaf leather lichen light marine moccasin "
    "mud mushroom ocean pale pea peru pine rouge sea seaweed sky snow spruce squash swamp tea tree "
    "twilight velvet water".split()
)
# What people wear and furnish with, and neither the survey nor CSS names.
FASHION = """
acid green; alabaster; antique gold; antique rose; ash grey; barbie pink; biscuit; blush; bone;
bordeaux; bottle green; brass; british racing green; cappuccino; cardinal red; carrot orange;
celadon; champagne; cherry blossom; cinnabar; cinnamon; claret; coffee; cognac; cornsilk; dove
grey; dusty pink; ebony; ecru; eggshell white; electric pink; emerald green; espresso; flamingo;
french blue; garnet; graphite; greige; gunmetal; gunmetal grey; honey; hunter green; ink blue;
international klein blue; jet black; latte; linen; marigold; mauve taupe; merlot; midnight green;
military green; millennial pink; moss; mulberry; nougat; oatmeal; obsidian; old gold; onyx; opal;
oxblood; oyster; pacific blue; papaya; pearl; pearl white; persimmon; petrol; pewter; phthalo blue;
pine; pistachio green; platinum; powder blue; racing green; rose gold; rosewood; ruby red; russet;
sandstone; sapphire; sea green; seashell; sepia brown; shell pink; smoke grey; space grey; steel
blue; sunset orange; teal blue; tiffany blue; titanium; topaz; tuscan red; tyrian purple;
ultramarine; umber; van dyke brown; vanilla; venetian red; vermilion; walnut; wisteria; yves klein
blue; zinc
"""
# The words that CSS writes as one.
CSS_WORDS = re.compile(
    "(dark|medium|light|deep|pale|hot|forest|lawn|lime|sea|spring|yellow|blue|green|olive|orange|"
    "violet|rose|rosy|saddle|sandy|slate|steel|sky|royal|powder|navajo|old|misty|mint|midnight|"
    "indian|ghost|floral|fire|dodger|dim|cornflower|cadet|burly|antique|alice|lavender|lemon|"
    "peach|papaya|white|blanched|goldenrod|turquoise|rebecca)"
    "(?=[a-z]{3,})"
)


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--packages", type=Path, required=True, metavar="FOLDER")
    folder = parser.parse_args().packages
    survey, css = survey_and_css(checked(folder, *MATPLOTLIB))
    fashion = fashion_names(checked(folder, *COLOR_NAME_LIST))
    names = {**fashion, **css, **survey}
    lines = [f"  {json.dumps(name)}: {json.dumps(names[name])}" for name in sorted(names)]
    OUTPUT.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(f"{len(names)} names -> {OUTPUT.relative_to(ROOT)}")


def checked(folder: Path, name: str, sha256: str) -> Path:
    """Return the package's path. Errors: SystemExit where it is not the pinned one."""
    path = folder / name
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise SystemExit(f"{path} is not the package that is pinned here")
    return path


def survey_and_css(wheel: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Read both lists from matplotlib's source: name in words -> #rrggbb."""
    with zipfile.ZipFile(wheel) as files:
        tree = ast.parse(files.read("matplotlib/_color_data.py"))
    tables = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Dict)
    }
    survey = {}
    for name, value in tables["XKCD_COLORS"].items():
        plain = spelt(name)
        if not (COARSE | {"and", "with"}) & set(plain.split()) and plain not in THINGS:
            survey[plain] = value.lower()
    css = {}
    for name, value in tables["CSS4_COLORS"].items():
        if name not in THINGS:
            css.setdefault(spelt(in_words(name)), value.lower())
    return survey, css


def in_words(name: str) -> str:
    """Split "darkolivegreen" into words."""
    word = CSS_WORDS.match(name)
    return f"{word[0]} {in_words(name[word.end() :])}" if word else name


def fashion_names(archive: Path) -> dict[str, str]:
    """Read the chosen names from color-name-list. Errors: SystemExit for one that it lacks."""
    with tarfile.open(archive) as files:
        source = files.extractfile("package/dist/colornames.json")
        assert source is not None
        every = {spelt(entry["name"].lower()): entry["hex"].lower() for entry in json.load(source)}
    wanted = [spelt(" ".join(name.split())) for name in FASHION.split(";")]
    missing = [name for name in wanted if name not in every]
    if missing:
        raise SystemExit(f"color-name-list has no {', '.join(missing)}")
    return {name: every[name] for name in wanted}


def spelt(name: str) -> str:
    """Return the name in the one spelling that is looked up: words, British."""
    return re.sub("[-/]", " ", name).replace("gray", "grey").replace("'", "")


if __name__ == "__main__":
    main()
