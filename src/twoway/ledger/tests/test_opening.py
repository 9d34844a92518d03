"""An entry opened to one person more: an act says so, rows follow it, and nobody learns who else was told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from twoway import ids
from twoway.ledger import export, queries, replay, verify
from twoway.ledger.acts import SightOpened
from twoway.ledger.entries import EVERY_STREET, Entry
from twoway.ledger.erase import erase_entry
from twoway.ledger.models import Between, Sight
from twoway.ledger.opening import open_to, opened_to
from twoway.ledger.tests.toy import acts
from twoway.ledger.write import writing

pytestmark = pytest.mark.django_db
Fill = Callable[[int], list[Entry]]


def opened(entries: list[Entry], to: str, *, by: str, knowing: tuple[str, ...] = ()) -> Entry | None:
    with writing(by=by) as book:
        return open_to(book, entries, to, by=by, reason="told", knowing=knowing)


def seen(person: str) -> set[int]:
    return set(Sight.objects.filter(person=person).values_list("seq", flat=True))


def test_whoever_an_entry_is_opened_to_sees_it_and_the_act_that_says_so(
    fill: Fill, ann: str, ben: str, cy: str
) -> None:
    entries = fill(5)
    said = opened(entries[1:3], cy, by=ann, knowing=(ben,))
    assert said is not None
    assert isinstance(said.act, SightOpened)
    assert (said.act.entries, said.act.to) == ((entries[1].id, entries[2].id), cy)
    assert (said.participants, said.thing, said.street) == ((cy, ann, ben), entries[1].thing, "")
    assert seen(cy) == {1, 2, said.seq}
    assert opened_to(entries[1]) == [cy]
    assert verify.check().problems == ()


def test_what_is_seen_already_is_not_opened_again(fill: Fill, ann: str, ben: str, cy: str) -> None:
    entries = fill(5)
    opened(entries[1:3], cy, by=ann)
    again = opened(entries[:3], cy, by=ann)
    assert again is not None
    assert isinstance(again.act, SightOpened)
    assert again.act.entries == (entries[0].id,)
    assert opened(entries[:3], cy, by=ann) is None
    assert opened(entries, ben, by=ann) is None
    assert verify.check().ok


def test_what_was_entered_in_the_same_book_can_be_opened(ann: str, cy: str) -> None:
    with writing(by=ann) as book:
        said = book.enter(acts.Remark(words="mine"), thing="x", participants=[ann])
        open_to(book, [said], cy, by=ann, reason="told")
    assert seen(cy) == {0, 1}
    assert verify.check().ok


def test_whoever_was_opened_an_entry_sees_that_its_words_were_erased_and_not_who_else_does(
    fill: Fill, ann: str, ben: str, cy: str
) -> None:
    entries = fill(3)
    dee = ids.new_id()
    for one in (cy, dee):
        opened([entries[1]], one, by=ann)
    said = erase_entry(entries[1].id, by=ann, asked_by=ann, ground="Art. 17")
    assert said.seq in seen(cy) & seen(dee)
    assert not {cy, dee} & {*said.seen_by()}
    for one, other in ((cy, dee), (dee, cy)):
        assert all(other not in entry.seen_by() for entry in queries.entries_at(seen(one)))
    assert verify.check().problems == ()
    assert replay.check().ok


def test_an_act_of_several_people_can_be_erased(ann: str, ben: str, cy: str) -> None:
    with writing(by=ann) as book:
        entry = book.enter(
            acts.Remark(words="all of us"), thing="x", participants=[ann, ben, cy], street=EVERY_STREET
        )
    said = erase_entry(entry.id, by=ann, asked_by=ann, ground="Art. 17")
    assert (said.street, set(said.seen_by())) == ("", {ann, ben, cy})
    assert verify.check().ok


def test_painting_anew_keeps_what_was_opened_and_what_stands_between_people(
    fill: Fill, ann: str, ben: str, cy: str
) -> None:
    opened(fill(4)[:2], cy, by=ann)
    with writing(by=ann) as book:
        book.enter(acts.Remark(words="us"), thing="x", participants=[ann, ben, cy], street=EVERY_STREET)
    before = [[*model.objects.order_by("id").values_list(*columns)] for model, columns in COPIES]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_sight")
        cursor.execute("DELETE FROM ledger_between")
    assert not verify.check().ok
    replay.repaint()
    assert [[*model.objects.order_by("id").values_list(*columns)] for model, columns in COPIES] == before
    assert verify.check().ok


COPIES = (
    (Sight, ("person", "seq", "thing", "street", "opened_in")),
    (Between, ("low", "high", "seq")),
)
CHANGES = {
    "made up": "INSERT INTO ledger_sight (person, seq, thing, street, opened_in) "
    "SELECT 'nobody', seq, thing, street, 4 FROM ledger_sight WHERE seq = 0 AND opened_in IS NULL LIMIT 1",
    "another entry": "UPDATE ledger_sight SET seq = 3 WHERE opened_in = 4 AND seq = 1",
    "another person": "UPDATE ledger_sight SET person = 'nobody' WHERE opened_in = 4 AND seq = 1",
    "taken away": "DELETE FROM ledger_sight WHERE opened_in = 4 AND seq = 1",
    "of another thing": "UPDATE ledger_sight SET thing = 'x' WHERE opened_in = 4",
    "by another act": "UPDATE ledger_sight SET opened_in = 3 WHERE opened_in = 4",
    "as if by its frame": "UPDATE ledger_sight SET opened_in = NULL WHERE opened_in = 4",
    "not as by its frame": "UPDATE ledger_sight SET opened_in = 4 WHERE seq = 2 AND opened_in IS NULL",
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_opening_forged_in_rows_is_found(change: str, fill: Fill, ann: str, cy: str) -> None:
    opened(fill(4)[1:2], cy, by=ann)
    with connection.cursor() as cursor:
        cursor.execute(CHANGES[change])
    assert "who may see" in " ".join(verify.check().problems)


def test_an_export_holds_what_was_opened(fill: Fill, ann: str, cy: str) -> None:
    opened(fill(4)[1:2], cy, by=ann)
    bodies = [line for line in export.lines(seen(cy)) if '"frame"' in line]
    assert len(bodies) == 2


class TestAnyOpenings(TestCase):
    """Whatever is opened to whomever, and painted anew: sight is the frames' people and the openings."""

    @settings(max_examples=15)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["say", "share", "open", "erase"]), st.integers(0, 3), st.integers(0, 9)
            ),
            max_size=12,
        )
    )
    def test_sight_is_what_the_acts_say(self, steps: list[tuple[str, int, int]]) -> None:
        people = [ids.new_id() for _ in range(4)]
        said: list[Entry] = []
        expected: dict[str, set[int]] = {person: set() for person in people}
        for step, number, which in steps:
            who, other = people[number], people[(number + 1 + which % 3) % 4]
            if step in {"say", "share"}:
                street = EVERY_STREET if step == "share" else ""
                with writing(by=who) as book:
                    remark = acts.Remark(words="x")
                    said.append(book.enter(remark, thing="x", participants=[who, other], street=street))
                for person in (who, other):
                    expected[person].add(said[-1].seq)
            elif said and step == "open" and (act := opened([said[which % len(said)]], who, by=other)):
                expected[who] |= {said[which % len(said)].seq, act.seq}
                expected[other].add(act.seq)
            elif said and step == "erase" and not queries.entry(said[which % len(said)].id).words_erased:
                gone = said[which % len(said)]
                first = queries.size()
                erase_entry(gone.id, by=who, asked_by=who, ground="Art. 17")
                for person in people:
                    knew = gone.seq in expected[person]
                    told = {entry.seq for entry in queries.entries_between(first, queries.size())
                            if entry.kind == "ledger.erased" or person in entry.seen_by()}  # fmt: skip
                    expected[person] |= told if knew else set()
        assert {person: seen(person) for person in people} == expected
        assert verify.check().problems == ()
        replay.repaint()
        assert {person: seen(person) for person in people} == expected
        assert verify.check().problems == ()
