"""Which mark stands for which act, whether it is solid or hollow, and how many of them are said.

Shape carries the kind, fill carries the outcome: solid helped; hollow hurt, or is still open.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext_lazy


class Shape(StrEnum):
    """The kind of act."""

    PROMISE = "promise"
    THANKS = "thanks"
    CALL = "call"
    PROBLEM = "problem"
    OWNUP = "ownup"
    VOICE = "voice"
    HANDOFF = "handoff"
    LEARNED = "learned"
    CONVERSATION = "conversation"
    CHECKIN = "checkin"
    ENTRUSTMENT = "entrustment"
    GROWTH = "growth"
    NEED = "need"


class State(StrEnum):
    """How it stands, or how it came out; `DONE` is for what is whole once it is said."""

    OPEN = "open"
    KEPT = "kept"
    LATE = "late"
    MOVED = "moved"
    BROKEN = "broken"
    RELEASED = "released"
    WORKED = "worked"
    FAILED = "failed"
    ANSWERED = "answered"
    DONE = "done"


@dataclass(frozen=True, kw_only=True)
class Glyph:
    """One mark of the sprite, its name in the legend, and the words that count it inside a cluster."""

    symbol: str
    solid: bool
    legend: Promise
    tally: Promise


def _glyph(symbol: str, legend: Promise, tally: Promise, *, solid: bool) -> Glyph:
    return Glyph(symbol=symbol, solid=solid, legend=legend, tally=tally)


GLYPHS: dict[tuple[Shape, State], Glyph] = {
    (Shape.PROMISE, State.OPEN): _glyph(
        "g-open",
        gettext_lazy("Promise, open"),
        ngettext_lazy("%(count)d open", "%(count)d open", "count"),
        solid=False,
    ),
    (Shape.PROMISE, State.KEPT): _glyph(
        "g-kept",
        gettext_lazy("Promise kept"),
        ngettext_lazy("%(count)d kept", "%(count)d kept", "count"),
        solid=True,
    ),
    (Shape.PROMISE, State.LATE): _glyph(
        "g-late",
        gettext_lazy("kept late"),
        ngettext_lazy("%(count)d late", "%(count)d late", "count"),
        solid=False,
    ),
    (Shape.PROMISE, State.MOVED): _glyph(
        "g-moved",
        gettext_lazy("moved"),
        ngettext_lazy("%(count)d moved", "%(count)d moved", "count"),
        solid=False,
    ),
    (Shape.PROMISE, State.BROKEN): _glyph(
        "g-broken",
        gettext_lazy("broken"),
        ngettext_lazy("%(count)d broken", "%(count)d broken", "count"),
        solid=False,
    ),
    (Shape.PROMISE, State.RELEASED): _glyph(
        "g-released",
        gettext_lazy("released"),
        ngettext_lazy("%(count)d released", "%(count)d released", "count"),
        solid=False,
    ),
    (Shape.CALL, State.OPEN): _glyph(
        "g-call",
        gettext_lazy("Call"),
        ngettext_lazy("%(count)d call", "%(count)d calls", "count"),
        solid=False,
    ),
    (Shape.CALL, State.FAILED): _glyph(
        "g-call",
        gettext_lazy("Call"),
        ngettext_lazy("%(count)d call that did not work", "%(count)d calls that did not work", "count"),
        solid=False,
    ),
    (Shape.CALL, State.WORKED): _glyph(
        "g-callgood",
        gettext_lazy("Call that worked"),
        ngettext_lazy("%(count)d call that worked", "%(count)d calls that worked", "count"),
        solid=True,
    ),
    (Shape.PROBLEM, State.OPEN): _glyph(
        "g-problem",
        gettext_lazy("Problem traced back"),
        ngettext_lazy("%(count)d problem", "%(count)d problems", "count"),
        solid=False,
    ),
    (Shape.OWNUP, State.DONE): _glyph(
        "g-ownup",
        gettext_lazy("Owned up"),
        ngettext_lazy("%(count)d owned up", "%(count)d owned up", "count"),
        solid=True,
    ),
    (Shape.VOICE, State.OPEN): _glyph(
        "g-voiceopen",
        gettext_lazy("Voice, waiting"),
        ngettext_lazy("%(count)d voice waiting", "%(count)d voices waiting", "count"),
        solid=False,
    ),
    (Shape.VOICE, State.ANSWERED): _glyph(
        "g-voice",
        gettext_lazy("Voice answered"),
        ngettext_lazy("%(count)d voice answered", "%(count)d voices answered", "count"),
        solid=True,
    ),
    (Shape.HANDOFF, State.DONE): _glyph(
        "g-handoff",
        gettext_lazy("Hand-off"),
        ngettext_lazy("%(count)d hand-off", "%(count)d hand-offs", "count"),
        solid=True,
    ),
    (Shape.THANKS, State.DONE): _glyph(
        "g-thanks",
        gettext_lazy("Thanks"),
        ngettext_lazy("%(count)d thanks", "%(count)d thanks", "count"),
        solid=True,
    ),
    (Shape.LEARNED, State.DONE): _glyph(
        "g-learned",
        gettext_lazy("Learned from you"),
        ngettext_lazy("%(count)d learned", "%(count)d learned", "count"),
        solid=True,
    ),
    (Shape.CONVERSATION, State.DONE): _glyph(
        "g-conv",
        gettext_lazy("Conversation"),
        ngettext_lazy("%(count)d conversation", "%(count)d conversations", "count"),
        solid=True,
    ),
    (Shape.CHECKIN, State.DONE): _glyph(
        "g-checkin",
        gettext_lazy("Check-in"),
        ngettext_lazy("%(count)d check-in", "%(count)d check-ins", "count"),
        solid=True,
    ),
    (Shape.ENTRUSTMENT, State.OPEN): _glyph(
        "g-entrustopen",
        gettext_lazy("Entrusted, not taken on"),
        ngettext_lazy("%(count)d not taken on", "%(count)d not taken on", "count"),
        solid=False,
    ),
    (Shape.ENTRUSTMENT, State.DONE): _glyph(
        "g-entrusted",
        gettext_lazy("Entrusted"),
        ngettext_lazy("%(count)d entrusted", "%(count)d entrusted", "count"),
        solid=True,
    ),
    (Shape.GROWTH, State.OPEN): _glyph(
        "g-growthopen",
        gettext_lazy("Offered, to grow"),
        ngettext_lazy("%(count)d offered", "%(count)d offered", "count"),
        solid=False,
    ),
    (Shape.GROWTH, State.DONE): _glyph(
        "g-growth",
        gettext_lazy("Helped to grow"),
        ngettext_lazy("%(count)d help to grow", "%(count)d helps to grow", "count"),
        solid=True,
    ),
    (Shape.NEED, State.OPEN): _glyph(
        "g-needopen",
        gettext_lazy("A client’s need, open"),
        ngettext_lazy("%(count)d need open", "%(count)d needs open", "count"),
        solid=False,
    ),
    (Shape.NEED, State.DONE): _glyph(
        "g-need",
        gettext_lazy("A client’s need, met"),
        ngettext_lazy("%(count)d need met", "%(count)d needs met", "count"),
        solid=True,
    ),
}
