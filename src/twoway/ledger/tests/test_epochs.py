from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from twoway.errors import LedgerBroken
from twoway.ledger import checkpoint, epochs, keys, publish, queries, replay, verify, write
from twoway.ledger.acts import EpochOpened
from twoway.ledger.entries import EVERY_MEMBER, Entry
from twoway.ledger.models import Sight

pytestmark = pytest.mark.django_db
Fill = Callable[[int], list[Entry]]
Tamper = Callable[..., None]


@pytest.fixture
def restored(fill: Fill, tamper: Tamper) -> str:
    """Twelve entries were signed; the copy that was put back holds eight. Returns the lost checkpoint."""
    fill(12)
    known = publish.publish()
    put_back(8, tamper)
    return known


def put_back(size: int, tamper: Tamper) -> None:
    for table in ("leaf", "frame", "words", "sight"):
        tamper(f"DELETE FROM ledger_{table} WHERE seq >= %s", size)
    tamper("DELETE FROM ledger_node WHERE number >= %s", 2 * size - 1)
    tamper("DELETE FROM ledger_checkpoint WHERE size > %s", size)
    tamper("DELETE FROM ledger_epoch WHERE first_seq >= %s", size)
    replay.repaint()
    write._looked_for_a_restore = False  # a new process starts on the copy


def test_a_shorter_database_opens_an_epoch_that_commits_to_what_is_lost(restored: str) -> None:
    write.look_for_a_restore()
    [entry] = queries.entries_at([8])
    assert isinstance(entry.act, EpochOpened)
    assert (entry.act.number, entry.act.known_size, entry.act.known_note) == (2, 12, restored)
    assert list(Sight.objects.filter(seq=8).values_list("person", flat=True)) == [EVERY_MEMBER]
    [gap] = queries.gaps()
    assert (gap.epoch, gap.kept, gap.known_size, gap.lost) == (2, 8, 12, 4)
    assert gap.known_root.hex() == entry.act.known_root


def test_the_first_act_after_a_restore_finds_the_epoch_open(restored: str, fill: Fill) -> None:
    fill(2)
    assert [entry.kind for entry in queries.entries_at([8, 9])] == ["ledger.epoch_opened", "toy.jar_set_up"]


def test_an_epoch_opens_once(restored: str) -> None:
    write.look_for_a_restore()
    write.look_for_a_restore()
    assert queries.size() == 9


def test_the_new_epoch_signs_under_a_name_of_its_own(restored: str) -> None:
    note = publish.publish()
    head = checkpoint.read(note)
    assert head.origin == f"{checkpoint.read(restored).origin}/2"
    assert head.size == 9
    assert publish.public_key().startswith(head.origin)


def test_a_restored_record_verifies_and_says_what_is_lost(restored: str) -> None:
    publish.publish()
    report = verify.check()
    assert report.problems == ()
    assert "of 12 entries that had been signed, the first 8 are here" in " ".join(report.notes)
    assert replay.check().ok


def test_a_checkpoint_from_before_the_loss_cannot_be_compared_and_one_from_before_the_copy_can(
    fill: Fill, tamper: Tamper
) -> None:
    fill(5)
    early = publish.publish()
    fill(7)
    late = publish.publish()
    put_back(8, tamper)
    publish.publish()
    assert verify.check(against=early).problems == ()
    report = verify.check(against=late)
    assert report.problems == ()
    assert any(note.startswith("The checkpoint you kept is from before a restore") for note in report.notes)


def test_a_second_restore_of_the_same_copy_opens_a_third_epoch(restored: str, tamper: Tamper) -> None:
    publish.publish()
    put_back(8, tamper)
    write.look_for_a_restore()
    assert [gap.epoch for gap in queries.gaps()] == [3]
    assert checkpoint.read(publish.publish()).origin.endswith("/3")


def test_a_copy_that_lacks_nothing_signed_opens_no_epoch(fill: Fill) -> None:
    fill(4)
    publish.publish()
    fill(4)
    write.look_for_a_restore()
    assert epochs.current() == 1
    assert queries.size() == 8


def test_an_epoch_that_is_only_claimed_shows(restored: str, tamper: Tamper) -> None:
    write.look_for_a_restore()
    tamper("UPDATE ledger_epoch SET known_note = 'another'")
    assert "does not say what entry 8 says" in " ".join(verify.check().problems)


class TestPublishing:
    def test_what_was_signed_is_kept_and_given_out(self, fill: Fill) -> None:
        fill(5)
        note = publish.publish()
        head = checkpoint.verify(note, keys.signer().public_key)
        latest = queries.latest_checkpoint()
        assert latest is not None
        assert (head.size, head.root) == (5, queries.root(5)) == (latest.size, bytes(latest.root))
        assert latest.note == note

    def test_nothing_new_is_signed_when_nothing_was_entered(self, fill: Fill) -> None:
        fill(5)
        assert publish.publish() == publish.publish()

    def test_an_empty_record_is_signed_too(self) -> None:
        assert checkpoint.read(publish.publish()).size == 0

    def test_checkpoints_follow_each_other(self, fill: Fill) -> None:
        sizes = []
        for more in (1, 4, 3):
            fill(more)
            sizes.append(checkpoint.read(publish.publish()).size)
        assert sizes == [1, 5, 8]
        assert verify.check().ok

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE ledger_leaf SET body = 'changed' WHERE seq = 9",
            "DELETE FROM ledger_leaf WHERE seq = 9",
            "UPDATE ledger_node SET hash = 'changed' WHERE number = 17",
            "UPDATE ledger_node SET hash = 'changed' WHERE number = 7",
        ],
    )
    def test_nothing_is_signed_over_a_changed_record(
        self, statement: str, fill: Fill, tamper: Tamper
    ) -> None:
        fill(8)
        publish.publish()
        fill(4)
        tamper(statement)
        with pytest.raises(LedgerBroken):
            publish.publish()
        last = keys.last_signed()
        assert last is not None
        assert last.size == 8

    def test_the_key_is_made_once_and_is_its_owners_alone(self) -> None:
        first, second = keys.signer(), keys.signer()
        assert (first.record, first.public_key) == (second.record, second.public_key)
        assert (keys._folder() / "ledger.key").stat().st_mode & 0o777 == 0o600
        assert [path.name for path in keys._folder().iterdir()] == ["ledger.key"]

    @pytest.mark.parametrize("text", ["", "PRIVATE+KEY+twoway/x+00000000+AQID", "nonsense"])
    def test_a_damaged_key_is_refused_in_a_sentence(self, text: str) -> None:
        keys.signer()
        (keys._folder() / "ledger.key").write_text(text)
        with pytest.raises(LedgerBroken, match="Put the right file back"):
            keys.signer()

    def test_a_key_that_was_exchanged_for_another_shows(self, fill: Fill) -> None:
        fill(3)
        publish.publish()
        (keys._folder() / "ledger.key").unlink()
        keys.signer()
        assert "not signed with this record's key" in " ".join(verify.check().problems)

    def test_what_is_remembered_is_plain_to_read(self, fill: Fill) -> None:
        fill(3)
        publish.publish()
        remembered = json.loads((keys._folder() / "last-signed").read_text())
        assert (remembered["size"], remembered["epoch"], remembered["root"]) == (3, 1, queries.root().hex())
