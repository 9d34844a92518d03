"""Thanks: for a named act, between its two, once, with words; and passed on only with a yes."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import Cast, open_street
from twoway.errors import BadShape, NotSeen, RuleBroken, TwowayError
from twoway.ids import Once
from twoway.ledger import queries as ledger
from twoway.ledger import replay
from twoway.nouns.promises import rules as promises
from twoway.nouns.thanks import acts, evidence, queries, rules
from twoway.nouns.thanks.models import Thanks
from twoway.people import rules as people
from twoway.people import sight
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets

FRIDAY = date(2026, 3, 6)


@pytest.fixture
def kept(cast: Cast) -> str:
    """Ann kept a promise to Ben: the act he may thank her for."""
    open_street(cast.ann, cast.ben)
    promise = promises.make(cast.ben, "You'll have the plan", FRIDAY, by=cast.ann).thing
    return promises.keep(promise, by=cast.ann).id


@pytest.fixture
def said(cast: Cast, kept: str) -> str:
    """Ben's thanks to Ann."""
    return rules.give(kept, "You saved my week", by=cast.ben).thing


def refused(act: object, error: type[TwowayError] = RuleBroken) -> TwowayError:
    """The sentence of a refusal, which leaves the ledger as it was."""
    assert callable(act)
    size = ledger.size()
    with pytest.raises(error) as caught:
        act()
    assert ledger.size() == size
    return caught.value


def see(id: str, person: str) -> Thanks:
    return queries.one(id, seen_by=person)


def test_thanks_go_to_the_one_who_did_the_act_and_both_see_the_same(cast: Cast, kept: str) -> None:
    id = rules.give(kept, "I learned to\nask first", by=cast.ben, learned=True).thing
    for person in (cast.ann, cast.ben):
        thanks = see(id, person)
        assert (thanks.giver_id, thanks.receiver_id, thanks.about_entry) == (cast.ben, cast.ann, kept)
        assert (thanks.words, thanks.learned) == ("I learned to\nask first", True)
    assert replay.check().ok


def test_once_for_each_act_and_giver(cast: Cast, kept: str, said: str) -> None:
    assert refused(lambda: rules.give(kept, "Again", by=cast.ben)).code == "thanked_already"


def test_nobody_thanks_for_their_own_act(cast: Cast, kept: str) -> None:
    assert refused(lambda: rules.give(kept, "Well done me", by=cast.ann)).code == "own_act"


@pytest.mark.parametrize("who", ["cy", "dana", "eve"])
def test_who_may_not_see_the_act_cannot_thank_for_it(cast: Cast, kept: str, who: str) -> None:
    refused(lambda: rules.give(kept, "Thank you", by=getattr(cast, who)), NotSeen)
    refused(lambda: rules.give("0" * 12, "Thank you", by=cast.ben), NotSeen)


def test_a_fact_of_the_workplace_is_nothing_to_thank_for(cast: Cast) -> None:
    fact = ledger.entries_of([cast.ann])[0]
    assert refused(lambda: rules.give(fact.id, "Thank you", by=cast.ben)).code == "no_deed"


@pytest.mark.parametrize("words", ["", "  ", "\u200b\n"])
def test_thanks_have_words(cast: Cast, kept: str, words: str) -> None:
    error = refused(lambda: rules.give(kept, words, by=cast.ben), BadShape)
    assert (error.code, error.field) == ("empty", "words")


def test_thanks_have_an_end(cast: Cast, kept: str) -> None:
    assert "1,001 characters" in refused(lambda: rules.give(kept, "x" * 1_001, by=cast.ben), BadShape).say
    rules.give(kept, "x" * 1_000, by=cast.ben)


@pytest.mark.parametrize("stop", [streets.pause, streets.close])
def test_nothing_is_said_on_a_street_that_is_stopped(cast: Cast, kept: str, said: str, stop: object) -> None:
    street = street_queries.between(cast.ann, cast.ben)
    assert street
    assert callable(stop)
    stop(street.id, by=cast.ann)
    other = ledger.entries_of_street(street.id)[0]
    assert refused(lambda: rules.give(other.id, "Thank you", by=cast.ben)).code == "street_not_open"
    assert refused(lambda: rules.ask_to_pass_on(said, by=cast.ben, to=[cast.cy])).code == "street_not_open"


def test_the_same_sent_twice_is_entered_once(cast: Cast, kept: str) -> None:
    once = Once("a-key", "what was sent")
    first, second = (rules.give(kept, "Thank you", by=cast.ben, once=once) for _ in "12")
    assert first == second


def test_one_tap_says_thank_you_for_the_act_of_the_mail(cast: Cast, kept: str) -> None:
    promise = ledger.entry(kept).thing
    id = rules.TAPS["thank"](promise, by=cast.ben, seen=kept, once=None, book=None).thing
    assert see(id, cast.ann).words == "Thank you."


# ---- passing on ------------------------------------------------------------------------------------------


def test_others_hear_the_words_after_the_yes_of_the_one_thanked_and_not_before(cast: Cast, said: str) -> None:
    rules.ask_to_pass_on(said, by=cast.ben, to=[cast.cy])
    refused(lambda: queries.one(said, seen_by=cast.cy), NotSeen)
    rules.allow_pass_on(said, by=cast.ann)
    assert see(said, cast.cy).words == "You saved my week"
    assert [thanks.id for thanks in queries.passed_to(cast.cy)] == [said]


