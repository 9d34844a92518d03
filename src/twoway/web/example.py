"""A made-up street for the page that explains streets: whole without an estimate, like most real ones."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from twoway.web.street import Drawing, Mark, Scene, Shape, State, draw
from twoway.web.street.scene import Lane

_EXPLAINED_AT = "#h-marks"


def example_street(today: date) -> Drawing:
    """Three months of two people who do not exist."""
    marks = (
        _mark(today, -82, "them", Shape.PROMISE, State.KEPT, _("Kept: the first draft")),
        _mark(today, -74, "you", Shape.PROMISE, State.KEPT, _("Kept: notes from the visit")),
        _mark(
            today, -63, "you", Shape.THANKS, State.DONE, _("Thanked Jonas"), _("“Thank you for staying late”")
        ),
        _mark(
            today,
            -52,
            "them",
            Shape.PROMISE,
            State.MOVED,
            _("Moved, a week ahead"),
            _("He said so a week ahead"),
        ),
        _mark(today, -41, "you", Shape.PROMISE, State.LATE, _("Kept, two days late"), _("Two days late")),
        _mark(
            today,
            -30,
            "them",
            Shape.LEARNED,
            State.DONE,
            _("Learned from you"),
            _("“I learned this from you”"),
        ),
        _mark(today, -17, "them", Shape.PROMISE, State.KEPT, _("Kept: the export")),
        _mark(today, -6, "you", Shape.PROMISE, State.KEPT, _("Kept: the answer on pay")),
        _mark(today, 5, "them", Shape.PROMISE, State.OPEN, _("Promised: the test plan")),
        _mark(today, 9, "you", Shape.PROMISE, State.OPEN, _("Promised: two names for the rota")),
    )
    scene = Scene(
        you=_("You"),
        them="Jonas",
        today=today,
        start=today - timedelta(days=90),
        marks=marks,
        yours_open=_("You owe one"),
        theirs_open=_("He owes one"),
        id_prefix="example",
    )
    return draw(scene)


def _mark(today: date, days: int, lane: Lane, shape: Shape, state: State, says: str, label: str = "") -> Mark:
    return Mark(
        day=today + timedelta(days=days),
        lane=lane,
        shape=shape,
        state=state,
        href=_EXPLAINED_AT,
        says=says,
        label=label or None,
        weight=1.0 if label else 0.0,
    )
