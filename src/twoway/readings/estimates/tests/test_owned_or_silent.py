"""Whole histories of a call and the problem under it, act by act: owned or silent, on every later day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from twoway.ledger.entries import Entry
from twoway.nouns.calls import evidence as calls
from twoway.nouns.calls.tests import test_evidence as of_calls
from twoway.nouns.handoffs import evidence as handoffs
from twoway.nouns.handoffs.tests import test_evidence as of_problems
from twoway.nouns.handoffs.tests.test_evidence import ANA, BEN, CHEN, day
from twoway.trust.matters import settled
from twoway.trust.street import Lane, street

PEOPLE = (ANA, BEN, CHEN)
SILENT_CALL = of_calls.TOLD.filter(lambda told: told[1].kind != "call.owned")
SILENT_PROBLEM = of_problems.TOLD.filter(
    lambda told: (
        told[0] != BEN or told[1].kind not in {"problem.owned", "problem.answered", "problem.taken_on"}
    )
)


def entered(of_call: Sequence[of_calls.Told], of_problem: Sequence[of_problems.Told]) -> list[Entry]:
    """Both in the order of their days, the call first."""
    both = [
        *of_calls.entered(*of_call),
        *[replace(entry, id=f"p{entry.id}") for entry in of_problems.entered(*of_problem)],
    ]
    in_order = sorted(both, key=lambda entry: entry.at)
    return [replace(entry, seq=number) for number, entry in enumerate(in_order)]


def lane(entries: Sequence[Entry], of: str, on: str, today: int) -> Lane:
    between = (min(of, on), max(of, on))
    told = [entry for entry in entries if entry.at.date() <= day(today)]
    places = {entry.id: entry.seq for entry in told}
    found = [
        one
        for evidence in (calls.readings_of_street, handoffs.readings_of_street)
        for one in evidence(told, day(today), between=between)
    ]
    readings = settled(sorted(found, key=lambda one: places[one.entry]))
    return street(readings, as_of_day=day(today).toordinal()).lanes[between.index(of)]


@given(
    st.lists(SILENT_CALL, max_size=8),
    st.lists(SILENT_PROBLEM, max_size=6),
    st.integers(1, 5),
    st.integers(4, 60),
    st.lists(st.integers(0, 200), min_size=1, max_size=4),
    st.sampled_from(["call.owned", "problem.owned", "mine", "all"]),
)
def test_owned_is_at_least_as_good_as_silent_with_everybody_on_every_later_day(
    of_call: list[of_calls.Told],
    of_problem: list[of_problems.Told],
    cost: int,
    on: int,
    later: list[int],
    how: str,
) -> None:
    """Whatever else was done, before and after; with all three, each way."""
    history = [of_calls.made(), *of_call], [of_problems.raised(cost), *of_problem]
    owned_call = [of_calls.owned(on)] if how in {"call.owned", "all"} else []
    owned_problem: list[of_problems.Told] = []
    if how in {"problem.owned", "all"}:
        owned_problem.append((BEN, of_problems.OWNED[1], on))
    if how in {"mine", "all"}:
        owned_problem.append(of_problems.answered("mine", on=on))
    silent = entered(*history)
    owned = entered([*history[0], *owned_call], [*history[1], *owned_problem])
    for of, towards in permutations(PEOPLE, 2):
        for after in later:
            here, there = (lane(told, of, towards, on + after) for told in (silent, owned))
            assert there.mean >= here.mean - 1e-9


@given(st.lists(of_calls.TOLD, max_size=8), st.lists(of_problems.TOLD, max_size=6), st.integers(1, 100))
def test_a_problem_under_a_call_and_its_review_are_one_loss(
    of_call: list[of_calls.Told], of_problem: list[of_problems.Told], today: int
) -> None:
    entries = entered([of_calls.made(), *of_call], [of_problems.raised(2), *of_problem])
    losses = {"call.failed", "call.partly", "call.cost_said", "problem.raised"}
    for of, towards in permutations(PEOPLE, 2):
        kinds = [one.kind for one in lane(entries, of, towards, today).contributions]
        assert len([kind for kind in kinds if kind in losses]) <= 1
        assert towards == BEN or not losses.intersection(kinds)
