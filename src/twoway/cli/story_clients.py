"""What a story tells of what a client needs: said, played back, promised, delivered, looked back on."""

from __future__ import annotations

from twoway.cli.story import Deed
from twoway.cli.story_meanings import Meanings
from twoway.ledger.entries import Entry
from twoway.nouns.needs import acts
from twoway.nouns.needs import rules as needs
from twoway.web import money

NEEDED = {"what they needed": "yes", "partly what they needed": "partly", "not what they needed": "no"}


class Serving(Meanings):
    """The verbs of a need, from a contact's own words to what both say of it afterwards."""

    def says_need(self, deed: Deed, by: str) -> Entry:
        [what], good = deed.said(), deed.said("Done when")
        return needs.say(
            what,
            by=by,
            ours=self.people(deed, "ours"),
            good="".join(good),
            wanted_by=self.day(deed),
            book=self.book,
        )

    def plays_back(self, deed: Deed, by: str) -> Entry:
        return needs.play_back(self.thing(deed), deed.words, by=by, book=self.book)

    def corrects(self, deed: Deed, by: str) -> Entry:
        return needs.correct(self.thing(deed), deed.words, by=by, book=self.book)

    def recognises(self, deed: Deed, by: str) -> Entry:
        return needs.recognise(self.thing(deed), by=by, words=deed.words, book=self.book)

    def promises_within(self, deed: Deed, by: str) -> Entry:
        """With a price or with what is in it, it waits for the other's yes."""
        [what], scope = deed.said(), deed.said("In it")
        entry = needs.promise(
            self.thing(deed, "within"),
            what,
            self.day(deed),
            by=by,
            to=self.who[deed.parts["to"]],
            scope="".join(scope),
            price_low=self.amount(deed, "low"),
            price_high=self.amount(deed, "high"),
            currency=deed.parts.get("currency", ""),
            book=self.book,
        )
        assert isinstance(entry.act, acts.PromiseAdded)
        self.things[deed.parts["new"]] = entry.act.promise
        return entry

    def delivers(self, deed: Deed, by: str) -> Entry:
        return needs.deliver(
            self.thing(deed),
            by=by,
            words=deed.words,
            charged=self.amount(deed, "charged"),
            currency=deed.parts.get("currency", ""),
            book=self.book,
        )

    def finds_needed(self, deed: Deed, by: str) -> Entry:
        return needs.look_back(
            self.thing(deed),
            by=by,
            needed=NEEDED[deed.parts["needed"]],
            at_price=True if "priced" in deed.parts else None,
            words=deed.words,
            book=self.book,
        )

    def rates(self, deed: Deed, by: str) -> None:
        """Sealed until both have said it."""
        needs.rate(
            self.thing(deed),
            by=by,
            fair=int(deed.parts["fair"]),
            heard=int(deed.parts["heard"]),
            clear=int(deed.parts["clear"]),
            takes=deed.words,
            book=self.book,
        )

    def amount(self, deed: Deed, part: str) -> int | None:
        """The money a part names, in minor units of the currency the line names."""
        if part not in deed.parts:
            return None
        return money.read_amount(deed.parts[part], deed.parts["currency"], field=part)
