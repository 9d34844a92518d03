"""The tree of what hangs on what, for one viewer: what is reached from a promise, without circles.

A circle can stand on the record, where nobody who made a link of it saw the others. For whoever sees all of
it, it is cut: on the way down from the promise, in the order of its links, that which leads back is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Links = list[tuple[str, str]]
NOTHING = ""


def reached_from(root: str, links: Iterable[tuple[str, str]]) -> Links:
    """The links met on the way down from the root; none of them leads back to where one came from."""
    below: dict[str, list[str]] = {}
    for promise, on in links:
        below.setdefault(promise, []).append(on)
    kept: Links = []
    way, over = {root}, set[str]()
    path: list[tuple[str, Iterator[str]]] = [(root, iter(below.get(root, ())))]
    while path:
        here, left = path[-1]
        on = next(left, NOTHING)
        if on == NOTHING:
            path.pop()
            way.discard(here)
            over.add(here)
        elif on not in way:
            kept.append((here, on))
            if on not in over:
                way.add(on)
                path.append((on, iter(below.get(on, ()))))
    return kept


def bridged(links: Links, left_out: Iterable[str]) -> Links:
    """The same without these: whatever hangs on one of them hangs on what that one hangs on."""
    found = dict.fromkeys(links)
    for gone in left_out:
        above = [promise for promise, on in found if on == gone]
        below = [on for promise, on in found if promise == gone]
        found = {link: None for link in found if gone not in link}
        found |= dict.fromkeys((promise, on) for promise in above for on in below)
    return [*found]
