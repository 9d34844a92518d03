"""Who sees what of a chain, and who may do what: every role against every act.

Ben owns the call. Ann and Cy carry the work, Eve, a guest of a client, is at its end and raises the problem.
Gil had a branch of it and has left. Flo was shown the problem; Dana runs the server; Hal knows nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise, product
from typing import Any

import pytest
from django.db import transaction

from tests.cast import Cast, come_in
from twoway.errors import NotSeen, RuleBroken
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.nouns.calls import rules as calls
from twoway.nouns.handoffs import PROBLEM_VERBS, VERBS, queries, rules, told
from twoway.nouns.handoffs.tests.chains import WORK, Chain, chain, raised, refused
from twoway.people import rules as people
from twoway.people import sight

pytestmark = pytest.mark.alike

ROLES = ("ben", "ann", "cy", "eve", "flo", "gil", "dana", "hal")
KNOW = {"ben", "ann", "cy", "eve", "flo"}
# Who may do what, with the problem as Eve raised it; everybody else who knows of it is refused in words.
MAY = {
    "answer": {"ben"},
    "take_on": {"ann", "cy", "eve", "flo"},
    "object_": set(),
    "fault": {"ann", "cy", "eve"},
    "show": {"ben", "ann", "cy", "eve"},
    "reply": {"eve"},
    "resolve": {"eve"},
    "reopen": set(),
}
HANDED = {"accept": set(), "take": set(), "send_back": {"eve"}, "withdraw": set(), "raise_problem": {"eve"}}


@contextmanager
def undone() -> Iterator[None]:
    """What is tried in it has not been: making the chain anew each time takes far longer than the trying."""
    before = transaction.savepoint()
    yield
    transaction.savepoint_rollback(before)


@pytest.fixture
def made(cast: Cast) -> Chain:
    return chain(cast)


@pytest.fixture
def problem(made: Chain) -> str:
    """Eve's problem, which Cy has shown to Flo."""
    found = raised(made)
    rules.show(found, by=made.cast.cy, to=made.flo)
    return found


@pytest.fixture
def everybody(made: Chain) -> dict[str, str]:
    hal = come_in(made.cast.dana, name="Hal Fox", email="hal@fir.example")
    return {name: hal if name == "hal" else made.id(name) for name in ROLES}


def tries(verb: str, thing: str, who: str, everybody: dict[str, str]) -> Entry:
    """The verb with everything it asks for."""
    blanks: dict[str, dict[str, Any]] = {
        "answer": {"answer": "not_mine", "words": "I said weld"},
        "object_": {"words": "Mine too"},
        "fault": {"carrier": everybody["ann" if who == "eve" else who], "why": "Read it wrong"},
        "show": {"to": everybody["hal"]},
        "reply": {"words": "But look"},
        "send_back": {"reason": "Too wide"},
        "raise_problem": {"what": "Too wide", "costs": "A day", "cost": 2},
    }
    rule = getattr(rules, verb)
    found: Entry = rule(thing, by=everybody[who], **blanks.get(verb, {}))
    return found


def test_who_may_do_what_with_a_problem(problem: str, everybody: dict[str, str]) -> None:
    for who, verb in product(ROLES, PROBLEM_VERBS):
        with undone():
            _try_on_a_problem(problem, everybody, who, verb)


def _try_on_a_problem(problem: str, everybody: dict[str, str], who: str, verb: str) -> None:
    if who not in KNOW:
        refused(lambda: tries(verb, problem, who, everybody), NotSeen)
    elif who in MAY[verb] and (verb, who) != ("show", "eve"):
        offered = queries.open_problem_verbs(queries.problem(problem, seen_by=everybody[who]), everybody[who])
        assert verb in offered
        assert set(tries(verb, problem, who, everybody).seen_by()) >= {everybody[name] for name in KNOW}
    elif who not in MAY[verb]:
        offered = queries.open_problem_verbs(queries.problem(problem, seen_by=everybody[who]), everybody[who])
        assert verb not in offered
        assert refused(lambda: tries(verb, problem, who, everybody), RuleBroken).say.strip()
    else:  # a guest shows it to nobody they do not know
        refused(lambda: tries(verb, problem, who, everybody), NotSeen)


def test_who_may_do_what_with_a_hand_off(made: Chain, everybody: dict[str, str]) -> None:
    for who, verb in product(ROLES, VERBS):
        with undone():
            _try_on_a_hand_off(made, everybody, who, verb)


def _try_on_a_hand_off(made: Chain, everybody: dict[str, str], who: str, verb: str) -> None:
    if who not in {"cy", "eve"}:
        refused(lambda: tries(verb, made.to_eve, who, everybody), NotSeen)
    elif who in HANDED[verb]:
        tries(verb, made.to_eve, who, everybody)
    else:
        refused(lambda: tries(verb, made.to_eve, who, everybody), RuleBroken)


def test_each_sees_their_own_hand_offs_and_the_way_home_and_no_other_branch(
    made: Chain, problem: str, everybody: dict[str, str]
) -> None:
    seen = {who: {one.what for one in queries.all_of(id)} for who, id in everybody.items()}
    whole, painted, drawings = "The racks for line 3, welded", "The racks, painted", "The drawings of it"
    assert seen == {
        "ben": set(),
        "ann": {whole, drawings},
        "cy": {whole, painted},
        "eve": {painted},
        "flo": set(),
        "gil": {drawings},
        "dana": set(),
        "hal": set(),
    }
    for who in sorted(KNOW):
        found = queries.problem(problem, seen_by=everybody[who])
        stops = told.chain_of_problem(found, seen_by=everybody[who]).stations
        assert [stop.name for stop in stops] == ["Ben Okoro", "Ann Lee", "Cy Möller", "Eve Novak"]
        assert [stop.how for stop in stops] == ["stands", "not_here", "not_here", "found"]
        assert {stop.out for stop in stops} - {""} <= seen[who] - {drawings}


