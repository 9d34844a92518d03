"""Story A through the rules: what carrier and receiver can count on in the owner, the same from both ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from itertools import permutations

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, open_street
from twoway.nouns.calls import queries as made_calls
from twoway.nouns.calls import rules as calls
from twoway.nouns.handoffs import rules as handoffs
from twoway.nouns.ownups import rules as ownups
from twoway.people.streets import queries as streets
from twoway.people.streets import rules as street_rules
from twoway.readings.estimates import estimate
from twoway.readings.estimates.lanes import Lane

At = Callable[[str | datetime], datetime]
REVIEW = date(2026, 3, 12)


@pytest.fixture
def people(cast: Cast) -> tuple[str, str, str]:
    """Who carries, who decides, who receives; each two of them have turned the estimate on."""
    trio = (cast.ann, cast.ben, cast.dana)
    for one, other in permutations(trio, 2):
        if one < other:
            street = open_street(one, other).id
            street_rules.wish_estimate(street, by=one, wish=True)
            street_rules.wish_estimate(street, by=other, wish=True)
    return trio


def counting(of: str, on: str) -> Lane:
    """How far one can count on the other: the same, byte for byte, whichever of the two looks."""
    street = streets.between(of, on)
    assert street is not None
    found, theirs = (estimate(street.id, seen_by=one) for one in (of, on))
    assert found is not None
    assert theirs is not None
    assert found.as_json() == theirs.as_json()
    lane = found.counting_on(on)
    assert lane.baseline + sum(one.value for one in lane.contributions) == pytest.approx(lane.mean, abs=1e-10)
    return lane


def it_fails_two_hands_later(people: tuple[str, str, str], *, recorded: bool, cost: int = 1) -> str:
    """The problem: under a call of Ben's declared 60 % sure, or under none."""
    carrier, owner, receiver = people
    call = ""
    if recorded:
        asked = calls.ask_for(owner, "Which way up?", by=carrier).thing
        call = calls.say_yes(
            asked, by=owner, choice="This way up", on_me=True, sure_percent=60, review_on=REVIEW
        ).thing
    handed = handoffs.hand("The frames", by=carrier, to=receiver, call=call).thing
    handoffs.accept(handed, by=receiver)
    return handoffs.raise_problem(
        handed, by=receiver, what="They do not fit", costs="A morning", cost=cost
    ).thing


def test_owned_at_once_carrier_and_receiver_can_count_on_the_owner_more_and_the_range_shows_it(
    people: tuple[str, str, str],
) -> None:
    carrier, owner, receiver = people
    problem = it_fails_two_hands_later(people, recorded=True)
    handoffs.answer(problem, by=owner, answer="mine")
    for one in (carrier, receiver):
        lane = counting(one, owner)
        assert lane.mean > lane.low > 50
    assert counting(receiver, carrier).contributions == ()
    assert counting(owner, carrier).contributions == counting(owner, receiver).contributions == ()


def test_kept_silent_less_and_those_it_reached_wait_as_well(people: tuple[str, str, str], at: At) -> None:
    carrier, owner, receiver = people
    it_fails_two_hands_later(people, recorded=True)
    assert counting(carrier, owner).mean == 50
    before = counting(receiver, owner).mean
    assert before < 50
    at("2026-03-13 09:00")
    assert [one.kind for one in counting(carrier, owner).contributions] == ["call.waiting"]
    assert {one.kind for one in counting(receiver, owner).contributions} == {"call.waiting", "problem.raised"}
    assert counting(carrier, owner).mean < 42
    assert counting(receiver, owner).mean < 42 < before
    assert counting(receiver, carrier).contributions == ()


def test_large_and_owned_between(people: tuple[str, str, str]) -> None:
    _, owner, receiver = people
    problem = it_fails_two_hands_later(people, recorded=True, cost=5)
    handoffs.answer(problem, by=owner, answer="mine")
    assert 42 < counting(receiver, owner).mean < 50


def test_with_nothing_written_down_it_stands_with_the_carrier_until_it_is_taken_on(
    people: tuple[str, str, str],
) -> None:
    carrier, owner, receiver = people
    problem = it_fails_two_hands_later(people, recorded=False, cost=3)
    assert counting(receiver, carrier).mean < 50
    assert counting(receiver, owner).contributions == ()
    handoffs.show(problem, by=carrier, to=owner)
    handoffs.take_on(problem, by=owner)
    assert counting(receiver, carrier).contributions == ()
    assert counting(receiver, carrier).mean == 50
    for one in (carrier, receiver):
        assert counting(one, owner).low > 50


def test_a_problem_and_the_review_are_one_loss_and_looking_back_ends_the_waiting(
    people: tuple[str, str, str], at: At
) -> None:
    carrier, owner, receiver = people
    it_fails_two_hands_later(people, recorded=True)
    only_raised = counting(receiver, owner).mean
    at("2026-03-13 09:00")
    [call] = made_calls.all_of(owner)
    calls.review(call.id, by=owner, outcome="failed")
    assert [one.kind for one in counting(receiver, owner).contributions] == ["problem.raised"]
    assert counting(receiver, owner).mean == pytest.approx(only_raised, abs=0.1)
    assert [one.kind for one in counting(carrier, owner).contributions] == ["call.failed"]


def test_an_own_up_to_the_call_counts_with_those_it_reached_too(people: tuple[str, str, str]) -> None:
    """Chen was not named in the call: it came by way of Ana, and was opened."""
    carrier, owner, receiver = people
    it_fails_two_hands_later(people, recorded=True)
    [call] = made_calls.all_of(owner)
    ownups.say("I chose", "It cost a morning", by=owner, touched=[carrier, receiver], about=call.id)
    for one in (carrier, receiver):
        assert "call.owned" in [reason.kind for reason in counting(one, owner).contributions]
        assert counting(one, owner).low > 50


def test_more_calls_take_no_more_queries(
    people: tuple[str, str, str], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    _, owner, receiver = people
    street = streets.between(receiver, owner)
    assert street is not None
    counts = []
    for rounds in (1, 3):
        for _round in range(rounds):
            it_fails_two_hands_later(people, recorded=True)
        with django_assert_max_num_queries(12) as counted:
            estimate(street.id, seen_by=owner)
        counts.append(len(counted))
    assert counts[0] == counts[1]


def test_the_list_of_reasons_leads_to_acts_that_stand_beside_the_street(
    people: tuple[str, str, str], cast: Cast, at: At
) -> None:
    """The receiver waits as well, for a call that was opened to them."""
    _, owner, receiver = people
    it_fails_two_hands_later(people, recorded=True)
    at("2026-03-13 09:00")
    [call] = made_calls.all_of(owner)
    street = streets.between(receiver, owner)
    assert street is not None
    for name in ("ben", "dana"):
        html = cast.signed_in(name).get(f"/streets/{street.id}").content.decode()
        assert "Waiting for a look back" in html
        assert f"/calls/{call.id}" in html
