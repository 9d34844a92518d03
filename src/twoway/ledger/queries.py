"""Reading the ledger: entries, proofs, checkpoints, gaps. Who may see an entry is for people.sight to say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, OuterRef, QuerySet, Subquery

from twoway.errors import NotSeen
from twoway.ledger import epochs, tree
from twoway.ledger.entries import Entry, read_entry
from twoway.ledger.merkle import consistency_ranges, inclusion_ranges
from twoway.ledger.models import Checkpoint, Frame, Leaf, Words, raw

size = tree.size
gaps = epochs.gaps


def root(at_size: int | None = None) -> bytes:
    """The tree's root, now or when it had `at_size` leaves."""
    return tree.root(size() if at_size is None else at_size)


def entry(entry_id: str) -> Entry:
    """The entry of that id; NotSeen when there is none. Ask people.sight before showing it to anyone."""
    found = entries([entry_id])
    if not found:
        raise NotSeen
    return found[0]


def entries(entry_ids: Iterable[str]) -> list[Entry]:
    """Those entries that there are, oldest first."""
    return _read(entry_id__in=list(entry_ids))


def entries_of(things: Iterable[str]) -> list[Entry]:
    """Every act on any of these things, oldest first."""
    return _read(thing__in=list(things))


def entries_of_street(street: str) -> list[Entry]:
    """Every act on a street, oldest first."""
    return _read(street=street)


def entries_at(seqs: Iterable[int]) -> list[Entry]:
    """The entries of those numbers, oldest first."""
    return _read(seq__in=list(seqs))


def entries_from(frames: QuerySet[Frame]) -> list[Entry]:
    """The entries of these frames, oldest first, with their words in the same question."""
    words = Words.objects.filter(seq=OuterRef("seq")).values("body")
    found = frames.order_by("seq").annotate(said=Subquery(words)).values_list("seq", "body", "said")
    return [read_entry(seq, raw(body), None if said is None else raw(said)) for seq, body, said in found]


def entries_between(first: int, end: int) -> list[Entry]:
    """The entries numbered from `first` up to but not including `end`."""
    return _read(seq__gte=first, seq__lt=end)


def last_entry_of(thing: str) -> Entry | None:
    """The latest act on a thing: what a page remembers to notice that the thing has moved on."""
    seq = Frame.objects.filter(thing=thing).order_by("-seq").values_list("seq", flat=True).first()
    return None if seq is None else entries_at([seq])[0]


def last_brought_in() -> datetime | None:
    """When the newest of the acts that were entered from elsewhere happened."""
    # Written out: of a value that is filled in, SQLite cannot tell that the index of these alone will do.
    brought_in = Frame.objects.extra(where=["source > ''"])
    newest: datetime | None = brought_in.aggregate(at=Max("happened_at"))["at"]
    return newest


def inclusion(of: Entry, at_size: int | None = None) -> list[bytes]:
    """The proof that the entry stands in the tree, now or when it had `at_size` leaves."""
    return tree.range_hashes(inclusion_ranges(of.seq, size() if at_size is None else at_size))


def consistency(first: int, second: int) -> list[bytes]:
    """The proof that the tree of `first` leaves begins the tree of `second`."""
    return tree.range_hashes(consistency_ranges(first, second))


@dataclass(frozen=True, kw_only=True)
class Kept:
    """The bytes that are kept of one entry: whoever may see it can work out its leaf from them."""

    leaf: bytes
    frame: bytes
    frame_blind: bytes
    words: bytes | None
    words_blind: bytes | None


def kept_of(of: Entry) -> Kept:
    """What the proof of an entry opens. Ask people.sight before showing it to anyone."""
    leaf, frame = Leaf.objects.get(seq=of.seq), Frame.objects.get(seq=of.seq)
    words = Words.objects.filter(seq=of.seq).first()
    return Kept(
        leaf=raw(leaf.body),
        frame=raw(frame.body),
        frame_blind=raw(frame.blind),
        words=raw(words.body) if words else None,
        words_blind=raw(words.blind) if words else None,
    )


def latest_checkpoint() -> Checkpoint | None:
    """The last checkpoint that was given out: its size, root, moment and note."""
    return Checkpoint.objects.order_by("-id").first()


def _read(**which: object) -> list[Entry]:
    return entries_from(Frame.objects.filter(**which))
