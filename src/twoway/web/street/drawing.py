"""One street, drawn whole: wide, standing, the legend of the marks it holds, and how to read it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from twoway.web.street.axis import dashes
from twoway.web.street.glyphs import GLYPHS, Glyph
from twoway.web.street.horizontal import horizontal
from twoway.web.street.letters import spoken
from twoway.web.street.plan import Plan, plan
from twoway.web.street.scene import Scene
from twoway.web.street.vertical import vertical


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """What `web/street/street.html` shows: both drawings, the legend, and the sentences that explain them."""

    horizontal: SafeString
    vertical: SafeString
    legend: tuple[Glyph, ...]
    how_to_read: tuple[str, ...]


def draw(scene: Scene) -> Drawing:
    """The drawing of a scene, from the end of the one it calls `you`."""
    ground = plan(scene)
    return Drawing(
        horizontal=horizontal(ground),
        vertical=vertical(ground),
        legend=legend(scene),
        how_to_read=how_to_read(ground),
    )


def legend(scene: Scene) -> tuple[Glyph, ...]:
    """The marks that are on this street, each once, in the order of the table."""
    kinds = {(mark.shape, mark.state) for mark in scene.marks}
    by_symbol = {glyph.symbol: glyph for kind, glyph in GLYPHS.items() if kind in kinds}
    return tuple(by_symbol.values())


def how_to_read(ground: Plan) -> tuple[str, ...]:
    """A few sentences for who sees a street for the first time; of widths only where they mean something."""
    scene, each = ground.scene, dashes(ground.along).each
    sentences = [
        gettext("Your lane holds what you do, %(them)s’s lane what %(them)s does.")
        % {"them": spoken(scene.them)},
        gettext("Each dash in the middle is %(stretch)s.") % {"stretch": each},
    ]
    if scene.estimate:
        theirs = scene.estimate.theirs.now.mean
        sentences.append(
            gettext(
                "The wider a lane, the further one can count on what is done in it, going by the record. "
                "%(mean)d means that of ten things you count on %(them)s for, about %(of_ten)d work out, "
                "or you hear early that they won’t. The pale edge is what the record can’t be sure of."
            )
            % {"mean": theirs, "them": spoken(scene.them), "of_ten": round(theirs / 10)}
        )
    return tuple(sentences)
