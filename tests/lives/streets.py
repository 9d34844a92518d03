"""Streets are paused, closed, reopened and measured, and people say their side of acts."""

from __future__ import annotations

from collections.abc import Iterator

from tests.living import Life, Throw
from twoway.errors import NotSeen, RuleBroken
from twoway.ledger import queries as ledger
from twoway.people.streets import queries
from twoway.people.streets import rules as streets

ACTS = ("street.", "side.")
STOPS = (streets.pause, streets.resume, streets.resume, streets.close, streets.reopen)


def stop_or_go_on(life: Life, thrown: Throw) -> None:
    """Either of the two; nobody else."""
    street = queries.between(thrown.to, thrown.also)
    if street:
        verb = STOPS[thrown.pick % len(STOPS)]
        entry = life.may_be_refused(lambda: verb(street.id, by=thrown.by))
        assert not entry or thrown.by in street.both


def wish_for_the_estimate(life: Life, thrown: Throw) -> None:
    """A lone yes leaves nothing behind that anybody could see: the ledger tells what both want."""
    street, size = queries.between(thrown.to, thrown.also), ledger.size()
    if street is None:
        return
    wish = thrown.pick % 4 > 0
    try:
        after = streets.wish_estimate(street.id, by=thrown.by, wish=wish)
    except (RuleBroken, NotSeen):
        assert ledger.size() == size
    else:
        assert (ledger.size() > size) == (after.measured != street.measured)
        assert wish or not after.measured


def add_side(life: Life, thrown: Throw) -> None:
    if life.acts:
        act = life.acts[thrown.pick % len(life.acts)]
        life.may_be_refused(lambda: streets.add_side(act, by=thrown.by, words=thrown.note))


MOVES = (stop_or_go_on, wish_for_the_estimate, add_side)


def known(me: str) -> dict[str, list[str]]:
    mine = queries.streets_of(me)
    return {
        "street": [street.id for street in mine],
        "neighbour": [street.other(me) for street in mine],
    }


def among_others(life: Life, me: str, others: list[str]) -> Iterator[None]:
    """Two who know of a call, an own-up or a street with the viewer measure their own."""
    yield
    street = queries.between(*others[:2])
    if street and street.state == "open":
        for person in street.both:
            streets.wish_estimate(street.id, by=person, wish=True)


QUERIES = (
    *("/people?show=waiting", "/settings/record?as=json"),
    *("/streets/{street}?side=theirs", "/streets/{street}?period=all"),
)
