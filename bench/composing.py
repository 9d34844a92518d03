"""What does a look at a day cost in the composer, on a tree of twenty promises, beside the page it is on?

Peers, in the same run and through the same middleware: the page on which the promise is written, without a
look; the look on nothing; and the draws alone, of promises that are in hand. What is counted is processor
time of one thread and all it starts, the best of rounds in turn.

    python -m bench.composing [--promises 20] [--rounds 3]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from time import process_time

from bench import company
from bench.goals import against

TIMES = 15
BRANCHES = 3
ONE_PAGE = 1
"""The look is to cost no more than the page it stands on."""
STREETS, PROMISES = 12, 24


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--promises", type=int, default=20, help="that the new one would hang on")
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--look", action="store_true", help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.look:
        print(json.dumps(look(given.promises)))
        return
    best: dict[str, float] = {}
    with company.home(1, "--streets", str(STREETS), "--promises", str(PROMISES)) as place:
        for _round in range(given.rounds):
            command = [sys.executable, "-m", "bench.composing", "--look", "--promises", str(given.promises)]
            asked = subprocess.run(command, env=place, check=True, capture_output=True, text=True)
            found: dict[str, float] = json.loads(asked.stdout.splitlines()[-1])
            best = {what: min(took, best.get(what, took)) for what, took in found.items()}
    say(best, given.promises)


def say(best: dict[str, float], promises: int) -> None:
    page, looked = best["page"], best["look"]
    asks = best["statements of the page"]
    print(f"the page a promise is written on: {page:.1f} ms, with {asks:.0f} statements")
    ratio = looked / page
    print(
        f"a look at a day on a tree of {promises}: {looked:.1f} ms, {ratio:.2f} times the page "
        f"{against(ONE_PAGE, ratio)}"
    )
    print(f"the same on nothing: {best['alone']:.1f} ms; its draws alone: {best['draws']:.1f} ms")
    more = best["statements of the look"] - best["statements alone"]
    print(f"statements of the look: {best['statements of the look']:.0f}, {more:.0f} more than on nothing")


# ---- in a process of its own -----------------------------------------------------------------------------


def look(promises: int) -> dict[str, float]:
    """Milliseconds of each, the best of so many times."""
    import django

    django.setup()
    from twoway import clock

    ann = company.there()
    with clock.held_at(ann.at):
        due_on = clock.today() + timedelta(days=14)
        return measured(ann.ann, tree(ann.ann, promises, due_on), due_on)


def tree(ann: str, promises: int, due_on: date) -> str:
    """Promises to Ann and among those she works with, each third hanging on the one above; the topmost."""
    from twoway.nouns.promises import queries, rules
    from twoway.people.streets import queries as streets

    others = [street.other(ann) for street in streets.streets_of(ann)]
    what = f"The hall, in {promises} parts: "
    there = [one for one in queries.owed_to(ann, seen_by=ann) if one.what.startswith(what)]
    if there:
        return next(one.id for one in there if one.what == f"{what}1")
    made: list[str] = []
    for number in range(promises):
        by = others[number % len(others)]
        made.append(rules.make(ann, f"{what}{number + 1}", due_on - timedelta(days=1), by=by).thing)
        if number:
            rules.hang_on(made[(number - 1) // BRANCHES], made[number], by=ann)
    return made[0]


def measured(ann: str, top: str, due_on: date) -> dict[str, float]:
    from bench.pages import signed_in
    from twoway.people.streets import queries as streets

    to = streets.streets_of(ann)[0].other(ann)
    browser = signed_in(ann)
    asked = f"/forecasts/composing?kind=make&to={to}&due_on={due_on}"
    pages = {
        "page": f"/promises/new?kind=make&to={to}&more=1",
        "look": f"{asked}&hangs_on={top}",
        "alone": asked,
    }
    for address in pages.values():
        assert browser.get(address).status_code == 200, address
    best = best_of({name: partial(browser.get, address) for name, address in pages.items()})
    best |= best_of({"draws": drawn(ann, to, top, due_on)})
    names = {"page": "statements of the page", "look": "statements of the look", "alone": "statements alone"}
    return best | {names[name]: statements(partial(browser.get, address)) for name, address in pages.items()}


def drawn(ann: str, to: str, top: str, due_on: date) -> Callable[[], object]:
    """The draws of what is gathered already."""
    from twoway import clock
    from twoway.nouns.promises.queries import Composing
    from twoway.readings.forecasts import base_rates, composing, gathering, reckoning

    typed = Composing(promiser=ann, promisee=to, due_on=due_on, hangs_on=(top,))
    gathered = gathering.gather_new(composing.root_of(typed, clock.today(), due_on), (top,), seen_by=ann)
    assert gathered is not None
    rates = base_rates.published()
    return lambda: reckoning.drawn(gathered, rates)


def statements(work: Callable[[], object]) -> float:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        work()
    return len(asked)


def best_of(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Milliseconds of processor time of the quickest of so many times, each in turn."""
    best = dict.fromkeys(works, float("inf"))
    for _time in range(TIMES):
        for name, work in works.items():
            began = process_time()
            work()
            best[name] = min(best[name], 1_000 * (process_time() - began))
    return best


if __name__ == "__main__":
    main()
