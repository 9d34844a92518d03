"""What a story tells of voices, talks, goals, trust in advance and paths: each verb through its own rule."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from twoway.cli.story import Deed
from twoway.cli.story_meanings import Meanings
from twoway.ledger.entries import Entry
from twoway.nouns.conversations import rules as conversations
from twoway.nouns.entrustments import rules as entrustments
from twoway.nouns.growth import rules as growth
from twoway.nouns.paths import queries as path_queries
from twoway.nouns.paths import rules as paths
from twoway.nouns.voices import rules as voices


class Giving(Meanings):
    """The verbs in which two people speak, give trust first and help each other on."""

    # ---- voices ------------------------------------------------------------------------------------------

    def raises_voice(self, deed: Deed, by: str) -> Entry:
        to, wants = self.who[deed.parts["to"]], "act" if "act" in deed.parts else "answer"
        return voices.raise_(deed.words, by=by, to=to, wants=wants, answer_by=self.day(deed), book=self.book)

    def says_no(self, deed: Deed, by: str) -> Entry:
        """And why."""
        return voices.answer(self.thing(deed), by=by, answer="no_because", words=deed.words, book=self.book)

    def will_act(self, deed: Deed, by: str) -> Entry:
        """The promise that the answer comes with stands after “By then:”."""
        [words], [promise] = deed.said(), deed.said("By then")
        entry = voices.answer(
            self.thing(deed),
            by=by,
            answer="promised",
            words=words,
            promise_what=promise,
            promise_due=self.day(deed),
            book=self.book,
        )
        self.things[deed.parts["new"]] = entry.act.promise  # type: ignore[attr-defined]
        return entry

    def felt_heard(self, deed: Deed, by: str) -> Entry:
        heard = int(deed.parts["heard"])
        return voices.close(self.thing(deed), by=by, heard=heard, words=deed.words, book=self.book)

    # ---- talks -------------------------------------------------------------------------------------------

    def plans_talk(self, deed: Deed, by: str) -> Entry:
        day = self.day(deed)
        assert day is not None
        at = datetime.combine(day, time(int(deed.parts["hour"])), tzinfo=ZoneInfo(self.story.zone))
        return conversations.plan(self.who[deed.parts["to"]], deed.parts["about"], at, by=by, book=self.book)

    def agrees_to_talk(self, deed: Deed, by: str) -> Entry:
        return conversations.accept(self.thing(deed), by=by, book=self.book)

    def has_held(self, deed: Deed, by: str) -> Entry:
        return conversations.hold(self.thing(deed), by=by, book=self.book)

    def says_of_talk(self, deed: Deed, by: str) -> None:
        """Sealed until both have said it."""
        conversations.say(
            self.thing(deed),
            by=by,
            fair=int(deed.parts["fair"]),
            heard=int(deed.parts["heard"]),
            clear=int(deed.parts["clear"]),
            takes=deed.words,
            book=self.book,
        )

    # ---- goals, trust in advance, paths ------------------------------------------------------------------

    def sets_goal(self, deed: Deed, by: str) -> Entry:
        return growth.set_goal(deed.words, by=by, with_=self.people(deed, "others"), book=self.book)

    def asks_support(self, deed: Deed, by: str) -> Entry:
        of = self.who[deed.parts["to"]]
        return growth.ask_support(self.thing(deed), by=by, of=of, what=deed.words, book=self.book)

    def supports(self, deed: Deed, by: str) -> Entry:
        due_on = self.day(deed)
        return growth.promise_support(self.thing(deed), by=by, what=deed.words, due_on=due_on, book=self.book)

    def entrusts(self, deed: Deed, by: str) -> Entry:
        to, freedom = self.who[deed.parts["to"]], int(deed.parts["step"])
        return entrustments.give(to, deed.words, freedom, self.day(deed), by=by, book=self.book)

    def takes_charge(self, deed: Deed, by: str) -> Entry:
        return entrustments.accept(self.thing(deed), by=by, note=deed.words, book=self.book)

    def widens(self, deed: Deed, by: str) -> Entry:
        freedom = int(deed.parts["step"])
        return entrustments.widen(self.thing(deed), by=by, freedom=freedom, words=deed.words, book=self.book)

    def wishes_path(self, deed: Deed, by: str) -> None:
        """It opens once both have wished it."""
        paths.wish(self.who[deed.parts["to"]], by=by, wish=True, book=self.book)

    def looks_back(self, deed: Deed, by: str) -> None:
        them = self.who[deed.parts["to"]]
        [path] = [one for one in path_queries.all_of(by) if them in one.street.both]
        paths.look_back(path.id, int(deed.parts["number"]), deed.words, by=by, book=self.book)