def test_who_hears_of_it_sees_no_act_no_street_and_nobody_else_who_did(cast: Cast, said: str) -> None:
    rules.ask_to_pass_on(said, by=cast.ben, to=[cast.cy, cast.dana])
    rules.allow_pass_on(said, by=cast.ann)
    thanks = see(said, cast.cy)
    assert queries.act(thanks, seen_by=cast.cy) is None
    assert queries.told(thanks, seen_by=cast.cy) == []
    assert queries.told(thanks, seen_by=cast.ann) == ["Cy Möller", "Dana Ruiz"]
    entries = [frame.entry_id for frame in sight.entries(cast.cy).filter(thing=said)]
    [entry] = ledger.entries(entries)
    assert (entry.kind, entry.street, entry.audience) == ("thanks.passed_on", "", (cast.cy,))


def test_rather_not_is_an_answer_and_one_may_ask_again(cast: Cast, said: str) -> None:
    rules.ask_to_pass_on(said, by=cast.ben, to=[cast.cy])
    assert refused(lambda: rules.ask_to_pass_on(said, by=cast.ben, to=[cast.dana])).code == "asked_already"
    rules.refuse_pass_on(said, by=cast.ann)
    refused(lambda: queries.one(said, seen_by=cast.cy), NotSeen)
    rules.ask_to_pass_on(said, by=cast.ben, to=[cast.dana])
    rules.allow_pass_on(said, by=cast.ann)
    assert see(said, cast.ann).told == [cast.dana]
    rules.ask_to_pass_on(said, by=cast.ben, to=[cast.cy])
    rules.allow_pass_on(said, by=cast.ann)
    assert see(said, cast.ann).told == [cast.dana, cast.cy]
    assert replay.check().ok


def test_only_the_giver_asks_and_only_the_one_thanked_answers(cast: Cast, said: str) -> None:
    assert refused(lambda: rules.ask_to_pass_on(said, by=cast.ann, to=[cast.cy])).code == "not_yours"
    assert refused(lambda: rules.allow_pass_on(said, by=cast.ann)).code == "not_asked"
    rules.ask_to_pass_on(said, by=cast.ben, to=[cast.cy])
    assert refused(lambda: rules.allow_pass_on(said, by=cast.ben)).code == "not_yours"
    refused(lambda: rules.allow_pass_on(said, by=cast.cy), NotSeen)


def test_whoever_heard_of_it_can_do_nothing_with_it(cast: Cast, said: str) -> None:
    rules.ask_to_pass_on(said, by=cast.ben, to=[cast.cy])
    rules.allow_pass_on(said, by=cast.ann)
    for act in (
        lambda: rules.ask_to_pass_on(said, by=cast.cy, to=[cast.dana]),
        lambda: rules.allow_pass_on(said, by=cast.cy),
        lambda: rules.refuse_pass_on(said, by=cast.cy),
    ):
        assert refused(act).code == "not_yours"


def test_it_is_passed_on_to_people_who_work_here_and_do_not_know_of_it_yet(cast: Cast, said: str) -> None:
    assert refused(lambda: rules.ask_to_pass_on(said, by=cast.ben, to=[]), BadShape).code == "nobody"
    assert refused(lambda: rules.ask_to_pass_on(said, by=cast.ben, to=[cast.ann])).code == "knows_already"
    assert refused(lambda: rules.ask_to_pass_on(said, by=cast.ben, to=[cast.eve])).code == "no_member"
    refused(lambda: rules.ask_to_pass_on(said, by=cast.ben, to=["0" * 12]), NotSeen)
    people.leave(cast.cy, by=cast.cy)
    assert refused(lambda: rules.ask_to_pass_on(said, by=cast.ben, to=[cast.cy])).code == "no_member"


def test_what_was_answered_meanwhile_is_told(cast: Cast, said: str) -> None:
    rules.ask_to_pass_on(said, by=cast.ben, to=[cast.cy])
    seen = see(said, cast.ann).last_entry_id
    rules.refuse_pass_on(said, by=cast.ann, seen=seen)
    assert refused(lambda: rules.allow_pass_on(said, by=cast.ann, seen=seen)).code == "moved_on"


# ---- what is offered to be thanked for -------------------------------------------------------------------


def test_the_deeds_of_others_are_offered_until_one_has_said_thanks(cast: Cast, kept: str) -> None:
    assert kept in [entry.id for entry in queries.thankable(cast.ben)]
    assert all(entry.by == cast.ann for entry in queries.thankable(cast.ben))
    assert queries.thankable(cast.ann) == []
    assert queries.thankable(cast.cy) == []
    rules.give(kept, "Thank you", by=cast.ben)
    assert kept not in [entry.id for entry in queries.thankable(cast.ben)]


def test_no_act_of_thanks_carries_a_number() -> None:
    kinds = {
        act.kind for act in (acts.Given, acts.Learned, acts.PassOnAsked, acts.PassedOn, acts.PassOnRefused)
    }
    assert set(evidence.COUNTS_NOTHING) == kinds
