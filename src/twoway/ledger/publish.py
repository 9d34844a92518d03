"""Giving out checkpoints: made only after re-reading what was entered since the last one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import islice

from twoway import clock
from twoway.errors import LedgerBroken
from twoway.ledger import epochs, keys, lock, tree, write
from twoway.ledger.checkpoint import Checkpoint, origin_of, sign
from twoway.ledger.merkle import Frontier, leaf_hash
from twoway.ledger.models import Checkpoint as Published
from twoway.ledger.models import Leaf, Node, raw

CHUNK = 2_000
public_key = epochs.public_key
OLD = timedelta(hours=1)


def keep_up() -> None:
    """Sign anew when the last checkpoint is old, or when the record has doubled since.

    The first checkpoint of a new workplace is of nothing at all, and whoever kept it would hold nothing.
    """
    last, size = Published.objects.order_by("-id").first(), tree.size()
    if last is None or (size != last.size and (size >= 2 * last.size or last.at <= clock.now() - OLD)):
        publish()


def publish() -> str:
    """Sign the tree as it stands and return the note; the last one again when nothing was entered since.

    LedgerBroken when the tree no longer begins with what was signed before: then nothing is signed.
    """
    write.look_for_a_restore()
    with lock.alone():
        epoch, last = epochs.current(), keys.last_signed()
        root, size = _read_again(last, epoch), tree.size()
        if last and (last.epoch, last.size) == (epoch, size) and _latest_note() == last.note:
            return last.note
        signer = keys.signer()
        head = Checkpoint(origin=origin_of(signer.record, epoch), size=size, root=root)
        note = sign(head, signer.key)
        keys.remember_signed(keys.LastSigned(epoch=epoch, size=size, root=root.hex(), note=note))
        Published.objects.create(epoch=epoch, size=size, root=root, at=clock.now(), note=note)
    return note


def _latest_note() -> str | None:
    return Published.objects.order_by("-id").values_list("note", flat=True).first()


def _read_again(last: keys.LastSigned | None, epoch: int) -> bytes:
    """The root, worked out anew from what was signed last and every leaf entered since."""
    start = last.size if last and last.epoch == epoch else 0
    growing = tree.frontier_at(start)
    if last and start and growing.root().hex() != last.root:
        raise LedgerBroken("The record no longer begins with what was signed last. Run `twoway verify`.")
    leaves = Leaf.objects.filter(seq__gte=start).order_by("seq").values_list("seq", "body").iterator(CHUNK)
    while chunk := list(islice(leaves, CHUNK)):
        _grow(growing, chunk)
    return growing.root()


def _grow(growing: Frontier, leaves: Iterable[tuple[int, bytes | memoryview]]) -> None:
    """Add the leaves, and demand that what is stored above them is what they hash to."""
    completed: dict[int, bytes] = {}
    for seq, body in leaves:
        if seq != growing.size:
            raise LedgerBroken(f"Entry {growing.size} is missing from the record. Run `twoway verify`.")
        completed |= growing.add(leaf_hash(raw(body)))
    stored = Node.objects.filter(number__in=completed).values_list("number", "hash")
    if {number: raw(node) for number, node in stored} != completed:
        raise LedgerBroken("An entry was changed after it was made. Run `twoway verify` to see which.")
