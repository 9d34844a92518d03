"""What a problem bears on trust, for one history after another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway.ledger.entries import Entry
from twoway.ledger.kinds import Act
from twoway.nouns.handoffs import acts, evidence
from twoway.trust.matters import Step, settled
from twoway.trust.street import street

ANA, BEN, CHEN, DEE, EVE = "ana000000000", "ben000000000", "chen00000000", "dee000000000", "eve000000000"
PEOPLE = (ANA, BEN, CHEN, DEE, EVE)
MARCH_1 = date(2026, 3, 1)
Told = tuple[str, Act, int]


def day(number: int) -> date:
    """Day 1 is 1 March 2026."""
    return MARCH_1 + timedelta(days=number - 1)


def entered(*told: Told, source: str = "", thing: str = "problem00000") -> list[Entry]:
    """(by, act, day) as entries of one problem, named e0, e1 and so on; Eve was merely shown it."""
    return [
        Entry(
            seq=number, id=f"e{number}", kind=act.kind, by=by, at=at, happened_at=at, thing=thing,
            street="*", participants=(ANA, BEN, CHEN, DEE), audience=(EVE,), source=source, entered_by=by,
            act=act, words_erased=False,
        )
        for number, (by, act, on) in enumerate(told)
        for at in [datetime.combine(day(on), datetime.min.time(), tzinfo=UTC).replace(hour=9)]
    ]  # fmt: skip


def raised(
    cost: int = 3,
    *,
    call: str = "call00000000",
    owners: Sequence[str] = (BEN,),
    carriers: Sequence[str] = (ANA,),
) -> Told:
    """Chen cannot finish what came from Ben's call by way of Ana."""
    act = acts.Raised(
        handoff="handoff00000", what="it does not fit", costs="a day", cost=cost, call=call or None,
        owners=tuple(owners), carriers=tuple(carriers), may_be_shown=True,
    )  # fmt: skip
    return CHEN, act, 4


UNRECORDED = raised(call="", owners=(ANA,), carriers=())
THAT_WAS_MY_CALL: Told = (BEN, acts.TakenOn(shielded=(ANA,)), 5)
OBJECTED: Told = (ANA, acts.Objected(words="mine too"), 6)
REPLIED: Told = (CHEN, acts.Replied(words="x"), 5)
OWNED: Told = (BEN, acts.Owned(ownup="ownup0000000"), 4)


def answered(what: str, by: str = BEN, on: int = 4) -> Told:
    return by, acts.Answered(answer=what), on


def faulted(by: str, carrier: str = ANA) -> Told:
    return by, acts.Faulted(carrier=carrier, why="it was dropped"), 6


def steps(told: Sequence[Told], of: str, on: str) -> list[Step]:
    between = (min(of, on), max(of, on))
    lane = between.index(of)
    found = evidence.readings_of_street(entered(*told), day(30), between=between)
    return [one for one in found if one.lane == lane]


def bears(told: Sequence[Told], of: str, on: str) -> list[tuple[str, str]]:
    """(kind, entry) of every reading on the lane of one towards another."""
    return [(one.kind.removeprefix("problem."), one.entry) for one in settled(steps(told, of, on))]


@pytest.mark.parametrize(
    ("what", "told", "of", "on", "found"),
    [
        ("raised under a call", [raised()], CHEN, BEN, [("raised", "e0")]),
        ("the carrier loses nothing by it", [raised()], CHEN, ANA, []),
        ("nor counts it on the owner", [raised()], ANA, BEN, []),
        ("answered: mine", [raised(), answered("mine")], CHEN, BEN, [("raised", "e0"), ("owned", "e1")]),
        ("what the carrier gains by it", [raised(), answered("mine")], ANA, BEN, [("owned", "e1")]),
        ("mine, then owned: once", [raised(), answered("mine"), OWNED], ANA, BEN, [("owned", "e1")]),
        ("not mine", [raised(), answered("not_mine")], CHEN, BEN, [("raised", "e0")]),
        ("need more", [raised(), answered("need_more")], CHEN, BEN, [("raised", "e0")]),
        ("mine, then not", [raised(), answered("mine"), answered("not_mine", on=6)], ANA, BEN, []),
        ("owned stays owned", [raised(), OWNED, answered("not_mine", on=6)], ANA, BEN, [("owned", "e1")]),
        ("not under a call, it stands with its giver", [UNRECORDED], CHEN, ANA, [("raised", "e0")]),
        ("that was my call: its giver is shielded", [UNRECORDED, THAT_WAS_MY_CALL], CHEN, ANA, []),
        ("and gains", [UNRECORDED, THAT_WAS_MY_CALL], ANA, BEN, [("taken_on", "e1")]),
        ("as its writer does", [UNRECORDED, THAT_WAS_MY_CALL], CHEN, BEN, [("taken_on", "e1")]),
        ("objecting costs nothing", [UNRECORDED, THAT_WAS_MY_CALL, OBJECTED], CHEN, ANA, []),
        ("the carrier's fault, says its writer", [raised(), faulted(CHEN)], CHEN, ANA, [("raised", "e1")]),
        ("then it no longer stands with the owner", [raised(), faulted(CHEN)], CHEN, BEN, []),
        ("my fault, says the carrier", [raised(), faulted(ANA)], CHEN, ANA, [("taken_on", "e1")]),
        ("and the owner is off it", [raised(), faulted(ANA)], CHEN, BEN, []),
        ("and counts on the carrier", [raised(), faulted(ANA)], BEN, ANA, [("taken_on", "e1")]),
        ("whoever it was shown to is on no lane", [raised(), answered("mine")], EVE, BEN, []),
        (
            "said, resolved and reopened: all free",
            [raised(), REPLIED, (CHEN, acts.Resolved(), 6), (CHEN, acts.Reopened(), 7)],
            CHEN,
            BEN,
            [("raised", "e0")],
        ),
    ],
)  # fmt: skip
def test_what_a_problem_bears(
    what: str, told: list[Told], of: str, on: str, found: list[tuple[str, str]]
) -> None:
    assert bears(told, of, on) == found


