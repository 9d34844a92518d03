"""Known trees of Certificate Transparency, a slow twin straight from RFC 6962, and an outside library.

Most vectors are wrong on purpose: a verifier is worth what it refuses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from twoway.ledger.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_ranges,
    inclusion_ranges,
    leaf_hash,
    node_hash,
    node_leaves,
    node_number,
    range_hash,
    verify_consistency,
    verify_inclusion,
    whole_subtrees,
)

LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    bytes.fromhex(root)
    for root in (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    )
]
KNOWN_INCLUSION = {
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
KNOWN_CONSISTENCY = {
    (1, 1): [],
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}


def slow_root(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962, 2.1, word for word."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(slow_root(leaves[:split]), slow_root(leaves[split:]))


class Tree:
    """The way the database does it, with a dictionary for a table of full subtrees."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self.leaves = leaves
        self.nodes: dict[int, bytes] = {}
        frontier = Frontier()
        for leaf in leaves:
            self.nodes |= dict(frontier.add(leaf_hash(leaf)))

    def hashes(self, ranges: Sequence[tuple[int, int]]) -> list[bytes]:
        return [
            range_hash(leaves, {s: self.subtree(*s) for s in whole_subtrees(*leaves)}) for leaves in ranges
        ]

    def subtree(self, level: int, place: int) -> bytes:
        return self.nodes[node_number(level, place)] if level else leaf_hash(self.leaves[place])

    def root(self, size: int) -> bytes:
        return self.hashes([(0, size)])[0]

    def inclusion(self, place: int, size: int) -> list[bytes]:
        return self.hashes(inclusion_ranges(place, size))

    def consistency(self, first: int, second: int) -> list[bytes]:
        return self.hashes(consistency_ranges(first, second))


def some_leaves(count: int) -> list[bytes]:
    return [f"leaf {number}".encode() for number in range(count)]


def test_known_roots() -> None:
    tree = Tree(LEAVES)
    assert [tree.root(size) for size in range(9)] == ROOTS


@pytest.mark.parametrize(("place", "size"), KNOWN_INCLUSION)
def test_known_inclusion_proofs(place: int, size: int) -> None:
    assert [node.hex() for node in Tree(LEAVES).inclusion(place, size)] == KNOWN_INCLUSION[place, size]


@pytest.mark.parametrize(("first", "second"), KNOWN_CONSISTENCY)
def test_known_consistency_proofs(first: int, second: int) -> None:
    assert [node.hex() for node in Tree(LEAVES).consistency(first, second)] == KNOWN_CONSISTENCY[
        first, second
    ]


def test_every_tree_up_to_seventy_leaves_has_the_root_that_the_rfc_defines() -> None:
    leaves = some_leaves(70)
    tree, growing = Tree(leaves), Frontier()
    for size in range(71):
        assert tree.root(size) == growing.root() == slow_root(leaves[:size])
        if size < 70:
            growing.add(leaf_hash(leaves[size]))


@given(st.integers(1, 300), st.data())
def test_every_leaf_is_proven_and_no_other_leaf_in_its_place(size: int, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, size - 1))
    leaves = some_leaves(size)
    tree = Tree(leaves)
    claim: dict[str, Any] = {
        "place": place,
        "size": size,
        "leaf": leaf_hash(leaves[place]),
        "root": tree.root(size),
        "proof": tree.inclusion(place, size),
    }
    assert verify_inclusion(**claim)
    for wrong in wrong_inclusions(claim, leaves):
        assert not verify_inclusion(**(claim | wrong)), wrong


@given(st.integers(0, 300), st.data())
def test_every_earlier_tree_is_proven_and_no_other(second: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, second))
    tree = Tree(some_leaves(second))
    claim: dict[str, Any] = {
        "first": first,
        "second": second,
        "first_root": tree.root(first),
        "second_root": tree.root(second),
        "proof": tree.consistency(first, second),
    }
    assert verify_consistency(**claim)
    for wrong in wrong_consistencies(claim):
        assert not verify_consistency(**(claim | wrong)), wrong


@pytest.mark.parametrize(("first", "second"), [(0, 0), (0, 1), (0, 5), (1, 1), (5, 5)])
def test_where_textbook_verifiers_go_wrong_a_proof_too_many_is_refused(first: int, second: int) -> None:
    tree = Tree(LEAVES)
    claim = {"first_root": tree.root(first), "second_root": tree.root(second)}
    assert verify_consistency(first=first, second=second, proof=[], **claim)
    assert not verify_consistency(first=first, second=second, proof=[tree.root(1)], **claim)


