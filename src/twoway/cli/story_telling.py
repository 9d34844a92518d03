"""Tells a story to the ledger: each line through the rule behind a page's button, at its own moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from twoway import clock
from twoway.cli.story import Character, Deed, Reports, Story, working_day
from twoway.errors import BadShape, TwowayError
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.ledger.write import Book, writing
from twoway.nouns.promises import rules as promises
from twoway.nouns.thanks import rules as thanks
from twoway.people import queries as people_queries
from twoway.people import rules as people
from twoway.people import sample
from twoway.people.streets import queries as streets
from twoway.people.streets import rules as street_rules

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


class _Telling:
    """What the story's words stand for by now: people, promises, and who did what last about each promise."""

    def __init__(self, story: Story, today: date, book: Book, founder: str) -> None:
        self.story, self.today, self.book, self.founder = story, today, book, founder
        self.who = {story.kept_by: founder}
        self.clients: dict[str, str] = {}
        self.things: dict[str, str] = {}
        self.last: dict[tuple[str, str], str] = {}
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

    def remember(self, deed: Deed, entry: Entry | None) -> None:
        if entry is None:
            return
        word = deed.parts.get("new") or deed.parts["of"]
        self.things.setdefault(word, entry.thing)
        self.last[word, deed.who] = entry.id

    def thing(self, deed: Deed) -> str:
        return self.things[deed.parts["of"]]

    def day(self, deed: Deed, part: str = "day") -> date | None:
        return deed.day_of(part, self.today)

    def promises(self, deed: Deed, by: str) -> Entry:
        return promises.make(
            self.who[deed.parts["to"]],
            deed.words,
            self.day(deed),
            by=by,
            sure_by=self.day(deed, "sure"),
            book=self.book,
        )

    def asks(self, deed: Deed, by: str) -> Entry:
        return promises.ask(self.who[deed.parts["to"]], deed.words, self.day(deed), by=by, book=self.book)

    def offers(self, deed: Deed, by: str) -> Entry:
        return promises.offer(self.who[deed.parts["to"]], deed.words, self.day(deed), by=by, book=self.book)

    def notes(self, deed: Deed, by: str) -> Entry:
        return promises.note(self.who[deed.parts["to"]], deed.words, self.day(deed), by=by, book=self.book)

    def says_yes(self, deed: Deed, by: str) -> Entry:
        sure = self.day(deed, "sure")
        return promises.say_yes(self.thing(deed), by=by, note=deed.words, sure_by=sure, book=self.book)

    def declines(self, deed: Deed, by: str) -> Entry:
        return promises.decline(self.thing(deed), by=by, note=deed.words, book=self.book)

    def would_rather_not(self, deed: Deed, by: str) -> Entry:
        return promises.decline(
            self.thing(deed), by=by, note=deed.words, would_rather_not=True, book=self.book
        )

    def counters(self, deed: Deed, by: str) -> Entry:
        return promises.counter(
            self.thing(deed), by=by, due_on=self.day(deed), note=deed.words, book=self.book
        )

    def withdraws(self, deed: Deed, by: str) -> Entry:
        return promises.withdraw(self.thing(deed), by=by, note=deed.words, book=self.book)

    def keeps(self, deed: Deed, by: str) -> Entry:
        return promises.keep(self.thing(deed), by=by, note=deed.words, book=self.book)

    def confirms(self, deed: Deed, by: str) -> Entry:
        return promises.confirm(self.thing(deed), by=by, note=deed.words, book=self.book)

    def contests(self, deed: Deed, by: str) -> Entry:
        return promises.contest(self.thing(deed), by=by, note=deed.words, book=self.book)

    def asks_to_move(self, deed: Deed, by: str) -> Entry:
        return promises.ask_move(
            self.thing(deed), by=by, due_on=self.day(deed), reason=deed.words, book=self.book
        )

    def agrees_to_move(self, deed: Deed, by: str) -> Entry:
        return promises.agree_move(self.thing(deed), by=by, note=deed.words, book=self.book)

    def refuses_to_move(self, deed: Deed, by: str) -> Entry:
        return promises.refuse_move(self.thing(deed), by=by, note=deed.words, book=self.book)

    def gives_up(self, deed: Deed, by: str) -> Entry:
        return promises.give_up(self.thing(deed), by=by, note=deed.words, book=self.book)

    def releases(self, deed: Deed, by: str) -> Entry:
        return promises.release(self.thing(deed), by=by, note=deed.words, book=self.book)

    def hangs(self, deed: Deed, by: str) -> None:
        promises.hang_on(self.thing(deed), self.things[deed.parts["on"]], by=by, book=self.book)

    def thanks(self, deed: Deed, by: str) -> Entry:
        return self.give(deed, by, learned=False)

    def learned(self, deed: Deed, by: str) -> Entry:
        return self.give(deed, by, learned=True)

    def give(self, deed: Deed, by: str, *, learned: bool) -> Entry:
        """Thanks go to what the other did last about the promise."""
        deserved = self.last[deed.parts["of"], deed.parts["to"]]
        return thanks.give(deserved, deed.words, by=by, learned=learned, book=self.book)

    def would_pass_on(self, deed: Deed, by: str) -> Entry:
        others = [self.who[word.strip()] for word in deed.parts["others"].split(",")]
        return thanks.ask_to_pass_on(self.thing(deed), by=by, to=others, book=self.book)

    def lets_pass_on(self, deed: Deed, by: str) -> Entry:
        return thanks.allow_pass_on(self.thing(deed), by=by, book=self.book)

    def adds(self, deed: Deed, by: str) -> None:
        about = ledger.last_entry_of(self.thing(deed))
        assert about is not None
        street_rules.add_side(about.id, by=by, words=deed.words, book=self.book)

    def wishes(self, deed: Deed, by: str) -> None:
        street_rules.wish_estimate(self.street(deed, by), by=by, wish=True, book=self.book)

    def pauses(self, deed: Deed, by: str) -> None:
        street_rules.pause(self.street(deed, by), by=by, book=self.book)

    def resumes(self, deed: Deed, by: str) -> None:
        street_rules.resume(self.street(deed, by), by=by, book=self.book)

    def street(self, deed: Deed, by: str) -> str:
        found = streets.between(by, self.who[deed.parts["to"]], seen_by=by)
        assert found is not None, f"line {deed.line}: the two have no street yet"
        return found.id
