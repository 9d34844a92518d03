"""The tree over the leaves: RFC 6962 / RFC 9162, SHA-256. Pure: no database, no Django.

A range [start, end) of leaves below is always one that the RFC's recursion meets. Whole subtrees of 2^level
leaves never change once full, so only those are stored; the ragged right edge is folded together when asked
for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()
Range = tuple[int, int]


def leaf_hash(body: bytes) -> bytes:
    return sha256(b"\x00" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def node_number(level: int, place: int) -> int:
    """One number per subtree of 2^level leaves, the `place`-th from the left (a walk through the tree in
    order).

    All nodes above leaves [a, a + 2^k) with a divisible by 2^k then carry the numbers from 2a to 2a +
    2^(k+1) - 2, so that a stretch of leaves and the nodes above it are two stretches of two tables. Leaves
    have the even numbers.
    """
    return (place << (level + 1)) + (1 << level) - 1


def node_leaves(number: int) -> Range:
    """The leaves under the node of that number."""
    level = (number ^ (number + 1)).bit_length() - 1  # how many ones it ends in
    place = number >> (level + 1)
    return place << level, (place + 1) << level


def whole_subtrees(start: int, end: int) -> Iterator[tuple[int, int]]:
    """The full subtrees that make up a range, from left to right, as (level, place)."""
    while start < end:
        level = (end - start).bit_length() - 1
        yield level, start >> level
        start += 1 << level


def fold(hashes: Sequence[bytes]) -> bytes:
    """The hash over full subtrees given from left to right; over none, that of the empty tree."""
    if not hashes:
        return EMPTY_ROOT
    *lefts, folded = hashes
    for left in reversed(lefts):
        folded = node_hash(left, folded)
    return folded


def range_hash(leaves: Range, subtrees: Mapping[tuple[int, int], bytes]) -> bytes:
    """The hash over a range, out of the stored hashes of its full subtrees."""
    return fold([subtrees[subtree] for subtree in whole_subtrees(*leaves)])


class Frontier:
    """The full subtrees at the right edge of a growing tree: enough to add leaves and know the root."""

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        self.size = size
        self.hashes = list(hashes)

    def add(self, leaf: bytes) -> list[tuple[int, bytes]]:
        """Add one leaf's hash; returns the subtrees it completed, as (node number, hash), lowest first."""
        completed = []
        level, place = 0, self.size
        while place & 1:
            leaf = node_hash(self.hashes.pop(), leaf)
            level, place = level + 1, place >> 1
            completed.append((node_number(level, place), leaf))
        self.hashes.append(leaf)
        self.size += 1
        return completed

    def root(self) -> bytes:
        return fold(self.hashes)

    def copy(self) -> Frontier:
        return Frontier(self.size, self.hashes)


def inclusion_ranges(place: int, size: int) -> list[Range]:
    """RFC 9162, 2.1.3.1: the ranges whose hashes prove that leaf `place` stands in the tree of `size`."""
    if not 0 <= place < size:
        raise ValueError(f"leaf {place} is not in a tree of {size}")
    ranges: list[Range] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if place < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    return ranges[::-1]


def consistency_ranges(first: int, second: int) -> list[Range]:
    """RFC 9162, 2.1.4.1: the ranges whose hashes prove that the tree of `first` begins that of `second`."""
    if not 0 <= first <= second:
        raise ValueError(f"no tree of {second} begins with one of {first}")
    if first in {0, second}:
        return []  # anything begins with nothing, and everything with itself
    ranges: list[Range] = []
    start, end = 0, second
    while first != end:
        middle = start + _split(end - start)
        if first <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    if start:  # else the subtree reached is the whole first tree, whose root the asker already holds
        ranges.append((start, end))
    return ranges[::-1]


def verify_inclusion(*, place: int, size: int, leaf: bytes, root: bytes, proof: Sequence[bytes]) -> bool:
    """RFC 9162, 2.1.3.2: whether `proof` shows the leaf's hash at `place` under `root`."""
    if not 0 <= place < size:
        return False
    node, last, folded = place, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            folded = node_hash(sibling, folded)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            folded = node_hash(folded, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and folded == root


def verify_consistency(
    *, first: int, second: int, first_root: bytes, second_root: bytes, proof: Sequence[bytes]
) -> bool:
    """RFC 9162, 2.1.4.2, and the sizes it leaves out: nothing begins every tree, and a tree begins itself."""
    if not 0 <= first <= second:
        return False
    if first == second:
        return not proof and first_root == second_root
    if first == 0:
        return not proof and first_root == EMPTY_ROOT
    path = list(proof) if first & (first - 1) else [first_root, *proof]
    if not path:
        return False
    return _climb(first, second, path) == (first_root, second_root)


def _climb(first: int, second: int, path: list[bytes]) -> tuple[bytes, bytes] | None:
    """The two roots that `path` leads to, or None when it has the wrong length."""
    node, last = first - 1, second - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if node & 1 or node == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        node, last = node >> 1, last >> 1
    return (old, new) if last == 0 else None


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)
