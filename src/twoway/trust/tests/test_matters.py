"""Matters: what they cost, what silence costs, what owning and keeping one's word since make of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway.trust.errors import BadReading
from twoway.trust.matters import Found, settled
from twoway.trust.tests.lives import FIRST_DAY
from twoway.trust.tests.matter_lives import HAIR, kept, lane, parts, step

SURE = step("sure", sure=60)
RAISED = step("cost", cost=1)
WAITS = step("waits", 10)
OWNED = step("owned")


# ---- what it costs ---------------------------------------------------------------------------------------


def test_it_costs_in_proportion_to_what_the_one_it_touched_says() -> None:
    sizes = [settled([step("cost", cost=cost)])[0].size for cost in (1, 2, 3, 4, 5)]
    assert sizes == [0.25, 0.5, 1, 2, 4]
    means = [lane([step("cost", cost=cost)]).mean for cost in (1, 2, 3, 4, 5)]
    assert means == sorted(means, reverse=True)
    assert lane([step("cost")]).mean == lane([step("cost", cost=3)]).mean


@given(st.integers(0, 99), st.integers(1, 5))
def test_declared_unsure_it_costs_less_than_declared_certain(sure: int, cost: int) -> None:
    unsure, certain = ([step("sure", sure=one), step("cost", cost=cost)] for one in (sure, 100))
    assert lane(certain).mean < lane(unsure).mean < 50
    assert lane(certain).mean == lane([step("cost", cost=cost)]).mean


def test_declared_unsure_a_call_that_works_adds_less_too() -> None:
    """Or one would always declare to be unsure."""
    unsure, certain = (lane([step("sure", sure=one), step("worked")]).mean for one in (50, 100))
    assert 50 < unsure < certain == lane([kept(0)]).mean


def test_a_problem_and_a_review_that_says_it_failed_are_one_loss() -> None:
    assert settled([RAISED, step("failed", 3)]) == settled([RAISED])
    assert settled([step("failed", 3), step("cost", 5, cost=1)]) == settled([step("cost", 5, cost=1)])


def test_several_problems_under_one_call_count_once_by_the_dearest() -> None:
    told = [step("cost", cost=2), step("cost", 3, cost=4), step("cost", 5, cost=1)]
    assert settled(told) == settled([step("cost", cost=4)])


def test_what_one_says_of_it_in_all_stands_for_what_one_said_before() -> None:
    told = [step("cost", cost=5), step("in_all", 3, cost=1)]
    [found] = settled(told)
    assert (found.entry, found.day, found.size) == ("cost 0", FIRST_DAY, 0.25)
    [more] = settled([*told, step("cost", 6, cost=3)])
    assert more.size == 1


def test_nothing_said_and_failed_it_costs_the_middle_until_it_is_owned() -> None:
    assert lane([step("failed")]).mean == lane([step("cost", cost=3)]).mean < 50
    assert [one.kind for one in settled([step("failed"), OWNED])] == ["call.owned"]


def test_a_call_looked_back_on_anew_counts_by_the_last_word() -> None:
    assert [one.kind for one in settled([step("failed"), step("worked", 9)])] == ["call.worked"]


def test_where_it_cost_somebody_something_it_does_not_count_as_having_worked() -> None:
    assert settled([step("cost", cost=1), step("worked", 9)]) == settled([step("cost", cost=1)])


# ---- silence ---------------------------------------------------------------------------------------------


def test_silence_costs_from_its_day_and_does_not_fade() -> None:
    assert lane([WAITS], 9).mean == 50
    assert lane([WAITS], 10).mean == lane([WAITS], 400).mean < 50


def test_silence_costs_besides_what_the_problem_costs() -> None:
    alone = lane([SURE, RAISED], 10).mean, lane([WAITS], 10).mean
    assert lane([SURE, RAISED, WAITS], 10).mean < min(alone)


def test_owning_ends_the_silence() -> None:
    assert parts([WAITS, step("owned", 12)], 12).keys() == {"owned 12"}


# ---- owning and repair -----------------------------------------------------------------------------------


def test_owning_takes_away_a_quarter_and_three_kept_promises_the_rest() -> None:
    told: list[Found] = [step("cost", cost=5), OWNED]
    left = [
        next((one.size for one in settled([*told, *[kept(day) for day in range(1, many + 1)]])
              if one.kind == "problem.raised"), 0)
        for many in range(5)
    ]  # fmt: skip
    assert left == [3, 2, 1, 0, 0]


def test_only_promises_kept_after_the_own_up_close_it() -> None:
    told: list[Found] = [kept(0), kept(0), step("cost", 1, cost=5), step("owned", 2), kept(2)]
    assert next(one.size for one in settled(told) if one.kind == "problem.raised") == 3
    silent: list[Found] = [step("cost", cost=5), kept(3), kept(4), kept(5)]
    assert next(one.size for one in settled(silent) if one.kind == "problem.raised") == 4
    late = replace(kept(5), kind="promise.kept_late")
    assert next(one.size for one in settled([*told, late]) if one.kind == "problem.raised") == 3


def test_time_and_words_do_not_close_it() -> None:
    """It fades, as all does, but weighs no less beside what lies on the same day."""
    assert settled([step("cost", cost=5), OWNED, step("owned", 5), step("owned", 9)]) == settled(
        [step("cost", cost=5), OWNED]
    )


def test_the_sooner_it_is_owned_the_more_it_adds() -> None:
    adds = [parts([RAISED, step("owned", on)], on).get(f"owned {on}", 0) for on in (0, 1, 7, 14, 28, 90, 94)]
    assert adds == sorted(adds, reverse=True)
    assert len(set(adds)) == len(adds)
    assert adds[-1] == 0
    sizes = [settled([RAISED, step("owned", on)])[1].size for on in (0, 14, 28)]
    assert sizes == [1, 0.5, 0.25]


def test_how_soon_goes_by_when_it_was_first_known_or_due() -> None:
    told = [WAITS, step("cost", 20, cost=1), step("owned", 24)]
    assert settled(told)[1].size == 0.5
    assert settled([step("owned", 3), step("cost", 20, cost=1)])[1].size == 1


@given(st.integers(1, 5), st.integers(0, 60), st.integers(0, 60), st.integers(0, 300))
def test_sooner_is_better_than_later_on_every_day_after_both(
    cost: int, first: int, second: int, later: int
) -> None:
    """Where nothing else happens in between."""
    sooner, tardy = sorted((first, second))
    told: list[Found] = [SURE, step("cost", cost=cost)]
    at_last = tardy + later
    assert (
        lane([*told, step("owned", sooner)], at_last).mean
        >= lane([*told, step("owned", tardy)], at_last).mean - HAIR
    )


def test_a_promise_broken_and_owned_is_less_than_kept_and_more_than_broken() -> None:
    broken = step("cost", kind="promise.broken")
    owned = [broken, step("owned", kind="promise.owned")]
    assert lane([broken]).mean < lane(owned).mean < 50 < lane([kept(0)]).mean


@pytest.mark.parametrize("wrong", [{"cost": 0}, {"cost": 6}, {"sure": -1}, {"sure": 101}])
def test_a_cost_or_a_certainty_off_its_scale_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(BadReading):
        step("cost", cost=wrong.get("cost"), sure=wrong.get("sure"))
