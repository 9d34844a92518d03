"""How well forecasts did: never looking ahead, alike for both of a pair, and said where it is worse."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.cast import Cast, open_street
from twoway.nouns.promises import rules as promises
from twoway.people import rules as people
from twoway.people.streets import rules as streets
from twoway.readings.forecasts import scores
from twoway.readings.forecasts.courses import Past
from twoway.readings.forecasts.hindsight import fate, hindsight, worse

Hold = Callable[[str | datetime], datetime]
BEGINS = date(2026, 3, 2)


def a_past(
    number: int,
    *,
    planned: int = 4,
    took: int | None = 4,
    promiser: str = "ann",
    promisee: str = "ben",
    sure: int | None = None,
) -> Past:
    """The promise of the n-th Monday: planned and kept so many days after it; None: given up on the day."""
    made = BEGINS + timedelta(weeks=number)
    end = made + timedelta(days=planned if took is None else took)
    return Past(
        promise=f"{promiser}-{promisee}-{number}",
        street="",
        promiser=promiser,
        promisee=promisee,
        entry="",
        made_at=datetime.combine(made, datetime.min.time(), UTC),
        made_on=made,
        days=((made, made + timedelta(days=planned)),),
        last_day=made + timedelta(days=planned),
        sure_by=made + timedelta(days=sure) if sure else None,
        ended="broken" if took is None else "kept",
        ended_on=end,
        said_on=end,
        as_of=BEGINS + timedelta(weeks=number + 100),
    )


LANE = ("ann", "ben")
HIS = ("ben", "ann")


@pytest.mark.django_db
def test_a_record_moves_what_is_said_and_only_where_it_is_used() -> None:
    pasts = [a_past(number, took=1) for number in range(12)]
    used = hindsight({LANE: pasts}, used={LANE})
    unused = hindsight({LANE: pasts}, used=())
    assert used[0].said == pytest.approx(unused[0].said)  # nothing was known yet
    assert used[-1].said > unused[-1].said + 0.1
    assert len({one.said for one in unused}) == 1


@pytest.mark.django_db
def test_nothing_that_came_later_changes_what_would_have_been_said() -> None:
    """Life goes on differently from the seventh promise on; what is said of the first seven stays."""
    luck = random.Random(5)
    common = [a_past(number, took=luck.choice((1, 2, 4, 6, 9))) for number in range(6)]
    one = [*common, *(a_past(number, took=1) for number in range(6, 20))]
    other = [*common, *(a_past(number, took=None) for number in range(6, 20))]
    said = [
        [found.said for found in hindsight({LANE: pasts}, used={LANE})][:7]
        for pasts in (one, other, [*common, one[6]])
    ]
    assert said[0] == pytest.approx(said[1], abs=1e-12)
    assert said[0] == pytest.approx(said[2], abs=1e-12)


@pytest.mark.django_db
def test_what_was_still_open_then_is_open_then() -> None:
    """The first was kept at last, after the second was given: until then nobody knew."""
    kept_late, never = a_past(0, took=30), a_past(0, took=90)
    second = a_past(1)
    both = [hindsight({LANE: [first, second]}, used={LANE})[1].said for first in (kept_late, never)]
    assert both[0] == pytest.approx(both[1], abs=1e-12)


@pytest.mark.django_db
def test_other_lanes_are_no_input() -> None:
    mine = [a_past(number, took=2) for number in range(10)]
    his = [a_past(number, took=None, promiser="ben", promisee="ann") for number in range(10)]
    alone = {one.past.promise: one.said for one in hindsight({LANE: mine}, used={LANE})}
    beside = {one.past.promise: one.said for one in hindsight({LANE: mine, HIS: his}, used={LANE, HIS})}
    assert alone.items() <= beside.items()


def test_what_was_let_go_or_moved_in_time_is_nobodys_miss() -> None:
    kept = a_past(0)
    made = kept.made_on
    assert fate(kept) is True
    assert fate(a_past(0, took=9)) is False
    assert fate(a_past(0, took=None)) is False
    assert fate(replace(kept, ended="released")) is None
    moved = (*kept.days, (made + timedelta(days=2), made + timedelta(days=9)))
    assert fate(replace(kept, days=moved, ended_on=made + timedelta(days=9))) is None
    assert fate(replace(kept, days=moved, ended_on=made + timedelta(days=3))) is True
    late = (*kept.days, (made + timedelta(days=6), made + timedelta(days=9)))
    assert fate(replace(kept, days=late, ended_on=made + timedelta(days=9))) is False
    assert fate(replace(kept, ended="", ended_on=None, said_on=None, as_of=made)) is None


@pytest.mark.django_db
def test_a_record_that_misleads_is_set_aside() -> None:
    """Ten times in time after ten times late, and so on: what went before says the wrong thing each time."""
    turns = [1 if (number // 12) % 2 else 20 for number in range(36)]
    pasts = [a_past(number, took=took) for number, took in enumerate(turns)]
    assert worse({LANE: pasts}, {LANE}) == {LANE}
    steady = [a_past(number, took=20) for number in range(36)]
    assert worse({LANE: steady}, {LANE}) == frozenset()


@pytest.mark.django_db
def test_of_fewer_than_ten_nothing_is_judged() -> None:
    turns = [1 if number > 4 else 20 for number in range(9)]
    pasts = [a_past(number, took=took) for number, took in enumerate(turns)]
    assert worse({LANE: pasts}, {LANE}) == frozenset()


def live(hold: Hold, cast: Cast, count: int, *, wish: bool = True) -> None:
    """Ann keeps hers early, Ben his late, turn by turn."""
    street = open_street(cast.ann, cast.ben)
    for person in street.both if wish else ():
        streets.wish_estimate(street.id, by=person, wish=True)
    for number in range(count):
        one, other = (cast.ann, cast.ben) if number % 2 else (cast.ben, cast.ann)
        begun = BEGINS + timedelta(days=7 * number)
        hold(f"{begun} 09:00")
        made = promises.make(other, "The plan for line 3", begun + timedelta(days=3), by=one)
        end = begun + timedelta(days=1 if number % 2 else 6)
        hold(f"{end} 09:00")
        promises.confirm(made.thing, by=other, kept_on=end)


def test_few_promises_give_no_number(cast: Cast, at: Hold) -> None:
    live(at, cast, 4)
    found = scores.own_score(cast.ann)
    assert (found.promises, found.own, found.by_their_day, found.scored) == (4, 2, 2, None)
    said = cast.signed_in("ann").get("/forecasts").content.decode()
    assert "4 promises came to their day; 2 were there by it." in said
    assert "it takes 20 promises that came to their day, and there are 4" in said
    assert "Brier" not in said


def test_both_of_a_pair_find_the_same(cast: Cast, at: Hold) -> None:
    live(at, cast, 24)
    anns, bens = scores.own_score(cast.ann), scores.own_score(cast.ben)
    assert anns.scored is not None
    assert anns.scored == bens.scored
    lanes = scores.lanes_of(cast.ann)
    assert lanes == scores.lanes_of(cast.ben)
    said = cast.signed_in("ann").get("/forecasts").content.decode()
    assert "When Twoway has said" in said
    assert "Always the base rate" in said
    assert "Better than the plain base rate" in said


def test_nobody_else_finds_anything(cast: Cast, at: Hold) -> None:
    live(at, cast, 2)
    assert scores.own_score(cast.cy).promises == 0
    assert "Nothing to look back on yet" in cast.signed_in("cy").get("/forecasts").content.decode()


def test_where_the_workplace_wants_no_forecasts_the_record_stands_alone(cast: Cast, at: Hold) -> None:
    live(at, cast, 21)
    people.end_estimates(by=cast.dana)
    said = cast.signed_in("ann").get("/forecasts").content.decode()
    assert "21 promises came to their day" in said
    assert "Beside two plain rules" not in said
    assert "%" not in said.partition("<main")[2].partition("How this is counted")[0]
