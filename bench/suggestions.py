"""What does the next good act cost on a street of a thousand acts, beside reading the same acts bare?

Peers, in the same run: the same rows through a cursor and nothing else; and the acts read as any page of the
street reads them. What is timed is choosing from acts that are in hand, as they are and where every rule has
to be asked, and the whole: acts, what is open, the person's marks, and the choice.

    python -m bench.suggestions [--promises 358] [--rounds 3]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable
from time import process_time
from typing import Any

from bench import company
from bench.goals import against

TIMES = 20
AS_MUCH = 1
"""Choosing is to cost no more than reading what is chosen from."""


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--promises", type=int, default=358, help="on the street: some three acts each")
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--look", action="store_true", help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.look:
        print(json.dumps(look()))
        return
    best: dict[str, float] = {}
    with company.home(1, "--streets", "2", "--promises", str(given.promises)) as place:
        for _round in range(given.rounds):
            command = [sys.executable, "-m", "bench.suggestions", "--look"]
            asked = subprocess.run(command, env=place, check=True, capture_output=True, text=True)
            found: dict[str, float] = json.loads(asked.stdout.splitlines()[-1])
            best = {what: min(took, best.get(what, took)) for what, took in found.items()}
    say(best)


def say(best: dict[str, float]) -> None:
    acts, rows, read = int(best.pop("acts")), best["rows"], best["read"]
    print(f"a street of {acts:,} acts: its rows alone {rows:.1f} ms, read as entries {read:.1f} ms")
    for what, says in SAYS.items():
        ratio = best[what] / read
        goal = against(AS_MUCH, ratio) if what == "every rule" else ""
        told = f"{says}: {best[what]:.2f} ms, {ratio:.2f} times reading them"
        print(f"{told}, {best[what] / rows:.1f} times their rows {goal}".rstrip())
    print(f"statements of choosing: {best['statements']:.0f} {against(0, best['statements'])}")


SAYS = {
    "choice": "choosing from acts in hand",
    "every rule": "the same where every rule is asked",
    "whole": "acts, what is open, marks and the choice",
}


# ---- in a process of its own -----------------------------------------------------------------------------


def look() -> dict[str, float]:
    """Milliseconds of each, the best of so many times, and how many acts there are."""
    import django

    django.setup()
    from twoway import clock

    ann = company.there()
    with clock.held_at(ann.at):
        return measured(ann.ann)


def measured(me: str) -> dict[str, float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from twoway.people.streets import queries as streets
    from twoway.private import queries as private
    from twoway.readings import record, told
    from twoway.readings.streets.ends import ends
    from twoway.readings.suggestions.choosing import next_act, seen_from
    from twoway.readings.suggestions.occasions import OCCASIONS

    acts = {one.id: record.of_street(one.id, seen_by=me) for one in streets.streets_of(me)}
    street, entries = max(acts.items(), key=lambda one: len(one[1]))
    end, opens = ends(street, seen_by=me), told.opens(seen_by=me, streets=[street])

    def every_rule() -> None:
        situation = seen_from(end, entries, opens)
        for occasion in OCCASIONS:
            occasion.find(situation)

    def whole() -> None:
        read, opened = record.of_street(street, seen_by=me), told.opens(seen_by=me, streets=[street])
        next_act(ends(street, seen_by=me), read, opened, private.marks(me, street))

    with CaptureQueriesContext(connection) as statements:
        next_act(end, entries, opens, {})
    return {
        "acts": len(entries),
        "statements": len(statements),
        "rows": best_of(lambda: rows_alone(street)),
        "read": best_of(lambda: record.of_street(street, seen_by=me)),
        "choice": best_of(lambda: next_act(end, entries, opens, {})),
        "every rule": best_of(every_rule),
        "whole": best_of(whole),
    }


def rows_alone(street: str) -> list[Any]:
    """The frames and words of the street's own acts, as they lie in the tables."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(ROWS, [street])
        return cursor.fetchall()


ROWS = """
    SELECT frame.seq, frame.body, words.body FROM ledger_frame frame
    LEFT JOIN ledger_words words ON words.seq = frame.seq WHERE frame.street = %s ORDER BY frame.seq
"""


def best_of(work: Callable[[], object]) -> float:
    """Milliseconds of processor time of the quickest of so many times."""
    found = []
    for _time in range(TIMES):
        began = process_time()
        work()
        found.append(1_000 * (process_time() - began))
    return min(found)


if __name__ == "__main__":
    main()
