"""Which figures of a quarter's cases may be shown, and how. Pure.

A figure stands from five different people on whose doing it counts, and only where nobody can take it apart:
whoever takes out the cases they see an act of, one person alone or all of one client's contacts together,
has none left, or those of at least four others. The ends are blurred as in decisions/0010. Whether a figure
is shown hangs on the cases alone and never on who looks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from twoway.people.quarters import FEWEST, Quarter, blurred
from twoway.readings.track_records.cases import Case
from twoway.trust.shares import share

OURS, THEIRS = "ours", "theirs"
SIDES = (OURS, THEIRS)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """At least and at most so many `of` a number, and the 90 % interval of the chance behind it."""

    of: int
    at_least: int
    at_most: int
    low: int
    high: int


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of figure: which cases it is of, and which of these it counts."""

    name: str
    of: Callable[[Case], bool]
    counts: Callable[[Case], bool]


KINDS = (
    Kind(name="on_day", of=lambda case: case.is_promise, counts=lambda case: case.on_day),
    Kind(
        name="at_price",
        of=lambda case: case.at_price is not None,
        counts=lambda case: bool(case.at_price),
    ),
    Kind(name="moved_early", of=lambda case: case.is_promise, counts=lambda case: case.moved_early),
    Kind(name="owned", of=lambda case: not case.is_promise, counts=lambda case: case.owned),
    Kind(name="mended", of=lambda case: not case.is_promise, counts=lambda case: case.mended),
)
NAMES = tuple(kind.name for kind in KINDS)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One quarter and one side. `figures` has those that may be shown; `cases` are what these rest on."""

    quarter: Quarter
    side: str
    figures: Mapping[str, Figure]
    cases: tuple[Case, ...]


def cell(quarter: Quarter, side: str, cases: Sequence[Case], client_of: Mapping[str, str]) -> Cell:
    """The figures of a quarter's cases that may be shown; `client_of` says whose contact a guest is."""
    figures, rests_on = {}, set()
    for kind in KINDS:
        among = [case for case in cases if kind.of(case)]
        if may_be_shown(among, client_of):
            figures[kind.name] = figure(*blurred(sum(map(kind.counts, among)), len(among)), of=len(among))
            rests_on |= {case.thing for case in among}
    kept = tuple(case for case in cases if case.thing in rests_on)
    return Cell(quarter=quarter, side=side, figures=figures, cases=kept)


def figure(at_least: int, at_most: int, *, of: int) -> Figure:
    """The figure with its interval: from the low end of the least to the high end of the most."""
    low, high = share(at_least, of).low, share(at_most, of).high
    return Figure(of=of, at_least=at_least, at_most=at_most, low=low, high=high)


def may_be_shown(cases: Collection[Case], client_of: Mapping[str, str]) -> bool:
    """Whether enough people stand behind a figure, and would still when somebody takes out what they know."""
    if len(_people(cases)) < FEWEST:
        return False
    knowing = {frozenset({person}) for case in cases for person in case.seers}
    knowing |= set(_contacts(cases, client_of))
    left = (_people(case for case in cases if not known & case.seers) for known in knowing)
    return all(len(people) == 0 or len(people) >= FEWEST - 1 for people in left)


def total(cells: Iterable[Cell], side: str) -> dict[str, Figure]:
    """The sums of what is shown, and of nothing else."""
    sums: dict[str, list[Figure]] = {}
    for one in cells:
        if one.side == side:
            for name, shown in one.figures.items():
                sums.setdefault(name, []).append(shown)
    return {
        name: figure(
            sum(one.at_least for one in shown),
            sum(one.at_most for one in shown),
            of=sum(one.of for one in shown),
        )
        for name, shown in sums.items()
    }


def _people(cases: Iterable[Case]) -> set[str]:
    return {person for case in cases for person in case.by}


def _contacts(cases: Iterable[Case], client_of: Mapping[str, str]) -> list[frozenset[str]]:
    """The contacts of each client, who may put together what they know."""
    found: dict[str, set[str]] = {}
    for case in cases:
        for person in case.seers:
            if person in client_of:
                found.setdefault(client_of[person], set()).add(person)
    return [frozenset(people) for people in found.values()]
