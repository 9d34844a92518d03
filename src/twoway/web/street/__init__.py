"""The two-lane street, drawn on the server as SVG: facts in (`Scene`), safe markup out, no style, no script.

    street = draw(Scene(you="Maya", them="Jonas", today=..., start=..., marks=(...), acts_href="..."))

`{% include "web/street/street.html" %}` shows it. The wide and the standing drawing are both in the page and
the style sheet `twoway/street.css` shows one of them. The marks are those of `web/street/sprite.html`, which
every page has.
"""

from __future__ import annotations

from twoway.web.street.axis import days_to_draw
from twoway.web.street.drawing import Drawing, draw
from twoway.web.street.first import first_street
from twoway.web.street.glyphs import Shape, State
from twoway.web.street.scene import Estimate, Event, Half, LanePath, Mark, Now, Scene, Tie
from twoway.web.street.small import Face, evidence_bar, pair, small_street

__all__ = [
    "Drawing",
    "Estimate",
    "Event",
    "Face",
    "Half",
    "LanePath",
    "Mark",
    "Now",
    "Scene",
    "Shape",
    "State",
    "Tie",
    "days_to_draw",
    "draw",
    "evidence_bar",
    "first_street",
    "pair",
    "small_street",
]
