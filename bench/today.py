"""What does Today cost somebody with five hundred streets, beside somebody with five?

Peers, in the same run and through the same middleware: Today of somebody with five streets and as much on
each, and, for five hundred, the page's own statements alone and a plain Django view that shows the same
rows. What is counted is processor time, the best of rounds in turn.

    python -m bench.today [--few 5] [--streets 500] [--promises 4] [--rounds 2]
"""

from __future__ import annotations

import argparse

from bench import company, pages
from bench.goals import against

PAGE = "Today"
HALF_A_SECOND = 500.0


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--few", type=int, default=5)
    ask.add_argument("--streets", type=int, default=500)
    ask.add_argument("--promises", type=int, default=4, help="on each street but one")
    ask.add_argument("--rounds", type=int, default=2)
    given = ask.parse_args()
    few = ["--streets", str(given.few), "--promises", str(given.promises)]
    many = ["--streets", str(given.streets), "--promises", str(given.promises)]
    with company.home(1, *few) as little, company.home(1, *many) as big:
        in_little: pages.Figures = {}
        in_big: pages.Figures = {}
        for _round in range(given.rounds):
            pages.keep_best(in_little, pages.looked_at(little, PAGE))
            pages.keep_best(in_big, pages.looked_at(big, PAGE))
    say(in_little[PAGE], in_big[PAGE], given.few, given.streets)


def say(little: dict[str, float], big: dict[str, float], few: int, many: int) -> None:
    more = big["statements"] / little["statements"]
    took, ratio = big["page"], big["page"] / little["page"]
    print(
        f"Today with {many} streets and with {few}: {took:.0f} and {little['page']:.0f} ms, {ratio:.1f} times"
    )
    print(f"Today with {many} streets, in milliseconds: {took:.0f} {against(HALF_A_SECOND, took)}")
    statements = f"its statements: {big['statements']:.0f} and {little['statements']:.0f}"
    print(f"{statements}, {more:.2f} times {against(1, more)}")
    for who, peer in pages.PEERS.items():
        goal = against(2, took / big[who]) if who == "view" else ""
        print(
            f"Today with {many} streets: {took / big[who]:.2f} times {peer} ({big[who]:.0f}) {goal}".rstrip()
        )


if __name__ == "__main__":
    main()
