"""What holds of every forecast: what it goes by, what it refuses, and that it moves the right way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway.trust.baserates import DEFAULTS, fit_base_rates
from twoway.trust.before import before
from twoway.trust.draws import each_block
from twoway.trust.errors import BadReading, HangsInACircle, TooFewPromises, TooManyPromises
from twoway.trust.forecast import Forecast, _under, forecast
from twoway.trust.hanging import hanging
from twoway.trust.record import WEEKDAYS, History, Move, Told, history
from twoway.trust.waiting import kept_at, root_if
from twoway.trust.worlds import world

TODAY = 739_677  # a Monday
DRAWS = 1_000
ENDS = WEEKDAYS.next_ends(TODAY)
NOTHING = history([], as_of=TODAY)


def promise(
    due: int = 4, *, made: int = 0, promiser: int = 1, promisee: int = 2, kept: int | None = None
) -> Told:
    """Days count from today."""
    return Told(
        promiser=promiser,
        promisee=promisee,
        made=TODAY + made,
        due=TODAY + due,
        ended=None if kept is None else "kept",
        ended_on=None if kept is None else TODAY + kept,
    )


def past(took: int, *, given: int = 7, promiser: int = 1, promisee: int = 2, times: int = 1) -> list[Told]:
    """Promises of long ago, made at noon of a Monday."""
    return [
        promise(given - 280, made=-280, promiser=promiser, promisee=promisee, kept=took - 280)
        for _ in range(times)
    ]


def of(
    told: list[Told],
    hangs: list[tuple[int, int]],
    record: History = NOTHING,
    *,
    seed: int = 0,
    threads: int = 4,
) -> Forecast:
    return forecast(hanging(told, hangs, today=TODAY), record, draws=DRAWS, seed=seed, threads=threads)


@st.composite
def trees(draw: st.DrawFn) -> tuple[list[Told], list[tuple[int, int]]]:
    """Up to eight promises; each may hang on any that come after it."""
    count = draw(st.integers(2, 8))
    told = [
        promise(draw(st.integers(-3, 14)), made=-draw(st.integers(3, 10)), promiser=draw(st.integers(1, 3)))
        for _ in range(count)
    ]
    pairs = [(upper, lower) for upper in range(count) for lower in range(upper + 1, count)]
    return told, draw(st.lists(st.sampled_from(pairs), unique=True))


@given(trees())
def test_a_link_that_is_kept_never_lowers_the_chance(tree: tuple[list[Told], list[tuple[int, int]]]) -> None:
    now = of(*tree)
    for number in range(1, len(tree[0])):
        assert now.if_kept(number, 0.0) >= now.chance
    assert all(lifted >= now.chance for lifted in now.lifts.values())


@given(trees(), st.integers(1, 30))
def test_one_more_thing_to_wait_for_never_raises_the_chance(
    tree: tuple[list[Told], list[tuple[int, int]]], promiser: int
) -> None:
    """Its own work being what it was: the new one is due no later than what the root hangs on anyway."""
    told, hangs = tree
    hangs = [*hangs, (0, 1)]
    latest = max(told[lower].due or 0 for upper, lower in hangs if upper == 0)
    one_more = replace(promise(promiser=promiser), made=told[1].made, due=min(latest, told[1].due or 0))
    with_it = of([*told, one_more], [*hangs, (0, len(told))])
    assert with_it.chance <= of(told, hangs).chance


@given(trees(), st.floats(0, 5), st.floats(0, 5))
def test_the_later_a_link_is_kept_the_lower_the_chance(
    tree: tuple[list[Told], list[tuple[int, int]]], early: float, later: float
) -> None:
    now = of(*tree)
    assert now.if_kept(1, early) >= now.if_kept(1, early + later)


@given(trees())
def test_a_later_day_never_lowers_the_chance(tree: tuple[list[Told], list[tuple[int, int]]]) -> None:
    now = of(*tree)
    assert list(now.curve) == sorted(now.curve)
    assert list(now.dots) == sorted(now.dots)
    assert now.by(3.5) <= now.by(9.5)


@given(st.integers(1, 6), st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12))
def test_circles_are_refused_and_nothing_else_is(count: int, hangs: list[tuple[int, int]]) -> None:
    links = [(upper % count, lower % count) for upper, lower in hangs]
    reach = np.zeros((count, count), np.bool_)
    for upper, lower in links:
        reach[upper, lower] = True
    for middle in range(count):
        reach |= np.outer(reach[:, middle], reach[middle])
    told = [promise() for _ in range(count)]
    if reach.diagonal().any():
        with pytest.raises(HangsInACircle):
            hanging(told, links, today=TODAY)
    else:
        assert len(hanging(told, links, today=TODAY)) == count


@pytest.mark.parametrize("shape", ["deep", "wide"])
@pytest.mark.parametrize("count", [1_000, pytest.param(10_000, marks=pytest.mark.long_run)])
def test_a_thousand_promises_deep_or_wide_are_drawn(shape: str, count: int) -> None:
    told = [promise(4 + number % 9, promiser=number % 30) for number in range(count)]
    hangs = [(number - 1 if shape == "deep" else 0, number) for number in range(1, count)]
    now = forecast(hanging(told, hangs, today=TODAY), NOTHING, draws=100)
    assert len(now.chances) == count
    assert now.chance <= min(now.chances)


def test_nobody_elses_record_moves_a_chance() -> None:
    own = past(9, times=5)
    others = past(1, promisee=7, times=40) + past(1, promiser=8, times=40)
    alone, among = (
        of([promise()], [], history(record, as_of=TODAY)) for record in (own, others + own + others)
    )
    assert alone.chance == among.chance
    assert alone.rests_on == among.rests_on == 5


def test_a_record_of_delay_lowers_the_chance_and_one_of_days_kept_raises_it() -> None:
    nothing, good, bad = (
        of([promise()], [], history(record, as_of=TODAY)).chance
        for record in ([], past(2, times=6), past(20, times=6))
    )
    assert bad < nothing - 0.1
    assert good > nothing + 0.1


def test_what_is_open_for_long_counts_against_and_is_not_dropped() -> None:
    waiting = [promise(7 - 280, made=-280) for _ in range(4)]
    assert of([promise()], [], history(waiting, as_of=TODAY)).chance < of([promise()], []).chance - 0.05


def test_one_persons_slowness_is_shared_by_all_their_lanes_in_a_draw() -> None:
    """Two links of one person come late together, so both in time is likelier than with two people."""
    calm = replace(DEFAULTS, sd_person=1.2, sd_rest=0.4)
    chances = []
    for other in (1, 9):
        root = promise(9, promiser=50)
        links = [promise(4, promiser=1, promisee=3), promise(4, promiser=other, promisee=4)]
        asked = hanging([root, *links], [(0, 1), (0, 2)], today=TODAY)
        chances.append(forecast(asked, NOTHING, rates=calm).chance)
    assert chances[0] > chances[1] + 0.02


def test_the_longer_it_is_overdue_the_less_likely_it_is_kept_soon() -> None:
    soon = [of([promise(-1, made=-made)], []).by(1.5) for made in (4, 30, 200)]
    assert soon[0] > soon[1] > soon[2]


def test_what_its_promiser_is_fairly_sure_of_counts() -> None:
    plain = promise(14)
    early, late = (of([replace(plain, sure_by=TODAY + day)], []).chance for day in (3, 14))
    assert early > late
    assert early > of([plain], []).chance


def test_a_kept_promise_is_certain_and_one_that_hangs_on_it_starts_then() -> None:
    done = promise(-1, made=-6, promisee=3, kept=-3)
    now = of([promise(3, made=-6), done], [(0, 1)])
    assert now.chances[1] == 1.0
    assert 0 < now.chance < 1


def test_moved_promises_count_from_the_day_it_was_agreed() -> None:
    moved = replace(promise(-6, made=-11), moves=(Move(TODAY - 7, TODAY + 8),))
    asked = hanging([moved], today=TODAY)
    assert asked.begun.tolist() == pytest.approx([-5.02])
    assert asked.moved.tolist() == [True]


def test_its_own_work_is_what_is_planned_after_what_it_hangs_on() -> None:
    asked = hanging([promise(4, made=-7), promise(3)], [(0, 1)], today=TODAY)
    assert asked.planned.tolist() == pytest.approx([1.0, 3.5])


def test_threads_change_nothing_and_the_seed_does() -> None:
    tree = [promise(9), promise(4, promiser=3)], [(0, 1)]
    one, four, other = of(*tree, threads=1), of(*tree, threads=4), of(*tree, seed=1)
    assert one == four
    assert one.dots != other.dots


def test_the_weakest_link_is_the_one_that_would_help_most() -> None:
    slow = history(past(60, promiser=4, promisee=2, times=8), as_of=TODAY)
    links = [promise(4, promiser=3), promise(4, promiser=4), promise(4, promiser=5)]
    now = of([promise(9), *links], [(0, 1), (0, 2), (0, 3)], slow)
    assert now.weakest == 2
    assert now.lifts[2] == max(now.lifts.values())


@given(trees())
def test_each_link_is_weighed_as_if_it_alone_were_worked_out_anew(
    tree: tuple[list[Told], list[tuple[int, int]]],
) -> None:
    """Where each is hung on by one other alone, one pass for all says what a round for each says."""
    told, hangs = tree
    one_way = list({lower: (upper, lower) for upper, lower in hangs}.values())
    several_ways = [*one_way, (len(told), len(told) + 1), (len(told) + 2, len(told) + 1)]
    beside = [promise(), promise(), promise()]
    quick, slow = of(told, one_way), of([*told, *beside], several_ways)
    assert quick.lifts == pytest.approx(_each_by_itself(slow))


def _each_by_itself(now: Forecast) -> dict[int, float]:
    """The root's chance were a link kept by its day, all above it worked out anew."""
    asked = now.asked.promises
    order = asked.order
    places = {int(row): place for place, row in enumerate(order.rows)}
    hits = dict.fromkeys(_under(asked, 0), 0)
    for work in each_block(now.asked, lambda drawn: drawn):
        found = kept_at(asked, work.copy())
        for link in hits:
            latest = max(float(asked.due[link]), float(asked.ends[0]))
            then = root_if(asked, work, found, places[link], latest, places[0])
            hits[link] += int(np.count_nonzero(then <= asked.due[0]))
    return {link: count / now.draws for link, count in hits.items()}


