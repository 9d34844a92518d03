from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from twoway import ids
from twoway.errors import LedgerBroken
from twoway.ledger import kinds, queries, replay, verify
from twoway.ledger.entries import Entry
from twoway.ledger.erase import erase_entry
from twoway.ledger.models import Sight
from twoway.ledger.tests.toy import acts
from twoway.ledger.tests.toy.models import Jar
from twoway.ledger.write import writing

pytestmark = pytest.mark.django_db
Fill = Callable[[int], list[Entry]]


def paint_over(statement: str) -> None:
    """Rows are not history: no trigger guards them, but replay tells."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_rows_that_the_acts_painted_are_as_replay_paints_them(fill: Fill) -> None:
    fill(20)
    report = replay.check()
    assert (report.ok, report.entries, report.rows) == (True, 20, 1)


@pytest.mark.parametrize(
    ("statement", "say", "fields"),
    [
        ("UPDATE toy_jar SET beads = beads + 1", "is not what the acts say in beads", ("beads",)),
        ("UPDATE toy_jar SET beads = 0, holds = 1", "in holds, beads", ("holds", "beads")),
        ("UPDATE toy_jar SET touched_at = '2020-01-01 00:00:00+00'", "touched_at", ("touched_at",)),
        ("UPDATE toy_jar SET label_in_id = 3", "label_in_id", ("label_in_id",)),
        ("DELETE FROM toy_jar", "is missing", ()),
        (
            "INSERT INTO toy_jar (id, owner, name, holds, beads, touched_at) "
            "VALUES ('x', '', '', 1, 1, '2026-01-01 00:00:00')",
            "stands on no act",
            (),
        ),
    ],
)
def test_a_row_changed_behind_the_ledgers_back_is_named(
    statement: str, say: str, fields: tuple[str, ...], fill: Fill
) -> None:
    fill(5)
    paint_over(statement)
    report = replay.check()
    [difference] = report.differences
    assert (report.ok, difference.table, difference.fields) == (False, "toy.Jar", fields)
    assert say in difference.say


def test_painting_anew_mends_rows_and_sight(fill: Fill) -> None:
    fill(9)
    right = list(Jar.objects.values())
    paint_over("UPDATE toy_jar SET beads = 99")
    paint_over("DELETE FROM ledger_sight")
    replay.repaint()
    assert list(Jar.objects.values()) == right
    assert verify.check().ok
    assert replay.check().ok
    assert Sight.objects.count() == 18


def test_erased_words_do_not_stop_replay(fill: Fill, ann: str) -> None:
    entries = fill(5)
    erase_entry(entries[0].id, by=ann, asked_by=ann, ground="Art. 17")
    assert replay.check().ok
    assert Jar.objects.get().label_in.text("label") == ""


def test_an_act_of_an_unknown_kind_stops_replay_in_words(fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(3)
    monkeypatch.delitem(kinds._SHAPES, "toy.bead_added")
    with pytest.raises(LedgerBroken, match=r"does not know: toy\.bead_added"):
        replay.check()


def test_progress_is_told_to_the_end(fill: Fill) -> None:
    fill(7)
    seen: list[tuple[int, int]] = []
    replay.check(lambda done, total: seen.append((done, total)))
    assert seen == [(7, 7)]


class TestAnyHistory(TestCase):
    """Whatever is done to jars, in whatever books: rows, tree and sight agree with the ledger."""

    @settings(max_examples=15)
    @given(
        st.lists(
            st.lists(
                st.tuples(st.integers(0, 2), st.sampled_from(["set up", "add", "empty", "remark"])),
                max_size=6,
            ),
            max_size=5,
        )
    )
    def test_replay_equals_rows_and_the_tree_verifies(self, books: list[list[tuple[int, str]]]) -> None:
        jars, people = [ids.new_id() for _ in range(3)], [ids.new_id(), ids.new_id()]
        standing: set[str] = set()
        for steps in books:
            with writing(by=people[0]) as book:
                for number, step in steps:
                    jar = jars[number]
                    if step == "set up" and jar not in standing:
                        book.enter(acts.JarSetUp(label="x", holds=1), thing=jar, participants=people)
                        standing.add(jar)
                    elif step == "add" and jar in standing:
                        book.enter(
                            acts.BeadAdded(jar=jar, colours=("a", "b")), thing=jar, participants=people
                        )
                    elif step == "empty" and jar in standing:
                        book.enter(acts.JarEmptied(jar=jar), thing=jar, participants=people)
                        standing.remove(jar)
                    elif step == "remark":
                        book.enter(acts.Remark(words="y"), thing=jar, participants=people[:1], street=jar)
            assert {row.id for row in Jar.objects.all()} == standing
        assert verify.check().problems == ()
        assert replay.check().differences == ()
        assert queries.root() == verify.check().root
