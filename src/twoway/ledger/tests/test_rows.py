from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from twoway.ledger import bulk
from twoway.ledger.entries import Entry
from twoway.ledger.models import Words
from twoway.ledger.rows import Row, Rows, RowsAreGuarded, effect
from twoway.ledger.tests.toy import acts
from twoway.ledger.tests.toy.models import Jar

pytestmark = pytest.mark.django_db

WAYS_ROUND: dict[str, Callable[[Jar], Any]] = {
    "save": lambda jar: jar.save(),
    "save_base": lambda jar: jar.save_base(),
    "delete": lambda jar: jar.delete(),
    "create": lambda _: Jar.objects.create(id="x"),
    "update": lambda jar: Jar.objects.filter(id=jar.id).update(beads=9),
    "queryset delete": lambda jar: Jar.objects.filter(id=jar.id).delete(),
    "bulk_create": lambda jar: Jar.objects.bulk_create([jar]),
    "bulk_update": lambda jar: Jar.objects.bulk_update([jar], ["beads"]),
    "get_or_create": lambda jar: Jar.objects.get_or_create(id=jar.id),
    "update_or_create": lambda jar: Jar.objects.update_or_create(id=jar.id),
    "manager update": lambda _: Jar.objects.update(beads=9),
}


@pytest.mark.parametrize("way", WAYS_ROUND)
def test_rows_cannot_be_written_past_their_effects(way: str, set_up: Callable[..., Entry]) -> None:
    jar = Jar.objects.get(id=set_up().thing)
    with pytest.raises(RowsAreGuarded):
        WAYS_ROUND[way](jar)
    assert Jar.objects.get().beads == 0


def test_a_kind_of_act_has_one_effect() -> None:
    with pytest.raises(TypeError, match="two effects"):

        @effect(acts.BeadAdded)
        def again(rows: Rows, entry: Entry, act: acts.BeadAdded) -> None: ...


def test_a_row_reads_its_words_from_the_ledger(set_up: Callable[..., Entry]) -> None:
    entry = set_up("Grüße")
    jar = Jar.objects.get(id=entry.thing)
    assert isinstance(jar.label_in, Words)
    assert jar.label_in.text("label") == "Grüße"
    assert jar.label_in.text("nothing of the kind") == ""


@pytest.mark.parametrize("rows", [Jar.objects, Jar.objects.select_related("label_in")])
def test_words_that_are_gone_read_as_empty(rows: Any, set_up: Callable[..., Entry]) -> None:
    entry = set_up()
    jar = Jar(id="jar", owner="", holds=1, touched_at=entry.at, label_in_id=entry.seq + 1)
    bulk.insert_models(Jar, [jar])
    assert rows.get(id="jar").label_in.text("label") == ""


def test_a_row_without_words_has_none(set_up: Callable[..., Entry]) -> None:
    assert Jar(label_in_id=None).label_in is None


def test_every_row_has_an_id_for_its_key() -> None:
    assert Jar._meta.pk is not None
    assert (Jar._meta.pk.name, issubclass(Jar, Row)) == ("id", True)
