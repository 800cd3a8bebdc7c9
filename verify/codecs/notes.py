"""What a file tells beside its pixels, through an edit and a download in each format."""

import io
import json
from itertools import product
from typing import Any
from xml.etree import ElementTree

import numpy as np
from kinds import image, saved
from PIL import Image
from sample import display_p3, shown

from bench.client import Editor, Session
from verify.figures import Figures

FORMATS = ("PNG", "JPEG", "WEBP")
CAMERA, DATE = "Camera One", "2026:11:29 10:11:12"
EXIF_DIRECTORY, GPS_DIRECTORY = 0x8769, 0x8825
MODEL, ORIENTATION, TAKEN_AT, PIXEL_WIDTH, LATITUDE = 0x0110, 0x0112, 0x9003, 0xA002, 2
EVENT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"
PARAMETERS = "{http://ns.adobe.com/xap/1.0/sType/ResourceEvent#}parameters"
EDIT = "brighten it by 20%"


def judge(figures: Figures, editor: Editor, short: bool) -> None:
    """Upload a photo with all that a camera tells in each format and download it in each."""
    forms = (("JPEG", "PNG"),) if short else product(FORMATS, FORMATS)
    lost: list[str] = []
    exact, shifts = [], []
    for came, wanted in forms:
        photo = noted(came)
        session = editor.upload(photo, f"IMG_1.{came.lower()}")
        file, headers = download(session, f"?format={wanted.lower()}")
        lost += [f"{came} to {wanted}: {what}" for what in missing(file, came, wanted)]
        if "-edit" in headers["content-disposition"]:
            lost.append(f"{came}: the name of an unedited file")
        off = shown(photo).astype(int) - shown(file)
        exact += [float(np.abs(off).mean())] if wanted == "PNG" else []
        shifts.append(float(np.abs(off.mean(axis=(0, 1))).max()))
        lost += places(session, f"{came} to {wanted}")
    lost += after_an_edit(editor)
    for what in lost:
        print(f"not kept: {what}")
    figures.equals("notes not kept, or told unasked", len(lost), 0)
    figures.at_most("a PNG beside its upload, worst mean", max(exact), 1, "of 255")
    figures.at_most("a download beside its upload, worst shift of colour", max(shifts), 1, "of 255")


def noted(form: str) -> bytes:
    """Return a lying photo with camera, date, place, profile and density."""
    exif = Image.Exif()
    exif[MODEL], exif[ORIENTATION] = CAMERA, 6
    exif[0x011A], exif[0x011B], exif[0x0128] = 300.0, 300.0, 2
    exif.get_ifd(EXIF_DIRECTORY).update({TAKEN_AT: DATE, PIXEL_WIDTH: 5})
    exif.get_ifd(GPS_DIRECTORY).update({1: "N", LATITUDE: (37.0, 30.0, 0.0)})
    options: dict[str, Any] = {} if form == "WEBP" else {"dpi": (300, 300)}
    # Muted: what a lossy format blurs beyond sRGB's colours would be cut off on looking at it.
    made = image(160, 120).point([64 + value // 2 for value in range(256)] * 3)
    return saved(made, form, exif=exif, icc_profile=display_p3(), quality=95, **options)


def download(session: Session, query: str) -> tuple[bytes, dict[str, str]]:
    """Return the head's file and the headers that it comes with."""
    return session.editor.call("GET", f"{session.path}/download{query}", accept="*/*")


def missing(file: bytes, came: str, wanted: str) -> list[str]:
    """Name what a download lacks or tells unasked."""
    opened = Image.open(io.BytesIO(file))
    exif = opened.getexif()
    details = exif.get_ifd(EXIF_DIRECTORY)
    dpi = opened.info.get("dpi", (exif.get(0x011A, 0),) * 2)
    holds = {
        f"format {wanted}": opened.format == wanted,
        "upright": exif.get(ORIENTATION) == 1 and opened.size == (120, 160),
        "camera": exif.get(MODEL) == CAMERA,
        "date": details.get(TAKEN_AT) == DATE,
        "its new size": details.get(PIXEL_WIDTH) == opened.width,
        "no place": not exif.get_ifd(GPS_DIRECTORY),
        "profile": opened.info.get("icc_profile") == display_p3(),
        "density": round(float(dpi[0])) == 300,
    }
    return [what for what, held in holds.items() if not held]


def places(session: Session, name: str) -> list[str]:
    """Name what the two other choices get wrong."""
    everything, _ = download(session, "?metadata=all")
    nothing, _ = download(session, "?metadata=none")
    place = Image.open(io.BytesIO(everything)).getexif().get_ifd(GPS_DIRECTORY)
    bare = Image.open(io.BytesIO(nothing))
    wrong = [] if place.get(LATITUDE) == (37.0, 30.0, 0.0) else [f"{name}: the place, asked for"]
    return wrong + (
        [f"{name}: notes, unasked"] if bare.getexif() or "icc_profile" in bare.info else []
    )


def after_an_edit(editor: Editor) -> list[str]:
    """Name what an edited picture's file lacks in the format that it came in."""
    session = editor.upload(noted("JPEG"), "IMG_1.jpg")
    session.say(EDIT)
    file, headers = download(session, "")
    lost = [f"edited: {what}" for what in missing(file, "JPEG", "JPEG")]
    if "IMG_1-edit2.jpg" not in headers["content-disposition"]:
        lost.append("edited: its name")
    for wanted in FORMATS:
        told, _ = download(session, f"?recipe=true&format={wanted.lower()}")
        silent, _ = download(session, f"?format={wanted.lower()}")
        if recipes(told) != ["image_transform"]:
            lost.append(f"edited: its recipe as {wanted}")
        if recipes(silent):
            lost.append(f"edited: its recipe as {wanted}, unasked")
    return lost


def recipes(file: bytes) -> list[str]:
    """Return the tools of the edits that a file tells of by XMP, read by Pillow."""
    packet = Image.open(io.BytesIO(file)).info.get("xmp", b"")
    if not packet:
        return []
    text = packet if isinstance(packet, str) else packet.decode("utf-8")
    events = ElementTree.fromstring(text.strip("\x00")).iterfind(f".//{EVENT}")
    return [json.loads(event.attrib[PARAMETERS])["tool"] for event in events]
