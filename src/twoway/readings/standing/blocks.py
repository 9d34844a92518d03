"""Which figures of a person's record another may be shown, and how. Pure.

A block is the cases of one family in one or more closed quarters on end: it closes with the first quarter
by which enough different people stand behind it, and what has come out by then never joins another. So two
showings, however far apart, differ by whole blocks, and whoever subtracts one from the other has the figure
of a block again. A line that counts a part of its family is shown of a block only where that part, and all
the rest of it, could each be shown by itself: so no line can be taken from another either.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from twoway.people.quarters import FEWEST, Quarter, blurred
from twoway.readings.standing.cases import FAMILIES, FAMILY, Case
from twoway.readings.track_records.cells import Figure, figure

Block = tuple[Case, ...]
TENS = 10
FIVES = 5


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One line as somebody else is shown it; `figure` is None where nothing may be shown of it yet.

    `sure` is how sure they had said they were on the whole, to the nearest five per cent.
    """

    line: str
    figure: Figure | None
    sure: int | None = None


def shown(line: str, cases: Iterable[Case], *, until: Quarter, without: Collection[str], of: str) -> Shown:
    """The line over all blocks that had closed with the quarter `until`.

    `without` are people nothing of whom may be in it: a client's contacts. `of` is whose record it is.
    """
    counted, sure = [], []
    for block in closed(FAMILY[line], cases, until=until, without=without, of=of):
        part = [case for case in block if line in case.says]
        rest = [case for case in block if line not in case.says]
        if _is_enough(part, of) and (not rest or _is_enough(rest, of)):
            counted.append((*blurred(sum(case.says[line] for case in part), len(part)), len(part)))
            sure += [case.sure for case in part if case.sure is not None]
    if not counted:
        return Shown(line=line, figure=None)
    least, most, number = (sum(column) for column in zip(*counted, strict=True))
    return Shown(line=line, figure=figure(least, most, of=number), sure=_mean(sure))


def closed(
    family: str, cases: Iterable[Case], *, until: Quarter, without: Collection[str], of: str
) -> list[Block]:
    """The blocks of a family that had closed with the quarter `until`, the first one first."""
    found: list[Block] = []
    block: list[Case] = []
    for among in _by_quarter(family, cases, until, frozenset(without)):
        block += among
        if _is_enough(block, of):
            found.append(tuple(block))
            block = []
    return found


def about_how_many(cases: Iterable[Case], *, until: Quarter) -> int:
    """All cases until then, those that no line may count among them, rounded up to a whole ten."""
    number = sum(case.quarter.since <= until.since for case in cases)
    return -(-number // TENS) * TENS


def rests_on(lines: Iterable[Shown]) -> int:
    """How many cases stand behind these lines, each counted once: a family's largest line has all of it."""
    most: dict[str, int] = {}
    for one in lines:
        if one.figure is not None:
            family = FAMILY[one.line]
            most[family] = max(most.get(family, 0), one.figure.of)
    return sum(most.values())


def _by_quarter(
    family: str, cases: Iterable[Case], until: Quarter, without: frozenset[str]
) -> list[list[Case]]:
    assert family in FAMILIES
    found: dict[Quarter, list[Case]] = {}
    for case in cases:
        if case.family == family and case.quarter.since <= until.since and not without & case.seers:
            found.setdefault(case.quarter, []).append(case)
    return [found[quarter] for quarter in sorted(found, key=lambda one: one.since)]


def _is_enough(cases: Sequence[Case], of: str) -> bool:
    """Whether five people stand behind it; and whoever takes out what they see is left with none, or four."""
    if len(_others(cases)) < FEWEST:
        return False
    knowing = frozenset(person for case in cases for person in case.seers) - {of}
    left = (_others(case for case in cases if one not in case.seers) for one in knowing)
    return all(len(people) == 0 or len(people) >= FEWEST - 1 for people in left)


def _others(cases: Iterable[Case]) -> set[str]:
    return {person for case in cases for person in case.others}


def _mean(said: Sequence[int]) -> int | None:
    if not said:
        return None
    return round(sum(said) / len(said) / FIVES) * FIVES
