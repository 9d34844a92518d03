"""Runs every measurement, or those that are named, each in a process of its own; at the end, all goals.

python -m bench [--quick] [street] [forecast] [pages] [suggestions] [today] [composing] [chain] [study]
    [ledger] [private] [private]
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from tempfile import TemporaryDirectory

from bench.company import KEEPS

# In this order, and what each is given when there is little time.
MEASURES: dict[str, list[str]] = {
    "street": [],
    "forecast": ["--record", "200000", "--rounds", "2"],
    "pages": ["--large", "100000", "--rounds", "1"],
    "suggestions": ["--promises", "60", "--rounds", "1"],
    "today": ["--streets", "100", "--rounds", "1"],
    "composing": ["--rounds", "1"],
    "chain": ["--long", "1000", "--rounds", "1"],
    "study": ["--streets", "100"],
    "ledger": ["--acts", "50000", "--seconds", "2"],
    "private": ["--sheets", "200", "--rounds", "1"],
}
GOAL = re.compile(r"\(goal [^)]*: (met|missed)\)")


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("wanted", nargs="*")
    ask.add_argument("--quick", action="store_true", help="smaller ledgers, fewer rounds")
    given = ask.parse_args()
    if unknown := ", ".join(sorted(set(given.wanted) - MEASURES.keys())):
        ask.error(f"nothing here is called {unknown}; there is {', '.join(MEASURES)}")
    goals: list[str] = []
    unfinished: list[str] = []
    with TemporaryDirectory(prefix="twoway-bench-") as keeps:
        for name in given.wanted or MEASURES:
            how = MEASURES[name] if given.quick else []
            finished = run(name, how, os.environ | {KEEPS: keeps}, goals)
            unfinished += [] if finished else [name]
    print("\n== goals ==", *goals, sep="\n")
    if unfinished:
        print(f"\nDid not finish: {', '.join(unfinished)}.", file=sys.stderr)
    return 1 if unfinished else 0


def run(name: str, how: list[str], environment: dict[str, str], goals: list[str]) -> bool:
    """Run one, show what it says as it says it, and keep the lines that tell of a goal."""
    print(f"\n== {name} ==", flush=True)
    command = [sys.executable, "-u", "-m", f"bench.{name}", *how]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as measuring:
        assert measuring.stdout is not None
        for line in measuring.stdout:
            print(line, end="", flush=True)
            if GOAL.search(line):
                goals.append(f"{name:9}{line.strip()}")
    return measuring.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
