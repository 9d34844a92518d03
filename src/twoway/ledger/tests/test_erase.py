from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests import server_files
from twoway.errors import RuleBroken
from twoway.ledger import erasure, keys, publish, queries, replay, verify, write
from twoway.ledger.entries import Entry
from twoway.ledger.erase import erase_entry
from twoway.ledger.models import Once as OnceRow
from twoway.ledger.models import Words
from twoway.ledger.tests.programs import run_program
from twoway.ledger.tests.toy import acts
from twoway.ledger.tests.toy.models import Jar
from twoway.ledger.write import Once, writing

pytestmark = pytest.mark.django_db
Fill = Callable[[int], list[Entry]]


def test_erased_words_are_gone_and_everything_still_verifies(fill: Fill, ann: str) -> None:
    entries = fill(8)
    kept = publish.publish()
    said = erase_entry(entries[1].id, by="admin", asked_by=ann, ground="Art. 17")
    assert not Words.objects.filter(seq=1).exists()
    erased = queries.entry(entries[1].id)
    assert erased.words_erased
    assert isinstance(erased.act, acts.BeadAdded)
    assert (erased.act.note, erased.act.colours) == (None, ("red",))
    assert (said.act.entry, said.act.asked_by, said.act.ground) == (erased.id, ann, "Art. 17")  # type: ignore[attr-defined]
    assert verify.check(against=kept).problems == ()
    assert replay.check().ok


def test_both_sides_see_that_words_were_erased_and_whoever_did_it_gains_no_sight(
    fill: Fill, ann: str, ben: str
) -> None:
    entries = fill(3)
    said = erase_entry(entries[1].id, by="admin", asked_by=ann, ground="Art. 17")
    assert set(said.seen_by()) == {ann, ben}
    assert (said.by, said.entered_by) == ("", "")
    assert said.street == entries[1].street


def test_words_are_erased_once(fill: Fill, ann: str) -> None:
    entries = fill(4)
    erase_entry(entries[1].id, by=ann, asked_by=ann, ground="Art. 17")
    for nothing_left in (entries[1].id, entries[3].id, "nosuchentry1"):
        with pytest.raises(RuleBroken, match="no words left"):
            erase_entry(nothing_left, by=ann, asked_by=ann, ground="Art. 17")


def test_the_fingerprint_of_what_was_sent_goes_with_the_words(fill: Fill, ann: str) -> None:
    with writing(by=ann, once=Once("key", "print")) as book:
        entry = book.enter(acts.Remark(words="yes"), thing="x", participants=[ann])
    with writing(by=ann, once=Once("other", "print")) as book:
        book.enter(acts.Remark(words="no"), thing="x", participants=[ann])
    erase_entry(entry.id, by=ann, asked_by=ann, ground="Art. 17")
    assert list(OnceRow.objects.values_list("key", flat=True)) == ["other"]


@pytest.mark.django_db(transaction=True)
def test_a_refused_erasure_leaves_nothing_behind(fill: Fill, ann: str) -> None:
    entries = fill(2)
    with contextlib.suppress(RuntimeError), writing(by=ann) as book:
        erasure.erase(book, [entries[1]], asked_by=ann, ground="Art. 17")
        raise RuntimeError("the disk is full")
    assert keys.erased_before() == []
    write.look_for_a_restore()
    assert not queries.entry(entries[1].id).words_erased


@pytest.mark.django_db(transaction=True)
def test_an_erasure_that_was_not_listed_any_more_is_listed_at_the_next_start(fill: Fill, ann: str) -> None:
    entries = fill(2)
    erase_entry(entries[1].id, by=ann, asked_by=ann, ground="Art. 17")
    (Path(settings.TWOWAY_KEYS) / "erased").unlink()
    write.look_for_a_restore()
    assert keys.erased_before() == [keys.ErasedBefore(entry=entries[1].id, asked_by=ann)]


