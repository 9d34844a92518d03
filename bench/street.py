"""How long does a street take: 1,000 acts from nothing, one act more, a company of 10,000 streets?

Peers, in the same run: the same recursion on bare lists, which is what the arithmetic costs in Python with
nothing around it; and the six by six of the model with numpy, written down as in a textbook.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any

import numpy as np

from twoway.trust.evidence import DEFAULTS, Answer, Lane, Reading
from twoway.trust.state import State, apply
from twoway.trust.street import street

FIRST_DAY = 738_000
LANES: tuple[Lane, ...] = (0, 1)
KINDS = [kind for kind in DEFAULTS.kinds if kind.level is not None and not kind.stands]


def record(acts: int, *, answers: int = 0, seed: int = 1) -> list[Reading | Answer]:
    """Acts on both lanes over two years, and now and then an answer."""
    chance = random.Random(seed)
    days = sorted(FIRST_DAY + chance.randrange(730) for _ in range(acts + answers))
    answered = set(chance.sample(range(acts + answers), answers))
    return [
        Answer(entry=f"e{place}", day=day, lane=chance.choice(LANES), values=(60.0, 70.0, 80.0))
        if place in answered
        else Reading(entry=f"e{place}", kind=chance.choice(KINDS).name, day=day, lane=chance.choice(LANES))
        for place, day in enumerate(days)
    ]


def best(work: Callable[[], Any], times: int) -> float:
    """Seconds of the quickest of so many runs: what the machine can do when nobody else is on it."""
    found = []
    for _ in range(times):
        begun = perf_counter()
        work()
        found.append(perf_counter() - begun)
    return min(found)


def bare(rows: Sequence[tuple[int, float, float]]) -> tuple[float, float]:
    """One lane's recursion, and nothing else: no table, no reasons, no range, no line to draw."""
    variance, half_life = DEFAULTS.facet_variance * 0.8, DEFAULTS.half_life_days
    level, left, last = 0.0, variance, 0
    for day, reads, noise in rows:
        if day != last:
            fade = 2.0 ** ((last - day) / half_life)
            level *= fade
            left = variance - fade * fade * (variance - left)
            last = day
        gain = left / (left + noise)
        level += gain * (reads - level)
        left *= 1 - gain
    return level, left


class Textbook:
    """The six by six with numpy: silence, gain held at zero on the other lane, Joseph's form, act by act."""

    def __init__(self) -> None:
        self.opening = np.array(DEFAULTS.covariance)
        self.mean, self.spread, self.day = np.zeros(6), self.opening.copy(), FIRST_DAY

    def read(self, act: Reading) -> None:
        level, weights, noise = DEFAULTS.act(act.kind)
        phi = 2.0 ** ((self.day - act.day) / DEFAULTS.half_life_days)
        mean, spread = phi * self.mean, phi**2 * self.spread + (1 - phi**2) * self.opening
        row = np.zeros(6)
        row[3 * act.lane : 3 * act.lane + 3] = weights
        slopes = spread @ row
        gain = slopes / (row @ slopes + noise)
        gain[3 - 3 * act.lane : 6 - 3 * act.lane] = 0
        keep = np.eye(6) - np.outer(gain, row)
        self.mean, self.day = mean + gain * (level - row @ mean), act.day
        self.spread = keep @ spread @ keep.T + noise * np.outer(gain, gain)


def rows_of(readings: Sequence[Reading | Answer]) -> list[list[tuple[int, float, float]]]:
    """What the bare recursion reads, lane by lane, taken apart beforehand."""
    acts = [act for act in readings if isinstance(act, Reading)]
    table = {kind.name: (kind.level or 0.0, kind.noise) for kind in KINDS}
    return [[(act.day, *table[act.kind]) for act in acts if act.lane == lane] for lane in (0, 1)]


def textbook(readings: Sequence[Reading | Answer]) -> None:
    """A whole record by the textbook."""
    filtered = Textbook()
    for act in readings:
        if isinstance(act, Reading):
            filtered.read(act)


def with_reasons(readings: Sequence[Reading | Answer], today: int) -> int:
    """A street, and every reason on it as an object in hand."""
    return sum(len(lane.contributions) for lane in street(readings, as_of_day=today).lanes)


def say(what: str, seconds: float, peers: dict[str, float], *, goal: float = 0.0) -> None:
    """One line: the figure, its goal if there is one, and how it compares with its peers."""
    verdict = f" (goal {goal * 1e6:,.0f}: {'met' if seconds < goal else 'missed'})" if goal else ""
    ratios = ", ".join(f"{seconds / peer:.2g} times {name}" for name, peer in peers.items())
    print(f"{what}: {seconds * 1e6:,.0f} microseconds{verdict}; {ratios}")


def thousand_acts() -> None:
    """A whole record from nothing; then with every reason turned into an object; then with answers in it."""
    readings, today = record(1_000), FIRST_DAY + 730
    rows = rows_of(readings)
    peers = {
        "the bare recursion": best(lambda: [bare(lane) for lane in rows], 50),
        "the textbook": best(lambda: textbook(readings), 5),
    }
    say("street of 1,000 acts", best(lambda: street(readings, as_of_day=today), 50), peers, goal=1e-3)
    say("  and every reason as an object", best(lambda: with_reasons(readings, today), 50), peers)
    answered = record(980, answers=20)
    say("  and 20 answers among them", best(lambda: street(answered, as_of_day=today), 5), peers)


def one_more() -> None:
    """What a street that is up to date pays for one act, and for one answer."""
    state, today = State(), FIRST_DAY + 731
    for reading in record(1_000, answers=20):
        state = apply(state, reading)
    act = Reading(entry="new", kind="promise.kept", day=today, lane=0)
    answer = Answer(entry="new", day=today, lane=0, values=(60.0, 70.0, 80.0))
    peers = {"one step of the textbook": best(lambda: Textbook().read(act), 500)}
    say("one new act applied", best(lambda: apply(state, act), 2_000), peers, goal=50e-6)
    say("one new answer applied", best(lambda: apply(state, answer), 2_000), peers)


def company() -> None:
    """10,000 streets of 50 acts: no goal but the bare recursion's own time."""
    streets, today = [record(50, seed=seed) for seed in range(10_000)], FIRST_DAY + 730
    rows = [lane for readings in streets for lane in rows_of(readings)]
    floor = best(lambda: [bare(lane) for lane in rows], 2)
    whole = best(lambda: [street(readings, as_of_day=today) for readings in streets], 2)
    print(
        f"company of 10,000 streets of 50 acts: {whole:.2f} s, {len(streets) / whole:,.0f} streets a second; "
        f"{whole / floor:.2g} times the bare recursion"
    )


if __name__ == "__main__":
    thousand_acts()
    one_more()
    company()
