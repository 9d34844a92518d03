"""No two figures of a record can be subtracted to find what lay between its owner and one person."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date

import numpy as np
import pytest

from twoway.people.quarters import Quarter, blurred, quarter_of
from twoway.readings.standing import blocks
from twoway.readings.standing.cases import FAMILIES, PROMISES, Case

OWNER = "owner"
QUARTERS = [quarter_of(date(2024 + number // 4, number % 4 * 3 + 1, 1)) for number in range(8)]
LINES = FAMILIES[PROMISES]


def case(other: str, quarter: Quarter, *, number: int, kept: bool = True, sure: bool = False) -> Case:
    says = {"on_day": kept, "moved_early": False} | ({"sure": kept} if sure else {})
    return Case(
        family=PROMISES,
        thing=f"p{number}",
        entry=f"e{number}",
        quarter=quarter,
        others=frozenset({other}),
        seers=frozenset({OWNER, other}),
        says=says,
    )


def world(seed: int) -> list[Case]:
    """A made-up record: some quarters busy, some with one promise, to few people or many."""
    draw = random.Random(seed)
    people = [f"n{number}" for number in range(draw.choice([4, 6, 8, 12]))]
    cases: list[Case] = []
    for quarter in QUARTERS:
        for _ in range(draw.choice([0, 1, 2, 5, 9])):
            kept, sure = draw.random() < 0.8, draw.random() < draw.choice([0.3, 0.9])
            cases.append(case(draw.choice(people), quarter, number=len(cases), kept=kept, sure=sure))
    return cases


def shown(line: str, cases: Iterable[Case], until: Quarter) -> blocks.Shown:
    return blocks.shown(line, cases, until=until, without=(), of=OWNER)


def known(cases: list[Case], reader: str) -> np.ndarray:
    """All that a reader of every line after every quarter can put together, as equations over the cases.

    Each published number of cases and of kept ones, as if it were not blurred; and what they see themselves.
    """
    rows = [[float(number == place) for number in range(len(cases))] for place in _seen(cases, reader)]
    for until in QUARTERS:
        closed = blocks.closed(PROMISES, cases, until=until, without=(), of=OWNER)
        for line in LINES:
            behind = _behind(line, closed)
            rows.append([float(one.thing in behind) for one in cases])
    return np.array(rows)


def _seen(cases: list[Case], reader: str) -> list[int]:
    return [place for place, one in enumerate(cases) if reader in one.seers]


def _behind(line: str, closed: list[blocks.Block]) -> set[str]:
    """What the figure of a line rests on, found out from what is shown of each block by itself."""
    found: set[str] = set()
    for block in closed:
        last = max(one.quarter.since for one in block)
        alone = shown(line, block, next(one for one in QUARTERS if one.since == last))
        if alone.figure is not None:
            found |= {one.thing for one in block if line in one.says}
    return found


@pytest.mark.parametrize("seed", range(40))
def test_no_reader_finds_one_act_or_one_persons_acts(seed: int) -> None:
    cases = world(seed)
    for reader in {other for one in cases for other in one.others}:
        equations = known(cases, reader)
        rank = np.linalg.matrix_rank(equations)
        others = {other for one in cases for other in one.others} - {reader}
        for other in others:
            theirs = [float(other in one.others) for one in cases]
            assert np.linalg.matrix_rank(np.vstack([equations, theirs])) > rank
        for place, one in enumerate(cases):
            if reader not in one.seers:
                alone = [float(number == place) for number in range(len(cases))]
                assert np.linalg.matrix_rank(np.vstack([equations, alone])) > rank


@pytest.mark.parametrize("seed", range(40))
def test_what_has_come_out_never_changes(seed: int) -> None:
    cases = world(seed)
    for number, until in enumerate(QUARTERS):
        until_then = [one for one in cases if one.quarter in QUARTERS[: number + 1]]
        for line in LINES:
            assert shown(line, cases, until) == shown(line, until_then, until)


def test_two_showings_differ_by_whole_blocks_or_not_at_all() -> None:
    first = [case(f"n{number}", QUARTERS[0], number=number) for number in range(5)]
    one_more = [*first, case("n9", QUARTERS[1], number=9, kept=False)]
    assert shown("on_day", one_more, QUARTERS[1]) == shown("on_day", first, QUARTERS[0])
    five_more = [*first, *(case(f"n{number}", QUARTERS[1], number=10 + number) for number in range(5))]
    figure = shown("on_day", five_more, QUARTERS[1]).figure
    assert figure is not None
    assert figure.of == 10


def test_four_read_like_none() -> None:
    four = [case(f"n{number}", QUARTERS[0], number=number) for number in range(4)]
    assert shown("on_day", four, QUARTERS[0]) == shown("on_day", [], QUARTERS[0])


def test_a_line_that_is_a_part_cannot_be_taken_from_the_whole() -> None:
    """Five were sure and one was not: the whole less the part would be that one."""
    cases = [case(f"n{number}", QUARTERS[0], number=number, sure=True) for number in range(5)]
    cases.append(case("n5", QUARTERS[0], number=5, kept=False))
    assert shown("on_day", cases, QUARTERS[0]).figure is not None
    assert shown("sure", cases, QUARTERS[0]).figure is None
    cases += [case(f"m{number}", QUARTERS[0], number=10 + number) for number in range(4)]
    assert shown("sure", cases, QUARTERS[0]).figure is not None


def test_one_who_sees_several_acts_cannot_take_them_out_and_find_the_rest() -> None:
    """Where one person stands on most of it, too few others would be left."""
    pairs = [case(f"n{number}", QUARTERS[0], number=number) for number in range(5)]
    seen = [
        Case(**{**one.__dict__, "seers": one.seers | {"n0"}}) if number < 3 else one
        for number, one in enumerate(pairs)
    ]
    assert shown("on_day", pairs, QUARTERS[0]).figure is not None
    assert shown("on_day", seen, QUARTERS[0]).figure is None


def test_what_lies_with_a_clients_contact_is_in_no_line() -> None:
    cases = [case(f"n{number}", QUARTERS[0], number=number) for number in range(5)]
    assert blocks.shown("on_day", cases, until=QUARTERS[0], without={"n4"}, of=OWNER).figure is None


def test_the_ends_are_blurred_and_the_rest_is_said_in_tens() -> None:
    cases = [case(f"n{number}", QUARTERS[0], number=number) for number in range(7)]
    figure = shown("on_day", cases, QUARTERS[0]).figure
    assert figure is not None
    assert (figure.at_least, figure.at_most, figure.of) == (*blurred(7, 7), 7)
    assert blocks.about_how_many(cases, until=QUARTERS[0]) == 10
    assert blocks.about_how_many([], until=QUARTERS[0]) == 0
