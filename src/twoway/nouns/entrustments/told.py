"""Entrustments in the words and marks that readings across nouns show: acts, marks, what is open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.nouns.entrustments import GIVEN, LABELS, STEPS, notices, queries
from twoway.web.addresses import address
from twoway.web.asked_once import asked_once
from twoway.web.days import day_text
from twoway.web.street.glyphs import Shape, State
from twoway.web.told import Deed, Line, Open, Said, Verb

if TYPE_CHECKING:
    from twoway.nouns.entrustments.models import Entrustment

KINDS: tuple[str, ...] = ("entrustment.",)
# What each kind of reading is called where an estimate shows its reasons, and its mark.
REASONS: dict[str, tuple[str, str]] = {
    "entrustment.given": (later("Entrusted with something"), "entrusted"),
    "entrustment.well": (later("What was entrusted went well"), "entrusted"),
    "entrustment.partly": (later("What was entrusted went well in part"), "entrusted"),
    "entrustment.badly": (later("What was entrusted did not go well"), "entrustopen"),
}


# ---- acts in words -------------------------------------------------------------------------------------


def lines(entries: Sequence[Entry], *, seen_by: str) -> dict[str, Line]:
    """Each of these acts on entrustments in words, by its entry."""
    own = [entry for entry in entries if entry.kind.startswith(KINDS)]
    known = queries.among((entry.thing for entry in own), seen_by=seen_by) if own else {}
    return {entry.id: _line(entry, known[entry.thing], seen_by) for entry in own if entry.thing in known}


def _line(entry: Entry, entrustment: Entrustment, seen_by: str) -> Line:
    told = notices.tell(entry, entrustment, seen_by)
    return Line(
        entry=entry.id,
        kind=entry.kind,
        by=entry.by,
        day=clock.day_of(entry.happened_at, entrustment.receiver.zone),
        at=entry.happened_at,
        says=told.says,
        about=entrustment.scope,
        words=told.words,
        href=address("entrustment", entrustment.id),
        mark=told.mark,
    )


# ---- marks on a street ---------------------------------------------------------------------------------


def deeds(streets: Collection[str], *, seen_by: str, entries: Iterable[Entry] | None = None) -> list[Deed]:
    """What was taken on, on these streets: an act of trust by the giver, in their lane, on that day."""
    found = queries.of(seen_by).filter(street__in=list(streets)).exclude(accepted_in="")
    return [_deed(entrustment) for entrustment in found]


def _deed(entrustment: Entrustment) -> Deed:
    assert entrustment.accepted_at
    says = _("Entrusted: %(scope)s. “%(step)s”")
    scope = entrustment.scope or _("words that were erased")
    return Deed(
        street=entrustment.street_id,
        entry=entrustment.accepted_in,
        by=entrustment.giver_id,
        day=clock.day_of(entrustment.accepted_at, entrustment.receiver.zone),
        shape=Shape.ENTRUSTMENT,
        state=State.DONE,
        says=says % {"scope": scope, "step": STEPS[entrustment.freedom]},
        label=entrustment.scope,
        weight=3.0,
    )


# ---- what is open --------------------------------------------------------------------------------------


def opens(*, seen_by: str, streets: Collection[str] | None = None) -> list[Open]:
    """What waits for an answer, and on no street what oneself is to look back on: nobody waits for that."""
    found = _all_open(seen_by)
    return list(found) if streets is None else [one for one in found if one.street in streets]


def waiting(person: str) -> int:
    """How many entrustments wait for the person: for an answer, or to be looked back on."""
    return sum(one.owes == person for one in _all_open(person))


def said_to(person: str) -> list[Said]:
    """What is entrusted is given, not said: nothing."""
    return []


@asked_once
def _all_open(seen_by: str) -> tuple[Open, ...]:
    found = list(queries.asks_something(seen_by))
    return (
        *(_answer(each, seen_by) for each in found if each.state in GIVEN and not _is_closed(each)),
        *(_review(each, seen_by) for each in found if queries.is_asked(each, seen_by)),
    )


def _is_closed(entrustment: Entrustment) -> bool:
    """Whether the street is closed, on which nobody waits for anything."""
    return bool(entrustment.street.state == "closed")


def _answer(entrustment: Entrustment, seen_by: str) -> Open:
    mine = seen_by == entrustment.receiver_id
    verbs = [
        verb for verb in ("accept", "decline") if mine and not queries.refusal(entrustment, verb, seen_by)
    ]
    return Open(
        street=entrustment.street_id,
        thing=entrustment.id,
        owes=entrustment.receiver_id,
        to=entrustment.giver_id,
        kind="answer",
        what=entrustment.scope,
        says=notices.kindline(entrustment, seen_by=seen_by),
        due_on=None,
        days_late=0,
        href=address("entrustment", entrustment.id),
        mark="entrustopen",
        verbs=tuple(_tap(entrustment, verb) for verb in verbs),
        seen=entrustment.last_entry_id,
    )


def _review(entrustment: Entrustment, me: str) -> Open:
    page = address("entrustment", entrustment.id)
    says = _("%(day)s was named to look back on it, for each of you alone")
    return Open(
        street="",
        thing=entrustment.id,
        owes=me,
        to=me,
        kind="review",
        what=entrustment.scope,
        says=says % {"day": day_text(entrustment.look_back_on)},
        due_on=entrustment.look_back_on,
        days_late=0,
        href=page,
        mark="entrusted",
        verbs=(Verb(label=str(LABELS["look_back"]), url=f"{page}#look_back", posts=False),),
        seen=entrustment.last_entry_id,
    )


def _tap(entrustment: Entrustment, verb: str) -> Verb:
    return Verb(label=str(LABELS[verb]), url=reverse("entrustment.act", args=[entrustment.id, verb]))
