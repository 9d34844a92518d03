"""A made-up company to measure pages of: the same half year of Ann's in a ledger of any size.

What Ann and those she has streets with do is done by the rules, and is the same act for act however large
the ledger is. Everything around it is other people's, spread evenly between; it is entered without asking
the rules, which would take an hour for a million.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import combinations, count, cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twoway.ledger.write import Book

LAST_DAY = date(2026, 2, 27)
DAYS = 182
AROUND = 18  # people Ann has no street with
STREETS, MEASURED = 12, 6  # so many of Ann's streets, and so many of them with an estimate
WITH_BEN, WITH_OTHERS = 70, 20  # promises on Ann's longest street, and on each of the others
TAKES = 7  # days from a promise to its day
ACTS_OF_OTHERS = 3  # each promise of the others is made, claimed and confirmed
WORDS = "You will have the revised drawings for the second hall"

# How promises end, in turn: by which rules, so many days after their day, and by which of the two.
ENDINGS = (
    (("keep", 0, "promiser"), ("confirm", 0, "promisee")),
    (("keep", -1, "promiser"),),
    (("ask_move", -3, "promiser"), ("agree_move", -2, "promisee"), ("keep", 4, "promiser")),
    (("keep", 0, "promiser"), ("confirm", 1, "promisee")),
    (("keep", 3, "promiser"), ("confirm", 4, "promisee")),
    (("keep", -2, "promiser"), ("confirm", 0, "promisee")),
    (("give_up", -1, "promiser"),),
)
Step = tuple[int, Callable[["Book"], object]]
"""What happens on a day, counted from the first."""


@dataclass(frozen=True)
class Company:
    """Who looks, at which street, and when."""

    ann: str
    street: str
    at: datetime


def found(acts: int, *, streets: int = STREETS, promises: int = WITH_OTHERS) -> Company:
    """Fill an empty database with about so many acts in all, or with Ann's alone where that is more."""
    from twoway import clock
    from twoway.ledger import queries as ledger
    from twoway.ledger.write import writing
    from twoway.people.streets import queries

    with clock.held_at(_morning(-1)):
        ann, *people = everybody_comes_in(1 + streets + AROUND)
    steps = sorted(_half_year(ann, people[:streets], promises), key=lambda step: step[0])
    around, laid = _streets_between(people[streets:]), set[str]()
    missing = max(0, acts - ledger.size() - len(steps)) // ACTS_OF_OTHERS
    for day in range(DAYS):
        with clock.held_at(_morning(day)), writing(by=ann) as book:
            for _, happens in [step for step in steps if step[0] == day]:
                happens(book)
            for street, pair in islice(around, missing * (day + 1) // DAYS - missing * day // DAYS):
                _live(book, street, pair, laid)
    with_ben = queries.between(ann, people[0])
    assert with_ben is not None
    return Company(ann=ann, street=with_ben.id, at=_morning(DAYS))


def _morning(day: int) -> datetime:
    return datetime(LAST_DAY.year, LAST_DAY.month, LAST_DAY.day, 9, tzinfo=UTC) - timedelta(days=DAYS - day)


def everybody_comes_in(people: int) -> list[str]:
    """Ann sets the company up, and all the others join."""
    from tests.cast import come_in
    from twoway.people import rules

    ann = rules.set_up(name="Fir & Daughters", person_name="Ann Lee", email="ann@fir.example", zone="UTC")
    names = islice(_names(), people - 1)
    return [ann.thing, *(come_in(ann.thing, name=name, email=f"{name[:-6]}@fir.example") for name in names)]


def _names() -> Iterator[str]:
    starts, ends = ("Be", "Da", "Fa", "Jo", "Lu", "Mi", "No", "Ri", "So", "Ta"), ("n", "ra", "vi", "li", "mo")
    return (f"{start}{end}{number or ''} Okoro" for number in count() for end in ends for start in starts)


# ---- Ann's half year ------------------------------------------------------------------------------------


def _half_year(ann: str, others: list[str], promises: int) -> Iterator[Step]:
    for number, other in enumerate(others):
        turns = promises if number else WITH_BEN
        for turn in range(turns):
            pair = (ann, other) if turn % 2 else (other, ann)
            yield from _Life(*pair, turn, begins=turn * DAYS // turns).steps()
        if number < MEASURED:
            yield DAYS // 2, _measuring(ann, other)


def _measuring(ann: str, other: str) -> Callable[[Book], None]:
    def measure(book: Book) -> None:
        from twoway.people.streets import queries, rules

        street = queries.between(ann, other)
        assert street is not None
        for person in (ann, other):
            rules.wish_estimate(street.id, by=person, wish=True, book=book)

    return measure


@dataclass
class _Life:
    """One promise of Ann's or to her, from its making to one of the ways in which promises end."""

    promiser: str
    promisee: str
    turn: int
    begins: int
    id: str = ""

    def steps(self) -> list[Step]:
        due, ending = self.begins + TAKES, ENDINGS[self.turn % len(ENDINGS)]
        beginning: list[Step] = [(self.begins, self.is_made)]
        if self.turn == 0:
            beginning.append((self.begins, self._does("say_yes", self.promisee)))
        return beginning + [
            (due + later, self._does(rule, getattr(self, who))) for rule, later, who in ending
        ]

    def is_made(self, book: Book) -> None:
        from twoway.nouns.promises import rules

        book.by = self.promiser
        due_on = _morning(self.begins + TAKES).date()
        self.id = rules.make(self.promisee, WORDS, due_on, by=book.by, book=book).thing

    def _does(self, rule: str, by: str) -> Callable[[Book], object]:
        def does(book: Book) -> object:
            from twoway.nouns.promises import rules

            book.by = by
            moved_to = _morning(self.begins + TAKES + 4).date()
            more = {"due_on": moved_to, "reason": "The hall is being painted"} if rule == "ask_move" else {}
            return getattr(rules, rule)(self.id, by=by, book=book, **more)

        return does


# ---- everybody else -------------------------------------------------------------------------------------


def _streets_between(people: list[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """The streets of these people with each other, one after the other, again and again."""
    from twoway.ids import new_id

    return cycle([(new_id(), pair) for pair in combinations(sorted(people), 2)])


def _live(book: Book, street: str, pair: tuple[str, str], laid: set[str]) -> None:
    """One promise on the street, which is laid before its first."""
    from twoway import clock
    from twoway.ids import new_id
    from twoway.nouns.promises import acts
    from twoway.people.streets import acts as street_acts

    today, thing = clock.today(), new_id()
    if street not in laid:
        laid.add(street)
        for act in (street_acts.Asked(low=pair[0], high=pair[1]), street_acts.Opened()):
            book.enter(act, thing=street, street=street, participants=pair, by="")
    made = acts.Made(promiser=pair[0], promisee=pair[1], what=WORDS, due_on=today + timedelta(days=TAKES))
    kept = acts.Kept(kept_on=today, on=today)
    confirmed = acts.Confirmed(kept_on=today, on=today)
    for told, by in ((made, pair[0]), (kept, pair[0]), (confirmed, pair[1])):
        book.enter(told, thing=thing, street=street, participants=pair, by=by)


# ---- a place for it --------------------------------------------------------------------------------------

KEEPS = "TWOWAY_BENCH_KEEPS"
"""Where a run of several measurements keeps companies, so that each is founded once."""


@contextmanager
def home(acts: int, *how: str) -> Iterator[dict[str, str]]:
    """The environment in which a company of that size is found; founded now unless it was in this run."""
    with ExitStack() as until_done:
        keeps = os.environ.get(KEEPS) or until_done.enter_context(TemporaryDirectory(prefix="twoway-bench-"))
        folder = Path(keeps) / "-".join(["company", str(acts), *how]).replace("---", "-")
        place = {"TWOWAY_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "twoway.settings"}
        if not (folder / KNOWN_BY).exists():
            founding = [sys.executable, "-m", "bench.company", str(acts), *how]
            subprocess.run(founding, env=os.environ | place, check=True)
        yield os.environ | place


def there() -> Company:
    """The company of the home this process was started in."""
    kept = json.loads((Path(os.environ["TWOWAY_HOME"]) / KNOWN_BY).read_text())
    return Company(kept["ann"], kept["street"], datetime.fromisoformat(kept["at"]))


KNOWN_BY = "company.json"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("acts", type=int)
    ask.add_argument("--streets", type=int, default=STREETS)
    ask.add_argument("--promises", type=int, default=WITH_OTHERS, help="on each of Ann's streets but one")
    given = ask.parse_args()
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, run_syncdb=True)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    began = perf_counter()
    company = found(given.acts, streets=given.streets, promises=given.promises)
    from twoway.ledger import queries as ledger

    took, size = perf_counter() - began, ledger.size()
    print(f"a company of {size:,} acts, founded in {took:.0f} s, {size / took:,.0f} a second", flush=True)
    kept = {"ann": company.ann, "street": company.street, "at": company.at.isoformat()}
    (Path(os.environ["TWOWAY_HOME"]) / KNOWN_BY).write_text(json.dumps(kept))


if __name__ == "__main__":
    main()
