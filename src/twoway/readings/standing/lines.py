"""A record line by line: for the person whose it is as it stands today, for others as they were shown it.

One's own lines count all there is, exactly, and open into the acts behind them. What somebody else is shown
is worked out from closed quarters alone, those that had come out on the day it was shown: no act after that
day changes anything in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from twoway import clock
from twoway.errors import NotSeen
from twoway.nouns.standing import LINES, queries
from twoway.people.quarters import Quarter, last_published
from twoway.readings.standing import blocks
from twoway.readings.standing.blocks import Shown
from twoway.readings.standing.cases import FAMILY, Case, cases_of, guests
from twoway.readings.track_records.cells import Figure, figure

SHARES = frozenset({"on_day", "moved_early", "sure", "calls", "sure_calls", "voices", "owned", "mended"})
"""Lines that say k of n; the others only say how many."""
WITH_WORDS = {"thanks": False, "learned": True}
"""Lines in which words of others can stand, and whether these say what was learned."""


@dataclass(frozen=True, kw_only=True)
class Own:
    """One line of one's own record today, and as others would be shown it today."""

    line: str
    figure: Figure | None
    number: int
    sure: int | None
    to_others: Shown


@dataclass(frozen=True, kw_only=True)
class Read:
    """What somebody is shown: up to which day, how many cases it rests on, of about how many there are."""

    lines: tuple[Shown, ...]
    words: dict[str, tuple[queries.Quoted, ...]]
    until: date
    rests_on: int
    of_about: int
    all_lines: int


def own(person: str) -> list[Own]:
    """Every line of one's own record, in its order."""
    cases, others = cases_of(person), guests()
    until = last_published(clock.now().date())
    return [
        _own(line, cases, blocks.shown(line, cases, until=until, without=others, of=person)) for line in LINES
    ]


def _own(line: str, cases: Sequence[Case], to_others: Shown) -> Own:
    counted = behind(line, cases)
    k, n = sum(case.says[line] for case in counted), len(counted)
    share = figure(k, k, of=n) if n and line in SHARES else None
    sure = [case.sure for case in counted if case.sure is not None] if line == "sure_calls" else []
    said = round(sum(sure) / len(sure)) if sure else None
    return Own(line=line, figure=share, number=n, sure=said, to_others=to_others)


def behind(line: str, cases: Sequence[Case]) -> list[Case]:
    """The cases a line counts today: those of which it is known how they came out."""
    return [case for case in cases if case.family == FAMILY[line] and line in case.says and case.is_settled]


def acts_behind(line: str, person: str) -> list[Case]:
    """What stands behind one line of one's own record, the latest first."""
    if line not in LINES:
        raise NotSeen
    return sorted(behind(line, cases_of(person)), key=lambda case: -case.place)


def as_of(shown: queries.Showing) -> Quarter:
    """The last quarter that had come out when it was shown."""
    return last_published(shown.shown_at.date())


def read(shown: queries.Showing) -> Read:
    """What stands in a showing, the same for both of its two. Ask queries.showing for it first."""
    return would_read(shown.owner_id, shown.lines, as_of(shown))


def today(owner: str) -> Read:
    """What somebody would read who were shown every line today."""
    return would_read(owner, list(LINES), last_published(clock.now().date()))


def would_read(owner: str, lines: Sequence[str], until: Quarter) -> Read:
    """What somebody is shown who is shown these lines up to that quarter."""
    cases, others = cases_of(owner), guests()
    found = tuple(
        _plain(blocks.shown(line, cases, until=until, without=others, of=owner))
        for line in LINES
        if line in lines
    )
    quoted = queries.quoted(owner) if WITH_WORDS.keys() & set(lines) else []
    words = {
        line: tuple(one for one in quoted if one.learned is learned)
        for line, learned in WITH_WORDS.items()
        if line in lines
    }
    return Read(
        lines=found,
        words=words,
        until=until.last_day,
        rests_on=blocks.rests_on(found),
        of_about=blocks.about_how_many(cases, until=until),
        all_lines=len(LINES),
    )


def _plain(one: Shown) -> Shown:
    """How sure they had said they were is told of calls alone."""
    return one if one.line == "sure_calls" else replace(one, sure=None)
