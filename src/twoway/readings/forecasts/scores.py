"""How well forecasts did, on the promises that somebody is on: Twoway's own mistakes, counted in the open.

What each forecast would have said when the word was given is worked out again (`hindsight`) and held against
what became of it, beside two plain rules: always the published base rate, and always that what was promised
will be there. Where a lane's own record has made forecasts worse than the base rate, it moves no number any
more until it does better: both of its two find the same, for both know the same of it. See decision 13.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from twoway import clock
from twoway.people import queries as people
from twoway.people.streets import queries as streets
from twoway.readings.forecasts.courses import Past, told_by
from twoway.readings.forecasts.gathering import acts_of, wanted
from twoway.readings.forecasts.hindsight import Hindsight, LaneOf, fate, hindsight, worse

if TYPE_CHECKING:
    from twoway.trust.calibration import Bin, Difference, Score

FEW = 20
"""Fewer promises than these give no score."""
LIKELY = 0.7
"""Where what is called likely begins: 70 to 85 %."""
FEW_ALIKE = 5
"""From so many forecasts of about the same chance it is said how often that came true."""

Lanes = dict[LaneOf, list[Past]]


@dataclass(frozen=True, kw_only=True)
class Scored:
    """Forecasts against what became of it: the smaller a score, the better; `better` by how much it is."""

    forecast: Score
    base_rate: Score
    promised: Score
    better: Difference

    @property
    def is_worse(self) -> bool:
        """Whether the plain base rate did better."""
        return self.better.mean < 0

    @property
    def word_is_better(self) -> bool:
        """Whether taking everybody at their word did better than the forecast."""
        return self.promised.brier < self.forecast.brier

    @property
    def is_sure(self) -> bool:
        """Whether that it did better, or worse, is more than luck by the interval."""
        return self.better.low > 0 or self.better.high < 0


@dataclass(frozen=True, kw_only=True)
class OwnScore:
    """What somebody finds: how many promises came to their day, of how many of their own, and the score.

    `scored` is None while there are too few, and where the workplace wants no forecasts. `set_aside` names
    those with whom a record moves no number any more.
    """

    promises: int
    own: int
    by_their_day: int
    few: int = FEW
    scored: Scored | None = None
    set_aside: tuple[str, ...] = ()

    @property
    def others(self) -> int:
        """How many were promised to them."""
        return self.promises - self.own


def own_score(person: str) -> OwnScore:
    """The score of all forecasts of promises this person is on, as they would have been."""
    lanes = lanes_of(person)
    over = [past for pasts in lanes.values() for past in pasts if fate(past) is not None]
    counts = OwnScore(
        promises=len(over),
        own=sum(past.promiser == person for past in over),
        by_their_day=sum(bool(fate(past)) for past in over),
    )
    if len(over) < FEW or not people.estimates_allowed():
        return counts
    used = wanted(lanes, seen_by=person)
    aside = {other for lane in worse(lanes, used) for other in lane if other != person}
    names = sorted(one.called for one in people.named(aside).values())
    return replace(counts, scored=scored(hindsight(lanes, used=used)), set_aside=tuple(names))


def lanes_of(person: str) -> Lanes:
    """Everything promised between the person and others, lane by lane."""
    own = streets.streets_of(person)
    zones = {end.id: end.zone for street in own for end in (street.low, street.high)}
    entries = acts_of([street.id for street in own], (), seen_by=person)
    found: Lanes = {}
    for past in told_by(entries, at=clock.now(), zones=zones, study=people.is_study()):
        if person in {past.promiser, past.promisee}:
            found.setdefault((past.promiser, past.promisee), []).append(past)
    return found


def scored(found: Sequence[Hindsight]) -> Scored:
    """These forecasts and the two plain rules on the same promises; intervals draw promisers."""
    import numpy as np

    from twoway.trust.calibration import difference, score

    came_true = np.array([one.came_true for one in found])
    said, base, promised = (
        np.array([getattr(one, name) for one in found]) for name in ("said", "base_rate", "promised")
    )
    number = {person: place for place, person in enumerate(sorted({one.past.promiser for one in found}))}
    whose = np.array([number[one.past.promiser] for one in found]) if len(number) > 2 else None
    return Scored(
        forecast=score(said, came_true, people=whose),
        base_rate=score(base, came_true, people=whose),
        promised=score(promised, came_true, people=whose),
        better=difference(said, base, came_true, people=whose),
    )


def headline(found: Scored) -> str:
    """How often what was called likely came true; where that was seldom said, what was said most often."""
    bins = [one for one in found.forecast.bins if one.of >= FEW_ALIKE]
    likely = next((one for one in bins if one.low == LIKELY), None)
    shown = likely or max(bins, key=lambda one: one.of, default=None)
    return in_words(shown) if shown else ""


def verdict(found: Scored) -> str:
    """Whether forecasts did better than the plain base rate, and how sure that is."""
    by = {"by": f"{abs(found.better.mean):.3f}"}
    if found.is_worse:
        if found.is_sure:
            return _("Worse than the plain base rate, by %(by)s.") % by
        return _("Worse than the plain base rate so far, by %(by)s, which may be luck.") % by
    if found.is_sure:
        return _("Better than the plain base rate, by %(by)s.") % by
    return _("Better than the plain base rate so far, by %(by)s, which may be luck.") % by


def like_this(chance: float, lane: Sequence[Past]) -> str:
    """How often about this chance came true of one lane's promises; empty where that was said too seldom."""
    from twoway.trust.calibration import EDGES

    low, high = next((low, high) for low, high in pairwise(EDGES) if low <= chance < high or high == 1)
    pair = (lane[0].promiser, lane[0].promisee)
    found = hindsight({pair: lane}, used={pair})
    alike = [one.came_true for one in found if low <= one.said < high or one.said == high == 1]
    if len(alike) < FEW_ALIKE:
        return ""
    counts = {"low": round(100 * low), "high": round(100 * high), "k": sum(alike), "of": len(alike)}
    say = _(
        "When Twoway has said %(low)s to %(high)s%% of such promises, it came true %(k)s times in %(of)s."
    )
    return say % counts


def in_words(alike: Bin) -> str:
    """One row of the calibration as a sentence."""
    say = _("When Twoway has said %(low)s to %(high)s%%, it came true %(k)s times in %(of)s.")
    of_a_hundred = {"low": round(100 * alike.low), "high": round(100 * alike.high)}
    return say % (of_a_hundred | {"k": alike.came_true, "of": alike.of})