@pytest.mark.django_db(transaction=True)
def test_a_restored_copy_is_erased_again(fill: Fill, ann: str, tamper: Callable[..., None]) -> None:
    entries = fill(5)
    [kept] = Words.objects.filter(seq=1).values_list("blind", "body")
    erase_entry(entries[1].id, by=ann, asked_by=ann, ground="Art. 17")
    # The copy was made before: without the act, and with the words.
    for table in ("leaf", "frame", "words", "sight"):
        tamper(f"DELETE FROM ledger_{table} WHERE seq = 5")
    tamper("DELETE FROM ledger_erasure")
    tamper("DELETE FROM ledger_node WHERE number = 9")
    tamper("INSERT INTO ledger_words (seq, blind, body) VALUES (1, %s, %s)", *map(bytes, kept))
    assert "are back in 1 entries" in " ".join(verify.check().problems)
    write.look_for_a_restore()
    assert verify.check().ok
    assert not Words.objects.filter(seq=1).exists()
    assert queries.entry(entries[1].id).words_erased
    assert len(keys.erased_before()) == 1


def test_words_that_name_somebody_on_a_row_do_not_go_alone(fill: Fill, ann: str) -> None:
    jar = fill(1)[0].thing
    with writing(by=ann) as book:
        named = book.enter(acts.JarNamed(name="Ann's"), thing=jar, participants=[ann])
    with pytest.raises(RuleBroken, match="Erase the person instead"):
        erase_entry(named.id, by=ann, asked_by=ann, ground="Art. 17")


def test_a_name_that_a_restored_copy_brought_back_on_a_row_goes_again(fill: Fill, ann: str) -> None:
    jar = fill(1)[0].thing
    with writing(by=ann) as book:
        named = book.enter(acts.JarNamed(name="Ann's"), thing=jar, participants=[ann])
    keys.remember_erased([keys.ErasedBefore(entry=named.id, asked_by=ann)])
    write.look_for_a_restore()
    assert Jar.objects.get().name == ""
    assert verify.check().ok
    assert replay.check().ok


def test_no_byte_of_erased_words_stays_in_the_live_files(tmp_path: Path) -> None:
    """On a database of its own, with real files: long and short words, half of them erased."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's files are looked at below")
    printed = run_program(
        """
        import random
        from twoway import ids
        from twoway.ledger.erase import erase_entry
        from twoway.ledger.tests.toy import acts
        from twoway.ledger.write import writing

        ann, lengths = ids.new_id(), random.Random(7)
        entries = []
        for _ in range(10):
            with writing(by=ann) as book:
                for _ in range(40):
                    words = f"secret{len(entries):04}" * lengths.choice([1, 3, 30, 900])
                    entries.append(book.enter(acts.Remark(words=words), thing="x", participants=[ann]))
        gone = lengths.sample(range(400), 200)
        for number in gone:
            erase_entry(entries[number].id, by=ann, asked_by=ann, ground="Art. 17")
        print(*gone)
        """,
        home=tmp_path,
    )
    gone = {int(number) for number in printed.split()}
    files = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert [number for number in gone if f"secret{number:04}".encode() in files] == []
    assert all(f"secret{number:04}".encode() in files for number in set(range(400)) - gone)


@pytest.mark.django_db(transaction=True)
def test_no_byte_of_erased_words_stays_in_the_servers_tables(ann: str) -> None:
    """Short words, since PostgreSQL packs long ones. Its log of changes keeps them until recycled.

    ANALYZE takes samples of columns, which would outlive the words.
    """
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's files are looked at above")
    with writing(by=ann) as book:
        entries = [
            book.enter(acts.Remark(words=f"secret{number:04}" * 3), thing="x", participants=[ann])
            for number in range(100)
        ]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE ledger_words")
    with server_files.somebody_elsewhere_at_work():
        for entry in entries[:50]:
            erase_entry(entry.id, by=ann, asked_by=ann, ground="Art. 17")
        files = server_files.what_stands_there()
    found = [number for number in range(100) if f"secret{number:04}".encode() in files]
    assert found == list(range(50, 100))


def test_the_list_of_erased_entries_is_for_its_owner_alone(fill: Fill, ann: str) -> None:
    entries = fill(2)
    erase_entry(entries[1].id, by=ann, asked_by=ann, ground="Art. 17")
    for path in keys._folder().iterdir():
        assert path.stat().st_mode & 0o077 == 0, path
