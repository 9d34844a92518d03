"""Made-up matters for the tests: steps of every kind, and histories in which they lie among other acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from twoway.trust.evidence import Lane, Reading
from twoway.trust.matters import Found, Step, What, settled
from twoway.trust.street import Lane as Estimate
from twoway.trust.street import street
from twoway.trust.tests.lives import FIRST_DAY, days, records, two_lanes

HAIR = 1e-9
READ_AS: dict[What, tuple[str, ...]] = {
    "cost": ("problem.raised", "promise.broken"),
    "in_all": ("call.cost_said",),
    "failed": ("call.failed", "call.partly"),
    "worked": ("call.worked",),
    "waits": ("call.waiting",),
    "known": ("",),
    "owned": ("call.owned", "problem.owned", "problem.taken_on", "promise.owned"),
    "sure": ("",),
}


def step(
    what: What,
    on: int = 0,
    *,
    cost: int | None = None,
    sure: int | None = None,
    kind: str = "",
    entry: str = "",
    matter: str = "the call",
    lane: Lane = 0,
) -> Step:
    return Step(
        matter=matter, what=what, entry=entry or f"{what} {on}", kind=kind or READ_AS[what][0],
        day=FIRST_DAY + on, lane=lane, cost=cost, sure_percent=sure,
    )  # fmt: skip


def kept(on: int) -> Reading:
    return Reading(entry=f"kept {on}", kind="promise.kept", day=FIRST_DAY + on, lane=0)


def lane(found: Sequence[Found], on: int = 0, which: Lane = 0) -> Estimate:
    return street(settled(found), as_of_day=FIRST_DAY + on).lanes[which]


def parts(found: Sequence[Found], on: int = 0) -> dict[str, float]:
    """What each entry adds on that day."""
    return {one.entry: one.value for one in lane(found, on).contributions}


whats: st.SearchStrategy[What] = st.sampled_from(list(READ_AS))


@st.composite
def steps(draw: st.DrawFn) -> Step:
    what = draw(whats)
    return step(
        what,
        draw(days),
        cost=draw(st.none() | st.integers(1, 5)),
        sure=draw(st.none() | st.integers(0, 100)),
        kind=draw(st.sampled_from(READ_AS[what])),
        matter=draw(st.sampled_from(["one", "another", "a third"])),
        lane=draw(two_lanes),
    )


@st.composite
def histories(draw: st.DrawFn) -> list[Found]:
    """Acts of every kind of the table, kept promises among them, and steps of several matters."""
    record = draw(records(answered=False, at_most=12))
    keeps = draw(st.lists(st.builds(kept, st.integers(0, 200)), max_size=5))
    found: list[Found] = [*[one for one in record if isinstance(one, Reading)], *keeps]
    found += draw(st.lists(steps(), max_size=12))
    return [
        replace(one, entry=f"e{place}") for place, one in enumerate(sorted(found, key=lambda one: one.day))
    ]


def on_every_day(found: Sequence[Found], until: int) -> list[tuple[float, ...]]:
    """Both lanes, as the record of today draws them, on every fifth day."""
    both = street(settled(found), as_of_day=FIRST_DAY + until).lanes
    wanted = range(FIRST_DAY, FIRST_DAY + until + 1, 5)
    return [tuple(point.mean for point in one.path(wanted)) for one in both]


def owned_after(one: Found, own: Step) -> bool:
    """Whether it is an own-up to the same matter on a later day."""
    same = isinstance(one, Step) and (one.matter, one.lane, one.what) == (own.matter, own.lane, "owned")
    return same and one.day >= own.day


owning = st.sampled_from(READ_AS["owned"])
