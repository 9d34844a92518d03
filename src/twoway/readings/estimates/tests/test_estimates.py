"""An estimate is for the two on the street, the same for both, and there only while both want it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import override_settings
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, open_street
from twoway.errors import BadShape, NotSeen
from twoway.nouns.promises import rules as promises
from twoway.people import rules as people
from twoway.people.streets import queries as streets
from twoway.people.streets import rules as street_rules
from twoway.readings.estimates import estimate, gathering
from twoway.readings.estimates.lanes import StreetEstimate

FRIDAY = date(2026, 3, 6)
WHAT = "You'll have the plan for line 3"
At = Callable[[str | datetime], datetime]


def measured_street(one: str, other: str) -> str:
    """An open street on which both have asked for the estimate."""
    street = open_street(one, other).id
    street_rules.wish_estimate(street, by=one, wish=True)
    street_rules.wish_estimate(street, by=other, wish=True)
    return street


def kept(by: str, to: str, *, what: str = WHAT) -> str:
    """A promise made, kept and confirmed; the id of the act by which it was kept."""
    promise = promises.make(to, what, FRIDAY, by=by).thing
    kept_in = promises.keep(promise, by=by).id
    promises.confirm(promise, by=to)
    return kept_in


def seen(street: str, by: str) -> StreetEstimate:
    found = estimate(street, seen_by=by)
    assert found is not None
    return found


def test_there_is_no_estimate_before_both_want_it(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    assert estimate(street, seen_by=cast.ann) is None
    street_rules.wish_estimate(street, by=cast.ann, wish=True)
    assert estimate(street, seen_by=cast.ann) is None
    assert estimate(street, seen_by=cast.ben) is None
    street_rules.wish_estimate(street, by=cast.ben, wish=True)
    assert estimate(street, seen_by=cast.ann) is not None


def test_either_puts_it_down_for_both(cast: Cast) -> None:
    street = measured_street(cast.ann, cast.ben)
    street_rules.wish_estimate(street, by=cast.ben, wish=False)
    assert estimate(street, seen_by=cast.ann) is None
    assert estimate(street, seen_by=cast.ben) is None


def test_a_third_person_is_told_there_is_nothing(cast: Cast) -> None:
    street = measured_street(cast.ann, cast.ben)
    for stranger in (cast.cy, cast.dana, cast.eve):
        with pytest.raises(NotSeen):
            estimate(street, seen_by=stranger)


def test_both_see_the_very_same_estimate(cast: Cast) -> None:
    street = measured_street(cast.ann, cast.ben)
    kept(cast.ann, cast.ben)
    kept(cast.ben, cast.ann)
    kept(cast.ben, cast.ann)
    assert seen(street, cast.ann) == seen(street, cast.ben)
    assert seen(street, cast.ann).as_json() == seen(street, cast.ben).as_json()


def test_what_a_third_person_does_changes_nothing_of_it(cast: Cast) -> None:
    street = measured_street(cast.ann, cast.ben)
    kept(cast.ann, cast.ben)
    before = seen(street, cast.ann).as_json()
    measured_street(cast.cy, cast.ben)
    kept(cast.cy, cast.ben)
    assert seen(street, cast.ann).as_json() == before


def test_a_kept_promise_widens_the_lane_of_who_kept_it_and_no_other(cast: Cast) -> None:
    street = measured_street(cast.ann, cast.ben)
    kept_in = kept(cast.ann, cast.ben)
    found = seen(street, cast.ben)
    on_ann, on_ben = found.counting_on(cast.ann), found.counting_on(cast.ben)
    assert (on_ann.truster, on_ann.trustee) == (cast.ben, cast.ann)
    assert on_ann.mean > 50 == on_ben.mean
    assert [one.id for one in on_ann.contributions] == [kept_in]
    assert on_ben.contributions == ()


def test_it_names_the_entry_and_the_day_it_is_as_of(cast: Cast) -> None:
    street = measured_street(cast.ann, cast.ben)
    kept(cast.ann, cast.ben)
    found = seen(street, cast.ann)
    # asked, opened, measured, made, kept, confirmed
    assert (found.as_of_entry, found.as_of_day) == (6, date(2026, 3, 2))
    assert [one.entry for one in found.counting_on(cast.ann).contributions] == [5]


def test_the_contributions_sum_to_the_estimate_and_in_whole_numbers_too(cast: Cast) -> None:
    street = measured_street(cast.ann, cast.ben)
    for number in range(7):
        kept(cast.ann, cast.ben, what=f"You'll have plan {number}")
    lane = seen(street, cast.ben).counting_on(cast.ann)
    assert lane.baseline + sum(one.value for one in lane.contributions) == pytest.approx(lane.mean, abs=1e-10)
    whole = lane.in_whole_numbers(earlier=3)
    assert whole.start + whole.earlier + sum(whole.contributions[3:]) == whole.today == round(lane.mean)


def test_a_passed_day_counts_by_the_promisees_clock(cast: Cast, at: At) -> None:
    people.describe(cast.ben, by=cast.ben, name="Ben Okoro", title="Shift lead", zone="Pacific/Auckland")
    street = measured_street(cast.ann, cast.ben)
    promises.make(cast.ben, WHAT, FRIDAY, by=cast.ann)
    at("2026-03-06 10:30")  # still Friday in Auckland
    assert seen(street, cast.ann).counting_on(cast.ann).contributions == ()
    at("2026-03-06 11:30")  # Saturday there, Friday with Ann
    late = seen(street, cast.ann).counting_on(cast.ann)
    assert [(one.kind, one.at) for one in late.contributions] == [("promise.late", date(2026, 3, 7))]


def test_as_of_a_day_before_it_reads_nothing_of_what_came_after(cast: Cast, at: At) -> None:
    street = measured_street(cast.ann, cast.ben)
    kept(cast.ann, cast.ben)
    then = seen(street, cast.ann)
    at("2026-03-05 09:00")
    kept(cast.ben, cast.ann)
    again = estimate(street, seen_by=cast.ann, as_of_day=date(2026, 3, 2))
    assert again == then


def test_it_says_on_whom_one_can_count_more_only_when_the_record_is_sure(cast: Cast, at: At) -> None:
    street = measured_street(cast.ann, cast.ben)
    kept(cast.ann, cast.ben)
    promises.give_up(promises.make(cast.ann, WHAT, FRIDAY, by=cast.ben).thing, by=cast.ben)
    found = seen(street, cast.ann)
    assert found.counting_on(cast.ann).is_thin
    assert found.leans_to() == ""
    for number in range(9):
        kept(cast.ann, cast.ben, what=f"You'll have plan {number}")
        promises.give_up(promises.make(cast.ann, WHAT, FRIDAY, by=cast.ben).thing, by=cast.ben)
    assert seen(street, cast.ann).leans_to() == cast.ann


def test_the_server_can_switch_all_estimates_off(cast: Cast) -> None:
    street = measured_street(cast.ann, cast.ben)
    with override_settings(TWOWAY_ESTIMATES=False):
        assert estimate(street, seen_by=cast.ann) is None


def test_the_workplace_can_switch_all_estimates_off_for_good(cast: Cast) -> None:
    street = measured_street(cast.ann, cast.ben)
    people.end_estimates(by=cast.dana)
    assert estimate(street, seen_by=cast.ann) is None


def test_twenty_streets_take_as_many_queries_as_ten(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    others = []
    for number in range(20):
        invited = people.invite(by=cast.dana, name=f"Colleague {number}", email=f"c{number}@fir.example")
        people.join(invited.thing, by=invited.thing)
        others.append(invited.thing)
        measured_street(cast.ann, invited.thing)
        kept(invited.thing, cast.ann)
    mine = streets.streets_of(cast.ann)
    with django_assert_max_num_queries(8) as ten:
        assert len(gathering.estimates(mine[:10], seen_by=cast.ann)) == 10
    with django_assert_max_num_queries(len(ten)) as twenty:
        assert len(gathering.estimates(mine, seen_by=cast.ann)) == 20
    assert len(twenty) == len(ten)


def test_no_day_to_come_can_be_asked_for_since_it_would_tell_what_being_late_costs(cast: Cast) -> None:
    street = measured_street(cast.ann, cast.ben)
    promises.make(cast.ben, WHAT, FRIDAY, by=cast.ann)
    with pytest.raises(BadShape, match="still to come"):
        estimate(street, seen_by=cast.ben, as_of_day=date(2026, 3, 3))
    assert estimate(street, seen_by=cast.ben, as_of_day=date(2026, 3, 2)) is not None


def test_nothing_is_late_where_the_day_has_not_passed_yet_though_it_has_elsewhere(cast: Cast, at: At) -> None:
    """Five in the morning of Saturday in Berlin is still Friday in Honolulu, where the promisee is."""
    street = measured_street(cast.ann, cast.ben)
    people.describe(cast.ben, by=cast.ben, name="Ben", title="", zone="Pacific/Honolulu")
    promises.make(cast.ben, WHAT, FRIDAY, by=cast.ann)
    at("2026-03-07 05:00")
    found = estimate(street, seen_by=cast.ann, as_of_day=date(2026, 3, 7))
    assert found is not None
    assert found.counting_on(cast.ann).contributions == ()


def test_a_street_paused_on_the_last_evening_is_paused_in_time_wherever_that_evening_is(
    cast: Cast, at: At
) -> None:
    """Eight in the morning of the 7th in UTC is ten in the evening of the 6th in Honolulu."""
    people.describe(cast.ben, by=cast.ben, name="Ben", title="", zone="Pacific/Honolulu")
    street = measured_street(cast.ann, cast.ben)
    promises.make(cast.ben, WHAT, FRIDAY, by=cast.ann)
    at("2026-03-07 08:00")
    street_rules.pause(street, by=cast.ben)
    at("2026-03-20 08:00")
    street_rules.resume(street, by=cast.ben)
    assert seen(street, cast.ann).counting_on(cast.ann).contributions == ()
    at("2026-03-21 20:00")
    [late] = seen(street, cast.ann).counting_on(cast.ann).contributions
    assert (late.kind, late.at) == ("promise.late", date(2026, 3, 20))
