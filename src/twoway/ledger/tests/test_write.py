from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from twoway import ids
from twoway.errors import BadShape, LedgerBroken, RuleBroken
from twoway.ledger import queries, replay, verify
from twoway.ledger.entries import EVERY_STREET, Entry
from twoway.ledger.models import Between, Sight
from twoway.ledger.models import Once as OnceRow
from twoway.ledger.pending import MOST_WAITING
from twoway.ledger.tests.toy import acts
from twoway.ledger.tests.toy.models import Jar
from twoway.ledger.write import AlreadyEntered, Once, answers_twice_alike, writing

pytestmark = pytest.mark.django_db
Make = Callable[..., Entry]


def test_an_act_is_read_back_as_it_was_entered(ann: str, ben: str, street: str) -> None:
    until = date(2026, 12, 24)
    with writing(by=ann) as book:
        entry = book.enter(
            acts.JarSetUp(label="Ⅷ Grüße 🙂", holds=3, until=until),
            thing=ids.new_id(),
            street=street,
            participants=[ann, ben, ann],
            audience=["*members"],
            happened_at=datetime(2026, 1, 1, 12, 0, 0, 999, tzinfo=UTC),
            source="jira DS-100",
        )
    assert queries.entry(entry.id) == entry
    assert entry.participants == (ann, ben)
    assert entry.happened_at == datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
    assert (entry.seq, entry.by, entry.entered_by) == (0, ann, ann)


def test_the_effect_has_painted_its_row_when_the_book_closes(set_up: Make, add_bead: Make) -> None:
    jar = set_up().thing
    add_bead(jar)
    row = Jar.objects.get(id=jar)
    assert (row.beads, row.label_in.text("label")) == (1, "for good deeds")


def test_whoever_looks_within_an_open_book_sees_what_it_has_entered(
    set_up: Make, add_bead: Make, ann: str
) -> None:
    with writing(by=ann) as book:
        jar = set_up(book=book).thing
        assert Jar.objects.get(id=jar).beads == 0
        add_bead(jar, book=book)
        add_bead(jar, book=book)
        assert Jar.objects.filter(beads=2).count() == 1
        assert len(queries.entries_of([jar])) == 3


def test_a_refused_act_leaves_nothing(set_up: Make, add_bead: Make, ann: str) -> None:
    jar = set_up().thing
    before = queries.root()
    with suppress(RuleBroken), writing(by=ann, once=Once("a", "b")) as book:
        add_bead(jar, book=book)
        assert Jar.objects.get(id=jar).beads == 1
        raise RuleBroken("The jar is full.")
    assert (queries.size(), queries.root()) == (1, before)
    assert Jar.objects.get(id=jar).beads == 0
    assert not OnceRow.objects.exists()
    add_bead(jar)
    assert verify.check().ok
    assert replay.check().ok


def test_an_effect_that_fails_half_way_cannot_be_kept_even_if_the_error_is_caught(
    set_up: Make, ann: str
) -> None:
    jar = set_up().thing
    with (
        pytest.raises(RuntimeError, match="half way"),
        writing(by=ann) as book,
        pytest.raises(ValueError, match="the jar broke"),
    ):
        book.enter(acts.JarBroken(jar=jar), thing=jar, participants=[ann])
    assert Jar.objects.get(id=jar).beads == 0
    assert queries.size() == 1


def test_an_effect_on_a_row_that_is_not_there_is_refused(ann: str) -> None:
    with pytest.raises(LedgerBroken, match="not there"), writing(by=ann) as book:
        book.enter(acts.JarEmptied(jar="nowhere"), thing="nowhere", participants=[ann])


def test_acts_in_one_book_and_in_many_paint_the_same(set_up: Make, add_bead: Make, ann: str) -> None:
    with writing(by=ann) as book:
        together = set_up(book=book).thing
        for _ in range(7):
            add_bead(together, book=book)
    one_by_one = set_up().thing
    for _ in range(7):
        add_bead(one_by_one)
    assert Jar.objects.get(id=together).beads == Jar.objects.get(id=one_by_one).beads == 7
    assert verify.check().ok
    assert replay.check().ok


def test_a_book_longer_than_a_batch_is_whole(fill: Callable[[int], list[Entry]]) -> None:
    fill(2 * MOST_WAITING + 3)
    assert queries.size() == 2 * MOST_WAITING + 3
    assert verify.check().ok
    assert Jar.objects.get().beads == 2 * MOST_WAITING + 2


def test_a_row_made_and_dropped_in_one_book_leaves_no_trace_in_its_table(set_up: Make, ann: str) -> None:
    with writing(by=ann) as book:
        jar = set_up(book=book).thing
        book.enter(acts.JarEmptied(jar=jar), thing=jar, participants=[ann])
    assert not Jar.objects.exists()
    assert replay.check().ok


def test_a_dropped_row_may_come_back_in_the_same_book(
    set_up: Make, add_bead: Make, ann: str, ben: str
) -> None:
    first = set_up()
    with writing(by=ann) as book:
        book.enter(acts.JarEmptied(jar=first.thing), thing=first.thing, participants=[ann, ben])
        book.enter(acts.JarSetUp(label="again", holds=1), thing=first.thing, participants=[ann, ben])
        add_bead(first.thing, book=book)
    assert Jar.objects.get().label_in.text("label") == "again"
    assert replay.check().ok


def test_a_street_keeps_its_own_entries_in_order(set_up: Make, add_bead: Make, ann: str, street: str) -> None:
    jar = set_up().thing
    with writing(by=ann) as book:
        book.enter(
            acts.Remark(words="elsewhere"), thing=ids.new_id(), participants=[ann], street=ids.new_id()
        )
        added = [add_bead(jar, book=book).id for _ in range(2)]
    assert [entry.id for entry in queries.entries_of_street(street)][1:] == added


