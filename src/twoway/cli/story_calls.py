"""What a story tells of calls, hand-offs, problems and own-ups: each verb through the rule of that name."""

from __future__ import annotations

from twoway.cli.story import Deed
from twoway.cli.story_meanings import Meanings
from twoway.ledger.entries import Entry
from twoway.nouns.calls import rules as calls
from twoway.nouns.handoffs import rules as handoffs
from twoway.nouns.ownups import acts as ownup_acts
from twoway.nouns.ownups import rules as ownups
from twoway.nouns.ownups.forms import Promised

OUTCOMES = {"worked": "worked", "partly worked": "partly", "did not work": "failed"}
ANSWERS = {"mine": "mine", "not mine": "not_mine"}


class Calling(Meanings):
    """The verbs of shared work, from the call behind it to what is owned of it."""

    # ---- calls -------------------------------------------------------------------------------------------

    def asks_to_decide(self, deed: Deed, by: str) -> Entry:
        return calls.ask_for(self.who[deed.parts["to"]], deed.words, by=by, book=self.book)

    def decides(self, deed: Deed, by: str) -> Entry:
        return calls.make(
            _first(deed),
            by=by,
            on_me="on_me" in deed.parts,
            supersedes=self.thing(deed),
            **self.terms(deed),
        )

    def settles(self, deed: Deed, by: str) -> Entry:
        """What one was asked to decide."""
        return calls.say_yes(
            self.thing(deed),
            by=by,
            choice=_first(deed),
            on_me="on_me" in deed.parts,
            **self.terms(deed),
        )

    def terms(self, deed: Deed) -> calls.Terms:
        """What is said of a call beside its choice, in the book that is open."""
        return {
            "book": self.book,
            "why": _under(deed, "Because"),
            "alternatives": _under(deed, "Or else"),
            "expect": _under(deed, "By then"),
            "review_on": self.day(deed),
            "sure_percent": int(deed.parts["percent"]) if "percent" in deed.parts else None,
            "asks": self.people(deed, "asks"),
            "touches": self.people(deed, "touches"),
            "owners": self.people(deed, "owners"),
        }

    def notes_the_call(self, deed: Deed, by: str) -> Entry:
        owner = self.who[deed.parts["to"]]
        return calls.note(owner, deed.words, by=by, on_me="on_me" in deed.parts, book=self.book)

    def says_yes_to_the_call(self, deed: Deed, by: str) -> Entry:
        return calls.say_yes(self.thing(deed), by=by, book=self.book)

    def declines_the_call(self, deed: Deed, by: str) -> Entry:
        return calls.decline(self.thing(deed), by=by, note=deed.words, book=self.book)

    def joins(self, deed: Deed, by: str) -> Entry:
        return calls.join(self.thing(deed), by=by, on_me="on_me" in deed.parts, book=self.book)

    def finds(self, deed: Deed, by: str) -> Entry:
        outcome = OUTCOMES[deed.parts["outcome"]]
        return calls.review(self.thing(deed), by=by, outcome=outcome, words=deed.words, book=self.book)

    def finds_too_early(self, deed: Deed, by: str) -> Entry:
        return calls.review(
            self.thing(deed),
            by=by,
            outcome="too_early",
            next_on=self.day(deed),
            words=deed.words,
            book=self.book,
        )

    def says_cost(self, deed: Deed, by: str) -> Entry:
        cost = int(deed.parts["cost"])
        return calls.say_cost(self.thing(deed), by=by, cost=cost, words=deed.words, book=self.book)

    # ---- hand-offs and problems --------------------------------------------------------------------------

    def hands(self, deed: Deed, by: str) -> Entry:
        """Without a call named it goes on under that of what it comes after."""
        return handoffs.hand(
            deed.words,
            by=by,
            to=self.who[deed.parts["to"]],
            call=self.thing(deed, "under") or None,
            after=[self.things[word] for word in deed.listed("after")],
            book=self.book,
        )

    def accepts(self, deed: Deed, by: str) -> Entry:
        return handoffs.accept(self.thing(deed), by=by, note=deed.words, book=self.book)

    def sends_back(self, deed: Deed, by: str) -> Entry:
        return handoffs.send_back(self.thing(deed), by=by, reason=deed.words, book=self.book)

    def raises(self, deed: Deed, by: str) -> Entry:
        return handoffs.raise_problem(
            self.thing(deed, "on"),
            by=by,
            what=_first(deed),
            costs=_under(deed, "It costs"),
            cost=deed.parts["cost"],
            book=self.book,
        )

    def answers_problem(self, deed: Deed, by: str) -> Entry:
        answer = ANSWERS[deed.parts["answer"]]
        return handoffs.answer(self.thing(deed), by=by, answer=answer, words=deed.words, book=self.book)

    def asks_more(self, deed: Deed, by: str) -> Entry:
        return handoffs.answer(self.thing(deed), by=by, answer="need_more", words=deed.words, book=self.book)

    def replies(self, deed: Deed, by: str) -> Entry:
        return handoffs.reply(self.thing(deed), by=by, words=deed.words, book=self.book)

    def takes_on(self, deed: Deed, by: str) -> Entry:
        return handoffs.take_on(self.thing(deed), by=by, words=deed.words, book=self.book)

    def objects(self, deed: Deed, by: str) -> Entry:
        return handoffs.object_(self.thing(deed), by=by, words=deed.words, book=self.book)

    def faults(self, deed: Deed, by: str) -> Entry:
        carrier = self.who[deed.parts["to"]]
        return handoffs.fault(self.thing(deed), by=by, carrier=carrier, why=deed.words, book=self.book)

    def shows(self, deed: Deed, by: str) -> Entry:
        to = self.who[deed.parts["to"]]
        return handoffs.show(self.thing(deed), by=by, to=to, words=deed.words, book=self.book)

    def resolves(self, deed: Deed, by: str) -> Entry:
        return handoffs.resolve(self.thing(deed), by=by, words=deed.words, book=self.book)

    # ---- own-ups -----------------------------------------------------------------------------------------

    def owns_up(self, deed: Deed, by: str) -> Entry:
        entry = ownups.say(
            _first(deed),
            _under(deed, "It cost"),
            by=by,
            about=self.thing(deed),
            touched=self.people(deed, "touched"),
            told=self.people(deed, "told"),
            sorry=_under(deed, "Sorry"),
            changes=_under(deed, "What changes"),
            promised=self.promised(deed),
            book=self.book,
        )
        assert isinstance(entry.act, ownup_acts.Said)
        made = zip(deed.promised(), entry.act.promises, strict=True)
        self.things |= {word: promise for (_to, word, _day), promise in made}
        return entry

    def promised(self, deed: Deed) -> list[Promised]:
        """The promises made with it, each in the words of an “I will:”."""
        told = zip(deed.promised(), deed.said("I will"), strict=True)
        return [
            Promised(to=self.who[to], what=what, due_on=self.working_day(day))
            for (to, _word, day), what in told
        ]

    def answers(self, deed: Deed, by: str) -> Entry:
        return ownups.answer(self.thing(deed), deed.words, by=by, book=self.book)

    def lets_read(self, deed: Deed, by: str) -> Entry:
        return ownups.share_answer(self.thing(deed), by=by, book=self.book)


def _first(deed: Deed) -> str:
    return _under(deed, "")


def _under(deed: Deed, name: str) -> str:
    return next(iter(deed.said(name)), "")
