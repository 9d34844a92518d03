"""Matters that went wrong between two people: what it cost, who took it on, what was kept since.

A matter is a call, a problem under no call, or a promise. Its acts come in as steps, as one lane sees them;
what comes out are readings, worked out anew from all steps each time, so that what comes later (an own-up, a
kept promise) can change what an earlier act still weighs. For each matter and lane, with m the weight of what
it cost, s of how sure the trustee had been, n the promises kept since the own-up, d the days until it:

    m = 2^(cost - 3), 1 where nothing was said;  s = 1/2 + sure/2, 1 where nothing was declared        (1)
    what it cost, said by the truster     level -50  size m s, owned: m s (3 - min(n, 3)) / 4          (2)
    what the trustee says of a call that
    failed, where the truster said nothing  -50      size s, owned: none                               (3)
    a call that worked, where it cost nothing  +50   size s                                            (4)
    looking back is due, on every day         -50    size 1, owned: none                               (5)
    owned                                     +50    size 2^(-d / 14) (1 - max(0, cost - 3) / 4)       (6)

All that went wrong reads at the floor of the scale, and owning at its ceiling. Owning takes weight from the
one and adds it to the other, on days that do not depend on it. So, on a lane of acts of one mix of facets,
where an estimate is an average of levels with no negative weight, an own-up never lowers a lane on any day,
and every history is at least as good owned as silent, whatever else is on record: tested, and argued in
docs/decisions/0009.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp2
from typing import Literal, TypeAlias

from twoway.trust.errors import BadReading
from twoway.trust.evidence import DEFAULTS, SMALLEST, Lane, Reading, Settings

What: TypeAlias = Literal[
    "cost",  # the truster: it cost me so much
    "in_all",  # the truster: all in all it cost me so much, whatever I said before
    "failed",  # the trustee, of their call
    "worked",  # the trustee, of their call
    "waits",  # the day of looking back has passed, and there is no word
    "known",  # from this day on it was known, or due
    "owned",  # the trustee took it on
    "sure",  # how sure the trustee had been
]
MIDDLE, DEAREST = 3, 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One act in a matter as one lane sees it; `kind` is what it is read as, where it is read.

    `cost` goes from 1 to 5 and belongs to "cost" and "in_all"; `sure_percent` goes from 0 to 100 and belongs
    to "sure"; None where nothing was said.
    """

    matter: str
    what: What
    entry: str
    kind: str
    day: int
    lane: Lane
    cost: int | None = None
    sure_percent: int | None = None

    def __post_init__(self) -> None:
        if self.cost is not None and not 1 <= self.cost <= DEAREST:
            raise BadReading(f"What it cost goes from 1 to {DEAREST}; {self.cost!r} does not.")
        if self.sure_percent is not None and not 0 <= self.sure_percent <= 100:
            raise BadReading(f"How sure goes from 0 to 100 %; {self.sure_percent!r} does not.")


Found: TypeAlias = Reading | Step


def settled(found: Iterable[Found], settings: Settings = DEFAULTS) -> list[Reading]:
    """Readings as they are, and those that the steps among them make, equations (1) to (6).

    Parameters
    ----------
    found : iterable of Reading and Step
        In the order of the acts, as far as they share a day.
    settings : Settings
        The release of the table to go by.
    """
    readings: list[Reading] = []
    matters: dict[tuple[str, Lane], list[Step]] = {}
    for one in found:
        if isinstance(one, Reading):
            readings.append(one)
        else:
            matters.setdefault((one.matter, one.lane), []).append(one)
    kept = [reading for reading in readings if reading.kind == "promise.kept"]
    for (_, lane), steps in matters.items():
        days = [reading.day for reading in kept if reading.lane == lane]
        readings += _of_matter(steps, days, settings)
    return readings


def _of_matter(steps: Sequence[Step], kept: Sequence[int], settings: Settings) -> list[Reading]:
    """What one matter comes to on one lane; `kept` are the days of the promises kept on it."""
    owned = next((step for step in steps if step.what == "owned"), None)
    said, cost = _said(steps)
    sure = _sure(steps, settings)
    if said:
        left = 1.0 if owned is None else _left(sum(day > owned.day for day in kept), settings)
        found = _read(said, settings.parameter("cost_step") ** (cost - MIDDLE) * sure * left)
    else:
        found = [one for step in _outcome(steps, is_owned=owned is not None) for one in _read(step, sure)]
    if owned is None:
        return found + [one for step in steps if step.what == "waits" for one in _read(step, 1.0)]
    return found + _read(owned, _lift(owned, steps, cost, settings))


def _said(steps: Sequence[Step]) -> tuple[Step | None, int]:
    """Where the truster first said that it cost them something, and how much by what they said since.

    Of several problems the dearest counts; what they say of it in all stands for whatever they said before.
    """
    first: Step | None = None
    costs: list[int] = []
    for step in steps:
        if step.what in {"cost", "in_all"}:
            first = first or step
            costs = [*costs, step.cost or MIDDLE] if step.what == "cost" else [step.cost or MIDDLE]
    return first, max(costs, default=MIDDLE)


def _outcome(steps: Sequence[Step], *, is_owned: bool) -> list[Step]:
    """What the trustee last said of it; that it failed counts no longer once it is owned."""
    told = [step for step in steps if step.what in {"failed", "worked"}][-1:]
    return [step for step in told if step.what == "worked" or not is_owned]


def _sure(steps: Sequence[Step], settings: Settings) -> float:
    """s of (1)."""
    declared = [step.sure_percent for step in steps if step.what == "sure" and step.sure_percent is not None]
    least = settings.parameter("unsure_weight")
    return least + (1 - least) * declared[-1] / 100 if declared else 1.0


def _left(kept_since: int, settings: Settings) -> float:
    """What an owned matter still weighs, (2)."""
    parts = settings.parameter("repair_steps")
    return max(0.0, parts - 1 - kept_since) / parts


def _lift(owned: Step, steps: Sequence[Step], cost: int, settings: Settings) -> float:
    """How much an own-up weighs, (6)."""
    known = [step.day for step in steps if step.what not in {"owned", "sure", "worked"}]
    waited = max(0, owned.day - min(known, default=owned.day))
    dear = 1 - settings.parameter("dear_step") * max(0, cost - MIDDLE)
    return exp2(-waited / settings.parameter("own_up_half_life_days")) * dear


def _read(step: Step, size: float) -> list[Reading]:
    """The step as a reading, none where next to nothing is left of it."""
    if size < SMALLEST:
        return []
    return [Reading(entry=step.entry, kind=step.kind, day=step.day, lane=step.lane, size=size)]
