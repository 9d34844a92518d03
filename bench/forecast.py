"""How long do forecasts take: 1,000 promises hanging together, a fit of a million, trees of 10 to 10,000?

Peers, in the same run and in turns: drawing the same normals and exponentials by as many threads, and doing
nothing with them; for the fit, the sums of one pass over the same arrays, which no fit can do without.

    python -m bench.forecast [--promises 1000] [--record 1000000] [--rounds 5]
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import perf_counter
from typing import Any

import numpy as np

from bench.goals import against
from twoway.trust.baserates import PRIOR
from twoway.trust.before import before
from twoway.trust.draws import BLOCK, ROWS
from twoway.trust.durations import sums_of
from twoway.trust.fitting import fit_sums
from twoway.trust.forecast import DRAWS, THREADS, forecast
from twoway.trust.hanging import Promises, hanging
from twoway.trust.record import WEEKDAYS, History, Told, history, lanes_of
from twoway.trust.worlds import world

TODAY = 739_677  # a Monday
EACH = 10  # promises of each person in the fit
A_PAGE = 0.5  # seconds


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--promises", type=int, default=1_000)
    ask.add_argument("--record", type=int, default=1_000_000)
    ask.add_argument("--rounds", type=int, default=5)
    given = ask.parse_args()
    of_a_tree(given.promises, given.rounds)
    of_sizes(given.rounds)
    of_the_composer(given.rounds)
    of_a_fit(given.record, given.rounds)


def tree(count: int, *, hung_on: int = 3) -> Promises:
    """Every promise hangs on three others, made in the last fortnight, due within a quarter; 50 people."""
    chance = np.random.default_rng(1)
    told = [
        Told(
            promiser=int(chance.integers(50)),
            promisee=100 + int(chance.integers(50)),
            made=TODAY - int(chance.integers(14)),
            due=TODAY + int(chance.integers(1, 90)),
        )
        for _ in range(count)
    ]
    return hanging(told, [((row - 1) // hung_on, row) for row in range(1, count)], today=TODAY)


def a_record(promises: Promises) -> History:
    """Ten past promises of every lane."""
    told = [
        Told(
            promiser=int(promiser),
            promisee=int(promisee),
            made=TODAY - 200,
            due=TODAY - 190,
            ended="kept",
            ended_on=TODAY - 195 + later,
        )
        for promiser, promisee in zip(promises.promiser, promises.promisee, strict=True)
        for later in range(10)
    ]
    return history(told, as_of=TODAY)


def bare(count: int, draws: int) -> None:
    """The same normals and exponentials, by the same threads, thrown away."""

    def block(number: int) -> None:
        of_work, of_never = (np.random.Generator(np.random.SFC64([number, one])) for one in (0, 1))
        drawn = np.empty((min(ROWS, count), BLOCK))
        for first in range(0, count, ROWS):
            here = drawn[: count - first]
            of_work.standard_normal(out=here)
            of_never.standard_exponential(out=here)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(block, range(draws // BLOCK)))


def in_turns(rounds: int, *works: Callable[[], Any]) -> list[float]:
    """Seconds of the quickest round of each; they take turns, so that all meet the same neighbours."""
    found: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, took in zip(works, found, strict=True):
            begun = perf_counter()
            work()
            took.append(perf_counter() - begun)
    return [min(took) for took in found]


def of_a_tree(count: int, rounds: int) -> None:
    promises = tree(count)
    record = a_record(promises)
    whole, floor = in_turns(rounds, lambda: forecast(promises, record), lambda: bare(count, DRAWS))
    print(
        f"{count:,} promises hanging together, {DRAWS:,} draws, {THREADS} threads: {whole * 1e3:,.0f} ms, "
        f"{whole / floor:.2f} times the bare drawing {against(3, whole / floor)}"
    )
    now = forecast(promises, record)
    begun = perf_counter()
    lifts = len(now.lifts)
    took = perf_counter() - begun
    print(f"  and what each of {lifts:,} links would lift: {took / whole:.1f} times that", flush=True)


def of_sizes(rounds: int) -> None:
    """The cost of one promise as the tree it is in grows."""
    first, nothing = 0.0, history([], as_of=TODAY)
    for count in (10, 100, 1_000, 10_000):
        [took] = in_turns(max(1, rounds // 2), partial(forecast, tree(count), nothing))
        first = first or took / count
        share = took / count / first
        print(f"tree of {count:,}: {took * 1e3:,.0f} ms, for each promise {share:.2f} times a tree of ten")


def of_the_composer(rounds: int) -> None:
    promises = tree(20)
    record, ends = a_record(promises), WEEKDAYS.next_ends(TODAY)
    [took] = in_turns(rounds, partial(before, record, promiser=1, promisee=2, ends=ends, hangs_on=promises))
    print(
        f"the composer's forecast on a tree of 20: {took * 1e3:,.0f} ms {against(A_PAGE * 1e3, took * 1e3)}"
    )


def of_a_fit(count: int, rounds: int) -> None:
    record = world(1, lanes=count // EACH, each=EACH, new=0).record
    _, (lane,) = lanes_of((record.promiser, record.promisee))
    lanes = count // EACH

    def whole() -> None:
        fit_sums(sums_of(record, lane, lanes), PRIOR)

    took, floor = in_turns(rounds, whole, lambda: sums_of(record, lane, lanes))
    print(
        f"fit of {count:,} promises of {lanes:,} people, {(record.ended == 0).mean():.0%} still open: "
        f"{took * 1e3:,.0f} ms {against(0.2 * 1e3, took * 1e3)}; {took / floor:.1f} times its sums alone"
    )


if __name__ == "__main__":
    main()
