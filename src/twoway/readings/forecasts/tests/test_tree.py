"""A tree without circles: whatever hangs on what, nothing hangs on itself, and nothing real is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twoway.readings.forecasts.tree import bridged, reached_from

NAMES = "abcdefg"
LINKS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda link: link[0] != link[1]),
    max_size=24,
    unique=True,
)


def reached(root: str, links: list[tuple[str, str]]) -> set[str]:
    """The slow and plain way: whatever hangs below, found by looking until nothing new turns up."""
    found = {root}
    while more := {on for promise, on in links if promise in found} - found:
        found |= more
    return found


def hangs_on_itself(links: list[tuple[str, str]]) -> bool:
    return any(name in reached(on, links) for name, on in links)


@given(links=LINKS)
def test_no_circle_is_left_and_everything_is_still_reached(links: list[tuple[str, str]]) -> None:
    kept = reached_from("a", links)
    assert set(kept) <= set(links)
    assert not hangs_on_itself(kept)
    assert reached("a", kept) == reached("a", links)


@given(links=LINKS)
def test_where_there_is_no_circle_every_link_below_is_kept(links: list[tuple[str, str]]) -> None:
    forward = [link for link in links if link[0] < link[1]]
    below = reached("a", forward)
    assert sorted(reached_from("a", forward)) == sorted(link for link in forward if link[0] in below)


@given(links=LINKS, gone=st.sets(st.sampled_from(NAMES[1:])))
def test_one_looks_through_what_is_left_out(links: list[tuple[str, str]], gone: set[str]) -> None:
    forward = [link for link in links if link[0] < link[1]]
    found = bridged(forward, sorted(gone))
    assert not gone & {end for link in found for end in link}
    assert reached("a", found) == reached("a", forward) - gone


def test_a_chain_of_thousands_is_walked_without_recursion() -> None:
    chain = [(f"{n:06}", f"{n + 1:06}") for n in range(5_000)]
    assert reached_from("000000", chain) == chain


def test_the_order_of_the_links_says_where_a_circle_is_cut() -> None:
    circle = [("a", "b"), ("b", "c"), ("c", "b")]
    assert reached_from("a", circle) == [("a", "b"), ("b", "c")]