def test_the_chance_is_within_its_error_of_many_more_draws() -> None:
    few = of([promise()], [])
    many = forecast(hanging([promise()], today=TODAY), NOTHING, draws=100_000)
    assert few.chance == pytest.approx(many.chance, abs=4 * few.error)


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(replace(promise(), due=None), id="without a day"),
        pytest.param(replace(promise(), ended="given_up", ended_on=TODAY), id="given up"),
        pytest.param(promise(made=3), id="of next week"),
    ],
)
def test_what_cannot_be_forecast_is_refused(told: Told) -> None:
    with pytest.raises(BadReading):
        hanging([told], today=TODAY)


def test_a_link_to_nothing_and_too_many_promises_are_refused() -> None:
    with pytest.raises(BadReading):
        hanging([promise()], [(0, 1)], today=TODAY)
    with pytest.raises(TooManyPromises):
        hanging([promise()] * 20_001, today=TODAY)


class TestBeforeADayIsChosen:
    def test_without_a_guess_the_lanes_usual_length_stands_in(self) -> None:
        short, long = (
            before(history(past(1, given=given, times=9), as_of=TODAY), promiser=1, promisee=2, ends=ENDS)
            for given in (2, 40)
        )
        assert short.guess < long.guess
        assert not short.guessed
        assert short.written.of == 9

    def test_with_a_guess_every_other_day_is_measured_against_it(self) -> None:
        found = before(NOTHING, promiser=1, promisee=2, ends=ENDS, guess=4.5)
        assert found.guessed
        assert found.forecast.curve[4] == found.forecast.chance
        assert found.forecast.curve[20] > found.forecast.chance + 0.3

    def test_what_it_would_hang_on_lowers_it(self) -> None:
        link = hanging([promise(3, promiser=5)], today=TODAY)
        alone = before(NOTHING, promiser=1, promisee=2, ends=ENDS, guess=4.5)
        hung = before(NOTHING, promiser=1, promisee=2, ends=ENDS, guess=4.5, hangs_on=link)
        assert hung.forecast.chance < alone.forecast.chance
        assert hung.forecast.weakest == 0

    def test_a_day_that_has_passed_is_refused(self) -> None:
        with pytest.raises(BadReading):
            before(NOTHING, promiser=1, promisee=2, ends=ENDS, guess=-1.0)


