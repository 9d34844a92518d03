"""What happened to a street itself, in words: opened, paused, closed, measured; and sides added to acts."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.people import queries
from twoway.people.streets import acts
from twoway.web.told import Line

KINDS: tuple[str, ...] = ("street.", "side.")
# What you did, what somebody else did, and what is both's or nobody's.
SAYS = {
    acts.Asked.kind: (
        later("You took the first step on this street"),
        later("%(name)s took the first step on this street"),
    ),
    acts.SetAside.kind: (later("You put that first step aside"), later("%(name)s put that first step aside")),
    acts.Opened.kind: (later("Your yes opened the street"), later("A yes from %(name)s opened the street")),
    acts.Paused.kind: (later("You paused the street"), later("%(name)s paused the street")),
    acts.Resumed.kind: (later("You ended the pause"), later("%(name)s ended the pause")),
    acts.Closed.kind: (later("You closed the street"), later("%(name)s closed the street")),
    acts.Reopened.kind: (
        later("You asked for the street back"),
        later("%(name)s asked for the street back"),
    ),
    acts.SideAdded.kind: (later("You added your side"), later("%(name)s added their side")),
}
NOBODYS = {
    acts.Asked.kind: later("The street was laid for both of you"),
    acts.Opened.kind: later("The street was opened for both of you"),
    acts.Measured.kind: later("The estimate is on, since both of you want it"),
    acts.Unmeasured.kind: later("The estimate was put down"),
    acts.Left.kind: later("The street closed when %(name)s left"),
}
LEFT_ONESELF = later("The street closed when you left")


def lines(entries: Sequence[Entry], *, seen_by: str) -> dict[str, Line]:
    """Each of these acts in words, by its entry, for one of the two."""
    people = {one for entry in entries for one in (entry.by, *entry.participants) if one}
    names = {id: person.called for id, person in queries.named(people).items()}
    return {entry.id: _line(entry, names, seen_by) for entry in entries}


def _line(entry: Entry, names: dict[str, str], seen_by: str) -> Line:
    act = entry.act
    return Line(
        entry=entry.id,
        kind=entry.kind,
        by=entry.by,
        day=clock.day_of(entry.happened_at, "UTC"),
        at=entry.happened_at,
        says=_says(entry, names, seen_by),
        words=act.words if isinstance(act, acts.SideAdded) else "",
        href=reverse("history.entry", args=[act.about])
        if isinstance(act, acts.SideAdded)
        else reverse("street", args=[entry.street]),
    )


def _says(entry: Entry, names: dict[str, str], seen_by: str) -> str:
    left = entry.act.person if isinstance(entry.act, acts.Left) else ""
    name = names.get(entry.by or left) or _("Somebody no longer named")
    if not entry.by:
        return _(LEFT_ONESELF if left == seen_by else NOBODYS[entry.kind]) % {"name": name}
    yours, theirs = SAYS[entry.kind]
    return _(yours) if entry.by == seen_by else _(theirs) % {"name": name}
