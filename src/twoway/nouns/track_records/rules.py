"""Who may do what with a track record, and when: the only way in, for pages, the API, mail and floors above.

Each rule takes `by` (who acts) and, after the blanks of its own, `once` and `book`, as in promises.rules. It
returns the entry it made. What is proposed never changes, so nothing can have moved on meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Unpack

from django.utils.translation import gettext as _

from twoway import clock
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ids import new_id
from twoway.ledger.entries import Entry
from twoway.ledger.kinds import Act
from twoway.ledger.write import Book, How, answers_twice_alike, book_of
from twoway.nouns.track_records import STANDING, WAITING, acts, forms, queries
from twoway.people.quarters import last_published, quarter_of

if TYPE_CHECKING:
    from twoway.nouns.track_records.models import TrackRecord


@answers_twice_alike
def propose(
    team: str, people: Sequence[str], audience: str = "clients", *, by: str, **how: Unpack[How]
) -> Entry:
    """Propose a record of one's team: of these people, to that audience. All of them are asked."""
    with book_of(by, how) as book:
        inside = {one.person_id for one in queries.members(team)}
        if by not in inside:
            raise NotSeen
        act = acts.Proposed(team=team, people=forms.counted(people), audience=forms.audience(audience))
        if not inside.issuperset(act.people):
            say = _("Only people who are in the team can be counted in its record.")
            raise BadShape(say, code="not_in_team", field="people")
        if queries.proposed_with(by, team):
            say = _("A record of this team is proposed already. It has to be answered or taken back first.")
            raise RuleBroken(say, code="proposed_already")
        return book.enter(act, thing=new_id(), participants=(by, *act.people))


@answers_twice_alike
def agree(id: str, *, by: str, opens: bool = False, **how: Unpack[How]) -> Entry:
    """Say yes; with the last yes of those who would be counted, it is out."""
    with _about(id, "agree", by, how) as (book, record):
        if record.state not in WAITING:
            return _enter(book, record, acts.Agreed(opens=opens), by)
        since = _free(record, by)
        if record.missing != [by]:
            return _enter(book, record, acts.Agreed(opens=opens, since=since), by)
        before = queries.of_team(record.team_id)
        act = acts.Agreed(
            opens=opens,
            since=since,
            begins=_begins(record, since, before),
            replaces=before.id if before else None,
        )
        return _enter(book, record, act, by)


@answers_twice_alike
def decline(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Say no, which costs nothing."""
    with _about(id, "decline", by, how) as (book, record):
        return _enter(book, record, acts.Declined(note=forms.note(note)), by)


@answers_twice_alike
def ask_contacts(id: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Ask every contact of a client who shares promises with those counted and was not asked yet."""
    with _about(id, "ask_contacts", by, how) as (book, record):
        asked = [
            book.enter(
                acts.Asked(to=contact), thing=record.id, participants=(by, contact), audience=record.everybody
            )
            for contact in queries.to_ask(record)
        ]
        return asked[0]


@answers_twice_alike
def take_back(id: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Take it back, at once and without a reason; a contact takes back their own yes."""
    with _about(id, "take_back", by, how) as (book, record):
        return _enter(book, record, acts.TakenBack(), by)


@contextmanager
def _about(id: str, verb: str, by: str, how: How) -> Iterator[tuple[Book, TrackRecord]]:
    """The lock first, then a look: the record as it stands now, if `by` may do that to it."""
    with book_of(by, how) as book:
        record = queries.one(id, seen_by=by)
        refused = queries.refusal(record, verb, by)
        if refused is not None:
            raise RuleBroken(refused, code=f"cannot_{verb}")
        yield book, record


def _enter(book: Book, record: TrackRecord, act: Act, by: str) -> Entry:
    """Seen by all who would be counted. Contacts see none of these but their own, and never each other's."""
    if by in record.everybody:
        return book.enter(act, thing=record.id, participants=(by, *record.everybody))
    return book.enter(act, thing=record.id, participants=(by,), audience=record.everybody)


def _free(record: TrackRecord, person: str) -> date:
    """From which day the person can be counted in it.

    That is the quarter in which they joined the team, or the one after the last that was published of them
    together with other people: else the two figures could be subtracted.
    """
    joined = queries.joined_on(record.team_id, person)
    if joined is None:
        raise RuleBroken(_("You are no longer in the team. You can say no."), code="not_in_team")
    first = quarter_of(joined).since
    for other in queries.others_of(person, record):
        if other.state in STANDING | WAITING and other.team_id != record.team_id:
            say = _("You are counted in the record of %(team)s. Take that back first, or say no to this.")
            raise RuleBroken(say % {"team": other.team.name}, code="counted_elsewhere")
        first = max(first, _after(other))
    return first


def _begins(record: TrackRecord, since: date, before: TrackRecord | None) -> date:
    """The first day of its first quarter: when all of them are free, and the one before it has ended."""
    first = max(since, *map(date.fromisoformat, record.free_from.values()))
    if before is not None and set(before.people) != set(record.people):
        return max(first, _after(before))
    return first


def _after(other: TrackRecord) -> date:
    """The first day after all that was ever published with that record."""
    if other.out_at is None or other.since is None:
        return date.min
    if other.ended_before is not None:
        return other.ended_before
    until = last_published(other.over_at.date() if other.over_at else clock.today()).until
    return max(until, other.since)


TAPS: dict[str, Callable[..., Entry]] = {"agree": agree, "decline": decline}
