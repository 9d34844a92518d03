"""The tree as it stands in the database: its end, how it grows, its root at any size it ever had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Max

from twoway.errors import LedgerBroken
from twoway.ledger.merkle import Frontier, Range, leaf_hash, node_number, range_hash, whole_subtrees
from twoway.ledger.models import Leaf, Node, raw

LAST_LEAF = "SELECT seq, body FROM ledger_leaf ORDER BY seq DESC LIMIT 1"
_last_seen: tuple[bytes, Frontier] | None = None


def size() -> int:
    """How many entries there are."""
    last = Leaf.objects.aggregate(last=Max("seq"))["last"]
    return 0 if last is None else int(last) + 1


def frontier(last: tuple[int, bytes] | None) -> Frontier:
    """The right edge of the tree, ready to grow; `last` is what LAST_LEAF answered under the writing lock.

    The last one this process saw is used again if the last leaf is still the same: a leaf holds 64
    random-looking bytes, so a tree that was rolled back, restored or written to by others never ends in the
    same one by chance.
    """
    if last is None:
        return Frontier()
    seq, tip = last[0], leaf_hash(raw(last[1]))
    if _last_seen and _last_seen[0] == tip and _last_seen[1].size == seq + 1:
        return _last_seen[1].copy()
    return frontier_at(seq + 1)


def frontier_at(at_size: int) -> Frontier:
    """The right edge of the tree when it had that many leaves, from the stored nodes."""
    return Frontier(at_size, _stored(whole_subtrees(0, at_size)).values())


def remember(last_leaf: bytes, grown: Frontier) -> None:
    """Keep what `frontier` would read, for the next act of this process."""
    global _last_seen  # noqa: PLW0603  one per process, and checked against the database whenever it is used
    _last_seen = (last_leaf, grown)


def root(at_size: int) -> bytes:
    """The root when the tree had that many leaves."""
    return range_hash((0, at_size), _stored(whole_subtrees(0, at_size)))


def range_hashes(ranges: Iterable[Range]) -> list[bytes]:
    """The hash over each range, with at most two queries however many there are."""
    wanted = list(ranges)
    stored = _stored(subtree for leaves in wanted for subtree in whole_subtrees(*leaves))
    return [range_hash(leaves, stored) for leaves in wanted]


def _stored(subtrees: Iterable[tuple[int, int]]) -> Mapping[tuple[int, int], bytes]:
    """Full subtrees' hashes in the order asked for; those of single leaves are worked out from the leaves."""
    wanted = list(dict.fromkeys(subtrees))
    leaves = [place for level, place in wanted if level == 0]
    numbers = {node_number(level, place): (level, place) for level, place in wanted if level}
    found = {}
    if leaves:
        rows = Leaf.objects.filter(seq__in=leaves).values_list("seq", "body")
        found = {(0, seq): leaf_hash(raw(body)) for seq, body in rows}
    if numbers:
        nodes = Node.objects.filter(number__in=numbers).values_list("number", "hash")
        found |= {numbers[number]: raw(node) for number, node in nodes}
    if len(found) != len(wanted):
        raise LedgerBroken("Part of the record is missing. Run `twoway verify` to see where.")
    return {subtree: found[subtree] for subtree in wanted}
