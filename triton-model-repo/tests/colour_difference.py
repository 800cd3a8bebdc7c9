"""How different two colours look: CIE76 and CIEDE2000, of sRGB under D65."""

import cv2
import numpy as np


def cielab(rgb):
    """[...,3] 0..255 -> L*, a*, b*."""
    values = np.asarray(rgb, np.float32).reshape(1, -1, 3) / 255
    return cv2.cvtColor(values, cv2.COLOR_RGB2LAB).reshape(np.shape(rgb)).astype(float)


def cie76(first, second):
    return float(np.linalg.norm(np.subtract(first, second)))


def ciede2000(first, second):
    """Source: Sharma, Wu, Dalal 2005, "The CIEDE2000 color-difference formula", eq. 2-22."""
    light, a, b = np.array([first, second], float).T
    mean = np.hypot(a, b).mean() ** 7
    a = a * (1.5 - 0.5 * np.sqrt(mean / (mean + 25.0**7)))
    chroma, hue = np.hypot(a, b), np.degrees(np.arctan2(b, a)) % 360
    turn = (hue[1] - hue[0] + 180) % 360 - 180 if chroma.all() else 0.0
    middle = (hue[0] + turn / 2) % 360 if chroma.all() else hue.sum()
    delta_hue = 2 * np.sqrt(chroma.prod()) * np.sin(np.radians(turn / 2))

    def cosine(factor, offset):
        return np.cos(np.radians(factor * middle + offset))

    weight = 1 - 0.17 * cosine(1, -30) + 0.24 * cosine(2, 0)
    weight += 0.32 * cosine(3, 6) - 0.2 * cosine(4, -63)
    off = (light.mean() - 50) ** 2
    high = chroma.mean() ** 7
    parts = np.array(
        [
            np.diff(light)[0] / (1 + 0.015 * off / np.sqrt(20 + off)),
            np.diff(chroma)[0] / (1 + 0.045 * chroma.mean()),
            delta_hue / (1 + 0.015 * chroma.mean() * weight),
        ]
    )
    rotation = 60 * np.exp(-(((middle - 275) / 25) ** 2))
    twist = -2 * np.sqrt(high / (high + 25.0**7)) * np.sin(np.radians(rotation))
    return float(np.sqrt((parts**2).sum() + twist * parts[1] * parts[2]))
