"""Text at 4.5 to 1, shapes at 3 to 1, in both themes, on every ground (WCAG 2.2: 1.4.3 and 1.4.11)."""

from __future__ import annotations

import math
import re
from itertools import product
from pathlib import Path

import pytest

import twoway

TOKENS = (Path(twoway.__file__).parent / "web/static/twoway/tokens.css").read_text().split("@media")[0]
COLOURS = {
    name: (light, dark)
    for name, light, dark in re.findall(r"--([\w-]+):\s*light-dark\((#\w{6}), (#\w{6})\)", TOKENS)
}
THEMES = {"light": 0, "dark": 1}
GROUNDS = ["paper", "raised", "sunken"]
WORDS = [
    *product(["ink", "ink-2", "ink-3", "you-text", "them-text", "alert"], GROUNDS),
    *[("on-you", "you-mark"), ("on-them", "them-mark"), ("on-ink", "ink"), ("alert", "alert-tint")],
    *product(["ink-2", "ink-3"], ["asphalt"]),
    *[
        (word.replace("_", side), f"{side}-{ground}")
        for side in ("you", "them")
        for word, ground in [
            *product(["_-text"], ["tint", "shoulder", "road"]),
            *product(["ink", "ink-2"], ["road", "shoulder", "tint"]),
            ("ink-3", "tint"),
        ]
    ],
]
SHAPES = [
    *product(["you-mark", "them-mark", "line-strong"], GROUNDS),
    *product(["you-mark", "them-mark"], ["asphalt"]),
    *[
        (f"{side}-mark", f"{side}-{ground}")
        for side in ("you", "them")
        for ground in ("road", "shoulder", "tint")
    ],
]
# Machado, Oliveira & Fernandes 2009, severity 1.0
SIGHTS: dict[str, list[list[float]]] = {
    "every cone": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.01182, 0.04294, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.3039],
    ],
}

Rgb = tuple[float, float, float]


def light_of(colour: str) -> Rgb:
    """Linear light of an sRGB colour."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return red, green, blue


def contrast(one: str, other: str) -> float:
    lights = sorted(
        0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in map(light_of, (one, other))
    )
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def oklab(light: Rgb) -> Rgb:
    """Björn Ottosson's OKLab, in which equal steps look equal."""
    red, green, blue = (max(0.0, min(1.0, part)) for part in light)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def seen_as(colour: str, sight: list[list[float]]) -> Rgb:
    light = light_of(colour)
    red, green, blue = (sum(weight * part for weight, part in zip(row, light, strict=True)) for row in sight)
    return oklab((red, green, blue))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "ground"), WORDS)
def test_words_can_be_read(front: str, ground: str, theme: str) -> None:
    assert contrast(COLOURS[front][THEMES[theme]], COLOURS[ground][THEMES[theme]]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "ground"), SHAPES)
def test_shapes_can_be_told_from_their_ground(front: str, ground: str, theme: str) -> None:
    assert contrast(COLOURS[front][THEMES[theme]], COLOURS[ground][THEMES[theme]]) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", SIGHTS)
def test_the_two_sides_differ_for_every_kind_of_eye(sight: str, theme: str) -> None:
    you, them = (seen_as(COLOURS[f"{side}-mark"][THEMES[theme]], SIGHTS[sight]) for side in ("you", "them"))
    assert round(100 * math.dist(you, them)) >= 23
