"""Does a chain of ten thousand hand-offs with a thousand problems cost more than one of a hundred with ten?

Work under one call goes from hand to hand among thirty people, and every tenth who has it raises a problem,
which travels home past all who carried it; all but the last ten are over. The peer is the same chain, a
hundredth as long: the pages of its first, middle and last hand-off, of its last problem and of the call, and
what the two rules at its end take.
Statements are counted, for they are the same on every machine; what is timed is processor time.

    python -m bench.chain [--short 100] [--long 10000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

from bench import company, pages
from bench.goals import against

if TYPE_CHECKING:
    from twoway.ledger.entries import Entry
    from twoway.ledger.write import Book

HANDS = 30
A_PROBLEM_EVERY = 10
STILL_OPEN = 10
AT_ONCE = 100  # hand-offs entered in one transaction
BEGINS = datetime(2026, 2, 2, 9, tzinfo=UTC)
STEP = timedelta(minutes=1)
TIMES = 10
KNOWN_BY = "chain.json"
FLAT = pages.FLAT

Figures = dict[str, dict[str, float]]
"""By page or rule: how many statements it takes, and milliseconds."""


@dataclass(frozen=True, kw_only=True)
class Chain:
    """Who takes part, in the order of their first turns, and what there is to look at."""

    people: list[str]
    call: str
    handoffs: list[str]
    problems: list[str]

    def receiver(self, turn: int) -> str:
        """Who has it after so many hand-offs; the first in the list is the call's owner and gives none."""
        hands = self.people[1:]
        return hands[turn % len(hands)]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--short", type=int, default=100)
    ask.add_argument("--long", type=int, default=10_000)
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--found", type=int, help=argparse.SUPPRESS)
    ask.add_argument("--look", action="store_true", help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.found:
        found(given.found)
    elif given.look:
        print(json.dumps(look()))
    else:
        compare(given.short, given.long, given.rounds)


def compare(short: int, long: int, rounds: int) -> None:
    """Look at both in turn, so that a neighbour on the machine disturbs both alike."""
    with home(short) as little, home(long) as big:
        in_little: Figures = {}
        in_big: Figures = {}
        for _round in range(rounds):
            pages.keep_best(in_little, looked_at(little))
            pages.keep_best(in_big, looked_at(big))
    print(f"\nchains of {short:,} and of {long:,} hand-offs")
    for what, of in in_little.items():
        tell(what, of, in_big[what])


def tell(what: str, little: dict[str, float], big: dict[str, float]) -> None:
    more = big["statements"] / little["statements"]
    longer = big["took"] / little["took"]
    print(f"{what}: {little['statements']:.0f} and {big['statements']:.0f} statements {against(1, more)}")
    print(
        f"{what}: {little['took']:.1f} and {big['took']:.1f} milliseconds, "
        f"{longer:.2f} times {against(FLAT, longer)}",
        flush=True,
    )


@contextmanager
def home(handoffs: int) -> Iterator[dict[str, str]]:
    """The environment in which a chain of that length is found."""
    with TemporaryDirectory(prefix="twoway-bench-") as folder:
        place = os.environ | {"TWOWAY_HOME": folder, "DJANGO_SETTINGS_MODULE": "twoway.settings"}
        founding = [sys.executable, "-m", "bench.chain", "--found", str(handoffs)]
        subprocess.run(founding, env=place, check=True)
        yield place


def looked_at(place: dict[str, str]) -> Figures:
    """The figures of one chain, from a process of its own: settings are read once in a process."""
    asked = subprocess.run(
        [sys.executable, "-m", "bench.chain", "--look"], env=place, check=True, capture_output=True, text=True
    )
    figures: Figures = json.loads(asked.stdout.splitlines()[-1])
    return figures


# ---- in a process of its own -----------------------------------------------------------------------------


def found(handoffs: int) -> None:
    """Fill an empty database with the chain, all of it through the rules."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, run_syncdb=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    began = perf_counter()
    chain = begun()
    for first in range(0, handoffs, AT_ONCE):
        go_on(chain, range(first, min(first + AT_ONCE, handoffs)))
    took, raised = perf_counter() - began, len(chain.problems)
    print(f"{handoffs:,} hand-offs and {raised:,} problems, made in {took:.0f} s", flush=True)
    (Path(os.environ["TWOWAY_HOME"]) / KNOWN_BY).write_text(json.dumps(asdict(chain)))


def begun() -> Chain:
    """Everybody comes in, and the call is made."""
    from twoway import clock
    from twoway.nouns.calls import rules

    with clock.held_at(BEGINS - STEP):
        people = company.everybody_comes_in(1 + HANDS)
        call = rules.make(company.WORDS, by=people[0], asks=[people[1]], on_me=True, sure_percent=60)
    return Chain(people=people, call=call.thing, handoffs=[], problems=[])


def go_on(chain: Chain, turns: range) -> None:
    """So many more hand-offs, each with the problem that comes of it."""
    from twoway import clock
    from twoway.ledger.write import writing

    with writing(by=chain.people[0]) as book:
        for turn in turns:
            with clock.held_at(BEGINS + turn * STEP):
                chain.handoffs.append(hand_on(chain, turn, book).thing)
                if turn % A_PROBLEM_EVERY == A_PROBLEM_EVERY - 1:
                    chain.problems.append(raise_problem(chain, turn, book).thing)
                    settle(chain, len(chain.problems) - STILL_OPEN - 1, book)


def hand_on(chain: Chain, turn: int, book: Book | None = None) -> Entry:
    """The next hand-off; who hands it on had it, and so has accepted it."""
    from twoway.nouns.handoffs import rules

    by, after = chain.receiver(turn), chain.handoffs[-1:]
    if book:
        book.by = by
    how: dict[str, Any] = {"after": after} if after else {"call": chain.call}
    return rules.hand(company.WORDS, by=by, to=chain.receiver(turn + 1), book=book, **how)


def raise_problem(chain: Chain, turn: int, book: Book | None = None) -> Entry:
    """Whoever has the last of it finds that something does not work."""
    from twoway.nouns.handoffs import rules

    by = chain.receiver(turn + 1)
    if book:
        book.by = by
    return rules.raise_problem(
        chain.handoffs[-1], by=by, what=company.WORDS, costs="A day, and a second van", cost=2, book=book
    )


def settle(chain: Chain, number: int, book: Book) -> None:
    """That problem is over, if there is one so early: whoever raised it says so."""
    from twoway.nouns.handoffs import rules

    if number >= 0:
        book.by = chain.receiver((number + 1) * A_PROBLEM_EVERY)
        rules.resolve(chain.problems[number], by=book.by, book=book)


def look() -> Figures:
    """Each page as somebody of the chain sees it, and what the two rules at its end take."""
    import django

    django.setup()
    from twoway import clock

    kept = json.loads((Path(os.environ["TWOWAY_HOME"]) / KNOWN_BY).read_text())
    chain = Chain(**kept)
    with clock.held_at(BEGINS + (len(chain.handoffs) + 1) * STEP):
        of_pages = {what: of_page(person, address) for what, person, address in addresses(chain)}
        return of_pages | of_rules(chain)


def addresses(chain: Chain) -> Iterator[tuple[str, str, str]]:
    middle, last = len(chain.handoffs) // 2, len(chain.handoffs) - 1
    for what, turn in (("first", 0), ("middle", middle), ("last", last)):
        yield f"the {what} hand-off", chain.receiver(turn + 1), f"/handoffs/{chain.handoffs[turn]}"
    raiser = chain.receiver(len(chain.problems) * A_PROBLEM_EVERY)
    yield "the last problem", raiser, f"/problems/{chain.problems[-1]}"
    yield "the same, to the call’s owner", chain.people[0], f"/problems/{chain.problems[-1]}"
    yield "the call", chain.people[0], f"/calls/{chain.call}"
    yield "the call, to a carrier", chain.receiver(1), f"/calls/{chain.call}"
    yield "Today of a carrier", chain.receiver(1), "/"
    yield "Today of the call’s owner", chain.people[0], "/"


def of_page(person: str, address: str) -> dict[str, float]:
    browser = pages.signed_in(person)
    browser.get(address)  # templates are read and addresses worked out once in a process
    reads = pages.reads_of(browser, address)
    return {"statements": len(reads.statements), "took": pages.best_of(browser, {"page": address})["page"]}


def of_rules(chain: Chain) -> Figures:
    """Hand on and raise a problem at the end, again and again; the chain grows by a few hands."""
    turns = count(len(chain.handoffs))
    figures: Figures = {}
    for _time in range(TIMES):
        turn = next(turns)
        once: Figures = {}
        handed, once["to hand it on"] = counted(partial(hand_on, chain, turn))
        chain.handoffs.append(handed.thing)
        _, once["to raise a problem"] = counted(partial(raise_problem, chain, turn))
        pages.keep_best(figures, once)
    (Path(os.environ["TWOWAY_HOME"]) / KNOWN_BY).write_text(json.dumps(asdict(chain)))
    return figures


def counted(rule: Callable[[], Entry]) -> tuple[Entry, dict[str, float]]:
    """What the rule entered, the statements it took and its milliseconds."""
    from bench import bare

    with bare.recorded() as reads:
        began = process_time()
        entry = rule()
        took = 1_000 * (process_time() - began)
    return entry, {"statements": len(reads.statements), "took": took}


if __name__ == "__main__":
    main()