def test_it_weighs_what_its_writer_says_that_it_cost() -> None:
    sizes = [settled(steps([raised(cost)], CHEN, BEN))[0].size for cost in (1, 2, 3, 4, 5)]
    assert sizes == [0.25, 0.5, 1, 2, 4]


def test_under_a_call_the_matter_is_the_call_and_else_the_problem() -> None:
    assert {one.matter for one in steps([raised()], CHEN, BEN)} == {"call00000000"}
    assert {one.matter for one in steps([UNRECORDED], CHEN, ANA)} == {"problem00000"}
    assert {one.matter for one in steps([raised(), faulted(CHEN)], CHEN, ANA)} == {"problem00000"}


def test_with_joint_owners_it_stands_with_all_and_each_owns_for_themselves() -> None:
    told = [raised(owners=(BEN, DEE)), answered("mine")]
    assert bears(told, CHEN, BEN) == [("raised", "e0"), ("owned", "e1")]
    assert bears(told, CHEN, DEE) == [("raised", "e0")]
    assert bears(told, BEN, DEE) == bears(told, DEE, BEN) == []


def test_whoever_raises_it_under_their_own_call_loses_nothing_with_themselves() -> None:
    told = [raised(owners=(CHEN, DEE))]
    assert bears(told, CHEN, DEE) == [("raised", "e0")]
    assert bears(told, DEE, CHEN) == []


def test_owned_a_fortnight_later_it_weighs_half() -> None:
    found = settled(steps([raised(), answered("mine", on=18)], ANA, BEN))
    assert [one.size for one in found] == [0.5]


def test_what_was_brought_in_counts_in_a_study_alone() -> None:
    told = entered(raised(), source="bpi 1")
    assert evidence.readings_of_street(told, day(30), between=(BEN, CHEN)) == []
    assert evidence.readings_of_street(told, day(30), between=(BEN, CHEN), study=True) != []


people, days = st.sampled_from(PEOPLE), st.integers(4, 40)
ANSWERS = st.sampled_from(["mine", "not_mine", "need_more"])
TOLD: st.SearchStrategy[Told] = st.one_of(
    st.builds(answered, ANSWERS, people, days),
    st.builds(lambda by, on: (by, acts.Owned(ownup="ownup0000000"), on), people, days),
    st.builds(lambda by, on: (by, acts.TakenOn(shielded=(BEN,)), on), st.sampled_from([ANA, DEE]), days),
    st.builds(lambda by, on: (by, acts.Objected(words="x"), on), people, days),
    st.just(REPLIED),
    st.just((CHEN, acts.Resolved(), 9)),
)
BY_THE_WRITER = faulted(CHEN)


@given(st.lists(TOLD, max_size=8), st.integers(1, 5))
def test_nobody_between_is_ever_blamed_but_by_the_writers_own_act(told: list[Told], cost: int) -> None:
    """Whatever else is said: not by the machine, and not by anybody else."""
    history = [raised(cost, carriers=(ANA, DEE)), *told]
    for of, on in permutations(PEOPLE, 2):
        if on != BEN:
            assert "raised" not in [kind for kind, _ in bears(history, of, on)]
    blamed = [kind for kind, _ in bears([*history, BY_THE_WRITER], CHEN, ANA)]
    assert "raised" in blamed


@given(st.lists(TOLD, max_size=8), st.sampled_from([ANA, BEN, DEE]), st.integers(0, 60))
def test_taking_it_on_lowers_no_lane_of_anybody(told: list[Told], who: str, later: int) -> None:
    history = [raised(5, carriers=(ANA, DEE)), *[one for one in told if one[0] != who]]
    taking: list[Told] = [
        (who, acts.Owned(ownup="ownup0000000"), 41),
        answered("mine", who, 41),
        *([] if who == BEN else [(who, acts.TakenOn(shielded=(BEN,)), 41), faulted(who, who)]),
    ]
    for one in taking:
        for of, on in permutations(PEOPLE, 2):
            before, after = (
                street(settled(steps(acts_, of, on)), as_of_day=day(41 + later).toordinal())
                for acts_ in (history, [*history, one])
            )
            for here, there in zip(before.lanes, after.lanes, strict=True):
                assert there.mean >= here.mean - 1e-9


@given(st.lists(TOLD, max_size=8))
def test_no_act_gives_two_readings_on_one_street(told: list[Told]) -> None:
    for of, on in permutations(PEOPLE, 2):
        found = [entry for _, entry in bears([raised(), *told], of, on)]
        assert len(set(found)) == len(found)
