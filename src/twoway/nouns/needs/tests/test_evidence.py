"""What a contact says looking back moves their lane towards whoever delivered, and no other."""

from __future__ import annotations

from datetime import date

from tests.cast import Cast
from twoway.ledger.entries import Entry
from twoway.nouns.needs import queries, rules
from twoway.nouns.needs.evidence import readings_of_street
from twoway.nouns.needs.tests.needing import BADLY, WELL, delivered, looked_back, one, recognised
from twoway.nouns.promises import rules as promises
from twoway.people.streets import queries as street_queries
from twoway.readings import record

MONDAY = date(2026, 3, 2)


def read(cast: Cast, trustee: str = "") -> list[tuple[str, str]]:
    """What counts between Eve and somebody of ours: whose lane, and as what."""
    street = street_queries.between(cast.eve, trustee or cast.ann)
    assert street is not None
    entries: list[Entry] = record.of_street(street.id, seen_by=cast.eve)
    found = readings_of_street(entries, MONDAY, between=street.both)
    names = {cast.eve: "eve", cast.ann: "ann", cast.ben: "ben"}
    return sorted((names[street.both[reading.lane]], reading.kind) for reading in found)


def test_nothing_counts_before_somebody_looked_back(cast: Cast) -> None:
    delivered(cast)
    assert read(cast) == []


def test_it_reads_the_contacts_lane_towards_whoever_delivered(cast: Cast) -> None:
    need = looked_back(cast, "no", ours=(cast.ben,))
    assert read(cast) == [("eve", "need.not_met")]
    assert read(cast, cast.ben) == []
    rules.look_back(need, by=cast.eve, needed="yes", at_price=True)
    assert read(cast) == [("eve", "need.at_price"), ("eve", "need.met")], "the last word counts, once"


def test_above_the_price_counts_and_not_twice_where_the_promise_tells_it(cast: Cast) -> None:
    need = recognised(cast)
    rules.promise(
        need, "Forty timetables", MONDAY, by=cast.ann, to=cast.eve, price_low=400_00, currency="EUR"
    )
    promise = queries.promises_of([one(need, cast.eve)], seen_by=cast.eve)[need][0].promise.id
    promises.say_yes(promise, by=cast.eve)
    rules.deliver(need, by=cast.ann, charged=500_00)
    rules.look_back(need, by=cast.eve, needed="partly", at_price=False)
    assert read(cast) == [("eve", "need.above_price"), ("eve", "need.partly")]
    promises.keep(promise, by=cast.ann, charged=500_00)
    assert read(cast) == [("eve", "need.partly")]


def test_what_both_said_under_seal_reads_the_lane_of_whoever_said_it(cast: Cast) -> None:
    need = looked_back(cast)
    rules.rate(need, by=cast.ann, **WELL)
    assert read(cast) == [("eve", "need.met")]
    rules.rate(need, by=cast.eve, **BADLY)
    assert read(cast) == [
        ("ann", "need.rated_together.well"), ("eve", "need.met"), ("eve", "need.rated_together.badly"),
    ]  # fmt: skip
