"""Writing past Django's own ways: the same rows come out, and mistakes are told in the same way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from twoway.ledger import bulk
from twoway.ledger.entries import Entry
from twoway.ledger.models import Between, Words
from twoway.ledger.prepared import Prepared
from twoway.ledger.tests.toy.models import Jar

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def jars(number: int) -> list[Jar]:
    return [Jar(id=f"jar{each}", owner="ann", name="", holds=each, touched_at=NOON) for each in range(number)]


@pytest.mark.parametrize("number", [1, 2, bulk.FEW, bulk.FEW + 1, 3 * bulk.FEW])
def test_rows_come_back_as_they_were_written(number: int) -> None:
    with bulk.in_one_go() as go:
        go.insert_models(Jar, jars(number))
        go.insert(Between, [("a", "b", each) for each in range(number)], ("low", "high", "seq"))
    assert sorted(row.holds for row in Jar.objects.filter(touched_at=NOON)) == [*range(number)]
    assert [*Between.objects.order_by("id").values_list("seq", flat=True)] == [*range(number)]


def test_what_is_inserted_twice_for_one_table_is_all_written() -> None:
    with bulk.in_one_go() as go:
        go.insert(Between, [("a", "b", 1)], ("low", "high", "seq"))
        go.insert(Between, [("a", "b", 2)], ("low", "high", "seq"))
    assert Between.objects.count() == 2


def test_rows_are_written_over_and_taken_away() -> None:
    bulk.insert_models(Jar, jars(3))
    changed = Jar.objects.get(id="jar1")
    changed.holds = 90
    with bulk.in_one_go() as go:
        go.update_models(Jar, [changed])
        go.delete_models(Jar, ["jar2"])
    assert {*Jar.objects.values_list("id", "holds", "owner")} == {("jar0", 0, "ann"), ("jar1", 90, "ann")}


def test_a_refusal_is_one_of_djangos(fill: Callable[[int], list[Entry]]) -> None:
    fill(2)
    with pytest.raises(IntegrityError), transaction.atomic(), bulk.in_one_go() as go:
        go.insert(Words, [(1, b"", b"{}")])


def test_a_prepared_question_finds_what_djangos_own_finds_and_is_counted_like_it(
    set_up: Callable[..., Entry],
) -> None:
    jar = set_up().thing

    def ask(id: str, owner: str) -> QuerySet[Jar]:
        return Jar.objects.select_related("label_in").filter(id=id).exclude(owner=owner)

    prepared = Prepared(ask)
    with CaptureQueriesContext(connection) as asked:
        [found] = prepared(jar, "nobody")
        assert found.label_in.text("label") == "for good deeds"
    assert len(asked) == 1
    for _again in range(2):
        assert vars(prepared(jar, "nobody")[0]).keys() == vars(found).keys()
        assert prepared(jar, "nobody") == [Jar.objects.get()]
        assert prepared("another", "nobody") == []
