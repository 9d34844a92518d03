"""What a forecast of each promise would have said when the word was given, and what became of it.

Each is worked out again from what was known at that moment and nothing later: the lane's promises made
before it, as they stood then, and the base rates of that month. It is the promise by itself; what it hangs on
is left out, for of its two people each may see other links, and both are to find the same here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from twoway.readings.forecasts.base_rates import published_at
from twoway.readings.forecasts.courses import Past, as_told

if TYPE_CHECKING:
    from twoway.trust.forecast import BaseRates, Told

LaneOf: TypeAlias = "tuple[str, str]"
LATEST = 100
"""Of a lane's record, so many promises before each are looked at."""
FEW_ON_A_LANE, JUDGED = 10, 30
"""A lane's record is judged by its latest promises, from so many on, and by so many at most."""


@dataclass(frozen=True, kw_only=True)
class Hindsight:
    """A promise whose fate by its day is known, and the chance of it that was `said` when the word was given.

    Beside it stand the two plain rules: the `base_rate` published then, and what was `promised`, which is
    that it will be there.
    """

    past: Past
    said: float
    base_rate: float
    promised: float
    came_true: bool


def fate(past: Past) -> bool | None:
    """Whether it was there by the day that was named when the word was given.

    None while that is open, and where nobody will know: it was let go, or another day was agreed in time.
    """
    if not past.days:
        return None
    named = past.days[0][1]
    if past.kept_on and past.kept_on <= named:
        return True
    if len(past.days) > 1:
        return False if past.days[1][0] > named else None
    return past.was_by_its_day


def hindsight(
    lanes: Mapping[LaneOf, Sequence[Past]],
    *,
    used: Collection[LaneOf],
    latest: int | None = None,
) -> list[Hindsight]:
    """Every promise of these lanes whose fate is known, or the `latest` of each lane, lane by lane.

    `lanes` hold their promises in the order in which the words were given. The record of those in `used` goes
    into what is said of their promises; the others stand at the base rates and what their promisers said.
    """
    asked = [one for lane in sorted(lanes) for one in _asked(lane, lanes[lane], used, latest)]
    rates = published_at({one.past.made_at for one in asked}) if asked else {}
    by_release: dict[str, list[_Asked]] = {}
    for one in asked:
        by_release.setdefault(rates[one.past.made_at].release, []).append(one)
    said = {
        one.past.promise: chance
        for group in by_release.values()
        for one, chance in zip(group, _chances(group, rates[group[0].past.made_at]), strict=True)
    }
    return [_looked_back(one.past, said[one.past.promise], rates[one.past.made_at]) for one in asked]


@dataclass(frozen=True)
class _Asked:
    """One promise and, of its lane, those before it whose record is used."""

    past: Past
    before: Sequence[Past]


def _asked(
    lane: LaneOf, pasts: Sequence[Past], used: Collection[LaneOf], latest: int | None
) -> Iterator[_Asked]:
    known = [place for place, past in enumerate(pasts) if fate(past) is not None]
    for place in known[-latest:] if latest else known:
        yield _Asked(pasts[place], pasts[max(0, place - LATEST) : place] if lane in used else ())


def _looked_back(past: Past, said: float, rates: BaseRates) -> Hindsight:
    from twoway.trust.rolling import SURE

    return Hindsight(
        past=past,
        said=said,
        base_rate=rates.in_time,
        promised=SURE if past.sure_by else 1.0,
        came_true=bool(fate(past)),
    )


def _chances(group: Sequence[_Asked], rates: BaseRates) -> list[float]:
    """All at once, each from its own lane as it was known on its day."""
    from twoway.trust import alone, record

    days = [one.past.made_on.toordinal() for one in group]
    new, _one_each = record.histories(([_given(one.past)], day) for one, day in zip(group, days, strict=True))
    told = {past.promise: _as_told(past) for one in group for past in one.before}
    known, owner = record.histories((_known(one, told), day) for one, day in zip(group, days, strict=True))
    asked = alone.Alone(planned=new.planned, elapsed=0.0 * new.planned, moved=new.moved, said=new.said)
    return [float(chance) for chance in alone.chances(asked, known, owner, rates)]


def _given(past: Past) -> Told:
    """The promise as it was given, without all that came after."""
    return _as_told(replace(past, days=past.days[:1], ended="", ended_on=None, said_on=None))


def _known(one: _Asked, told: Mapping[str, Told]) -> Iterator[Told]:
    """The promises before it as they stood on its day; most had come to their end by then."""
    on = one.past.made_on
    for past in one.before:
        last = max([agreed for agreed, _due_on in past.days[1:]] + [past.said_on or past.made_on])
        yield told[past.promise] if last <= on else _as_told(past, known_on=on)


def _as_told(past: Past, *, known_on: date | None = None) -> Told:
    return as_told(past, {past.promiser: 0, past.promisee: 1}, known_on=known_on)


def worse(lanes: Mapping[LaneOf, Sequence[Past]], used: Collection[LaneOf]) -> frozenset[LaneOf]:
    """The lanes by whose record forecasts did worse than the base rate so far, where that can be said."""
    judged = {lane: lanes[lane] for lane in used if lane in lanes and _can_be_judged(lanes[lane])}
    found = hindsight(judged, used=judged, latest=JUDGED)
    losses = dict.fromkeys(judged, 0.0)
    for one in found:
        losses[one.past.promiser, one.past.promisee] += _loss(one.said, one) - _loss(one.base_rate, one)
    return frozenset(lane for lane, loss in losses.items() if loss > 0)


def _can_be_judged(pasts: Sequence[Past]) -> bool:
    return sum(fate(past) is not None for past in pasts) >= FEW_ON_A_LANE


def _loss(chance: float, one: Hindsight) -> float:
    """The Brier score of one forecast (Brier 1950)."""
    return (chance - one.came_true) ** 2
