"""Every way of changing a ledger behind its back is found, and named."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from twoway.ledger import keys, publish, queries, tree, verify
from twoway.ledger.entries import Entry
from twoway.ledger.erase import erase_entry
from twoway.ledger.kinds import take_apart
from twoway.ledger.leaf import seal
from twoway.ledger.merkle import Frontier, leaf_hash
from twoway.ledger.models import Frame, Leaf, Sight, raw
from twoway.ledger.tests.toy import acts

pytestmark = pytest.mark.django_db
Fill = Callable[[int], list[Entry]]
Tamper = Callable[..., None]

# What is done, to a ledger of 12 entries that was signed at 12, and a word of the sentence that tells.
CHANGES = {
    "a leaf is written anew": ("UPDATE ledger_leaf SET body = {other_leaf} WHERE seq = 4", "leaf commits to"),
    "two leaves change places": (
        "UPDATE ledger_leaf SET body = CASE seq WHEN 4 THEN {leaf_5} ELSE {leaf_4} END WHERE seq IN (4, 5)",
        "Entry 5: its leaf says it is entry 4, not 5",
    ),
    "a leaf is dropped": ("DELETE FROM ledger_leaf WHERE seq = 4", "Entry 4: its leaf is missing"),
    "the last leaf is dropped": ("DELETE FROM ledger_leaf WHERE seq = 11", "was of 12 entries"),
    "a stored hash is changed": ("UPDATE ledger_node SET hash = {hash} WHERE number = 1", "entries 0 to 1"),
    "a stored hash is dropped": ("DELETE FROM ledger_node WHERE number = 7", "entries 0 to 7"),
    "a stored hash is added": (
        "INSERT INTO ledger_node (number, hash) VALUES (4, {hash})",
        "belongs to no entry",
    ),
    "a frame is changed": (
        "UPDATE ledger_frame SET body = {other_frame} WHERE seq = 4",
        "the act was changed",
    ),
    "a frame is made unreadable": ("UPDATE ledger_frame SET body = {hash} WHERE seq = 4", "cannot be read"),
    "a frame is dropped": ("DELETE FROM ledger_frame WHERE seq = 4", "Entry 4: its frame is missing"),
    "a frame's random bytes are changed": (
        "UPDATE ledger_frame SET blind = {hash} WHERE seq = 4",
        "was changed",
    ),
    "words are changed": ("UPDATE ledger_words SET body = {other_words} WHERE seq = 4", "they were changed"),
    "words' random bytes are changed": (
        "UPDATE ledger_words SET blind = {hash} WHERE seq = 4",
        "were changed",
    ),
    "words are dropped": ("DELETE FROM ledger_words WHERE seq = 4", "no act says that they were erased"),
    "words are added": (
        "INSERT INTO ledger_words (seq, blind, body) VALUES (3, {hash}, {other_words})",
        "words were added",
    ),
    "words are listed as erased": (
        "INSERT INTO ledger_erasure (seq, act_seq) VALUES (4, 5)",
        "no act on the ledger",
    ),
    "somebody gains sight": (
        "INSERT INTO ledger_sight (person, seq, thing, street) SELECT 'cy', seq, thing, street "
        "FROM ledger_sight WHERE seq = 4 AND person = {ann}",
        "who may see it",
    ),
    "somebody loses sight": ("DELETE FROM ledger_sight WHERE seq = 4 AND person = {ann}", "who may see it"),
    "sight is given to another": (
        "UPDATE ledger_sight SET person = 'cy' WHERE seq = 4 AND person = {ann}",
        "see it",
    ),
    "sight is of another thing": ("UPDATE ledger_sight SET thing = 'other' WHERE seq = 4", "who may see it"),
    "sight of nothing": (
        "INSERT INTO ledger_sight (person, seq, thing, street) VALUES ('cy', 99, 'x', '')",
        "no such entry",
    ),
    "an entry is opened to somebody": (
        "INSERT INTO ledger_sight (person, seq, thing, street, opened_in) SELECT 'cy', seq, thing, street, 5 "
        "FROM ledger_sight WHERE seq = 4 AND person = {ann}",
        "no act says who may see it",
    ),
    "it stands on one street more": (
        "INSERT INTO ledger_between (low, high, seq) VALUES ('a', 'b', 4)",
        "on whose streets it stands",
    ),
    "it stands on a street of nothing": (
        "INSERT INTO ledger_between (low, high, seq) VALUES ('a', 'b', 99)",
        "no such entry",
    ),
    "a frame of no entry": ("UPDATE ledger_frame SET seq = 99 WHERE seq = 11", "kept about entry 99"),
    "words of no entry": ("UPDATE ledger_words SET seq = 99 WHERE seq = 11", "kept about entry 99"),
    "a copy of the kind": ("UPDATE ledger_frame SET kind = 'toy.other' WHERE seq = 4", "copy of its kind"),
    "a copy of the person": ("UPDATE ledger_frame SET by = 'cy' WHERE seq = 4", "copy of its person"),
    "a copy of the thing": ("UPDATE ledger_frame SET thing = 'x' WHERE seq = 4", "copy of its thing"),
    "a copy of the street": ("UPDATE ledger_frame SET street = 'x' WHERE seq = 4", "copy of its street"),
    "a copy of the moment": (
        "UPDATE ledger_frame SET at = '2020-01-01 00:00:00+00' WHERE seq = 4",
        "copy of its moment",
    ),
    "a copy of the day": (
        "UPDATE ledger_frame SET happened_at = '2020-01-01 00:00:00+00' WHERE seq = 4",
        "happened",
    ),
    "a copy of the source": ("UPDATE ledger_frame SET source = 'x' WHERE seq = 4", "copy of its source"),
    "a copy of the id": ("UPDATE ledger_frame SET entry_id = 'x' WHERE seq = 4", "copy of its id"),
    "a checkpoint's note": ("UPDATE ledger_checkpoint SET note = replace(note, '12', '11')", "does not hold"),
    "a checkpoint is made up": (
        "INSERT INTO ledger_checkpoint (epoch, size, root, at, note) "
        "VALUES (1, 3, {hash}, '2026-01-01', 'x')",
        "does not hold",
    ),
    "a checkpoint's root": ("UPDATE ledger_checkpoint SET root = {hash}", "beside its note"),
    "a checkpoint's size": ("UPDATE ledger_checkpoint SET size = 11", "beside its note"),
    "a checkpoint's epoch": ("UPDATE ledger_checkpoint SET epoch = 2", "beside its note"),
    "a restore is made up": (
        "INSERT INTO ledger_epoch (number, opened_at, first_seq, known_size, known_root, known_note) "
        "VALUES (2, '2026-01-01 00:00:00+00', 12, 20, {hash}, 'x')",
        "restores",
    ),
}


def change_it(change: str, tamper: Tamper, ann: str) -> None:
    statement = CHANGES[change][0]
    marks = {
        "leaf_4": raw(Leaf.objects.get(seq=4).body),
        "leaf_5": raw(Leaf.objects.get(seq=5).body),
        "other_leaf": raw(Leaf.objects.get(seq=5).body).replace(b'"seq":5', b'"seq":4'),
        "other_frame": raw(Frame.objects.get(seq=4).body).replace(b"red", b"fed"),
        "other_words": b'{"note":"never said"}',
        "hash": b"#" * 32,
        "ann": ann,
    }
    used = [name for name in sorted(marks, key=statement.find) if f"{{{name}}}" in statement]
    tamper(statement.format(**dict.fromkeys(marks, "%s")), *[marks[name] for name in used])


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_behind_its_back_is_found_and_named(
    change: str, fill: Fill, tamper: Tamper, ann: str
) -> None:
    fill(12)
    publish.publish()
    assert verify.check().problems == ()
    change_it(change, tamper, ann)
    report = verify.check()
    assert not report.ok
    assert CHANGES[change][1] in " ".join(report.problems)


def test_history_written_anew_down_to_the_root_shows_against_what_was_signed(
    fill: Fill, tamper: Tamper
) -> None:
    """What somebody with the database can do at best without the key: all fits again but the signature."""
    entries = fill(12)
    kept = publish.publish()
    rewrite(entries[4], tamper)
    report = verify.check(against=kept)
    assert [problem.partition(" was over")[0] for problem in report.problems] == [
        "The checkpoint of 12 entries",
        "The checkpoint that was signed last",
        "The checkpoint you kept",
    ]


def test_even_with_the_key_a_rewritten_history_shows_against_what_somebody_kept(
    fill: Fill, tamper: Tamper
) -> None:
    entries = fill(12)
    kept = publish.publish()
    rewrite(entries[4], tamper)
    tamper("DELETE FROM ledger_checkpoint")
    (keys._folder() / "last-signed").unlink()
    publish.publish()
    assert verify.check().ok
    [problem] = verify.check(against=kept).problems
    assert problem.startswith("The checkpoint you kept was over other entries")


def test_a_cut_short_ledger_shows_against_what_somebody_kept(fill: Fill, tamper: Tamper) -> None:
    fill(12)
    kept = publish.publish()
    for table in ("leaf", "frame", "words", "sight"):
        tamper(f"DELETE FROM ledger_{table} WHERE seq >= 8")
    tamper("DELETE FROM ledger_node WHERE number >= 16")
    report = verify.check(against=kept)
    assert "The checkpoint you kept was of 12 entries; the last 4 of them are gone." in report.problems


def test_a_ledger_of_many_stretches_verifies(
    fill: Fill, tamper: Tamper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("twoway.ledger.stretches.STRETCH", 4)
    fill(39)
    seen: list[tuple[int, int]] = []
    assert verify.check(progress=lambda done, total: seen.append((done, total))).ok
    assert seen[-1] == (39, 39)
    assert [done for done, _ in seen] == [*range(4, 39, 4), 39]
    tamper("UPDATE ledger_node SET hash = %s WHERE number = 15", b"#" * 32)
    assert "entries 0 to 15" in " ".join(verify.check().problems)


def test_an_empty_ledger_verifies() -> None:
    report = verify.check()
    assert (report.ok, report.size, report.root) == (True, 0, tree.root(0))


def test_a_kept_checkpoint_that_is_none_is_said_to_be_none(fill: Fill) -> None:
    fill(2)
    assert "no checkpoint" in verify.check(against="a shopping list").problems[0]


def test_a_kept_checkpoint_of_another_record_is_said_to_be_of_another(
    fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(2)
    kept = publish.publish()
    (keys._folder() / "ledger.key").unlink()
    (keys._folder() / "last-signed").unlink()
    keys.signer()
    assert "not signed with this record's key" in " ".join(verify.check(against=kept).problems)


def test_without_the_key_signatures_go_unchecked_and_it_says_so(fill: Fill) -> None:
    fill(2)
    publish.publish()
    (keys._folder() / "ledger.key").unlink()
    report = verify.check()
    assert report.ok
    assert "signatures were not checked" in report.notes[0]
    assert keys.signer_if_any() is None


def test_sight_follows_the_frames_of_erased_entries_too(fill: Fill, ann: str) -> None:
    entries = fill(6)
    erase_entry(entries[1].id, by="somebody", asked_by=ann, ground="Art. 17")
    assert verify.check().ok
    assert not Sight.objects.filter(person="somebody").exists()


def rewrite(entry: Entry, tamper: Tamper) -> None:
    """Put another act in an entry's place and mend every hash above it."""
    frame = json.loads(bytes(Frame.objects.get(seq=entry.seq).body))
    _, words = take_apart(acts.BeadAdded(jar=entry.thing, colours=("red",), note="never said"))
    sealed = seal(entry.seq, entry.at.date().isoformat(), frame, words)
    tamper("UPDATE ledger_leaf SET body = %s WHERE seq = %s", sealed.leaf, entry.seq)
    tamper("UPDATE ledger_frame SET blind = %s WHERE seq = %s", sealed.frame_blind, entry.seq)
    tamper(
        "UPDATE ledger_words SET blind = %s, body = %s WHERE seq = %s",
        sealed.words_blind,
        sealed.words,
        entry.seq,
    )
    growing = Frontier()
    for body in Leaf.objects.order_by("seq").values_list("body", flat=True):
        for number, node in growing.add(leaf_hash(bytes(body))):
            tamper("UPDATE ledger_node SET hash = %s WHERE number = %s", node, number)
    assert queries.root() == growing.root()