def test_nobody_else_learns_that_there_is_a_problem(problem: str, everybody: dict[str, str]) -> None:
    for who in {*ROLES} - KNOW:
        assert not queries.problems(everybody[who]).exists()
        assert not sight.may_see(problem, everybody[who])
    entries = [entry for entry in ledger.entries_of([problem]) if entry.kind != "sight.opened"]
    assert {person for entry in entries for person in entry.seen_by()} == {everybody[name] for name in KNOW}


def test_the_row_is_the_same_for_all_who_know_since_all_see_what_paints_it(
    made: Chain, problem: str, everybody: dict[str, str]
) -> None:
    """Whoever it was shown to sees by that act how it stood; whatever comes later, everybody sees."""
    rules.fault(problem, by=everybody["eve"], carrier=everybody["ann"], why="The weld is short")
    rules.take_on(problem, by=everybody["flo"], words="I drew it")
    later = [entry.id for entry in ledger.entries_of([problem]) if entry.kind.startswith("problem.")][1:]
    for who in sorted(KNOW):
        found = queries.problem(problem, seen_by=everybody[who])
        assert [one.id for one in queries.said_on(found, seen_by=everybody[who])][1:] == later


def test_what_others_said_before_it_was_shown_stays_with_those_who_knew(made: Chain) -> None:
    cast, found = made.cast, raised(made)
    rules.answer(found, by=cast.ben, answer="not_mine", words="I only said weld")
    rules.reply(found, by=cast.eve, words="And paint")
    rules.show(found, by=cast.cy, to=made.flo)
    said = queries.said_on(queries.problem(found, seen_by=made.flo), seen_by=made.flo)
    assert [entry.kind for entry in said] == ["problem.raised", "problem.replied", "problem.shown"]


def test_neighbours_of_a_hand_off_are_drawn_and_nobody_beyond(made: Chain) -> None:
    cast = made.cast

    def drawn(handoff: str, who: str) -> list[str]:
        found = queries.one(handoff, seen_by=who)
        return [stop.name for stop in told.chain_of_handoff(found, seen_by=who).stations]

    assert drawn(made.to_cy, cast.ann) == ["Ann Lee", "Cy Möller"]
    assert drawn(made.to_cy, cast.cy) == ["Ann Lee", "Cy Möller", "Eve Novak"]
    assert drawn(made.to_eve, cast.cy) == ["Ann Lee", "Cy Möller", "Eve Novak"]
    assert drawn(made.to_eve, cast.eve) == ["Cy Möller", "Eve Novak"]


def test_a_long_way_home_is_drawn_with_both_ends_and_oneself_and_counts_the_rest(cast: Cast) -> None:
    hands = [come_in(cast.dana, name=f"Hand {n:02}", email=f"hand-{n}@fir.example") for n in range(12)]
    call = calls.make("Carry it along", by=cast.ben, asks=[hands[0]]).thing
    last = ""
    for giver, receiver in pairwise(hands):
        last = rules.hand("A part", by=giver, to=receiver, call=call, after=[last] if last else ()).thing
    found = rules.raise_problem(last, by=hands[-1], what="Bent", costs="An hour", cost=1).thing
    stops = told.chain_of_problem(queries.problem(found, seen_by=hands[5]), seen_by=hands[5]).stations
    assert [stop.name for stop in stops if stop.person] == [
        "Ben Okoro",
        "Hand 00",
        "Hand 05",
        "Hand 10",
        "Hand 11",
    ]
    assert sum(stop.skipped or 1 for stop in stops) == 13


def test_whoever_was_only_told_of_a_call_hands_nothing_on_under_it(
    made: Chain, everybody: dict[str, str], at: Callable[[str], object]
) -> None:
    ben, hal = made.cast.ben, everybody["hal"]
    calls.open_wider(made.call, by=ben, to=[hal])
    at("2026-03-04 09:00")
    calls.open_now(made.call, by=ben)
    assert queries.calls_with_work(hal, 9) == []
    assert refused(lambda: rules.hand("Gossip", by=hal, to=made.flo, call=made.call)).code == "not_under"
    rules.hand("A copy of the drawings", by=made.cast.cy, to=hal, call=made.call)
    assert [one.id for one in queries.calls_with_work(hal, 9)] == [made.call]
    rules.hand("The same, folded", by=hal, to=made.flo, call=made.call)


def test_what_became_of_it_is_told_to_no_onlooker_by_a_refusal(cast: Cast) -> None:
    team = people.form_team(name="Paint shop", by=cast.dana).thing
    for person in (cast.ben, cast.cy):
        people.join_team(team, person=person, by=cast.dana)
    handoff = rules.hand(WORK, by=cast.ann, team=team).thing
    rules.take(handoff, by=cast.ben)
    taken = queries.one(handoff, seen_by=cast.ben).last_entry_id
    before = [_why_not(handoff, cast.cy, seen) for seen in ("", taken)]
    rules.send_back(handoff, by=cast.ben, reason="We are full")
    assert [_why_not(handoff, cast.cy, seen) for seen in ("", taken)] == before


def _why_not(handoff: str, who: str, seen: str) -> str:
    return refused(lambda: rules.take(handoff, by=who, seen=seen)).say
