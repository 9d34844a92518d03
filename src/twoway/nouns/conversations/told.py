"""Conversations in words and marks: acts, marks on a street, what is open, and what only their page shows.

What only one side has said under seal shows on that side's own Today, where it stands on no street; on
streets, and from the other end, nothing depends on it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.nouns.conversations import LABELS, PREPARED, notices, queries
from twoway.nouns.conversations.queries import Conversation
from twoway.nouns.entrustments import queries as entrustments
from twoway.nouns.growth import queries as growth
from twoway.nouns.promises import queries as promises
from twoway.people.seals import asked
from twoway.web.addresses import address
from twoway.web.asked_once import asked_once
from twoway.web.calendars import Meeting
from twoway.web.days import moment_text
from twoway.web.street.glyphs import Shape, State
from twoway.web.told import Deed, Line, Open, Said, Verb

KINDS: tuple[str, ...] = ("conversation.",)
REASONS: dict[str, tuple[str, str]] = {
    "conversation.opened.well": (later("A talk that went well"), "conv"),
    "conversation.opened.badly": (later("A talk that did not go well"), "conv"),
}


# ---- acts in words -------------------------------------------------------------------------------------


def lines(entries: Sequence[Entry], *, seen_by: str) -> dict[str, Line]:
    """Each of these acts on conversations in words, by its entry."""
    own = [entry for entry in entries if entry.kind.startswith(KINDS)]
    known = queries.among((entry.thing for entry in own), seen_by=seen_by) if own else {}
    return {entry.id: _line(entry, known[entry.thing], seen_by) for entry in own if entry.thing in known}


def _line(entry: Entry, talk: Conversation, seen_by: str) -> Line:
    told = notices.tell(entry, talk, seen_by)
    return Line(
        entry=entry.id,
        kind=entry.kind,
        by=entry.by,
        day=clock.day_of(entry.happened_at, talk.zone),
        at=entry.happened_at,
        says=told.says,
        about=notices.kind_of(talk),  # the same from both ends
        words=told.words,
        href=address("conversation", talk.id),
        mark="conv",
    )


# ---- marks on a street ---------------------------------------------------------------------------------


def deeds(streets: Collection[str], *, seen_by: str, entries: Iterable[Entry] | None = None) -> list[Deed]:
    """Each talk that was held, on the middle line: it belongs to both."""
    return [_deed(talk, seen_by) for talk in queries.on_streets(streets, seen_by=seen_by)]


def _deed(talk: Conversation, seen_by: str) -> Deed:
    title = notices.title(talk, seen_by=seen_by)
    return Deed(
        street=talk.street_id,
        entry=talk.last_entry_id,
        by="",
        day=clock.day_of(min(talk.starts_at, talk.held_at or talk.starts_at), talk.zone),
        shape=Shape.CONVERSATION,
        state=State.DONE,
        says=title,
        label=notices.kind_of(talk),
        weight=1.0,
        halves={person: (talk.is_solid(person), _found_it(talk, person)) for person in talk.parties},
    )


def _found_it(talk: Conversation, person: str) -> str:
    """How that side found it: its three figures, once both are open."""
    return asked.in_short(talk.ratings[person]) if person in talk.ratings else ""


# ---- what is open --------------------------------------------------------------------------------------


def opens(*, seen_by: str, streets: Collection[str] | None = None) -> list[Open]:
    """What is open between the person and others; on these streets, if named."""
    found = _all_open(seen_by)
    return list(found) if streets is None else [one for one in found if one.street in streets]


def waiting(person: str) -> int:
    """How many talks wait for the person: for a yes, or for a word on how they were."""
    return sum(one.owes == person and one.kind != "talk" for one in _all_open(person))


def said_to(person: str) -> list[Said]:
    """A talk is had, not said to somebody: nothing."""
    return []


@asked_once
def _all_open(seen_by: str) -> tuple[Open, ...]:
    ahead = list(queries.ahead(seen_by))
    return (*_ahead(ahead, seen_by), *(_to_say(talk, seen_by) for talk in queries.to_say(seen_by)))


def _ahead(ahead: Iterable[Conversation], me: str) -> Iterator[Open]:
    for talk in ahead:
        if talk.street.state == "paused":
            continue
        if talk.is_over_by_the_clock:
            held = (_tap(talk, "hold"),) if queries.refusal(talk, "hold", me) is None else ()
            yield _own(talk, me, "review", _("Its time has passed"), (*held, _look(talk)))
        elif talk.waits_for:
            yield _answer(talk, me)
        else:
            yield _own(talk, me, "talk", notices.when_and_where(talk), (_prepare(talk),))


def _to_say(talk: Conversation, me: str) -> Open:
    """Asked of each for themselves: it goes by what they have said, and stands on no street."""
    says = _("Say how it was. It is sealed until you both have")
    verb = Verb(label=_("Say it"), url=f"{address('conversation', talk.id)}#say", posts=False)
    return _own(talk, me, "review", says, (verb,))


def _answer(talk: Conversation, me: str) -> Open:
    mine = talk.waits_for == me
    name, at = (
        talk.name_of(talk.other(talk.waits_for) if mine else talk.waits_for),
        moment_text(talk.starts_at),
    )
    say = _("%(name)s would like to talk with you: %(at)s") if mine else _("You asked %(name)s: %(at)s")
    return Open(
        street=talk.street_id,
        thing=talk.id,
        owes=talk.waits_for,
        to=talk.other(talk.waits_for),
        kind="answer",
        what=notices.kind_of(talk),
        says=say % {"name": name, "at": at},
        due_on=None,
        days_late=0,
        href=address("conversation", talk.id),
        mark="conv",
        verbs=(_tap(talk, "accept"), _tap(talk, "decline")) if mine else (),
        seen=talk.last_entry_id,
    )


def _own(talk: Conversation, me: str, kind: str, says: str, verbs: tuple[Verb, ...]) -> Open:
    return Open(
        street="",
        thing=talk.id,
        owes=me,
        to=me,
        kind="talk" if kind == "talk" else "review",
        what=notices.title(talk, seen_by=me),
        says=says,
        due_on=clock.day_of(talk.starts_at, talk.them(talk.other(me)).zone) if kind == "talk" else None,
        days_late=0,
        href=address("conversation", talk.id),
        mark="conv",
        verbs=verbs,
        seen=talk.last_entry_id,
    )


def _tap(talk: Conversation, verb: str) -> Verb:
    return Verb(label=str(LABELS[verb]), url=reverse("conversation.act", args=[talk.id, verb]))


def _look(talk: Conversation) -> Verb:
    return Verb(label=_("Open it"), url=address("conversation", talk.id), posts=False)


def _prepare(talk: Conversation) -> Verb:
    if talk.about in PREPARED:
        return Verb(label=_("Prepare"), url=address("conversation.prepare", talk.id), posts=False)
    return Verb(label=_("The agenda"), url=f"{address('conversation', talk.id)}#agenda", posts=False)


# ---- what only its own page shows ------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class CameOfIt:
    """What they agreed on, as a row."""

    mark: str
    side: str
    words: str
    says: str
    href: str


STATUS = {"agreed": "CONFIRMED", "held": "CONFIRMED", "opened": "CONFIRMED", "planned": "TENTATIVE"}


def meeting(talk: Conversation, *, seen_by: str) -> Meeting:
    """The talk for one's own calendar: with whom, when and where, and no word of what it is about."""
    return Meeting(
        id=talk.series,
        sequence=talk.changes,
        starts_at=talk.starts_at,
        ends_at=talk.ends_at,
        summary=_("A talk with %(name)s") % {"name": talk.them(seen_by).called},
        location=talk.where,
        href=reverse("conversation", args=[talk.id]),
        status=STATUS.get(talk.state, "CANCELLED"),
        every_weeks=0 if queries.came_to_nothing(talk) else talk.every_weeks,
        zone=talk.zone,
    )


