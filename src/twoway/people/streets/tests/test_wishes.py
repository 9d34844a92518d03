"""An estimate is there while both want it; a lone yes and a no leave no trace for anybody else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as profile
from hypothesis import strategies as st

from tests.cast import Cast, open_street
from twoway.errors import RuleBroken
from twoway.ledger import queries as ledger
from twoway.ledger import replay
from twoway.people import record
from twoway.people import rules as people
from twoway.people.streets import queries, rules
from twoway.people.streets.models import Street


@pytest.fixture
def street(cast: Cast) -> Street:
    return open_street(cast.ann, cast.ben)


def measured(street: Street) -> bool:
    return queries.street(street.id, seen_by=street.low_id).measured


def test_it_takes_two_to_turn_the_estimate_on_and_one_to_put_it_down(cast: Cast, street: Street) -> None:
    rules.wish_estimate(street.id, by=cast.ann, wish=True)
    assert not measured(street)
    assert rules.wish_estimate(street.id, by=cast.ben, wish=True).measured
    assert measured(street)
    rules.wish_estimate(street.id, by=cast.ann, wish=False)
    assert not measured(street)
    rules.wish_estimate(street.id, by=cast.ann, wish=True)
    assert not measured(street), "both have to ask anew"
    assert replay.check().ok


def test_a_lone_yes_and_a_no_are_seen_by_their_writer_alone(cast: Cast, street: Street) -> None:
    size, before = ledger.size(), record.as_data(cast.ben)
    rules.wish_estimate(street.id, by=cast.ann, wish=True)
    assert (ledger.size(), record.as_data(cast.ben)) == (size, before)
    assert queries.wishes_estimate(street.id, seen_by=cast.ann)
    assert not queries.wishes_estimate(street.id, seen_by=cast.ben)
    rules.wish_estimate(street.id, by=cast.ben, wish=False)
    rules.wish_estimate(street.id, by=cast.ann, wish=False)
    assert not queries.wishes_estimate(street.id, seen_by=cast.ann)
    assert ledger.size() == size
    assert wishes_kept() == 0


def wishes_kept() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_streets_estimatewish")
        return int(cursor.fetchone()[0])


def test_turning_it_on_and_putting_it_down_are_nobodys_acts(cast: Cast, street: Street) -> None:
    for who in (cast.ann, cast.ben):
        rules.wish_estimate(street.id, by=who, wish=True)
    rules.wish_estimate(street.id, by=cast.ben, wish=False)
    told = [entry for entry in ledger.entries_of_street(street.id) if "measured" in entry.kind]
    assert [entry.kind for entry in told] == ["street.measured", "street.unmeasured"]
    assert {(entry.by, entry.entered_by) for entry in told} == {("", "")}


def test_asking_twice_is_asking_once(cast: Cast, street: Street) -> None:
    for _ in range(2):
        rules.wish_estimate(street.id, by=cast.ann, wish=True)
    assert not measured(street)
    for _ in range(2):
        rules.wish_estimate(street.id, by=cast.ben, wish=True)
    assert [entry.kind for entry in ledger.entries_of_street(street.id)].count("street.measured") == 1


def test_a_closed_street_carries_no_estimate(cast: Cast, street: Street) -> None:
    for who in (cast.ann, cast.ben):
        rules.wish_estimate(street.id, by=who, wish=True)
    rules.close(street.id, by=cast.ann)
    assert not measured(street)
    with pytest.raises(RuleBroken, match="has to be open"):
        rules.wish_estimate(street.id, by=cast.ann, wish=True)


def test_where_estimates_have_ended_nobody_can_ask_and_anybody_can_put_down(
    cast: Cast, street: Street
) -> None:
    for who in (cast.ann, cast.ben):
        rules.wish_estimate(street.id, by=who, wish=True)
    people.end_estimates(by=cast.dana)
    with pytest.raises(RuleBroken, match="switched off"):
        rules.wish_estimate(street.id, by=cast.ann, wish=True)
    assert not rules.wish_estimate(street.id, by=cast.ann, wish=False).measured


@pytest.fixture
def switched_off() -> Iterator[None]:
    settings.TWOWAY_ESTIMATES = False
    yield
    settings.TWOWAY_ESTIMATES = True


@pytest.mark.usefixtures("switched_off")
def test_a_server_can_have_them_switched_off(cast: Cast, street: Street) -> None:
    with pytest.raises(RuleBroken, match="switched off"):
        rules.wish_estimate(street.id, by=cast.ann, wish=True)


@profile(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=12))
def test_it_is_on_exactly_while_both_have_asked_since_it_was_last_put_down(
    cast: Cast, street: Street, said: list[tuple[bool, bool]]
) -> None:
    for who in (cast.ann, cast.ben):
        rules.wish_estimate(street.id, by=who, wish=False)
    asked: set[str] = set()
    for is_ann, wish in said:
        who = cast.ann if is_ann else cast.ben
        if wish:
            asked.add(who)
        else:
            asked = set() if len(asked) == 2 else asked - {who}
        rules.wish_estimate(street.id, by=who, wish=wish)
        assert measured(street) == (len(asked) == 2)
        for one in (cast.ann, cast.ben):
            assert queries.wishes_estimate(street.id, seen_by=one) == (one in asked)
