"""Who may entrust whom with what, when, in which words; what is refused leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest

from tests.cast import Cast, open_street
from twoway.errors import BadShape, NotSeen, RuleBroken, TwowayError
from twoway.ids import Once
from twoway.ledger import queries as ledger
from twoway.ledger import replay
from twoway.ledger.write import writing
from twoway.nouns.entrustments import STEPS, VERBS, queries, rules
from twoway.people import rules as people
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets

FRIDAY = date(2026, 3, 6)
SCOPE = "The board by the door: what goes on it, and what comes off"


@pytest.fixture
def pair(cast: Cast) -> Cast:
    """Ann and Ben with their street open."""
    open_street(cast.ann, cast.ben)
    return cast


@pytest.fixture
def given(pair: Cast) -> str:
    """What Ann would like to entrust Ben with."""
    return rules.give(pair.ben, SCOPE, 5, FRIDAY, by=pair.ann).thing


@pytest.fixture
def held(pair: Cast, given: str) -> str:
    """What Ben has taken on."""
    return rules.accept(given, by=pair.ben).thing


def refused(act: Callable[[], object], error: type[TwowayError] = RuleBroken) -> TwowayError:
    """The sentence with which an act is refused, after which the ledger is as it was."""
    size, root = ledger.size(), ledger.root()
    with pytest.raises(error) as caught:
        act()
    assert (ledger.size(), ledger.root()) == (size, root)
    return caught.value


def state(cast: Cast, id: str) -> str:
    return queries.one(id, seen_by=cast.ann).state


# ---- giving ----------------------------------------------------------------------------------------------


def test_there_are_seven_steps_from_ask_me_first_to_no_need_to_tell() -> None:
    assert list(STEPS) == [1, 2, 3, 4, 5, 6, 7]
    assert (str(STEPS[1]), str(STEPS[7])) == ("Ask me first", "It is yours, no need to tell me")
    assert len({str(says) for says in STEPS.values()}) == 7


@pytest.mark.parametrize("step", [0, 8, -1, None])
def test_freedom_is_one_of_the_seven(pair: Cast, step: int | None) -> None:
    error = refused(lambda: rules.give(pair.ben, SCOPE, step, FRIDAY, by=pair.ann), BadShape)
    assert (error.code, error.field) == ("no_step", "freedom")


def test_without_a_day_both_look_back_in_four_weeks(pair: Cast) -> None:
    id = rules.give(pair.ben, SCOPE, 5, by=pair.ann).thing
    assert queries.one(id, seen_by=pair.ben).look_back_on == date(2026, 3, 30)


@pytest.mark.parametrize(
    ("to", "scope", "day", "field"),
    [
        ("", SCOPE, FRIDAY, "to"),
        ("ben", " ", FRIDAY, "scope"),
        ("ben", "x" * 501, FRIDAY, "scope"),
        ("ben", SCOPE, date(2026, 3, 2), "look_back_on"),
        ("ben", SCOPE, date(2046, 3, 2), "look_back_on"),
    ],
)
def test_what_is_missing_or_too_much_is_named(pair: Cast, to: str, scope: str, day: date, field: str) -> None:
    whom = pair.ben if to else ""
    assert refused(lambda: rules.give(whom, scope, 3, day, by=pair.ann), BadShape).field == field


def test_nobody_entrusts_themselves(pair: Cast) -> None:
    assert refused(lambda: rules.give(pair.ann, SCOPE, 5, FRIDAY, by=pair.ann)).code == "to_oneself"


def test_rank_changes_nothing(pair: Cast) -> None:
    """Whoever reports to somebody may entrust them with the very same, and has the very same verbs."""
    people.start_line(manager=pair.ann, report=pair.ben, by=pair.dana)
    down = rules.give(pair.ben, SCOPE, 5, FRIDAY, by=pair.ann).thing
    up = rules.give(pair.ann, SCOPE, 5, FRIDAY, by=pair.ben).thing
    for id, giver, receiver in ((down, pair.ann, pair.ben), (up, pair.ben, pair.ann)):
        found = queries.one(id, seen_by=giver)
        assert queries.open_verbs(found, receiver) == ["accept", "decline"]
        assert queries.open_verbs(found, giver) == ["withdraw"]
        rules.accept(id, by=receiver)
        found = queries.one(id, seen_by=giver)
        assert queries.open_verbs(found, receiver) == ["give_back"]
        assert queries.open_verbs(found, giver) == ["widen", "narrow", "end"]


def test_to_entrust_can_be_a_first_act_and_the_yes_opens_the_street(cast: Cast) -> None:
    id = rules.give(cast.cy, SCOPE, 2, FRIDAY, by=cast.ann).thing
    street = street_queries.between(cast.ann, cast.cy)
    assert street is not None
    assert street.state == "waiting"
    rules.accept(id, by=cast.cy)
    assert street_queries.street(street.id, seen_by=cast.cy).state == "open"


@pytest.mark.parametrize(("verb", "who"), [("decline", "cy"), ("withdraw", "ann")])
def test_a_no_to_the_first_act_leaves_room_for_another(cast: Cast, verb: str, who: str) -> None:
    id = rules.give(cast.cy, SCOPE, 2, FRIDAY, by=cast.ann).thing
    getattr(rules, verb)(id, by=getattr(cast, who), note="Not now.")
    assert rules.give(cast.cy, SCOPE, 3, FRIDAY, by=cast.ann).thing != id


def test_nobody_but_the_two_sees_it(pair: Cast, given: str) -> None:
    for somebody in (pair.cy, pair.dana, pair.eve):
        refused(partial(rules.accept, given, by=somebody), NotSeen)
        refused(partial(rules.end, given, by=somebody, reason="No"), NotSeen)


# ---- what is done with it --------------------------------------------------------------------------------


def test_every_verb_is_one_sides_or_both(pair: Cast, given: str, held: str) -> None:
    blanks: dict[str, dict[str, Any]] = {
        "widen": {"freedom": 6},
        "narrow": {"freedom": 2, "reason": "Too soon"},
        "give_back": {"reason": "Too much"},
        "end": {"reason": "Done"},
        "look_back": {"how_it_went": "well"},
    }
    for verb, rule in VERBS.items():
        other = {"giver": pair.ben, "receiver": pair.ann}.get(rule.whose)
        if other:
            error = refused(partial(getattr(rules, verb), held, by=other, **blanks.get(verb, {})))
            assert error.code == f"cannot_{verb}"
            assert error.say.endswith(".")


def test_freedom_is_widened_and_narrowed_with_a_reason(pair: Cast, held: str) -> None:
    rules.widen(held, by=pair.ann, freedom=7)
    found = queries.one(held, seen_by=pair.ben)
    assert (found.freedom, found.freedom_before) == (7, 5)
    assert (
        refused(partial(rules.narrow, held, by=pair.ann, freedom=3, reason=" "), BadShape).field == "reason"
    )
    rules.narrow(held, by=pair.ann, freedom=3, reason="The board went to print twice.")
    found = queries.one(held, seen_by=pair.ben)
    assert (found.freedom, found.freedom_before) == (3, 7)


@pytest.mark.parametrize(("verb", "step"), [("widen", 5), ("widen", 2), ("narrow", 5), ("narrow", 6)])
def test_more_is_more_and_less_is_less(pair: Cast, held: str, verb: str, step: int) -> None:
    how = {"reason": "Because"} if verb == "narrow" else {}
    error = refused(lambda: getattr(rules, verb)(held, by=pair.ann, freedom=step, **how), BadShape)
    assert error.code == "no_change"


def test_there_is_nothing_above_the_last_step_or_below_the_first(pair: Cast, held: str) -> None:
    rules.widen(held, by=pair.ann, freedom=7)
    assert "widen" not in queries.open_verbs(queries.one(held, seen_by=pair.ann), pair.ann)
    assert refused(partial(rules.widen, held, by=pair.ann, freedom=7)).code == "cannot_widen"
    rules.narrow(held, by=pair.ann, freedom=1, reason="Start over")
    assert "narrow" not in queries.open_verbs(queries.one(held, seen_by=pair.ann), pair.ann)


def test_it_is_given_back_or_ended_with_a_reason(pair: Cast, held: str) -> None:
    for verb, who in (("give_back", pair.ben), ("end", pair.ann)):
        assert refused(partial(getattr(rules, verb), held, by=who, reason=""), BadShape).code == "empty"
    rules.give_back(held, by=pair.ben, reason="I have the press now.")
    assert state(pair, held) == "returned"
    assert refused(partial(rules.end, held, by=pair.ann, reason="Over")).code == "cannot_end"


def test_what_was_answered_meanwhile_is_not_overrun(pair: Cast, given: str) -> None:
    seen = queries.one(given, seen_by=pair.ann).last_entry_id
    rules.accept(given, by=pair.ben)
    assert refused(partial(rules.withdraw, given, by=pair.ann, seen=seen)).code == "moved_on"


def test_sent_twice_it_is_one_act(pair: Cast, given: str) -> None:
    once = Once(key="k", fingerprint="f")
    first = rules.accept(given, by=pair.ben, once=once)
    size = ledger.size()
    assert rules.accept(given, by=pair.ben, once=once).id == first.id
    assert ledger.size() == size


# ---- looking back ----------------------------------------------------------------------------------------


def test_each_looks_back_for_themselves_from_the_day_on(
    pair: Cast, held: str, at: Callable[[str], object]
) -> None:
    assert refused(partial(rules.look_back, held, by=pair.ann, how_it_went="well")).code == "cannot_look_back"
    at("2026-03-06 09:00")
    assert [found.id for found in queries.to_look_back_on(pair.ann)] == [held]
    seen = queries.one(held, seen_by=pair.ben).last_entry_id
    rules.look_back(held, by=pair.ann, how_it_went="well", words="Nobody asked me anything.")
    assert queries.to_look_back_on(pair.ann) == []
    assert [found.id for found in queries.to_look_back_on(pair.ben)] == [held]
    rules.look_back(held, by=pair.ben, how_it_went="partly", seen=seen)
    found = queries.one(held, seen_by=pair.ben)
    assert (found.said_by(pair.ann), found.said_by(pair.ben)) == ("well", "partly")
    rules.look_back(held, by=pair.ben, how_it_went="well")
    assert queries.one(held, seen_by=pair.ann).said_by(pair.ben) == "well"


def test_a_new_day_asks_anew(pair: Cast, held: str, at: Callable[[str], object]) -> None:
    at("2026-03-06 09:00")
    rules.look_back(held, by=pair.ann, how_it_went="well")
    rules.widen(held, by=pair.ann, freedom=6, look_back_on=date(2026, 4, 6))
    assert queries.one(held, seen_by=pair.ann).said_by(pair.ann) == ""
    assert queries.to_look_back_on(pair.ann) == []
    at("2026-04-06 09:00")
    assert [found.id for found in queries.to_look_back_on(pair.ann)] == [held]


def test_what_is_over_can_be_looked_back_on_at_once(pair: Cast, held: str) -> None:
    rules.give_back(held, by=pair.ben, reason="I have the press now.")
    assert rules.look_back(held, by=pair.ann, how_it_went="partly").kind == "entrustment.looked_back"


def test_what_was_never_taken_on_cannot(pair: Cast, given: str) -> None:
    rules.decline(given, by=pair.ben)
    assert (
        refused(partial(rules.look_back, given, by=pair.ann, how_it_went="well")).code == "cannot_look_back"
    )


def test_one_is_asked_for_four_weeks_and_then_left_alone(
    pair: Cast, held: str, at: Callable[[str], object]
) -> None:
    at("2026-04-02 09:00")
    assert queries.to_look_back_on(pair.ann)
    at("2026-04-03 09:00")
    assert queries.to_look_back_on(pair.ann) == []
    assert rules.look_back(held, by=pair.ann, how_it_went="well").by == pair.ann


def test_in_a_pause_nobody_is_asked_and_everything_can_be_given_back(
    pair: Cast, held: str, at: Callable[[str], object]
) -> None:
    street = street_queries.between(pair.ann, pair.ben)
    assert street is not None
    streets.pause(street.id, by=pair.ann)
    at("2026-03-10 09:00")
    assert queries.to_look_back_on(pair.ben) == []
    assert refused(partial(rules.widen, held, by=pair.ann, freedom=6)).code == "cannot_widen"
    assert queries.open_verbs(queries.one(held, seen_by=pair.ben), pair.ben) == ["give_back"]
    assert queries.open_verbs(queries.one(held, seen_by=pair.ann), pair.ann) == ["narrow", "end"]
    rules.give_back(held, by=pair.ben, reason="Not now.")


# ---- for the floors above --------------------------------------------------------------------------------


def test_it_takes_an_open_book_and_stands_or_falls_with_it(pair: Cast) -> None:
    def both() -> None:
        with writing(by=pair.ann) as book:
            rules.give(pair.ben, SCOPE, 5, FRIDAY, by=pair.ann, book=book)
            raise RuleBroken("Something else went wrong.")

    refused(both)


def test_a_whole_life_is_repainted_the_same(pair: Cast, held: str, at: Callable[[str], object]) -> None:
    rules.widen(held, by=pair.ann, freedom=6, words="You never needed me.")
    at("2026-03-07 09:00")
    for person in (pair.ann, pair.ben):
        rules.look_back(held, by=person, how_it_went="well")
    rules.end(held, by=pair.ann, reason="The board is gone.")
    assert replay.check().differences == ()
