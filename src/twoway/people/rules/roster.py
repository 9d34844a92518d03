"""A whole list of people comes in at once, or nobody of it does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from twoway import clock
from twoway.errors import RuleBroken
from twoway.ids import Once, new_id
from twoway.ledger.entries import EVERY_MEMBER, Entry
from twoway.ledger.kinds import Act
from twoway.ledger.write import Book, answers_twice_alike, writing
from twoway.people import acts
from twoway.people.models import Person
from twoway.people.roster import Change, Here, Path, Plan, RosterLine, demand_none, folded, plan
from twoway.people.rules.standing import administrator, in_a_real_workplace


@answers_twice_alike
def take_in(
    lines: Sequence[RosterLine], *, by: str, once: Once | None = None, book: Book | None = None
) -> Entry:
    """Enter what the list says that is not so already; refused as a whole when a row is wrong or nothing is
    new.

    The plan is made anew under the lock, since somebody may have changed something while the preview was
    being read.
    """
    with writing(by=by, once=once, book=book) as book:
        sender = administrator(by)
        in_a_real_workplace()
        today = clock.today(sender.zone)
        planned = plan(lines, today=today)
        demand_none(planned.problems)
        entries = _Entering(book, sender, today).all_of(planned)
        if not entries:
            raise RuleBroken(_("Nothing in the list is new. Nothing was changed."), code="nothing_new")
        return entries[0]


class _Entering:
    """One list on its way into an open book."""

    def __init__(self, book: Book, sender: Person, today: date) -> None:
        self._book = book
        self._by = sender.id
        self._zone = sender.zone
        self._today = today
        self._entries: list[Entry] = []

    def all_of(self, planned: Plan) -> list[Entry]:
        """Teams before people, and all people before the lines and teams between them."""
        here = Here.now()
        self._ids = {email: person.id for email, person in here.by_email.items()}
        self._teams = {path: team.id for path, team in here.teams.items()}
        for path in planned.new_teams:
            self._form(path)
        for change in planned.changes:
            self._person(change)
        for change in planned.changes:
            self._ties(change)
        return self._entries

    def _form(self, path: Path) -> None:
        act = acts.TeamFormed(name=path[-1], parent=self._teams.get(folded(path[:-1])))
        self._teams[folded(path)] = self._enter(act, new_id(), self._by).thing

    def _person(self, change: Change) -> None:
        if change.person is None:
            self._newcomer(change)
        elif change.describes:
            self._enter(_described(change.line, change.person), change.person.id, change.person.id)

    def _newcomer(self, change: Change) -> None:
        line, person_id = change.line, new_id()
        self._ids[line.email] = person_id
        act = acts.Invited(
            person=person_id,
            name=line.name,
            title=line.title or None,
            role="member",
            zone=self._zone,
            starts_on=line.starts_on,
        )
        self._enter(act, person_id, person_id)
        self._book.enter(
            acts.Addressed(person=person_id, email=line.email), thing=person_id, participants=[person_id]
        )

    def _ties(self, change: Change) -> None:
        person_id = self._ids[change.line.email]
        before = change.ends_line
        if before is not None:
            self._enter(acts.LineEnded(on=self._today), before.id, before.manager_id, before.report_id)
        if change.manager:
            manager = self._ids[change.manager]
            act = acts.LineStarted(manager=manager, report=person_id, on=self._today)
            self._enter(act, new_id(), manager, person_id)
        if change.team:
            team = self._teams[folded(change.team)]
            joined = acts.TeamJoined(team=team, person=person_id, lead=False, on=self._today)
            self._enter(joined, new_id(), person_id)

    def _enter(self, act: Act, thing: str, *participants: str) -> Entry:
        entry = self._book.enter(act, thing=thing, participants=participants, audience=[EVERY_MEMBER])
        self._entries.append(entry)
        return entry


def _described(line: RosterLine, person: Person) -> acts.Described:
    """An empty cell says nothing, so what is known stays."""
    return acts.Described(
        person=person.id,
        name=line.name,
        title=line.title or person.title or None,
        zone=person.zone,
        starts_on=line.starts_on or person.starts_on,
    )
