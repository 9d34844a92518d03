"""Thanks in the words and marks that readings across nouns show: acts, marks on a street, what is open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.nouns.thanks import acts, queries
from twoway.people import sight
from twoway.web.addresses import address
from twoway.web.asked_once import asked_once
from twoway.web.street.glyphs import Shape, State
from twoway.web.told import Deed, Line, Open, Said, Verb

if TYPE_CHECKING:
    from twoway.nouns.thanks.models import Thanks
    from twoway.people.models import Person

KINDS: tuple[str, ...] = ("thanks.",)
SAID_LATELY, SAID_SHOWN = timedelta(days=30), 5
REASONS: dict[str, tuple[str, str]] = {}  # words carry no number
SAYS = {
    "thanks.given": later("%(who)s thanked %(whom)s"),
    "thanks.learned": later("%(who)s learned something from %(whom)s"),
    "thanks.pass_on_asked": later("%(who)s asked to pass thanks on to others"),
    "thanks.passed_on": later("%(who)s let thanks be passed on"),
    "thanks.pass_on_refused": later("%(who)s kept thanks between the two"),
}


SAID = (acts.Given.kind, acts.Learned.kind)


def lines(entries: Sequence[Entry], *, seen_by: str) -> dict[str, Line]:
    """Each of these acts in words, by its entry."""
    things = {entry.thing for entry in entries if entry.kind.startswith(KINDS)}
    known = {one.id: one for one in queries.all_of(seen_by).filter(id__in=things)} if things else {}
    return {entry.id: _line(entry, known[entry.thing], seen_by) for entry in entries if entry.thing in known}


def _line(entry: Entry, thanks: Thanks, seen_by: str) -> Line:
    return Line(
        entry=entry.id,
        kind=entry.kind,
        by=entry.by,
        day=_day_of(thanks, entry),
        at=entry.happened_at,
        says=_says(entry, thanks, seen_by),
        about=thanks.words,
        href=address("thanks", thanks.id),
        mark=_mark(thanks) if seen_by in thanks.parties else "thanks",
    )


def _says(entry: Entry, thanks: Thanks, seen_by: str) -> str:
    say = SAYS["thanks.learned" if entry.kind in SAID and thanks.learned else entry.kind]
    who = thanks.giver if entry.by == thanks.giver_id else thanks.receiver
    whom = thanks.receiver if who is thanks.giver else thanks.giver
    return _(say) % {"who": _called(who, seen_by), "whom": _called(whom, seen_by).replace("You", "you")}


def _called(person: Person, seen_by: str) -> str:
    return _("You") if person.id == seen_by else person.called


def _day_of(thanks: Thanks, entry: Entry) -> date:
    """Thanks happen where the one thanked is, as promises do with the promisee."""
    return clock.day_of(entry.happened_at, thanks.receiver.zone)


def deeds(streets: Collection[str], *, seen_by: str, entries: Iterable[Entry] | None = None) -> list[Deed]:
    """Thanks as marks on these streets, in the lane of whoever said them.

    `entries` are all acts on these streets, where they have been read before.
    """
    found = list(queries.between_two(seen_by).filter(street__in=list(streets)))
    if not found:
        return []
    said_in = (
        dict(_given(streets, seen_by))
        if entries is None
        else {entry.thing: entry.id for entry in entries if entry.kind in SAID}
    )
    return [_deed(thanks, said_in[thanks.id]) for thanks in found]


def _given(streets: Collection[str], seen_by: str) -> Iterable[tuple[str, str]]:
    given = sight.entries(seen_by).filter(street__in=list(streets), kind__in=SAID)
    return given.values_list("thing", "entry_id")


def _deed(thanks: Thanks, said_in: str) -> Deed:
    says = later("Learned: %(words)s") if thanks.learned else later("Thanks: %(words)s")
    words = thanks.words or _("words that were erased")
    return Deed(
        street=thanks.street_id,
        entry=said_in,
        by=thanks.giver_id,
        day=clock.day_of(thanks.given_at, thanks.receiver.zone),
        shape=Shape.LEARNED if thanks.learned else Shape.THANKS,
        state=State.DONE,
        says=_(says) % {"words": words},
        label=thanks.words,
        weight=3.0,
    )


def opens(*, seen_by: str, streets: Collection[str] | None = None) -> list[Open]:
    """Thanks that wait for a yes to being passed on, from either end."""
    found = _asking(seen_by)
    return [_open(one, seen_by) for one in found if streets is None or one.street_id in streets]


def waiting(person: str) -> int:
    """How many thanks wait for the person's yes to being passed on."""
    return sum(one.receiver_id == person for one in _asking(person))


@asked_once
def _asking(person: str) -> list[Thanks]:
    return list(queries.asking(person))


def _open(thanks: Thanks, seen_by: str) -> Open:
    name = (thanks.giver if seen_by == thanks.receiver_id else thanks.receiver).called
    mine = seen_by == thanks.receiver_id
    say = _("%(name)s would like to pass this on") if mine else _("You asked %(name)s to pass this on")
    page = address("thanks", thanks.id)
    return Open(
        street=thanks.street_id,
        thing=thanks.id,
        owes=thanks.receiver_id,
        to=thanks.giver_id,
        kind="answer",
        what=thanks.words,
        says=say % {"name": name},
        due_on=None,
        days_late=0,
        href=page,
        mark=_mark(thanks),
        verbs=(Verb(label=_("Answer"), url=page, posts=False),) if mine else (),
        seen=thanks.last_entry_id,
    )


def said_to(person: str) -> list[Said]:
    """Thanks said to the person lately, and thanks between others that were passed on to them lately."""
    since = clock.now() - SAID_LATELY
    heard = sight.entries(person).filter(kind=acts.PassedOn.kind, at__gte=since)
    heard_at = dict(heard.values_list("thing", "at"))
    received = queries.received(person).filter(given_at__gte=since)[:SAID_SHOWN]
    passed = queries.passed_to(person).filter(id__in=heard_at)
    found = [
        *((thanks.given_at, thanks, _mark(thanks)) for thanks in received),
        # When it was said, and whether something was learned, is between the two.
        *((heard_at[thanks.id], thanks, "thanks") for thanks in passed),
    ]
    latest = sorted(found, key=lambda one: (one[0], one[1].id), reverse=True)[:SAID_SHOWN]
    return [
        Said(
            at=at,
            name=thanks.giver.called,
            words=thanks.words or _("Words that were erased"),
            mark=mark,
            href=address("thanks", thanks.id),
        )
        for at, thanks, mark in latest
    ]


def _mark(thanks: Thanks) -> str:
    return "learned" if thanks.learned else "thanks"
