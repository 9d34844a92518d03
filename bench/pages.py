"""What do pages cost: beside bare views that read the same, and in a ledger a thousand times as long?

Peers, in the same run and through the same middleware: a view that only runs the page's own statements and
answers with as many bytes, and a plain Django view that builds the same queries, asks for the same rows
through the models and shows each on a line of a plain template; once more with its queries ready built. For
the ledger's length the peer is the same page of the same person, with the same acts of hers, in a small
company. What is counted is processor time, for others may be at work on the machine.

    python -m bench.pages [--small 1000] [--large 1000000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from time import process_time
from typing import TYPE_CHECKING

from bench import company
from bench.goals import against

if TYPE_CHECKING:
    from django.test import Client

    from bench.bare import Reads

TIMES = 25
WITH_GOALS = ("street", "Today")
PEERS = {
    "view": "a plain Django view",
    "rows": "the same, its queries ready built",
    "cursor": "its statements alone",
}
FLAT = 1.2
"""A page that takes no longer than this many times as long, with a thousand times the acts, is flat."""

Figures = dict[str, dict[str, float]]
"""Milliseconds by page and by who makes it, "page" or a peer; and how many statements it takes."""


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--small", type=int, default=1_000)
    ask.add_argument("--large", type=int, default=1_000_000)
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--look", action="store_true", help=argparse.SUPPRESS)
    ask.add_argument("--only", default="", help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.look:
        print(json.dumps(look(given.only)))
    else:
        compare(given.small, given.large, given.rounds)


def compare(small: int, large: int, rounds: int) -> None:
    """Look at both companies in turn, so that a neighbour on the machine disturbs both alike."""
    with company.home(small) as little, company.home(large) as big:
        in_little: Figures = {}
        in_big: Figures = {}
        for _round in range(rounds):
            keep_best(in_little, looked_at(little))
            keep_best(in_big, looked_at(big))
    beside_bare_views(in_little)
    beside_each_other(in_little, in_big, small, large)


def looked_at(place: dict[str, str], only: str = "") -> Figures:
    """The figures of one company, from a process of its own: settings are read once in a process."""
    look = [sys.executable, "-m", "bench.pages", "--look", "--only", only]
    asked = subprocess.run(look, env=place, check=True, capture_output=True, text=True)
    found: Figures = json.loads(asked.stdout.splitlines()[-1])
    return found


def keep_best(best: Figures, found: Figures) -> None:
    for page, figures in found.items():
        so_far = best.setdefault(page, figures)
        best[page] = {who: min(figure, so_far[who]) for who, figure in figures.items()}


def beside_bare_views(seen: Figures) -> None:
    print("\npages beside bare views with the same statements, rows and bytes (milliseconds)")
    for page in WITH_GOALS:
        of = seen[page]
        print(f"{page}: {of['page']:.1f}, with {of['statements']:.0f} statements")
        for who, peer in PEERS.items():
            ratio = of["page"] / of[who]
            goal = against(2, ratio) if who == "view" else ""
            print(f"{page}: {ratio:.2f} times {peer} ({of[who]:.1f}) {goal}".rstrip(), flush=True)


def beside_each_other(little: Figures, big: Figures, small: int, large: int) -> None:
    print(f"\nthe same pages at {small:,} and at {large:,} acts (milliseconds)")
    for page, of in little.items():
        ratio = big[page]["page"] / of["page"]
        print(
            f"{page}: {of['page']:.1f} and {big[page]['page']:.1f}, {ratio:.2f} times {against(FLAT, ratio)}",
            flush=True,
        )


# ---- in a process of its own -----------------------------------------------------------------------------


def look(only: str = "") -> Figures:
    """Each page as Ann sees it, and its bare views, one after the other, so many times; the best of each.

    `only` names the one page that is looked at.
    """
    import django

    django.setup()
    from django.conf import settings

    settings.ROOT_URLCONF = "bench.bare"
    from bench import bare
    from twoway import clock

    ann = company.there()
    with clock.held_at(ann.at):
        browser = signed_in(ann.ann)
        recognising = reads_of(browser, "/bare/nothing")
        found: Figures = {}
        for page, address in addresses(ann.street):
            if only and page != only:
                continue
            browser.get(address)  # templates are read and addresses worked out once in a process
            reads = reads_of(browser, address).without(recognising)
            bare.replay(reads)
            peers = {who: f"/bare/{who}" for who in PEERS} if page in WITH_GOALS else {}
            best = best_of(browser, {"page": address} | peers)
            found[page] = best | {"statements": len(reads.statements)}
    return found


def signed_in(person: str) -> Client:
    from django.test import Client

    from twoway.people import accounts

    account = accounts.of(person)
    assert account is not None
    browser = Client(headers={"host": "127.0.0.1"})
    browser.force_login(account, backend=accounts.BACKEND)
    return browser


def addresses(street: str) -> Iterator[tuple[str, str]]:
    yield "street", f"/streets/{street}"
    yield "Today", "/"
    yield "Between us", f"/streets/{street}/between"
    yield "People", "/people"
    yield "history", "/history"


def reads_of(browser: Client, address: str) -> Reads:
    from bench import bare

    with bare.recorded() as reads:
        answer = browser.get(address)
    assert answer.status_code == 200, f"{address} answers {answer.status_code}"
    reads.length = len(answer.content)
    return reads


def best_of(browser: Client, who: dict[str, str]) -> dict[str, float]:
    """The best of so many times, in milliseconds; one after the other, so that all have the same luck."""
    best = dict.fromkeys(who, float("inf"))
    for _time in range(TIMES):
        for name, address in who.items():
            began = process_time()
            browser.get(address)
            best[name] = min(best[name], 1_000 * (process_time() - began))
    return best


if __name__ == "__main__":
    main()
