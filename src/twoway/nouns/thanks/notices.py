"""What the other side hears of thanks by mail, and those to whom thanks were passed on."""

from __future__ import annotations

from django.utils.translation import gettext as _

from twoway.ledger.entries import Entry
from twoway.nouns.thanks import acts, queries
from twoway.people import queries as people
from twoway.web.notice import Notice, Tap


def notices(entry: Entry) -> list[Notice]:
    """Thanks, and the wish to pass them on, go to the other; a yes to those who may now hear of them."""
    act = entry.act
    if isinstance(act, acts.Given):
        return [_notice(entry, act.receiver, _("%(name)s said thanks"), _("%(name)s said thanks to you."))]
    if isinstance(act, acts.Learned):
        say = _("%(name)s learned something from you")
        return [_notice(entry, act.receiver, say, say + ".")]
    if isinstance(act, acts.PassOnAsked):
        return [_asked(entry)]
    if isinstance(act, acts.PassedOn):
        say = _("%(name)s let you hear of thanks that were said to them.")
        return [_notice(entry, person, _("Thanks were passed on to you"), say) for person in act.to]
    return []


def _asked(entry: Entry) -> Notice:
    receiver = next(person for person in entry.participants if person != entry.by)
    assert isinstance(entry.act, acts.PassOnAsked)
    whom = ", ".join(people.person(person).called for person in entry.act.to)
    say = _("%(name)s would like to pass the thanks on to: ") + whom.replace("%", "%%") + "."
    taps = (
        Tap(verb="allow_pass_on", label=_("Yes, pass it on")),
        Tap(verb="refuse_pass_on", label=_("Rather not")),
    )
    return _notice(entry, receiver, _("%(name)s would like to pass thanks on"), say, taps)


def _notice(entry: Entry, to: str, subject: str, line: str, taps: tuple[Tap, ...] = ()) -> Notice:
    name = {"name": people.person(entry.by).called}
    return Notice(
        to=to,
        kind=entry.kind,
        subject=subject % name,
        line=line % name,
        words=queries.one(entry.thing, seen_by=to).words,
        taps=taps,
        thing=entry.thing,
        entry=entry.id,
    )
