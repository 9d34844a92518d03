"""Paths asked for in private, walked, looked back on, and ended by nobody."""

from __future__ import annotations

from collections.abc import Iterator

from tests.living import Life, Throw
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ledger import queries as ledger
from twoway.nouns.paths import LOOK_BACKS, STEPS, queries, rules

ACTS = ("path.",)


def ask(life: Life, thrown: Throw) -> None:
    """A lone wish leaves nothing behind that anybody could see."""
    size = ledger.size()
    try:
        found = rules.wish(thrown.to, by=thrown.by, wish=thrown.pick % 4 > 0)
    except (RuleBroken, BadShape, NotSeen):
        assert ledger.size() == size
        return
    assert (ledger.size() > size) == (found is not None)
    if found is not None:
        entry = ledger.entry(found.last_entry_id)
        assert entry.by == entry.entered_by == ""
        life.remember(entry)


def look_back(life: Life, thrown: Throw) -> None:
    path = life.pick("paths", thrown)
    if path:
        day = LOOK_BACKS[thrown.pick % len(LOOK_BACKS)]
        life.may_be_refused(lambda: rules.look_back(path, day, thrown.words, by=thrown.by))


def put_aside(life: Life, thrown: Throw) -> None:
    """Skipping leaves no trace."""
    path, size = life.pick("paths", thrown), ledger.size()
    if path and life.knows(path, thrown.by):
        step = STEPS[thrown.pick % len(STEPS)].name
        rules.put_aside(path, step, by=thrown.by, back=thrown.day % 2 > 0)
        assert ledger.size() == size


def end(life: Life, thrown: Throw) -> None:
    path = life.pick("paths", thrown)
    if path and thrown.pick % 3 == 0:
        entry = life.may_be_refused(lambda: rules.end(path, by=thrown.by))
        assert entry is None or entry.by == entry.entered_by == ""


MOVES = (ask, ask, ask, look_back, put_aside, end)


def known(me: str) -> dict[str, list[str]]:
    return {"path": [path.id for path in queries.all_of(me)]}


def among_others(life: Life, me: str, others: list[str]) -> Iterator[None]:
    """One of them asks the viewer for a path, in vain; two of them walk one."""
    yield
    for one, other in ((others[0], me), (others[0], others[1]), (others[1], others[0])):
        try:
            rules.wish(other, by=one, wish=True)
        except (RuleBroken, NotSeen):
            continue
    for path in queries.all_of(others[0]):
        if me not in path.street.both:
            rules.put_aside(path.id, "talk", by=others[0])


def holds(life: Life) -> None:
    """Both read the same days and the same steps, the ends exchanged."""
    for path in life.things["paths"]:
        low, high = queries.Path.objects.get(id=path).street.both
        mine, theirs = (queries.walk(path, seen_by=one) for one in (low, high))
        for one, other in zip(mine.strides, theirs.strides, strict=True):
            assert (one.mine and one.mine.entry) == (other.theirs and other.theirs.entry)
            assert one.said == other.said


QUERIES = ("/paths?to={neighbour}",)