class TestBaseRates:
    def test_every_row_says_where_it_comes_from(self) -> None:
        for row in DEFAULTS.as_rows():
            assert "assumed" in row.source or "Buehler" in row.source
            assert row.says.endswith(".")

    def test_too_few_promises_or_people_are_refused_in_a_sentence(self) -> None:
        with pytest.raises(TooFewPromises, match="100 promises of 20 people"):
            fit_base_rates(history(past(3, times=150), as_of=TODAY), release="ours")

    def test_they_come_near_the_truth_in_two_digits(self) -> None:
        rates = fit_base_rates(world(1, lanes=400).record, release="ours")
        assert rates.mu == pytest.approx(0.25, abs=0.15)
        assert rates.sd_rest == pytest.approx(0.8, abs=0.06)
        assert rates.sd_person == pytest.approx(0.5, abs=0.12)
        assert float(f"{rates.mu:.2g}") == rates.mu
        assert (rates.promises, rates.people, rates.release) == (3_200, 400, "ours")
        assert all("fitted" in row.source or "assumed" in row.source for row in rates.as_rows())
        np.linalg.cholesky(np.array(rates.covariance))

    def test_what_they_said_they_were_sure_of_is_learned_where_enough_did(self) -> None:
        record = world(2).record
        bold = replace(record, said=np.full(len(record), -0.5))
        assert fit_base_rates(bold, release="ours").said_bias > 0.5
        assert fit_base_rates(record, release="ours").said_bias == DEFAULTS.said_bias
