"""What a story tells of promises, thanks and streets: each verb through the rule behind a page's button."""

from __future__ import annotations

from twoway.cli.story import Deed
from twoway.cli.story_meanings import Meanings
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.nouns.promises import queries
from twoway.nouns.promises import rules as promises
from twoway.nouns.thanks import rules as thanks
from twoway.people.streets import queries as streets
from twoway.people.streets import rules as street_rules
from twoway.web import money


class Promising(Meanings):
    """The verbs of promises, thanks and streets, each by its name in the grammar."""

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
        charged = self.charged(deed, by)
        return promises.keep(self.thing(deed), by=by, charged=charged, note=deed.words, book=self.book)

    def charged(self, deed: Deed, by: str) -> int | None:
        """In the currency its price was agreed in."""
        if "charged" not in deed.parts:
            return None
        agreed = queries.one(self.thing(deed), seen_by=by)
        return money.read_amount(deed.parts["charged"], agreed.currency, field="charged")

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
