"""Own-ups in the words and marks that readings across nouns show: acts, marks on a street, what was said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.nouns.ownups import acts, queries
from twoway.people.streets.queries import streets_of
from twoway.web.addresses import address
from twoway.web.street.glyphs import Shape, State
from twoway.web.told import Deed, Line, Open, Said

if TYPE_CHECKING:
    from twoway.nouns.ownups.models import Answer, Ownup
    from twoway.people.models import Person
    from twoway.people.streets.models import Street

KINDS: tuple[str, ...] = ("ownup.",)
SAID_LATELY, SAID_SHOWN = timedelta(days=30), 5
REASONS: dict[str, tuple[str, str]] = {}  # words carry no number; what was owned does, with its own noun
SAYS = {
    "ownup.said": later("%(who)s owned up"),
    "ownup.answered": later("%(who)s answered an own-up"),
    "ownup.answer_opened": later("%(who)s let those who know read the answer"),
    "ownup.widening": later("%(who)s said who else will hear of an own-up"),
    "ownup.noticed": later("%(who)s saw who else will hear of an own-up"),
    "ownup.opened": later("%(who)s let one more person hear of an own-up"),
}


def lines(entries: Sequence[Entry], *, seen_by: str) -> dict[str, Line]:
    """Each of these acts in words, by its entry."""
    own = [entry for entry in entries if entry.kind.startswith(KINDS)]
    if not own:
        return {}
    things = {entry.thing for entry in own}
    answers = {one.id: one for one in queries.answers(seen_by).filter(id__in=things)}
    wanted = things | {one.ownup_id for one in answers.values()}
    ownups = {one.id: one for one in queries.all_of(seen_by).filter(id__in=wanted)}
    names = queries.named_in(own)
    told = ((entry, _ownup_of(entry, answers, ownups)) for entry in own)
    return {
        entry.id: _line(entry, ownup, answers.get(entry.thing), names, seen_by)
        for entry, ownup in told
        if ownup
    }


def _ownup_of(entry: Entry, answers: dict[str, Answer], ownups: dict[str, Ownup]) -> Ownup | None:
    answer = answers.get(entry.thing)
    return ownups.get(answer.ownup_id if answer else entry.thing)


def _line(entry: Entry, ownup: Ownup, answer: Answer | None, names: dict[str, Person], seen_by: str) -> Line:
    who = _("You") if entry.by == seen_by else names[entry.by].called
    return Line(
        entry=entry.id,
        kind=entry.kind,
        by=entry.by,
        day=clock.day_of(entry.happened_at, ownup.owner.zone),
        at=entry.happened_at,
        says=_(SAYS[entry.kind]) % {"who": who},
        about=ownup.what,
        words=answer.words if answer and isinstance(entry.act, acts.Answered) else "",
        href=address("ownup", ownup.id),
        mark="ownup",
    )


def deeds(streets: Collection[str], *, seen_by: str, entries: Iterable[Entry] | None = None) -> list[Deed]:
    """Own-ups as marks on these streets: each on those of its owner with whomever it cost something."""
    by_other = {street.other(seen_by): street for street in streets_of(seen_by) if street.id in streets}
    found = queries.all_of(seen_by) if by_other else ()
    return [
        _deed(ownup, by_other[other])
        for ownup in found
        for other in _ends(ownup, seen_by)
        if other in by_other
    ]


def _ends(ownup: Ownup, seen_by: str) -> Sequence[str]:
    """With whom the person shares the street an own-up stands on; whoever was only told shares none."""
    if ownup.owner_id == seen_by:
        return list(ownup.touched)
    return [ownup.owner_id] if seen_by in ownup.touched else []


def _deed(ownup: Ownup, street: Street) -> Deed:
    words = ownup.what or _("words that were erased")
    return Deed(
        street=street.id,
        entry=ownup.said_entry,
        by=ownup.owner_id,
        day=_day_of(ownup),
        shape=Shape.OWNUP,
        state=State.DONE,
        says=_("Owned up: %(words)s") % {"words": words},
        label=ownup.what,
        weight=8.0,
    )


def _day_of(ownup: Ownup) -> date:
    """An own-up happens where its owner is: those who heard it may live in several zones."""
    return clock.day_of(ownup.said_at, ownup.owner.zone)


def opens(*, seen_by: str, streets: Collection[str] | None = None) -> list[Open]:
    """Nobody owes an answer to an own-up: nothing."""
    return []


def said_to(person: str) -> list[Said]:
    """What others owned up to before the person lately, and what came back to the person's own."""
    since = clock.now() - SAID_LATELY
    ownups = queries.latest(person, since)[:SAID_SHOWN]
    answers = queries.answers_lately(person, since).order_by("-answered_at", "id")[:SAID_SHOWN]
    return [
        *(_said(one.said_at, one.owner, one.what, "ownup", one.id) for one in ownups),
        *(_said(one.answered_at, one.writer, one.words, "ownup", one.ownup_id) for one in answers),
    ]


def _said(at: datetime, who: Person, words: str, mark: str, ownup: str) -> Said:
    return Said(
        at=at,
        name=who.called,
        words=words or _("Words that were erased"),
        mark=mark,
        href=address("ownup", ownup),
    )
