"""Tells a story to the ledger: each line through the rule behind a page's button, at its own moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from twoway import clock
from twoway.cli.story import Character, Deed, Reports, Story, working_day
from twoway.cli.story_calls import Calling
from twoway.cli.story_clients import Serving
from twoway.cli.story_given import Giving
from twoway.cli.story_promises import Promising
from twoway.errors import BadShape, TwowayError
from twoway.ledger.write import Book, writing
from twoway.people import queries as people_queries
from twoway.people import rules as people
from twoway.people import sample

Progress = Callable[[int, int], None]
MORNING = time(8, 0)
DAYS_BEFORE = 2  # the company stands a little before anything happens in it


def tell(story: Story, *, progress: Progress = lambda done, total: None) -> None:
    """Set the company up and let all of the story happen; or, if a line is refused, none of it.

    A company that was set up and no more, since something went wrong between the two, is told the rest.
    """
    today = clock.today(story.zone)
    founder = _founder() or _set_up(story, today)
    with writing(by=founder) as book:
        if sample.is_told():  # by somebody who had the book before
            return
        telling = _Telling(story, today, book, founder)
        telling.gather()
        for number, deed in enumerate(story.deeds, start=1):
            telling.start_lines(until=_moment(story, deed.day, deed.at, today))
            telling.happen(deed)
            progress(number, len(story.deeds))
        telling.start_lines(until=clock.now())


def _founder() -> str:
    return next((person.id for person in people_queries.administrators()), "")


def _set_up(story: Story, today: date) -> str:
    """The company and whoever keeps its system; the others are introduced by them."""
    keeper = story.people[story.kept_by]
    with clock.held_at(_moment(story, story.earliest() - DAYS_BEFORE, MORNING, today)):
        return people.set_up(
            name=story.workplace, person_name=keeper.name, email=keeper.email, title=keeper.title,
            zone=story.zone, purpose="sample",
        ).thing  # fmt: skip


def _moment(story: Story, day: int, at: time, today: date) -> datetime:
    local = datetime.combine(working_day(day, today), at, tzinfo=ZoneInfo(story.zone))
    return local.astimezone(UTC)


class _Telling(Promising, Calling, Giving, Serving):
    """Everybody comes in, and then happens line by line what is told of them."""

    def __init__(self, story: Story, today: date, book: Book, founder: str) -> None:
        super().__init__(story, today, book, founder)
        self.clients: dict[str, str] = {}
        self.lines = sorted(story.lines, key=lambda line: line.since)

    def gather(self) -> None:
        """Everybody comes in, and is in their team."""
        begins = self.story.earliest()
        with self.by(self.founder, _moment(self.story, begins - DAYS_BEFORE, MORNING, self.today)):
            self.introduce()
            self.form_teams()

    def start_lines(self, *, until: datetime) -> None:
        """Whoever has a manager by then comes under them, each at their time: the record goes by days."""
        while self.lines and self.since(self.lines[0]) <= until:
            line = self.lines.pop(0)
            with self.by(self.founder, self.since(line)):
                people.start_line(
                    manager=self.who[line.manager],
                    report=self.who[line.report],
                    by=self.founder,
                    book=self.book,
                )

    def since(self, line: Reports) -> datetime:
        return _moment(self.story, line.since, MORNING, self.today)

    def introduce(self) -> None:
        for name in self.story.clients:
            self.clients[name] = people.name_client(name=name, by=self.founder, book=self.book).thing
        for person in self.story.people.values():
            if person.word != self.story.kept_by:
                self.who[person.word] = self.introduced(person)

    def introduced(self, person: Character) -> str:
        return people.introduce(
            by=self.founder, book=self.book,
            name=person.name, email=person.email, title=person.title, zone=person.zone,
            role="guest" if person.client else "member", client=self.clients.get(person.client),
        ).thing  # fmt: skip

    def form_teams(self) -> None:
        ids: dict[str, str] = {}
        for team in self.story.teams:
            parent = ids.get(team.inside)
            ids[team.name] = people.form_team(
                name=team.name, parent=parent, by=self.founder, book=self.book
            ).thing
            for word in team.members:
                people.join_team(
                    ids[team.name],
                    person=self.who[word],
                    lead=word in team.leads,
                    by=self.founder,
                    book=self.book,
                )

    @contextmanager
    def by(self, person: str, moment: datetime) -> Iterator[None]:
        """What is entered inside is this person's act at that moment, as if they had opened the book."""
        with clock.held_at(moment):
            self.book.by = person
            yield

    def happen(self, deed: Deed) -> None:
        """One line of the story; a rule that refuses says so with the line's number."""
        who = self.who[deed.who]
        try:
            with self.by(who, _moment(self.story, deed.day, deed.at, self.today)):
                entry = getattr(self, deed.verb)(deed, who)
        except TwowayError as error:
            raise BadShape(f"Line {deed.line} of the story: {error.say}", code="bad_story") from error
        self.remember(deed, entry)
