"""What somebody hears of a path by mail: one line in the morning, and nothing that asks for an answer."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.nouns.paths import DAYS, OFFERED_FOR, acts, queries
from twoway.people import queries as people
from twoway.people.acts import LineStarted
from twoway.web.notice import Notice

DUE = "path.due"  # no act: a day of the path has come
OFFERED = "path.offered"  # no act of the path's: a reporting line began
SAYS = {
    acts.Opened.kind: later("The first ninety days began"),
    acts.LookedBack.kind: later("%(who)s looked back at day %(day)s"),
    acts.Ended.kind: later("The path ended, for both of you"),
}


def notices(entry: Entry) -> list[Notice]:
    """That a path is offered, that it began, and what the other says looking back."""
    if isinstance(entry.act, LineStarted):
        return _offers(entry, entry.act)
    if isinstance(entry.act, acts.Opened):
        say = _("You and %(name)s both asked for it: your first %(days)s days begin.")
        return [_notice(entry, to, say, _other(entry, to)) for to in entry.participants]
    if isinstance(entry.act, acts.LookedBack) and entry.by:
        to = next(person for person in entry.participants if person != entry.by)
        say = _("%(name)s looked back at day %(day)s of your path.").replace("%(day)s", str(entry.act.day))
        return [_notice(entry, to, say, entry.by, words=entry.act.words)]
    return []


def due(day: date) -> list[Notice]:
    """A day to look back has come: for each of the two, unless either has done so already."""
    return [_look_back(path, person, number) for path, person, number in queries.due_on(day)]


def _offers(entry: Entry, act: LineStarted) -> list[Notice]:
    """To those who are here, and only of a line that began lately and holds."""
    if entry.source or clock.today() - act.on > timedelta(days=OFFERED_FOR):
        return []
    names = {person: people.person(person) for person in (act.manager, act.report)}
    say = _(
        "%(manager)s is %(report)s’s manager now. "
        "A path for your first %(days)s days waits under “First 90 days”."
    )
    blanks = {"manager": names[act.manager].called, "report": names[act.report].called, "days": DAYS}
    return [
        Notice(
            to=person.id,
            kind=OFFERED,
            subject=_("A path for your first %(days)s days") % {"days": DAYS},
            line=say % blanks,
            thing=entry.thing,
            entry=entry.id,
        )
        for person in names.values()
        if person.state == "active" and entry.thing in {one.line.id for one in queries.offers_to(person.id)}
    ]


def _other(entry: Entry, person: str) -> str:
    return next(one for one in entry.participants if one != person)


def _notice(entry: Entry, to: str, say: str, other: str, words: str = "") -> Notice:
    name = {"name": people.person(other).called, "days": DAYS}
    return Notice(
        to=to,
        kind=entry.kind,
        subject=_("Your path with %(name)s") % name,
        line=say % name,
        words=words,
        thing=entry.thing,
        entry=entry.id,
    )


def _look_back(path: queries.Path, person: str, number: int) -> Notice:
    name = {"name": people.person(path.street.other(person)).called, "day": number}
    return Notice(
        to=person,
        kind=DUE,
        subject=_("Day %(day)s with %(name)s") % name,
        line=_("Day %(day)s of your path with %(name)s: a few lines, looking back, if you like.") % name,
        thing=path.id,
        entry=path.last_entry_id,
    )