def test_from_nothing_only_the_empty_root_is_proven() -> None:
    tree = Tree(LEAVES)
    assert not verify_consistency(
        first=0, second=3, first_root=tree.root(1), second_root=tree.root(3), proof=[]
    )
    assert not verify_consistency(
        first=0, second=0, first_root=tree.root(1), second_root=EMPTY_ROOT, proof=[]
    )


@pytest.mark.parametrize(("first", "second"), [(-1, 3), (4, 3), (-2, -1)])
def test_sizes_that_cannot_be_are_refused(first: int, second: int) -> None:
    assert not verify_consistency(
        first=first, second=second, first_root=EMPTY_ROOT, second_root=EMPTY_ROOT, proof=[]
    )
    with pytest.raises(ValueError, match="no tree"):
        consistency_ranges(first, second)


@pytest.mark.parametrize(("place", "size"), [(0, 0), (3, 3), (-1, 3)])
def test_a_leaf_outside_the_tree_is_refused(place: int, size: int) -> None:
    assert not verify_inclusion(place=place, size=size, leaf=EMPTY_ROOT, root=EMPTY_ROOT, proof=[])
    with pytest.raises(ValueError, match="not in a tree"):
        inclusion_ranges(place, size)


def test_an_outside_library_gives_the_same_roots_and_inclusion_proofs() -> None:
    outside = InmemoryTree(algorithm="sha256")
    leaves = some_leaves(40)
    tree = Tree(leaves)
    for size, leaf in enumerate(leaves, start=1):
        outside.append_entry(leaf)
        assert outside.get_root() == tree.root(size)
    for size in (1, 2, 7, 8, 31, 40):
        for place in range(size):  # it counts from one, and puts the leaf itself first
            path = outside.prove_inclusion(place + 1, size).serialize()["path"]
            assert [node.hex() for node in tree.inclusion(place, size)] == path[1:]


@given(st.integers(0, 40), st.integers(0, 10_000))
def test_a_node_number_names_one_subtree(level: int, place: int) -> None:
    assert node_leaves(node_number(level, place)) == (place << level, (place + 1) << level)


def test_the_nodes_above_a_stretch_are_a_stretch_of_numbers() -> None:
    numbers = sorted(node_number(level, place) for level in range(5) for place in range(16 >> level))
    assert numbers == list(range(31))


def wrong_inclusions(claim: dict[str, Any], leaves: Sequence[bytes]) -> Iterator[dict[str, Any]]:
    place, size, proof = claim["place"], claim["size"], claim["proof"]
    yield {"leaf": leaf_hash(b"another")}
    yield {"root": leaf_hash(b"another")}
    yield {"proof": [*proof, EMPTY_ROOT]}
    yield {"proof": [EMPTY_ROOT, *proof]}
    yield {"proof": [*proof, claim["root"]]}
    yield from ({"place": other} for other in (place - 1, place + 1, place ^ 2, size) if other != place)
    if proof:
        yield {"proof": []}
        yield {"proof": proof[:-1]}
        yield {"proof": proof[1:]}
        yield from ({"proof": changed} for changed in with_one_bit_changed(proof))
    if len(leaves) > 1:
        yield {"leaf": leaf_hash(leaves[place - 1])}


def wrong_consistencies(claim: dict[str, Any]) -> Iterator[dict[str, Any]]:
    first, proof = claim["first"], claim["proof"]
    yield {"first_root": leaf_hash(b"another")}
    yield {"proof": [*proof, EMPTY_ROOT]}
    yield {"proof": [EMPTY_ROOT, *proof]}
    yield {"proof": [claim["first_root"], *proof]}
    yield {"proof": [*proof, claim["second_root"]]}
    if proof:
        yield {"second_root": leaf_hash(b"another")}
        yield {"first_root": claim["second_root"], "second_root": claim["first_root"]}
        yield {"proof": []}
        yield {"proof": proof[:-1]}
        yield {"proof": proof[1:]}
        yield from ({"proof": changed} for changed in with_one_bit_changed(proof))
        yield from ({"first": other} for other in (first - 1, first + 1))
        yield {"second": first - 1}


def with_one_bit_changed(proof: Sequence[bytes]) -> Iterator[list[bytes]]:
    for number, node in enumerate(proof):
        yield [*proof[:number], bytes([node[0] ^ 16]) + node[1:], *proof[number + 1 :]]
