"""What the other side hears of a street itself: a side added to an act, a pause, its end, a closing."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway.ledger.entries import Entry
from twoway.people import queries as people
from twoway.people.streets import acts
from twoway.web.notice import Notice

SUBJECTS = {
    acts.SideAdded.kind: later("%(name)s added their side"),
    acts.Paused.kind: later("%(name)s paused your street"),
    acts.Resumed.kind: later("%(name)s ended the pause of your street"),
    acts.Closed.kind: later("%(name)s closed your street"),
    acts.Reopened.kind: later("%(name)s would like your street back"),
    acts.Left.kind: later("%(name)s has left"),
}
LINES = {
    acts.SideAdded.kind: later("%(name)s said how it was for them, beside an act between you."),
    acts.Paused.kind: later(
        "%(name)s paused your street: for now nothing new begins on it, for both of you."
    ),
    acts.Resumed.kind: later("%(name)s ended the pause: your street goes on, for both of you."),
    acts.Closed.kind: later(
        "%(name)s closed your street, for both of you. What was done stays readable to both."
    ),
    acts.Reopened.kind: later("%(name)s would like your street back. It opens when a first act gets a yes."),
    acts.Left.kind: later(
        "%(name)s has left, and your street closed with that: no passed day counts on it any more."
    ),
}


def notices(entry: Entry) -> list[Notice]:
    """For the one at the other end; what is both's or nobody's act needs no telling."""
    doer = entry.act.person if isinstance(entry.act, acts.Left) else entry.by
    if entry.kind not in SUBJECTS or not doer:
        return []
    name = {"name": people.person(doer).called}
    words = entry.act.words if isinstance(entry.act, acts.SideAdded) else ""
    return [
        Notice(
            to=person,
            kind=entry.kind,
            subject=_(SUBJECTS[entry.kind]) % name,
            line=_(LINES[entry.kind]) % name,
            words=words,
            thing=entry.thing,
            entry=entry.id,
        )
        for person in entry.participants
        if person != doer
    ]
