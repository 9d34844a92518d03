"""What hangs on what, as far as somebody sees it: a link is seen by who sees both of its ends.

However deep it goes, it is read with one query for the links and one for the promises.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db import connection
from django.db.models import Q, QuerySet

from twoway.nouns.promises import SETTLED
from twoway.nouns.promises.models import Hanging, Promise
from twoway.nouns.promises.queries.lines import mark_of
from twoway.nouns.promises.queries.lists import BY_DAY, all_of, not_over, one, shown_to
from twoway.nouns.promises.queries.standing import standing
from twoway.people import sight

MOST_DRAWN = 60  # links of a tree that are drawn on a page
DEEPEST = 12  # how far down they are drawn
Links = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Tree:
    """A promise and all it hangs on, near and far, that somebody sees.

    `links` are pairs of a promise and one that it hangs on, both of them in `promises`; in a fixed order.
    There may be a circle in them, of links that nobody sees all of when they are made.
    """

    root: str
    promises: Mapping[str, Promise]
    links: Links

    @cached_property
    def _below(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for promise, on in self.links:
            found.setdefault(promise, []).append(on)
        return found

    def below(self, id: str) -> tuple[str, ...]:
        """What this one of them hangs on itself."""
        return tuple(self._below.get(id, ()))


@dataclass(frozen=True, kw_only=True)
class Node:
    """A promise as it is drawn in a tree: under `above`, the first there where it `opens` a list.

    `closes` is how many lists end with it, and `is_leaf` whether none begins.
    """

    promise: Promise
    mark: str
    above: str = ""
    depth: int = 0
    opens: bool = False
    is_leaf: bool = True
    closes: str = ""
    may_unhang: bool = False


def links(seen_by: str) -> QuerySet[Hanging]:
    """The links the person may see: those between promises they see both of."""
    return Hanging.objects.filter(sight.sees(seen_by))


def tree(id: str, *, seen_by: str) -> Tree:
    """The promise with all it hangs on; NotSeen where the promise itself is not theirs."""
    root = one(id, seen_by=seen_by)
    found = reached_from(root.id, seen_by=seen_by)
    wanted = {on for _promise, on in found} - {root.id}
    known = {row.id: row for row in all_of(seen_by).filter(id__in=wanted)} if wanted else {}
    promises = {root.id: root} | known
    seen = tuple(link for link in found if promises.keys() >= {*link})
    return Tree(root=root.id, promises=promises, links=seen)


def forest(ids: Collection[str], *, seen_by: str) -> Tree:
    """Those of these promises that they see, with all these hang on; it has no root of its own."""
    if not ids:
        return Tree(root="", promises={}, links=())
    found = reached_from(*ids, seen_by=seen_by)
    wanted = {*ids, *(on for _promise, on in found)}
    promises = {row.id: row for row in all_of(seen_by).filter(id__in=wanted)}
    return Tree(root="", promises=promises, links=tuple(link for link in found if promises.keys() >= {*link}))


def reached_from(*ids: str, seen_by: str) -> Links:
    """All links one comes upon from promises downwards, by the promise that hangs and then by their ids."""
    visible, params = links(seen_by).values_list("id", "promise_id", "on_id").query.sql_with_params()
    begins = ", ".join(["%s"] * len(ids))
    with connection.cursor() as cursor:
        cursor.execute(_REACHED % (visible, begins, visible), [*params, *ids, *params])
        return tuple((promise, on) for _link, promise, on in cursor.fetchall())


# A circle ends where nothing new is reached, since what is there already is not added again. What somebody
# sees stands there twice: named once above, all of it would be worked out first.
_REACHED = """
WITH RECURSIVE reached (link, promise, hangs_on) AS (
    SELECT id, promise_id, on_id FROM (%s) AS seen WHERE promise_id IN (%s)
    UNION
    SELECT seen.id, seen.promise_id, seen.on_id
    FROM reached JOIN (%s) AS seen ON seen.promise_id = reached.hangs_on
)
SELECT link, promise, hangs_on FROM reached ORDER BY promise, link
"""


def would_circle(promise: str, on: str, *, seen_by: str) -> bool:
    """Whether, going by the links the person may see, `on` already hangs on `promise` in the end."""
    return promise == on or any(end == promise for _from, end in reached_from(on, seen_by=seen_by))


def carries(promise: Promise, *, seen_by: str) -> list[Node]:
    """What hangs on this promise."""
    hung = links(seen_by).filter(on=promise.id).values("promise")
    rows = all_of(seen_by).filter(id__in=hung).order_by(*BY_DAY)
    return [Node(promise=row, mark=mark_of(row, seen_by)) for row in rows]


def may_hang_on(promise: Promise, *, seen_by: str) -> list[Promise]:
    """What one of its two could say that it hangs on: other promises they see that are not over."""
    if standing(promise) in SETTLED or not promise.is_between(seen_by):
        return []  # what is over hangs on nothing any more
    hung = links(seen_by).filter(promise=promise.id).values("on")
    taken = Q(id=promise.id) | Q(id__in=hung)
    shown = shown_to(seen_by).filter(state="made").exclude(taken)
    return [*not_over(seen_by).exclude(taken), *shown]


def drawn(tree: Tree, *, seen_by: str) -> tuple[list[Node], int]:
    """What of the tree is drawn below its root, from above to below, and how many links are not.

    What several hang on is drawn under each of them, and what hangs on it under the first alone.
    """
    places = [*_walk(tree)]
    shown = places[:MOST_DRAWN]
    nodes = [
        _node(tree, place, before, after, seen_by)
        for place, before, after in zip(shown, [None, *shown], [*shown[1:], None], strict=False)
    ]
    return nodes, len(tree.links) - len(shown)


_Place = tuple[str, str, int]  # which promise, above which, and how deep


def _walk(tree: Tree) -> Iterator[_Place]:
    """Each link once, depth first, as far down as is drawn."""
    spread = {tree.root}
    waiting: list[_Place] = [(on, tree.root, 1) for on in reversed(tree.below(tree.root))]
    while waiting:
        place = id, _above, depth = waiting.pop()
        yield place
        if id not in spread and depth < DEEPEST:
            spread.add(id)
            waiting += [(on, id, depth + 1) for on in reversed(tree.below(id))]


def _node(tree: Tree, place: _Place, before: _Place | None, after: _Place | None, seen_by: str) -> Node:
    id, above, depth = place
    next_depth = after[2] if after else 0
    return Node(
        promise=tree.promises[id],
        mark=mark_of(tree.promises[id], seen_by),
        above=above,
        depth=depth,
        opens=(before[2] if before else 0) < depth,
        is_leaf=next_depth <= depth,
        closes="x" * max(0, depth - next_depth),
        may_unhang=tree.promises[above].is_between(seen_by),
    )
