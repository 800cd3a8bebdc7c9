"""The cases: a thing on a known ground, the mask that a person gives, and what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from grounds import GROUNDS, Picture, Plane
from numpy.typing import NDArray
from things import ball, flower, fur, letters, person, wire

Mask = NDArray[np.bool_]
DARK, RED, WHITE = (40, 40, 40), (196, 40, 36), (238, 236, 226)
ORANGE, BLUE, BLACK = (235, 120, 20), (40, 74, 160), (34, 33, 36)
BROWN = (120, 84, 52)
CLOTH_TINT = np.array([0.75, 0.95, 1.1])


@dataclass(frozen=True)
class Case:
    """One picture and one wish.

    ground: a name of `GROUNDS`; cover: the thing's share of each pixel; soft: sigma in pixels of
    its edge; off: pixels by which the mask is larger than the thing, negative: smaller; jpeg:
    quality that it was kept at, 0 for none; cloth: the ground that the thing is made of, in place
    of a colour.
    """

    name: str
    ground: str
    cover: Plane
    colour: tuple[int, int, int]
    soft: float = 0.0
    off: int = 0
    jpeg: int = 0
    sharp: bool = False
    cloth: str = ""

    @cached_property
    def share(self) -> Plane:
        """The thing's share of each pixel, its edge as soft as it is."""
        if self.sharp:
            return (self.cover > 0.5).astype(float)
        return cv2.GaussianBlur(self.cover, (0, 0), self.soft) if self.soft else self.cover

    @cached_property
    def truth(self) -> Picture:
        """The ground without the thing, through the same JPEG."""
        return self._kept(GROUNDS[self.ground]())

    @cached_property
    def picture(self) -> Picture:
        """The thing before the ground."""
        share = self.share[..., None]
        mixed = GROUNDS[self.ground]() * (1 - share) + self.own * share
        return self._kept(np.clip(np.rint(mixed), 0, 255).astype(np.uint8))

    @cached_property
    def own(self) -> NDArray[np.float64]:
        """The thing's own colours, float64 [H,W,3], everywhere."""
        if self.cloth:
            return np.roll(GROUNDS[self.cloth]()[:, ::-1], 37, axis=1) * CLOTH_TINT
        shade = 1 + 0.1 * cv2.blur(self.cover, (61, 61))[..., None] - 0.08
        return np.array(self.colour) * shade

    @cached_property
    def mask(self) -> Mask:
        """What the person marks: the thing as seen, or a little more or less."""
        mask = (self.share > 0.5).astype(np.uint8)
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * abs(self.off) + 1,) * 2)
        grown = cv2.dilate(mask, kernel) if self.off > 0 else cv2.erode(mask, kernel)
        return grown > 0

    def _kept(self, picture: Picture) -> Picture:
        if not self.jpeg:
            return picture
        flags = [cv2.IMWRITE_JPEG_QUALITY, self.jpeg]
        done, file = cv2.imencode(".jpg", picture[..., ::-1], flags)
        assert done
        return np.ascontiguousarray(cv2.imdecode(file, cv2.IMREAD_COLOR)[..., ::-1])


ERASE = [
    Case("hard disc, exact mask", "gradient", ball(45), DARK, sharp=True),
    Case("ball, exact mask", "gradient", ball(45), RED),
    Case("soft ball, exact mask", "gradient", ball(45), DARK, soft=2),
    Case("ball in a noisy photo", "grain", ball(45), WHITE, soft=1),
    Case("ball in a JPEG", "clouds", ball(40), RED, jpeg=75),
    Case("letters on bricks", "bricks", letters(), WHITE),
    Case("letters in a JPEG", "sand", letters(), DARK, jpeg=80),
    Case("wire before clouds", "clouds", wire(), DARK),
    Case("mask 3 px too small", "sand", ball(45), DARK, off=-3),
    Case("mask 4 px too large", "planks", ball(45), RED, off=4),
    Case("ball on grass", "grass", ball(48), RED),
    Case("person at the sea", "sky_and_sea", person(), BLACK),
    Case("person before tiles", "tiles", person(), RED, off=2),
    Case("large ball on bricks", "bricks", ball(100), BLUE, off=2),
    Case("large ball on cloth", "weave", ball(100), WHITE, off=2),
    Case("large ball on grass", "grass", ball(100), RED, off=2),
    Case("large ball on sand", "sand", ball(110), BLUE, off=2),
]
RECOLOUR = [
    (Case("orange flower", "sand", flower(), ORANGE), "#141414"),
    (Case("orange flower, soft", "clouds", flower(), ORANGE, soft=2), "#1f4ea8"),
    (Case("flower in a JPEG", "grass", flower(), ORANGE, jpeg=80), "#f2f0ea"),
    (Case("blue cloth", "gradient", ball(90), BLUE, sharp=True), "#39ff14"),
    (Case("white ball, small mask", "planks", ball(80), WHITE, off=-2), "#c01f2a"),
    (Case("dark coat, large mask", "gradient", person(), BLACK, off=2), "#c01f2a"),
    (Case("beige coat", "tiles", person(), (190, 170, 140)), "#141414"),
]
CUT_OUT = [
    Case("brown fur before sand", "sand", fur(), BROWN),
    Case("brown fur before clouds", "clouds", fur(), BROWN, soft=0.6),
    Case("white fur before grass", "grass", fur(), WHITE),
    Case("dark fur before bricks", "bricks", fur(), BLACK),
    Case("fur of bricks, clouds", "clouds", fur(), RED, cloth="bricks"),
    Case("fur of sand, tiles", "tiles", fur(), RED, cloth="sand"),
    Case("ball, exact mask", "gradient", ball(60), RED),
    Case("ball out of focus", "clouds", ball(60), DARK, soft=2.5),
    Case("ball of planks, bricks", "bricks", ball(70), RED, soft=1, cloth="planks"),
    Case("person, mask too large", "grain", person(), BLUE, off=3),
    Case("person, mask too small", "tiles", person(), RED, off=-2),
    Case("person at the sea", "sky_and_sea", person(), BLACK, off=1),
    Case("person of cloth, grass", "grass", person(), RED, cloth="weave"),
    Case("flower in a JPEG", "grass", flower(), ORANGE, jpeg=85),
]
