"""Who may do what with a call: the rules, one by one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from tests.cast import Cast, open_street
from twoway.errors import BadShape, NotSeen
from twoway.ledger import replay
from twoway.ledger.entries import EVERY_STREET, Entry
from twoway.ledger.write import writing
from twoway.nouns.calls import queries, rules
from twoway.nouns.calls.tests.lives import CHOICE, LATER, THURSDAY, handed_on, made, refused, seen
from twoway.people import rules as people
from twoway.people.streets import queries as streets

# ---- asking and noting -----------------------------------------------------------------------------------


def test_what_was_asked_for_is_decided_by_the_one_asked_and_their_yes_opens_the_street(cast: Cast) -> None:
    asked = rules.ask_for(cast.ben, "Cold or warm?", by=cast.ann)
    call = seen(asked.thing, cast.ben)
    assert (call.state, call.question, call.asked_by) == ("asked_for", "Cold or warm?", cast.ann)
    rules.say_yes(asked.thing, by=cast.ben, choice=CHOICE, on_me=True)
    call = seen(asked.thing, cast.ann)
    assert (call.state, call.choice, call.on_me, call.asked) == ("made", CHOICE, True, "Cold or warm?")
    assert queries.role_of(call, cast.ann) == "asked"
    street = streets.between(cast.ann, cast.ben)
    assert street is not None
    assert street.state == "open"


def test_the_askers_question_is_not_shown_to_those_the_owner_names_besides(cast: Cast) -> None:
    asked = rules.ask_for(cast.ben, "I have never done this. Cold or warm?", by=cast.ann)
    rules.say_yes(asked.thing, by=cast.ben, choice=CHOICE, touches=[cast.cy])
    assert seen(asked.thing, cast.cy).question == ""
    assert [entry.kind for entry in queries.history(seen(asked.thing, cast.cy), seen_by=cast.cy)] == [
        "call.made"
    ]


def test_a_note_binds_nobody_before_the_owners_yes_and_holds_as_it_was_noted_then(cast: Cast) -> None:
    noted = rules.note(cast.ben, CHOICE, by=cast.ann, on_me=True)
    assert noted.seen_by() == (*sorted((cast.ann, cast.ben)),)
    call = seen(noted.thing, cast.ann)
    assert (call.state, call.is_made, queries.open_calls(cast.ben).exists()) == ("noted", False, False)
    rules.say_yes(noted.thing, by=cast.ben)
    call = seen(noted.thing, cast.ann)
    assert (call.state, call.choice, call.on_me) == ("made", CHOICE, True)


def test_only_the_owner_can_say_it_is_on_them(cast: Cast) -> None:
    noted = rules.note(cast.ben, CHOICE, by=cast.ann, on_me=True).thing
    rules.say_yes(noted, by=cast.ben, on_me=False)
    assert not seen(noted, cast.ann).on_me
    other = rules.note(cast.ben, CHOICE, by=cast.ann).thing
    assert refused(lambda: rules.say_yes(other, by=cast.ann, on_me=True)).code == "cannot_say_yes"


@pytest.mark.parametrize(
    ("verb", "by", "state"), [("decline", "ben", "declined"), ("withdraw", "ann", "withdrawn")]
)
@pytest.mark.parametrize("begin", [rules.ask_for, rules.note])
def test_what_was_begun_ends_with_a_no_or_a_taking_back_and_another_first_act_may_follow(
    cast: Cast, begin: Callable[..., Entry], verb: str, by: str, state: str
) -> None:
    id = begin(cast.ben, "Cold or warm?", by=cast.ann).thing
    other = cast.ann if by == "ben" else cast.ben
    assert refused(lambda: getattr(rules, verb)(id, by=other)).code == f"cannot_{verb}"
    getattr(rules, verb)(id, by=getattr(cast, by), note="Ask Cy")
    assert seen(id, cast.ann).state == state
    assert refused(lambda: rules.say_yes(id, by=cast.ben, choice=CHOICE)).code == "cannot_say_yes"
    again = rules.ask_for(cast.ann, "And the racks?", by=cast.ben)
    assert seen(again.thing, cast.ann).state == "asked_for"


def test_nobody_asks_themselves_and_nobody_asks_nobody(cast: Cast) -> None:
    assert refused(lambda: rules.ask_for(cast.ann, "Cold?", by=cast.ann)).code == "to_oneself"
    assert refused(lambda: rules.ask_for("", "Cold?", by=cast.ann)).code == "nobody"
    assert refused(lambda: rules.ask_for(cast.ben, "  ", by=cast.ann)).field == "question"
    assert refused(lambda: rules.note(cast.ben, "", by=cast.ann)).field == "choice"
    assert isinstance(refused(lambda: rules.ask_for(cast.ann, "Cold?", by=cast.eve)), NotSeen)


# ---- making ----------------------------------------------------------------------------------------------


def test_a_call_stands_on_every_street_between_its_owner_and_those_it_names(cast: Cast) -> None:
    id = made(cast)
    [entry] = queries.history(seen(id, cast.cy), seen_by=cast.cy)
    assert entry.street == EVERY_STREET
    assert set(entry.participants) == {cast.ben, cast.ann, cast.cy}
    assert set(entry.pairs()) == {tuple(sorted((cast.ben, other))) for other in (cast.ann, cast.cy)}
    call = seen(id, cast.ann)
    assert (call.owner_id, call.sure_percent, call.review_on, call.on_me) == (cast.ben, 60, THURSDAY, True)
    for outsider in (cast.dana, cast.eve):
        with pytest.raises(NotSeen):
            seen(id, outsider)


def test_somebody_named_twice_stands_where_they_are_asked_the_most(cast: Cast) -> None:
    call = seen(made(cast, asks=[cast.ann, cast.cy], touches=[cast.cy, cast.ann], owners=[cast.cy]), cast.ben)
    assert {row.person_id: row.role for row in queries.people_of(call)} == {
        cast.ben: "owner",
        cast.ann: "asked",
        cast.cy: "owner_asked",
    }


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"asks": [], "touches": []}, "asks"),
        ({"review_on": date(2026, 3, 1)}, "review_on"),
        ({"review_on": date(2046, 3, 1)}, "review_on"),
        ({"sure_percent": 101}, "sure_percent"),
        ({"sure_percent": -1}, "sure_percent"),
        ({"why": "x" * 5_001}, "why"),
    ],
)
def test_what_cannot_be_said_of_a_call_is_refused_beside_its_blank(
    cast: Cast, terms: dict[str, object], field: str
) -> None:
    error = refused(lambda: made(cast, **terms))
    assert isinstance(error, BadShape)
    assert error.field == field


def test_a_call_needs_others_who_are_there_and_here(cast: Cast) -> None:
    assert refused(lambda: made(cast, asks=[cast.ben])).code == "oneself"
    assert isinstance(refused(lambda: made(cast, asks=["0" * 12])), NotSeen)
    open_street(cast.ben, cast.eve)
    assert isinstance(refused(lambda: rules.make(CHOICE, by=cast.eve, asks=[cast.ann])), NotSeen)
    people.leave(cast.cy, by=cast.cy)
    assert refused(lambda: made(cast)).code == "has_left"


# ---- several owners --------------------------------------------------------------------------------------


def test_each_owner_joins_by_their_own_act_and_says_for_themselves_whether_it_is_on_them(cast: Cast) -> None:
    id = made(cast, owners=[cast.cy])
    call = seen(id, cast.ann)
    assert queries.owners_of(call) == [cast.ben]
    assert refused(lambda: rules.join(id, by=cast.ann)).code == "cannot_join"
    entry = rules.join(id, by=cast.cy)
    assert (entry.by, entry.act.sure_percent, entry.act.review_on) == (cast.cy, 60, THURSDAY)  # type: ignore[attr-defined]
    assert queries.owners_of(call) == [cast.ben, cast.cy]
    assert {row.person_id: row.on_me for row in queries.people_of(call) if row.is_owner} == {
        cast.ben: True,
        cast.cy: False,
    }
    rules.review(id, by=cast.cy, outcome="worked")
    assert seen(id, cast.ann).reviewed_by == cast.cy


def test_whoever_would_rather_not_own_it_stands_aside(cast: Cast) -> None:
    id = made(cast, owners=[cast.cy])
    rules.decline_join(id, by=cast.cy)
    assert queries.role_of(seen(id, cast.ann), cast.cy) == "stood_aside"
    assert refused(lambda: rules.join(id, by=cast.cy)).code == "cannot_join"


# ---- looking back ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", ["worked", "partly", "failed"])
def test_the_owner_looks_back_and_all_whom_it_named_see_it(cast: Cast, outcome: str) -> None:
    id = made(cast)
    assert refused(lambda: rules.review(id, by=cast.ann, outcome=outcome)).code == "cannot_review"
    entry = rules.review(id, by=cast.ben, outcome=outcome, words="The edges cracked")
    for who in (cast.ann, cast.cy):
        call = seen(id, who)
        assert (call.state, call.outcome, call.review_words) == ("reviewed", outcome, "The edges cracked")
    assert (entry.act.sure_percent, entry.act.on_me, entry.act.review_on) == (60, True, THURSDAY)  # type: ignore[attr-defined]


def test_too_early_to_say_takes_another_day(cast: Cast) -> None:
    id = made(cast)
    assert refused(lambda: rules.review(id, by=cast.ben, outcome="too_early")).field == "next_on"
    rules.review(id, by=cast.ben, outcome="too_early", next_on=LATER)
    assert (seen(id, cast.ann).state, seen(id, cast.ann).review_on) == ("made", LATER)
    assert refused(lambda: rules.review(id, by=cast.ben, outcome="well")).field == "outcome"


def test_on_the_day_only_the_owner_is_asked_and_the_others_see_it_the_day_after(
    cast: Cast, at: Callable[[str], object]
) -> None:
    id = made(cast)
    assert not queries.is_due(seen(id, cast.ben))
    at("2026-03-04 23:30")  # Thursday already where Ben is, in Berlin
    assert queries.is_due(seen(id, cast.ben))
    assert queries.due_for_look_back(cast.ben) == [seen(id, cast.ben)]
    assert queries.waiting_since(seen(id, cast.ann)) is None
    at("2026-03-05 23:30")
    assert queries.waiting_since(seen(id, cast.ann)) == THURSDAY
    rules.review(id, by=cast.ben, outcome="partly")
    assert queries.waiting_since(seen(id, cast.ann)) is None


def test_another_call_takes_its_place_and_the_old_one_stays(cast: Cast) -> None:
    id = made(cast)
    assert (
        refused(lambda: rules.supersede(id, "Warm", by=cast.ann, asks=[cast.ben])).code == "cannot_supersede"
    )
    new = rules.supersede(id, "Run them warm", by=cast.ben, asks=[cast.ann]).thing
    old = seen(id, cast.cy)
    assert (old.state, old.superseded_by, old.choice) == ("superseded", new, CHOICE)
    assert seen(new, cast.ann).supersedes == id
    with pytest.raises(NotSeen):
        seen(new, cast.cy)
    assert (
        refused(lambda: rules.supersede(id, "Hot", by=cast.ben, asks=[cast.ann])).code == "cannot_supersede"
    )
    rules.review(id, by=cast.ben, outcome="failed")
    assert (seen(id, cast.cy).state, seen(id, cast.cy).outcome) == ("superseded", "failed")


# ---- what it cost ----------------------------------------------------------------------------------------


def test_what_it_cost_is_said_by_those_it_touched_to_the_owners_and_to_nobody_else(cast: Cast) -> None:
    id = made(cast)
    assert refused(lambda: rules.say_cost(id, by=cast.ben, cost=3)).code == "cannot_say_cost"
    assert refused(lambda: rules.say_cost(id, by=cast.ann, cost=6)).field == "cost"
    before = seen(id, cast.cy).last_entry_id
    entry = rules.say_cost(id, by=cast.ann, cost=3, words="A morning")
    assert set(entry.seen_by()) == {cast.ann, cast.ben}
    assert "call.cost_said" not in [one.kind for one in queries.history(seen(id, cast.cy), seen_by=cast.cy)]
    assert seen(id, cast.cy).last_entry_id == before


# ---- habits ----------------------------------------------------------------------------------------------


def test_an_answer_to_something_that_moved_on_is_refused(cast: Cast) -> None:
    id = made(cast)
    before = seen(id, cast.ben).last_entry_id
    rules.review(id, by=cast.ben, outcome="partly")
    assert refused(lambda: rules.review(id, by=cast.ben, outcome="failed", seen=before)).code == "moved_on"


def test_an_outsider_finds_nothing_whatever_they_try(cast: Cast) -> None:
    id = made(cast)
    for who in (cast.dana, cast.eve):
        assert isinstance(refused(partial(rules.review, id, by=who, outcome="worked")), NotSeen)
        assert isinstance(refused(partial(rules.say_cost, id, by=who, cost=1)), NotSeen)
        assert isinstance(refused(partial(rules.open_now, id, by=who)), NotSeen)


def test_replay_paints_the_same_calls(cast: Cast, at: Callable[[str], object]) -> None:
    id = made(cast, owners=[cast.cy])
    rules.join(id, by=cast.cy, on_me=True)
    handed_on(id, to=cast.eve, by=cast.ann)
    rules.say_cost(id, by=cast.eve, cost=5)
    rules.review(id, by=cast.ben, outcome="too_early", next_on=LATER)
    rules.open_wider(id, by=cast.ben, to=[cast.dana])
    at("2026-03-03 09:00")
    rules.open_now(id, by=cast.ben)
    rules.supersede(id, "Warm after all", by=cast.ben, asks=[cast.ann])
    with writing(by=cast.cy) as book:
        rules.owned(id, by=cast.cy, ownup="0" * 12, book=book)
    rules.withdraw(rules.note(cast.ben, CHOICE, by=cast.ann).thing, by=cast.ann)
    rules.decline(rules.ask_for(cast.ben, "Cold?", by=cast.ann).thing, by=cast.ben)
    assert replay.check().differences == ()


# ---- for the owner alone ---------------------------------------------------------------------------------


def test_calibration_counts_ones_own_calls_by_how_sure_one_was(cast: Cast) -> None:
    for percent, outcome in (
        (80, "worked"),
        (82, "worked"),
        (78, "failed"),
        (50, "partly"),
        (None, "failed"),
    ):
        rules.review(made(cast, sure_percent=percent), by=cast.ben, outcome=outcome)
    failed = made(cast, sure_percent=80)
    rules.review(failed, by=cast.ben, outcome="failed")
    with writing(by=cast.ben) as book:
        rules.owned(failed, by=cast.ben, ownup="0" * 12, book=book)
    found = queries.calibration(cast.ben)
    assert [(band.percent, band.calls, band.worked, band.partly, band.failed) for band in found.bands] == [
        (80, 4, 2, 0, 2),
        (50, 1, 0, 1, 0),
    ]
    assert (found.on_me_failed, found.owned) == (3, 1)
    assert queries.calibration(cast.ann).bands == ()
