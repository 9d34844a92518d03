"""What the others hear of an own-up by mail: its words stand in the body, never in the subject."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from twoway.ledger.entries import Entry
from twoway.nouns.ownups import acts, queries
from twoway.people import queries as people
from twoway.web.notice import Notice, Tap


def notices(entry: Entry) -> list[Notice]:
    """The letter to whoever hears it, an answer to the owner, and to those who know who else will hear."""
    tell = TOLD.get(type(entry.act))
    return tell(entry) if tell and entry.by else []


def _said(entry: Entry) -> list[Notice]:
    """Those it cost something can thank for it with one tap; nobody must."""
    assert isinstance(entry.act, acts.Said)
    line, subject = _("%(name)s owned up: this one is mine."), _("%(name)s owned up to something")
    thank = (Tap(verb="thank", label=_("Thank you")),)
    touched = _to(entry, entry.act.touched, subject, line, _letter(entry.act), thank)
    return [*touched, *_to(entry, entry.act.told, subject, line, _letter(entry.act))]


def _answered(entry: Entry) -> list[Notice]:
    assert isinstance(entry.act, acts.Answered)
    owner = [person for person in entry.participants if person != entry.by]
    subject = _("%(name)s answered you")
    return _to(entry, owner, subject, _("%(name)s answered what you owned up to."), entry.act.words)


def _widening(entry: Entry) -> list[Notice]:
    """Before it opens, so that nobody learns it later from those who were told."""
    assert isinstance(entry.act, acts.Widening)
    others = ", ".join(person.called for person in queries.names(entry.act.to)).replace("%", "%%")
    line = _("%(name)s will let others hear of what they owned up to, from tomorrow: ") + others + "."
    seen = (Tap(verb="have_seen", label=_("I have seen it")),)
    knowing = [person for person in entry.participants if person != entry.by]
    return _to(entry, knowing, _("%(name)s will tell others"), line, taps=seen)


def _opened(entry: Entry) -> list[Notice]:
    assert isinstance(entry.act, acts.Opened)
    ownup = queries.one(entry.thing, seen_by=entry.act.to)
    line, subject = _("%(name)s lets you hear of what they owned up to."), _("%(name)s owned up to something")
    return _to(
        entry, [entry.act.to], subject, line, _parts(ownup.what, ownup.cost, ownup.sorry, ownup.changes)
    )


def _letter(act: acts.Said) -> str:
    return _parts(act.what, act.cost, act.sorry, act.changes)


def _parts(*parts: str | None) -> str:
    return "\n\n".join(filter(None, parts))


def _to(
    entry: Entry,
    whom: Iterable[str],
    subject: str,
    line: str,
    words: str = "",
    taps: tuple[Tap, ...] = (),
) -> list[Notice]:
    name = {"name": people.person(entry.by).called}
    about = {"kind": entry.kind, "subject": subject % name, "line": line % name, "words": words}
    return [Notice(to=person, taps=taps, thing=entry.thing, entry=entry.id, **about) for person in whom]


# Others' acts, which many who know cannot see: what one of them was asked is still to be answered.
PASSES_BY = frozenset({"ownup.noticed", "ownup.opened"})
TOLD: dict[type, Callable[[Entry], list[Notice]]] = {
    acts.Said: _said,
    acts.Answered: _answered,
    acts.Widening: _widening,
    acts.Opened: _opened,
}
