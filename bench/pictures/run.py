"""How clean erasing, recolouring and cutting out are, beside other ways and a build before.

    ./chatbrush up --detach
    ./chatbrush bench pictures                      # this clone's stack
    ./chatbrush bench pictures --before FOLDER      # and another one that is up

FOLDER is the state folder (CHATBRUSH_HOME) of a stack; an http:// address will do, too. Every case
is drawn by formula: things pasted on known grounds, masks as people give them.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import cv2
import numpy as np
import sheet
from cases import CUT_OUT, ERASE, RECOLOUR, Case
from edits import cut_out, cut_out_alone, cut_out_by_rembg, edited, recoloured
from grounds import Picture
from mattes import CutOut, given, guided
from measures import Erased, Recoloured

from bench.client import Editor
from verify.stack import ROOT, address_of

BEFORE, NOW, TELEA = "before", "now", "Telea"
ALONE, REMBG = "nothing selected", "rembg, nothing selected"
Rows = list[tuple[Case, list[tuple[str, Picture]]]]


def main() -> None:
    """Edit each case, print two Markdown tables, write a contact sheet where asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    home = os.environ.get("CHATBRUSH_HOME", str(ROOT / ".chatbrush"))
    parser.add_argument("--home", default=home, metavar="FOLDER", help="the stack of now")
    parser.add_argument("--before", metavar="FOLDER", help="the stack that it is compared with")
    parser.add_argument(
        "--rembg", metavar="PYTHON", help="an interpreter that has rembg, to compare cut-outs with"
    )
    parser.add_argument("--sheet", type=Path, metavar="FILE", help="write a contact sheet, JPEG")
    options = parser.parse_args()
    editors = {NOW: Editor(address_of(options.home))}
    if options.before:
        editors = {BEFORE: Editor(address_of(options.before)), **editors}
    cut = cut_all(editors[NOW], options.rembg)
    erased, recoloured = erase_all(editors), recolour_all(editors)
    if options.sheet:
        sheet.write(options.sheet, erased + recoloured + cut)


def erase_all(editors: dict[str, Editor]) -> Rows:
    """Erase each thing, print the table, and return the pictures."""
    ways = [TELEA, *editors]
    print(
        "| erase | " + " | ".join(f"{way}: PSNR, GMSD, left, step" for way in ways) + " | beyond |"
    )
    print("|---|" + "---|" * (len(ways) + 1))
    rows: Rows = []
    figures: dict[str, list[Erased]] = {way: [] for way in ways}
    for case in ERASE:
        plane = case.mask.astype(np.uint8)
        pictures = {TELEA: cv2.inpaint(case.picture, plane, 3, cv2.INPAINT_TELEA)}
        for way, editor in editors.items():
            pictures[way] = edited(editor, case, "지워줘")
        for way, picture in pictures.items():
            figures[way].append(Erased.of(case, picture))
        cells = [cell(figures[way][-1]) for way in ways]
        print(f"| {case.name} | " + " | ".join(cells) + f" | {figures[NOW][-1].beyond} |")
        rows.append((case, [("picture", case.picture), *pictures.items(), ("truth", case.truth)]))
    means = [
        cell(Erased(*(np.mean([getattr(f, key) for f in figures[way]]) for key in KEYS)))
        for way in ways
    ]
    print("| **mean** | " + " | ".join(means) + " | |\n")
    return rows


KEYS = ("psnr", "gmsd", "left", "step", "beyond")


def cell(figure: Erased) -> str:
    """Return the four figures of one result."""
    return f"{figure.psnr:.1f}, {figure.gmsd:.3f}, {figure.left:.0f}, {figure.step:.1f}"


def recolour_all(editors: dict[str, Editor]) -> Rows:
    """Recolour each thing, print the table, and return the pictures."""
    print("| recolour | to | " + " | ".join(f"{way}: rim, ΔE" for way in editors) + " |")
    print("|---|---|" + "---|" * len(editors))
    rows: Rows = []
    for case, code in RECOLOUR:
        pictures = {way: recoloured(editor, case, code) for way, editor in editors.items()}
        cells = [recoloured_cell(case, code, picture) for picture in pictures.values()]
        print(f"| {case.name} | {code} | " + " | ".join(cells) + " |")
        seen = [(way, picture) for way, picture in pictures.items() if picture is not None]
        rows.append((case, [("picture", case.picture), *seen]))
    return rows


def recoloured_cell(case: Case, code: str, picture: Picture | None) -> str:
    """Return the two figures of one result, or that there is none."""
    if picture is None:
        return "refused"
    figure = Recoloured.of(case, code, picture)
    return f"{figure.rim}, {figure.difference:.1f}"


def cut_all(editor: Editor, rembg: str | None) -> Rows:
    """Cut out each thing, print the table, and return the pictures, laid on green."""
    ways = ("mask as it is", "guided filter", NOW, ALONE, *([REMBG] if rembg else []))
    print("| cut out | " + " | ".join(f"{way}: SAD, MSE, gradient, rim" for way in ways) + " |")
    print("|---|" + "---|" * len(ways))
    rows: Rows = []
    figures: dict[str, list[CutOut]] = {way: [] for way in ways}
    others = cut_out_by_rembg(rembg, CUT_OUT) if rembg else []
    for index, case in enumerate(CUT_OUT):
        mask = np.where(given(case), 255, 0).astype(np.uint8)
        rgba = {
            ways[0]: np.dstack([case.picture, mask]),
            ways[1]: np.dstack([case.picture, guided(case)]),
            NOW: cut_out(editor, case, mask),
            ALONE: cut_out_alone(editor, case),
        }
        if rembg:
            rgba[REMBG] = others[index]
        for way, made in rgba.items():
            figures[way].append(CutOut.of(case, made[..., :3], made[..., 3]))
        print(f"| {case.name} | " + " | ".join(matte_cell(figures[way][-1]) for way in ways) + " |")
        rows.append(
            (case, [("picture", case.picture), *((w, on_green(p)) for w, p in rgba.items())])
        )
    means = [CutOut(*(np.mean([getattr(f, k) for f in figures[w]]) for k in MATTE)) for w in ways]
    print("| **mean** | " + " | ".join(map(matte_cell, means)) + " |\n")
    return rows


MATTE = ("sad", "mse", "gradient", "rim")


def matte_cell(figure: CutOut) -> str:
    """Return the four figures of one result."""
    return f"{figure.sad:.2f}, {figure.mse:.2f}, {figure.gradient:.1f}, {figure.rim:.0f}"


def on_green(rgba: Picture) -> Picture:
    """Lay a cut-out on green, where a rim of the old ground is seen."""
    share = rgba[..., 3:] / 255
    return np.rint(rgba[..., :3] * share + (0, 180, 60) * (1 - share)).astype(np.uint8)


if __name__ == "__main__":
    main()