def compared(talk: Conversation, *, seen_by: str) -> list[asked.Compared]:
    """Both sides of each question, once both are open."""
    if talk.state != "opened":
        return []
    return asked.compared(talk.ratings[talk.other(seen_by)], talk.ratings[seen_by])


def came_of_it(talk: Conversation, *, seen_by: str) -> list[CameOfIt]:
    """What they agreed on, as it stands now, in the order in which they did."""
    things: dict[str, list[str]] = {what: [] for what in _ROWS}
    found = queries.outcomes(talk)
    for one in found:
        things[one.what].append(one.thing)
    rows = {
        id: row(thing, seen_by)
        for what, (read, row) in _ROWS.items()
        if things[what]
        for id, thing in read(things[what], seen_by=seen_by).items()
    }
    return [rows[one.thing] for one in found if one.thing in rows]


def _promised(promise: promises.Promise, me: str) -> CameOfIt:
    line = promises.line_of(promise, me)
    return _row(line.mark, line.side == "you", promise.what, line.who, address("promise", promise.id))


def _goal(goal: growth.Goal, me: str) -> CameOfIt:
    mine = goal.owner_id == me
    says = _("Your goal") if mine else _("A goal of %(name)s’s") % {"name": goal.owner.called}
    return _row("growthopen", mine, goal.goal, says, address("goal", goal.id))


def _offered(offer: growth.Opportunity, me: str) -> CameOfIt:
    mine = offer.giver_id == me
    say = _("You offered it to %(name)s") if mine else _("%(name)s offered it to you")
    says = say % {"name": (offer.receiver if mine else offer.giver).called}
    return _row("growthopen", mine, offer.what, says, address("opportunity", offer.id))


def _entrusted(given: entrustments.Entrustment, me: str) -> CameOfIt:
    mine = given.giver_id == me
    say = _("You entrusted %(name)s with it") if mine else _("%(name)s entrusted you with it")
    says = say % {"name": (given.receiver if mine else given.giver).called}
    return _row("entrusted", mine, given.scope, says, address("entrustment", given.id))


def _row(mark: str, mine: bool, words: str, says: str, href: str) -> CameOfIt:
    return CameOfIt(mark=mark, side="you" if mine else "them", words=words, says=says, href=href)


def _promises(ids: list[str], *, seen_by: str) -> dict[str, promises.Promise]:
    return {one.id: one for one in promises.all_of(seen_by).filter(id__in=ids)}


# What can come of a talk: how it is read, and how it stands in a row.
_ROWS: dict[str, tuple[Callable[..., Mapping[str, Any]], Callable[[Any, str], CameOfIt]]] = {
    "promise": (_promises, _promised),
    "growth": (growth.among, _goal),
    "opportunity": (growth.offers_among, _offered),
    "entrustment": (entrustments.among, _entrusted),
}
