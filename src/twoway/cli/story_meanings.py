"""What the words of a story stand for while it is told: people, things, and who did what last about them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from twoway.cli.story import Deed, Story, working_day
from twoway.ledger.entries import Entry

if TYPE_CHECKING:
    from twoway.ledger.write import Book


class Meanings:
    """What the words stand for by now, and the open book in which all of it is entered."""

    def __init__(self, story: Story, today: date, book: Book, founder: str) -> None:
        self.story, self.today, self.book, self.founder = story, today, book, founder
        self.who = {story.kept_by: founder}
        self.things: dict[str, str] = {}
        self.last: dict[tuple[str, str], str] = {}

    def remember(self, deed: Deed, entry: Entry | None) -> None:
        """What the line has named, and that this is what they did last about it."""
        if entry is None:
            return
        word = deed.parts.get("new") or deed.parts["of"]
        self.things.setdefault(word, entry.thing)
        self.last[word, deed.who] = entry.id

    def thing(self, deed: Deed, part: str = "of") -> str:
        """The thing a part names; "" where the line has no such part."""
        return self.things[deed.parts[part]] if part in deed.parts else ""

    def people(self, deed: Deed, part: str) -> list[str]:
        """The people a part names."""
        return [self.who[word] for word in deed.listed(part)]

    def day(self, deed: Deed, part: str = "day") -> date | None:
        """The day a part names."""
        return deed.day_of(part, self.today)

    def working_day(self, number: int) -> date:
        """The working day that many days from today."""
        return working_day(number, self.today)
