"""On a street stand its own acts and those of several people between its two, numbered where it is read."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, open_street
from twoway.ids import new_id
from twoway.ledger.entries import EVERY_STREET, Entry
from twoway.ledger.tests.toy.acts import Remark
from twoway.ledger.write import writing
from twoway.people import access, opened
from twoway.people.access import Opened
from twoway.readings import record
from twoway.readings.tests.lives import kept


def shared(by: str, *others: str, thing: str = "") -> Entry:
    """An act of several people."""
    with writing(by=by) as book:
        return book.enter(
            Remark(words="We all said so"), thing=thing or new_id(), participants=(by, *others),
            street=EVERY_STREET,
        )  # fmt: skip


def ids(entries: list[Entry]) -> list[str]:
    return [entry.id for entry in entries]


def test_an_act_of_several_people_stands_on_each_street_of_the_one_whose_act_it_is(cast: Cast) -> None:
    with_ben, with_cy = open_street(cast.ann, cast.ben), open_street(cast.ann, cast.cy)
    others = open_street(cast.ben, cast.cy)
    said = shared(cast.ann, cast.ben, cast.cy)
    for street, ends in ((with_ben, (cast.ann, cast.ben)), (with_cy, (cast.ann, cast.cy))):
        for end in ends:
            assert ids(record.of_street(street.id, seen_by=end))[-1] == said.id
    assert said.id not in ids(record.of_street(others.id, seen_by=cast.ben))
    both = record.of_streets([with_ben.id, with_cy.id], seen_by=cast.ann)
    assert [ids(entries)[-1] for entries in both.values()] == [said.id, said.id]


def test_it_stands_on_a_street_that_opens_later(cast: Cast) -> None:
    said = shared(cast.ann, cast.ben)
    street = open_street(cast.ann, cast.ben)
    entries = record.of_street(street.id, seen_by=cast.ben)
    assert ids(entries)[0] == said.id
    assert [record.number_of(entry, seen_by=cast.ben) for entry in entries] == [1, 2, 3]


def test_both_ends_number_a_street_alike_and_nobody_else_reads_a_number(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben)
    shared(cast.ann, cast.ben, cast.cy)
    kept(cast.ann, cast.ben)
    last = shared(cast.ben, cast.ann, cast.cy)
    one, other = (record.of_street(street.id, seen_by=end) for end in (cast.ann, cast.ben))
    assert one == other
    numbers = record.numbers(one)
    assert list(numbers.values()) == [*range(1, len(one) + 1)]
    for end in (cast.ann, cast.ben):
        own = {entry.id: record.number_of(entry, seen_by=end) for entry in one if len(entry.pairs()) < 2}
        assert own == {entry: numbers[entry] for entry in own}
    assert record.number_of(last, seen_by=cast.ann) == numbers[last.id]
    assert record.number_of(last, seen_by=cast.cy) == 0
    assert record.number_of(one[0], seen_by=cast.cy) == 0
    assert record.of_street(street.id, seen_by=cast.cy) == []


def test_what_happens_on_another_street_changes_no_number_here(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben)
    before = record.numbers(record.of_street(street.id, seen_by=cast.ann))
    open_street(cast.ann, cast.cy)
    shared(cast.ann, cast.cy)
    shared(cast.cy, cast.ann, cast.ben)
    assert record.numbers(record.of_street(street.id, seen_by=cast.ann)) == before


def test_the_last_act_on_a_street_may_be_one_of_several_people(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben)
    said = shared(cast.ann, cast.ben, cast.cy)
    for moment in ("at", "happened_at"):
        last = record.last_on([street.id], seen_by=cast.ben, moment=moment)
        assert last == {street.id: said.at}


def test_the_page_of_an_act_says_its_number_to_its_two_alone(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    said = shared(cast.ben, cast.ann, cast.cy)
    assert b"Act 3 on its street." in cast.signed_in("ann").get(f"/history/{said.id}").content
    cys = cast.signed_in("cy").get(f"/history/{said.id}")
    assert cys.status_code == 200
    assert b"on its street" not in cys.content


def test_each_who_takes_part_reads_who_opened_an_act_of_several_people(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No street need lie between them for that, and nobody else reads of it."""
    said = shared(cast.ann, cast.ben, cast.cy)
    day = said.at.date().replace(day=1)
    lines = [
        Opened(day, cast.cy, "call", said.thing, "page"),
        Opened(day, cast.ben, "entry", said.id, "page"),
    ]
    monkeypatch.setattr(access, "back_from", lambda _last: iter([(100, lines)]))
    told = {
        name: {(each.by, each.kind) for _day, those in opened.of(getattr(cast, name)).days for each in those}
        for name in ("ann", "ben", "cy", "dana")
    }
    by_cy, by_ben = (cast.cy, "thing"), (cast.ben, "act")
    assert told == {"ann": {by_cy, by_ben}, "ben": {by_cy}, "cy": {by_ben}, "dana": set()}


def test_a_street_is_found_by_index_however_much_somebody_shares_with_others(cast: Cast) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("SQLite says in its plan whether a table is read through")
    street = open_street(cast.ann, cast.ben)
    with CaptureQueriesContext(connection) as asked:
        record.of_street(street.id, seen_by=cast.ann)
        record.last_on([street.id], seen_by=cast.ann, moment="at")
    with connection.cursor() as cursor:
        for query in asked.captured_queries:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            plan = " ".join(row[3] for row in cursor.fetchall())
            assert not re.search(r"SCAN (U\d+|ledger)", plan), plan