def test_an_act_of_several_people_stands_on_every_street_of_the_one_whose_act_it_is(
    db: None, ann: str, ben: str, cy: str
) -> None:
    with writing(by=ben) as book:
        entry = book.enter(
            acts.Remark(words="all of us"), thing="x", participants=[ben, ann, cy], audience=["dee"],
            street=EVERY_STREET,
        )  # fmt: skip
    pairs = {tuple(sorted((ben, other))) for other in (ann, cy)}
    assert set(Between.objects.values_list("low", "high", "seq")) == {(*pair, entry.seq) for pair in pairs}
    assert set(queries.entry(entry.id).pairs()) == pairs
    assert verify.check().ok


@pytest.mark.parametrize(
    ("by", "participants"), [("", ["ann", "ben"]), ("ann", ["ann"]), ("cy", ["ann", "ben"])]
)
def test_an_act_of_several_people_is_somebodys_and_has_others_in_it(
    db: None, by: str, participants: list[str]
) -> None:
    with pytest.raises(ValueError, match="on every street"), writing(by="ann") as book:
        book.enter(acts.Remark(words="x"), thing="x", participants=participants, street=EVERY_STREET, by=by)
    assert queries.size() == 0


def test_sight_holds_each_participant_and_the_audience_once(ann: str, ben: str, cy: str) -> None:
    with writing(by=cy) as book:
        book.enter(
            acts.Remark(words="hear, hear"),
            thing=ids.new_id(),
            participants=[ann, ben],
            audience=[ben, "*members"],
        )
    assert list(Sight.objects.order_by("id").values_list("person", flat=True)) == [ann, ben, "*members", cy]


def test_an_act_of_both_at_once_does_not_tell_who_came_last(ann: str, ben: str) -> None:
    with writing(by=ben) as book:
        entry = book.enter(acts.Remark(words="agreed"), thing=ids.new_id(), participants=[ann, ben], by="")
    assert (entry.by, entry.entered_by) == ("", "")
    assert ben not in queries.kept_of(entry).frame.decode().replace(f'"to":["{ann}","{ben}"]', "")


def test_texts_are_kept_in_one_unicode_form(ann: str) -> None:
    with writing(by=ann) as book:
        entry = book.enter(acts.Remark(words="e\u0301"), thing=ids.new_id(), participants=[ann])
    assert entry.act == acts.Remark(words="\u00e9") == queries.entry(entry.id).act


def test_half_a_character_is_refused(ann: str) -> None:
    with pytest.raises(BadShape), writing(by=ann) as book:
        book.enter(acts.Remark(words="\ud800"), thing=ids.new_id(), participants=[ann])


def test_a_book_within_a_book_is_refused_at_once(ann: str) -> None:
    with writing(by=ann), pytest.raises(RuntimeError, match="pass it on"), writing(by=ann):
        pass


def test_a_single_act_costs_few_statements(set_up: Make, add_bead: Make) -> None:
    jar = set_up().thing
    add_bead(jar)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        add_bead(jar)
    savepoints = [
        query
        for query in seen.captured_queries
        if "SAVEPOINT" in query["sql"] or "pg_advisory" in query["sql"]
    ]
    # reads: last leaf, street number, the jar; writes: leaf, node, frame, words, sight, the jar
    assert len(seen) - len(savepoints) <= 9


class TestOnce:
    def test_the_same_request_sent_twice_enters_once(self, set_up: Make, ann: str, ben: str) -> None:
        jar = set_up().thing

        @answers_twice_alike
        def add(once: Once) -> Entry:
            with writing(by=ben, once=once) as book:
                return book.enter(
                    acts.BeadAdded(jar=jar, colours=("red",)), thing=jar, participants=[ann, ben]
                )

        assert add(Once("key", "print")) == add(Once("key", "print"))
        assert Jar.objects.get().beads == 1

    def test_the_same_key_with_other_contents_is_refused(self, set_up: Make, ann: str) -> None:
        with writing(by=ann, once=Once("key", "print")) as book:
            set_up(book=book)
        with pytest.raises(RuleBroken) as refused, writing(by=ann, once=Once("key", "other")):
            pass
        assert refused.value.code == "same_key_other_body"

    def test_a_key_belongs_to_its_actor(self, set_up: Make, ann: str, ben: str) -> None:
        for actor in (ann, ben):
            with writing(by=actor, once=Once("key", "print")) as book:
                set_up(book=book)
        assert queries.size() == 2

    def test_all_that_was_entered_is_found_again_with_its_answer_first(
        self, set_up: Make, add_bead: Make, ann: str
    ) -> None:
        with writing(by=ann, once=Once("key", "print")) as book:
            first = set_up(book=book)
            second = add_bead(first.thing, book=book)
            third = add_bead(first.thing, book=book)
            book.answer_with(second)
        with pytest.raises(AlreadyEntered) as again, writing(by=ann, once=Once("key", "print")):
            pass
        assert again.value.entries == [second, first, third]

    def test_a_book_that_entered_nothing_keeps_no_key(self, ann: str) -> None:
        with writing(by=ann, once=Once("key", "print")):
            pass
        assert not OnceRow.objects.exists()

    def test_no_key_is_kept_for_what_is_nobodys(self, ann: str) -> None:
        with writing(by="", once=Once("key", "print")) as book:
            book.enter(acts.Remark(words="unnamed"), thing=ids.new_id(), participants=[ann])
        assert not OnceRow.objects.exists()
